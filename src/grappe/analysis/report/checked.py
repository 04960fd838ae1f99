"""A dossier read with every check: its own, and those of who knows figures, themes, looks and rules."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.faults import DossierRefused, Fault
from grappe.analysis.dossier.reading import inspect_dossier
from grappe.analysis.figures.prose import unknown_names
from grappe.analysis.matrix.themes import unknown_themes
from grappe.analysis.report.draft_checks import draft_faults
from grappe.analysis.report.house.of_dossier import house_faults


def inspected(path: Path, days: tuple[dt.date, ...] = ()) -> tuple[Dossier | None, list[Fault]]:
    """Return the dossier, None when it has faults, with all that is to be said of it.

    days: reference days in place of its own. Raises Unreadable.
    """
    return inspect_dossier(path, as_of=days, also=(unknown_names, unknown_themes, house_faults, draft_faults))


def read_checked(path: Path, days: tuple[dt.date, ...] = ()) -> Dossier:
    """Return the dossier. Raises DossierRefused with all its faults, or Unreadable."""
    dossier, found = inspected(path, days)
    if dossier is None:
        raise DossierRefused(fault for fault in found if fault.severity == "fault")
    return dossier
