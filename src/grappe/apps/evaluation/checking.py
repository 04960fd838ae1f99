"""A dossier put together for a day is read with every check, and what is wrong is told as people know it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db.models import Manager

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.faults import DossierRefused, Fault, Phrase, shown
from grappe.analysis.language.catalogues import N_
from grappe.analysis.report.checked import read_checked
from grappe.apps.clusters.models import Axis, Cluster, Document
from grappe.apps.evaluation.rules.attachments import table_of

LATER = N_("Choisissez un jour plus tardif, ou retirez-le de cette ligne du fichier.")
EARLIER = N_("Choisissez un jour plus ancien, ou retirez-le de cette ligne du fichier.")
UNTITLED = Phrase(N_("sans titre"))


def checked(folder: Path, cluster: Cluster, day: dt.date, names: Iterable[str]) -> Dossier:
    """Read a dossier that was put together for a day of a cluster.

    names: those of the files that were joined. Raises DossierRefused, each fault at its file; where a file
    cites what the platform keeps, but not on that day, it says so. Raises Unreadable.
    """
    try:
        return read_checked(folder)
    except DossierRefused as refused:
        raise DossierRefused(_told(refused.faults, cluster, day, names)) from refused


def _told(faults: Collection[Fault], cluster: Cluster, day: dt.date, names: Iterable[str]) -> Iterable[Fault]:
    files = {table: name for name in names if (table := table_of(name))}
    sought: dict[str, set[str]] = {}
    for table, code in (fault.lost for fault in faults if fault.lost is not None):
        sought.setdefault(table, set()).add(code)
    documents = _by_code(cluster.documents, sought.get("documents"))
    axes = _by_code(cluster.axes, sought.get("axes"))
    others = _by_code(cluster.organisations, sought.get("members"))
    for fault in faults:
        placed = replace(fault, table=files.get(fault.table, fault.table))
        table, code = fault.lost or ("", "")
        if table == "documents" and code in documents:
            yield _document(placed, documents[code], day)
        elif table == "axes" and code in axes:
            yield _axis(placed, axes[code], day)
        elif table == "members" and code in others:
            yield _never_member(placed, code)
        else:
            yield placed


def _by_code(kept: Manager[Any], codes: set[str] | None) -> dict[str, Any]:
    return {one.code: one for one in kept.filter(code__in=codes)} if codes else {}


def _document(fault: Fault, document: Document, day: dt.date) -> Fault:
    named = {"code": document.code, "title": shown(document.title) if document.title else UNTITLED}
    if document.withdrawn_on is not None:
        return replace(
            fault,
            what=N_("cite le document {code} (« {title} »), retiré le {withdrawn} : il ne compte plus."),
            expected=None,
            remedy=N_("Citez celui qui le remplace, ou retirez-le de cette ligne du fichier."),
            values={**named, "withdrawn": document.withdrawn_on},
        )
    if document.dated_on is None or document.dated_on <= day:  # filed since the dossier was put together
        return fault
    return replace(
        fault,
        what=N_(
            "cite le document {code} (« {title} »), daté du {dated}, après le jour de référence ({day})."
        ),
        expected=None,
        remedy=LATER,
        values={**named, "dated": document.dated_on, "day": day},
    )


def _axis(fault: Fault, axis: Axis, day: dt.date) -> Fault:
    coming = axis.since is not None and axis.since > day
    if not coming and (axis.until is None or axis.until > day):  # noted since the dossier was put together
        return fault
    return replace(
        fault,
        what=N_(
            "cite l’axe {code} (« {title} »), qui n’a cours qu’à partir du {from}, après le jour de référence ({day})."
        )
        if coming
        else N_(
            "cite l’axe {code} (« {title} »), qui n’a plus cours depuis le {from} : le jour de référence est le {day}."
        ),
        expected=None,
        remedy=LATER if coming else EARLIER,
        values={
            "code": axis.code,
            "title": shown(axis.label) if axis.label else UNTITLED,
            "from": axis.since if coming else axis.until,
            "day": day,
        },
    )


def _never_member(fault: Fault, code: str) -> Fault:
    return replace(
        fault,
        what=N_("cite {code}, qui a une fiche et n’est pas encore membre."),
        expected=None,
        remedy=N_("Inscrivez d’abord son adhésion, ou retirez-le de cette ligne du fichier."),
        values={"code": code},
    )
