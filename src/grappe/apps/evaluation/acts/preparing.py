"""A new evaluation with its files, asked for: all of it, once everything was read and nothing is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.base import File
from django.db import transaction

from grappe.analysis.dossier.beside import MOST_BYTES
from grappe.analysis.language.catalogues import N_
from grappe.apps.clusters.models import Cluster
from grappe.apps.edits.once import first_time
from grappe.apps.evaluation.acts.asking import ask
from grappe.apps.evaluation.acts.making import attach_file, make_evaluation
from grappe.apps.evaluation.assembling import dossier_of
from grappe.apps.evaluation.checking import checked
from grappe.apps.evaluation.models import Evaluation
from grappe.apps.evaluation.rules.attachments import NotAttachable, judge, table_of
from grappe.apps.members.queries.register import members_on
from grappe.apps.uploads.checking import MACROS, STARTS, Kind, refuse_harm

Sent = Mapping[str, File[bytes]]
"""Files by the name that each will have in the dossier."""


def prepare_and_ask(
    *,
    cluster: Cluster,
    told: Mapping[str, Any],
    sent: Sent,
    like: Evaluation | None,
    keeping: Collection[str],
    token: str,
    by: str,
    on: dt.date,
) -> Evaluation | None:
    """Make an evaluation, join its files to it and have a worker work it out: all of it, or nothing.

    told: what is asked, by field. keeping: the files of `like` that come along, but for those in whose place
    others were sent. Everything is read first as the worker will read it: raises DossierRefused with every
    fault, NotAttachable, FileRefused, Unreadable, ValidationError at the field that is wrong. None, with
    nothing done, where the form of that token was taken before.
    """
    tables = {table_of(name) for name in sent} - {""}
    held = [one for one in like.files.all() if one.name in keeping] if like else []
    kept = [one for one in held if one.name not in sent and one.table not in tables]
    draft = Evaluation(cluster=cluster, number=1, **told)
    draft.clean_fields()
    draft.clean()
    if not members_on(cluster, draft.as_of).exists():
        raise NotAttachable(
            N_(
                "Le registre ne compte aucun membre le {day} : il n’y aurait rien à évaluer. Choisissez un autre jour, ou inscrivez d’abord les membres."
            ),
            day=draft.as_of,
        )
    with _laid_down(sent) as files:
        there = {**{one.name: Path(one.file.path) for one in kept}, **files}
        with dossier_of(cluster, draft.as_of, attached=draft, files=there) as folder:
            checked(folder, cluster, draft.as_of, there)
        along = {one.name for one in kept}
        return _kept(files, token, cluster=cluster, told=told, like=like, keeping=along, by=by, on=on)


@contextmanager
def _laid_down(sent: Sent) -> Iterator[dict[str, Path]]:
    """Yield what was sent as files on the disk, each judged by its name and by what it holds."""
    with TemporaryDirectory(prefix="grappe-") as made:
        found = {}
        for place, (name, file) in enumerate(sent.items()):
            if file.size > MOST_BYTES:
                raise NotAttachable(
                    N_("« {name} » pèse plus de {most} Mo. Envoyez-en une version plus légère."),
                    name=name,
                    most=MOST_BYTES // 2**20,
                )
            content = file.read()
            if not content:
                raise NotAttachable(N_("« {name} » est vide : choisissez le bon fichier."), name=name)
            if PurePosixPath(name).suffix.lower() in (*STARTS, *MACROS):
                refuse_harm(name, content, Kind(tuple(STARTS), MOST_BYTES))
            laid = Path(made) / f"{place}{PurePosixPath(name).suffix}"
            laid.write_bytes(content)
            judge(name, laid)
            found[name] = laid
        yield found


def _kept(files: Mapping[str, Path], token: str, *, by: str, on: dt.date, **asked: Any) -> Evaluation | None:
    written: list[Any] = []
    told: Mapping[str, Any] = asked.pop("told")
    try:
        with transaction.atomic():
            if not first_time(token):
                return None
            made = make_evaluation(**asked, **told, by=by, on=on)
            for name, path in files.items():
                with path.open("rb") as content:
                    written.append(attach_file(made, name=name, file=File(content), by=by, on=on).file)
            return ask(made, by=by, on=on)
    except BaseException:
        for file in written:  # the database forgets it by itself, the disk does not
            file.storage.delete(file.name)
        raise
