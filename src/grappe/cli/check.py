"""`grappe check`: every fault of a dossier, in one go."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.cli.asking import asked_days
from grappe.cli.from_registry import filled_from, registry_option, tell_registry
from grappe.cli.progress import Progress
from grappe.cli.refusals import language_option, spoken

if TYPE_CHECKING:
    from grappe.analysis.dossier.dossier import Dossier
    from grappe.analysis.dossier.faults import Fault
    from grappe.analysis.dossier.from_registry import FromRegistry


@click.command("check")
@click.argument("dossier", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Pour un programme : une liste JSON.")
@registry_option
@language_option
def command(dossier: Path, as_json: bool, registry: Path | None, language: str | None) -> None:
    """Dire tout ce qui ne va pas dans DOSSIER : table, ligne, colonne, valeur, remède.

    Code 0 : rien n’empêche l’évaluation. Code 10 : des fautes. Code 11 : un fichier illisible. Code 13 :
    registre absent ou incomplet.
    """
    from grappe.analysis.dossier.faults import Unreadable, refused
    from grappe.analysis.report.checked import inspected

    tongue = spoken(language)
    told: list[FromRegistry] = []
    try:
        with Progress() as progress:
            progress.soon(say(N_("Lecture du dossier"), tongue))
            read, found = inspected(dossier)
        if read is not None:
            classes, told = _evaluated(read, registry, tongue)
            found += classes
    except Unreadable as unreadable:
        if as_json:
            click.echo(json.dumps([unreadable.as_row(tongue)], ensure_ascii=False, indent=1))
        raise
    if told:
        tell_registry(told, tongue)
    if as_json:
        click.echo(json.dumps([fault.as_row(tongue) for fault in found], ensure_ascii=False, indent=1))
        raise SystemExit(0 if read else 10)
    faults = [fault for fault in found if fault.severity == "fault"]
    for fault in faults:
        click.echo(fault.sentence(tongue), err=True)
    for warning in found:
        if warning.severity == "warning":
            click.echo(f"⚠ {warning.sentence(tongue)}", err=True)
    if read is None:
        click.echo(refused(len(faults), tongue), err=True)
        raise SystemExit(10)
    rows = sum(len(frame) for frame in read.tables.values())
    click.echo(
        say_many(
            N_("Le dossier est bon : {rows} ligne dans {tables} tables."),
            N_("Le dossier est bon : {rows} lignes dans {tables} tables."),
            rows,
            tongue,
            rows=rows,
            tables=len(read.tables),
        )
    )


def _evaluated(
    read: Dossier, registry: Path | None, language: Language
) -> tuple[list[Fault], list[FromRegistry]]:
    """Return what is to be said of the classes that texts name, and of the register where one is given."""
    import polars as pl

    from grappe.analysis.figures.classes_named import lines_of_classes, unknown_classes

    asked = asked_days(read)
    by_day = {day.as_of: read for day in asked}
    if registry is not None:
        by_day = filled_from(read, asked, registry, language)
    lines = pl.concat([lines_of_classes(by_day[day.as_of], [day]) for day in asked])
    return unknown_classes(read, lines), [one.registry for one in by_day.values() if one.registry]
