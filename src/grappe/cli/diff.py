"""`grappe diff`: what moved between two results."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.cli.refusals import language_option, spoken

if TYPE_CHECKING:
    import polars as pl

    from grappe.analysis.figures.moving import MovedRow, Movement

ROWS_SHOWN = 12


@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Pour un programme : une liste JSON.")
@language_option
def command(old: Path, new: Path, as_json: bool, language: str | None) -> None:
    """Dire quels chiffres ont bougé entre deux résultats, de combien, et à cause de quelles lignes.

    OLD et NEW : des dossiers écrits par « grappe evaluate », ou des dossiers d’évaluation à comparer
    tels quels.
    """
    from dataclasses import asdict

    from grappe.analysis.figures.moving import movements

    tongue = spoken(language)
    before, after = _results(old, tongue), _results(new, tongue)
    moved = movements(before[0], after[0], before[1], after[1])
    if as_json:
        click.echo(json.dumps([{**asdict(m), "name": m.name} for m in moved], ensure_ascii=False, indent=1))
        return
    for movement in moved:
        _tell(movement, tongue)
    click.echo(
        say_many(N_("{count} chiffre a bougé."), N_("{count} chiffres ont bougé."), len(moved), tongue)
        if moved
        else say(N_("Aucun chiffre n’a bougé."), tongue)
    )


def _results(path: Path, language: Language) -> tuple[pl.DataFrame, pl.DataFrame | None]:
    """Return the figures of a result, and its rows; a dossier is evaluated on the spot."""
    import polars as pl

    from grappe.analysis.figures.evidence import read_evidence
    from grappe.analysis.figures.results import read_figures

    if (path / "figures.json").is_file() or path.suffix == ".json":
        found = read_figures(path)
        rows = read_evidence(path if path.is_dir() else path.parent)
    else:
        found, rows = _evaluated(path, language)
    return found.filter(pl.col("as_of") == pl.col("as_of").max()), rows


def _evaluated(path: Path, language: Language) -> tuple[pl.DataFrame, pl.DataFrame]:
    from grappe.analysis.figures.catalogue import figures
    from grappe.analysis.figures.engine import evaluate_readings
    from grappe.analysis.figures.evidence import evidence
    from grappe.analysis.figures.labels import labelled
    from grappe.analysis.figures.readings import readings_of
    from grappe.cli.asking import asked_days, read_for_figures

    dossier = read_for_figures(path)
    asked = asked_days(dossier)[-1]
    readings = readings_of(dossier.tables, asked, dossier.questionnaire)
    results = labelled(evaluate_readings(dossier, readings, figures().values()), dossier, language)
    return results, evidence(readings, figures().values())


def _tell(movement: Movement, language: Language) -> None:
    from grappe.analysis.language.numbers import amount

    before = amount(movement.before, movement.unit, language)
    after = amount(movement.after, movement.unit, language)
    click.echo(f"{click.style(movement.name, bold=True)}  {movement.label}")
    line = f"  {before} → {after}"
    if movement.before is not None and movement.after is not None:
        line += f"  ({_step(movement.after - movement.before, movement.unit, language)})"
    if movement.n_before != movement.n_after:
        line += f"   n : {_n(movement.n_before)} → {_n(movement.n_after)}"
    if movement.status_before != movement.status_after:
        line += f"   {movement.status_before or '–'} → {movement.status_after or '–'}"
    click.echo(line)
    for row in movement.rows[:ROWS_SHOWN]:
        click.echo(f"    {_row(row)}")
    if len(movement.rows) > ROWS_SHOWN:
        click.echo(
            "    " + say(N_("… et {count} autres lignes"), language, count=len(movement.rows) - ROWS_SHOWN)
        )


def _step(difference: float, unit: str, language: Language) -> str:
    """Write a difference with its sign, finer than the value: a small step must not read as none."""
    from grappe.analysis.language.numbers import amount, decimal

    sign = "+" if difference > 0 else ""
    if unit == "share":
        return f"{sign}{decimal(difference * 100, language, 2, trimmed=True)} {say(N_('points'), language)}"
    if unit in ("count", "days", "year"):
        return f"{sign}{decimal(difference, language, 0)}"
    return f"{sign}{amount(difference, unit, language, 2)}"


def _n(count: int | None) -> str:
    return "–" if count is None else str(count)


def _row(row: MovedRow) -> str:
    if row.change == "added":
        return f"+ {row.row}  {row.after}".rstrip()
    if row.change == "removed":
        return f"− {row.row}  {row.before}".rstrip()
    before, after = set(row.before.split("; ")), set(row.after.split("; "))
    gone = [part for part in row.before.split("; ") if part not in after]
    come = [part for part in row.after.split("; ") if part not in before]
    return f"~ {row.row}  {'; '.join(gone) or '–'} → {'; '.join(come) or '–'}"
