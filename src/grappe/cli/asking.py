"""What several commands ask of a dossier: read it, check the names in it, settle the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grappe.analysis.language.catalogues import N_, Language, say, say_many

if TYPE_CHECKING:
    from grappe.analysis.dossier.dossier import Dossier
    from grappe.analysis.dossier.faults import Fault
    from grappe.analysis.figures.asked import Asked

WARNINGS_SHOWN = 3

as_of_option = click.option(
    "--as-of",
    "days",
    multiple=True,
    metavar="JJ/MM/AAAA",
    help="Jour de référence, à la place de celui du dossier. Plusieurs donnent une série.",
)


def read_for_figures(path: Path) -> Dossier:
    """Read a dossier and check the figures that its tables name. Raises DossierRefused, Unreadable."""
    from grappe.analysis.dossier.faults import DossierRefused
    from grappe.analysis.dossier.reading import inspect_dossier
    from grappe.analysis.figures.prose import unknown_names

    dossier, found = inspect_dossier(path)
    faults = [fault for fault in found if fault.severity == "fault"]
    if dossier is not None:
        faults += unknown_names(dossier)
    if dossier is None or faults:
        raise DossierRefused(faults)
    return dossier


def asked_days(dossier: Dossier, days: Iterable[str], language: Language) -> list[Asked]:
    """Return what is asked, one per reference day, the last one last; exit code 2 for what is no day."""
    from grappe.analysis.dossier.columns import Column
    from grappe.analysis.dossier.values import PATIENT, Wrong
    from grappe.analysis.figures.asked import asked_of

    chosen: set[dt.date] = set()
    for written in days:
        try:
            day = PATIENT["date"](written.strip(), Column(name="as_of", kind="date", about=""))
        except Wrong as wrong:
            words = say(wrong.what, language, value=written, **dict(wrong.values))
            raise click.BadParameter(
                f"{words} {say(wrong.expected, language)}", param_hint="--as-of"
            ) from None
        if isinstance(day, dt.date):
            chosen.add(day)
    today = dt.datetime.now(tz=dt.UTC).date()
    wanted: list[dt.date | None] = [*sorted(chosen or dossier.settings.as_of)]
    return [asked_of(dossier, day, today=today) for day in wanted or [None]]


def tell_warnings(warnings: Iterable[Fault], path: Path, language: Language) -> None:
    """Say the first warnings on the error stream, and where to read the others."""
    warnings = list(warnings)
    for warning in warnings[:WARNINGS_SHOWN]:
        click.echo(f"⚠ {warning.sentence(language)}", err=True)
    left = len(warnings) - WARNINGS_SHOWN
    if left > 0:
        click.echo(
            say_many(
                N_("⚠ Encore {count} remarque : grappe check {dossier}"),
                N_("⚠ Encore {count} remarques : grappe check {dossier}"),
                left,
                language,
                dossier=path,
            ),
            err=True,
        )
