"""What several commands ask of a dossier: read it, check the names in it, settle the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.cli.progress import Progress
from grappe.cli.refusals import spoken

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

suppress_option = click.option(
    "--suppress-below",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Masquer les groupes de moins de N membres ou répondants.",
)


def read_for_figures(path: Path, days: tuple[dt.date, ...] = ()) -> Dossier:
    """Read a dossier, check the figures that its tables name, ask it of other days if any are given.

    Raises DossierRefused, Unreadable.
    """
    with Progress() as progress:
        progress.soon(say(N_("Lecture du dossier"), spoken()))
        from grappe.analysis.report.checked import read_checked

        return read_checked(path, days)


def read_days(written: tuple[str, ...], language: Language) -> tuple[dt.date, ...]:
    """Return the reference days of the command line, in order; exit code 2 for what is no day."""
    from grappe.analysis.dossier.columns import Column
    from grappe.analysis.dossier.values import PATIENT, Wrong

    days: set[dt.date] = set()
    for word in written:
        try:
            day = PATIENT["date"](word.strip(), Column(name="as_of", kind="date", about=""))
        except Wrong as wrong:
            words = say(wrong.what, language, value=word, **dict(wrong.values))
            raise click.BadParameter(
                f"{words} {say(wrong.expected, language)}", param_hint="--as-of"
            ) from None
        if isinstance(day, dt.date):
            days.add(day)
    return tuple(sorted(days))


def asked_days(dossier: Dossier) -> list[Asked]:
    """Return what is asked of a dossier, one per reference day, the last one last."""
    from grappe.analysis.figures.asked import asked_of

    today = dt.datetime.now(tz=dt.UTC).date()
    wanted: list[dt.date | None] = [*dossier.settings.as_of]
    return [asked_of(dossier, day, today=today) for day in wanted or [None]]


def tell_warnings(warnings: Iterable[Fault], path: Path | None, language: Language) -> None:
    """Say the first warnings on the error stream, and where to read the others; all without such a place."""
    warnings = list(warnings)
    shown = len(warnings) if path is None else WARNINGS_SHOWN
    for warning in warnings[:shown]:
        click.echo(f"⚠ {warning.sentence(language)}", err=True)
    left = len(warnings) - shown
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
