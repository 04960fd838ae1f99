"""An evaluation is asked for, and files are joined to it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max

from grappe.analysis.dossier.refusal import OneSentence
from grappe.analysis.language.catalogues import N_
from grappe.apps.clusters.models import Cluster
from grappe.apps.edits.keeping import keep
from grappe.apps.edits.written import subject_of
from grappe.apps.evaluation.models import AttachedFile, Evaluation
from grappe.apps.evaluation.rules.attachments import judge, table_of
from grappe.apps.journal.acts import record


class NoLongerOpen(OneSentence):
    """What is asked of an evaluation comes too late: it has begun."""


@transaction.atomic
def make_evaluation(
    *,
    cluster: Cluster,
    as_of: dt.date,
    title: str = "",
    period_from: dt.date | None = None,
    period_to: dt.date | None = None,
    reference: str = "",
    evaluator: str = "",
    client: str = "",
    language: str = "fr",
    survey_invited: int | None = None,
    drafts: str = "replace",
    like: Evaluation | None = None,
    keeping: Collection[str] | None = None,
    by: str,
    on: dt.date,
) -> Evaluation:
    """Make an evaluation that waits; `like` another one of the cluster: with the files of that one.

    keeping: the names of those that come along, all of them unless said.

    Raises ValidationError at the field that is wrong, ValueError for another cluster's evaluation.
    """
    if like is not None and like.cluster_id != cluster.pk:
        raise ValueError("the files of another cluster's evaluation")
    Cluster.objects.select_for_update().get(pk=cluster.pk)  # whoever else makes one waits for its number
    last = cluster.evaluations.aggregate(last=Max("number"))["last"] or 0
    told = {
        "title": title,
        "as_of": as_of,
        "period_from": period_from,
        "period_to": period_to,
        "reference": reference,
        "evaluator": evaluator,
        "client": client,
        "language": language,
        "survey_invited": survey_invited,
        "drafts": drafts,
    }
    made = keep(Evaluation(cluster=cluster, number=last + 1), told, act="evaluation.made", by=by, on=on)
    for one in like.files.all() if like else ():
        if keeping is not None and one.name not in keeping:
            continue
        held = AttachedFile(evaluation=made, name=one.name, table=one.table, size=one.size, sha256=one.sha256)
        held.file.name = one.file.name  # files are never changed, so that two evaluations may have one
        held.save()
        _record_file(held, by=by, on=on)
    return made


def attach_file(
    evaluation: Evaluation, *, name: str, file: File[bytes], by: str, on: dt.date
) -> AttachedFile:
    """Join a file to an evaluation that waits, in place of the one of that name.

    Raises NotAttachable for a file that it does not take, Unreadable for a workbook that is none,
    NoLongerOpen, ValidationError where a table would come twice.
    """
    digest = hashlib.sha256()
    with NamedTemporaryFile(prefix="grappe-", suffix=Path(name).suffix) as copy:
        for chunk in file.chunks():
            digest.update(chunk)
            copy.write(chunk)
        copy.flush()
        judge(name, Path(copy.name))
        with transaction.atomic():
            _still_open(evaluation)
            held = evaluation.files.filter(name=name).first()
            made = held or AttachedFile(evaluation=evaluation, name=name)
            copy.seek(0)
            made.table, made.sha256 = table_of(name), digest.hexdigest()
            made.file = File(copy, name=Path(name).name)
            made.size = made.file.size
            made.full_clean()
            made.save()
            _record_file(made, by=by, on=on)
    return made


@transaction.atomic
def detach_file(attached: AttachedFile, *, by: str, on: dt.date) -> None:
    """Take a file away from an evaluation that waits. Raises NoLongerOpen."""
    _still_open(attached.evaluation)
    before = {"name": attached.name, "sha256": attached.sha256}
    attached.delete()
    record(
        act="evaluation.file_detached",
        by=by,
        subject=subject_of(attached.evaluation),
        before=before,
        after=None,
        on=on,
    )


def _still_open(evaluation: Evaluation) -> None:
    held = Evaluation.objects.select_for_update().get(pk=evaluation.pk)
    if held.state != Evaluation.State.WAITING or held.asked_at is not None:
        raise NoLongerOpen(
            N_(
                "L’évaluation {number} a commencé : ses fichiers ne changent plus. Faites-en une nouvelle à partir d’elle."
            ),
            number=held.number,
        )


def _record_file(attached: AttachedFile, *, by: str, on: dt.date) -> None:
    record(
        act="evaluation.file_attached",
        by=by,
        subject=subject_of(attached.evaluation),
        before=None,
        after={"name": attached.name, "table": attached.table, "sha256": attached.sha256},
        on=on,
    )
