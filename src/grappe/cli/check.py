"""`grappe check`: every fault of a dossier, in one go."""

from __future__ import annotations

import json
from pathlib import Path

import click

from grappe.analysis.language.catalogues import N_, say, say_many
from grappe.cli.asking import asked_days, inspected
from grappe.cli.progress import Progress
from grappe.cli.refusals import language_option, spoken


@click.command("check")
@click.argument("dossier", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Pour un programme : une liste JSON.")
@language_option
def command(dossier: Path, as_json: bool, language: str | None) -> None:
    """Dire tout ce qui ne va pas dans DOSSIER : table, ligne, colonne, valeur, remède.

    Code 0 : rien n’empêche l’évaluation. Code 10 : des fautes. Code 11 : un fichier illisible.
    """
    from grappe.analysis.dossier.faults import Unreadable, refused
    from grappe.analysis.figures.classes_named import lines_of_classes, unknown_classes

    tongue = spoken(language)
    try:
        with Progress() as progress:
            progress.soon(say(N_("Lecture du dossier"), tongue))
            read, found = inspected(dossier)
            if read is not None:
                found += unknown_classes(read, lines_of_classes(read, asked_days(read)))
    except Unreadable as unreadable:
        if as_json:
            click.echo(json.dumps([unreadable.as_row(tongue)], ensure_ascii=False, indent=1))
        raise
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
