"""An import is written: all of it, or nothing."""

from __future__ import annotations

from dataclasses import asdict
from typing import ClassVar

from django.db import transaction
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.journal.acts import hold_the_end, record
from grappe.apps.journal.models import Entry
from grappe.apps.members.importing.acts.mending import NotOpen
from grappe.apps.members.importing.acts.previewing import fingerprint, preview
from grappe.apps.members.importing.acts.writing import Writing
from grappe.apps.members.importing.models import Import
from grappe.apps.members.importing.queries.judged import first_language_of, judged
from grappe.apps.members.rules.refusals import RegisterRefusal


class ErrorsRemain(RegisterRefusal):
    """Something is wrong, and was not left out."""

    sentence: ClassVar[str] = N_(
        "Rien n’est écrit tant que des lignes ont une erreur ({count}) : corrigez-les, ou laissez-les de côté."
    )


class PreviewIsOld(RegisterRefusal):
    """The book is no longer what the preview was made from."""

    sentence: ClassVar[str] = N_(
        "Le registre a changé depuis cet aperçu. Rien n’est écrit : l’aperçu est refait, relisez-le."
    )


class NothingToWrite(RegisterRefusal):
    """All of it is in the book already."""

    sentence: ClassVar[str] = N_("Il n’y a rien à écrire : le registre dit déjà tout cela.")


def commit(*, sent: Import, seen: str, by: str) -> Import:
    """Write what the preview shows. seen: the fingerprint of the preview that somebody looked at.

    Raises ErrorsRemain, NothingToWrite, NotOpen, a RegisterRefusal of the register, or PreviewIsOld, and the
    preview is then made anew.
    """
    try:
        return _commit(sent=sent, seen=seen, by=by)
    except PreviewIsOld:
        preview(sent)
        raise


@transaction.atomic
def _commit(*, sent: Import, seen: str, by: str) -> Import:
    sent = Import.objects.select_for_update().select_related("cluster").get(pk=sent.pk)
    if sent.stage != Import.Stage.OPEN:
        raise NotOpen
    Cluster.objects.select_for_update().get(pk=sent.cluster_id)
    found = judged(sent)
    if fingerprint(found.verdicts) != seen:
        raise PreviewIsOld
    errors = sum(verdict.errors > 0 for verdict in found.verdicts)
    if errors:
        raise ErrorsRemain(count=errors)
    writing = [intent for intent in found.intents if intent.writes]
    if not writing:
        raise NothingToWrite
    hold_the_end()
    before = _last_line()
    reason = say(N_("Import du fichier « {file} »"), first_language_of(sent.cluster), file=sent.file)
    work = Writing(sent, by, reason, categories=_categories(sent))
    work.new([intent for intent in writing if intent.known is None])
    work.known([intent for intent in writing if intent.known is not None])
    sent.stage, sent.written_at = Import.Stage.WRITTEN, timezone.now()
    sent.wrote = asdict(work.wrote)
    sent.first_line, sent.last_line = before + 1, _last_line()
    sent.save()
    record(
        act="members.imported",
        by=by,
        subject=f"import:{sent.pk}",
        before=None,
        after={"file": sent.file, "lines": [sent.first_line, sent.last_line], "rows": dict(sent.counts)},
        on=sent.on,
    )
    return sent


def _categories(sent: Import) -> dict[str, Category]:
    return {category.code: category for category in sent.cluster.categories.all()}


def _last_line() -> int:
    last = Entry.objects.order_by("-number").values_list("number", flat=True).first()
    return last or 0
