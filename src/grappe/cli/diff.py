"""`grappe diff`: what moved between two results."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.cli.refusals import language_option, spoken

if TYPE_CHECKING:
    import polars as pl

    from grappe.analysis.figures.moving import MovedRow, Movement
    from grappe.analysis.report.moved_sentences import MovedSentence
    from grappe.analysis.report.sentence_data import Sentence

ROWS_SHOWN = 3
COMPUTED = re.compile(r"=-?\d+\.\d{5,}$")
"""A value with more decimals than anyone writes in a table was computed."""


@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Pour un programme : une liste JSON.")
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Aussi les chiffres dont ne bougent que l’effectif n ou des décimales.",
)
@language_option
def command(old: Path, new: Path, as_json: bool, everything: bool, language: str | None) -> None:
    """Dire quels chiffres et quelles phrases ont bougé entre deux résultats, et à cause de quelles lignes.

    OLD et NEW : des dossiers écrits par « grappe evaluate », ou des dossiers d’évaluation à comparer
    tels quels.
    """
    from dataclasses import asdict

    from grappe.analysis.figures.moving import movements

    tongue = spoken(language)
    before, after = _result(old, tongue), _result(new, tongue)
    moved = movements(before.figures, after.figures, before.rows, after.rows)
    sentences = _sentences(before, after, tongue)
    if as_json:
        told = [{"what": "figure", **asdict(m), "name": m.name} for m in moved]
        told += [{"what": "sentence", **asdict(sentence)} for sentence in sentences]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for sentence in sentences:
        _tell_sentence(sentence, tongue)
    told_figures = [movement for movement in moved if everything or _shows(movement, tongue)]
    for movement in told_figures:
        _tell(movement, tongue)
    _tell_counts(len(sentences), len(told_figures), len(moved) - len(told_figures), tongue)


def _tell_counts(sentences: int, figures: int, left: int, language: Language) -> None:
    if sentences:
        click.echo(
            say_many(N_("{count} phrase a changé."), N_("{count} phrases ont changé."), sentences, language)
        )
    if figures:
        click.echo(
            say_many(N_("{count} chiffre a bougé."), N_("{count} chiffres ont bougé."), figures, language)
        )
    elif not left:
        click.echo(say(N_("Aucun chiffre n’a bougé."), language))
    if left:
        click.echo(
            say_many(
                N_(
                    "{count} chiffre s’imprime comme avant (seuls n ou des décimales bougent) : --all le montre."
                ),
                N_(
                    "{count} chiffres s’impriment comme avant (seuls n ou des décimales bougent) : --all les montre."
                ),
                left,
                language,
            )
        )


def _shows(movement: Movement, language: Language) -> bool:
    """Tell whether a reader sees the movement: another value or interval once printed, or another status."""
    from grappe.analysis.language.numbers import amount

    before, after = (amount(value, movement.unit, language) for value in (movement.before, movement.after))
    ends = _intervals(movement, language)
    return before != after or ends[0] != ends[1] or movement.status_before != movement.status_after


def _intervals(movement: Movement, language: Language) -> tuple[str, str]:
    """Return the interval before and after, as they are printed; empty without one."""
    from grappe.analysis.language.numbers import bounds

    before, after = (
        bounds(*ends, movement.unit, language) for ends in (movement.interval_before, movement.interval_after)
    )
    return before, after


@dataclass(frozen=True, slots=True)
class _Result:
    """A result, read or made on the spot."""

    path: Path
    figures: pl.DataFrame
    rows: pl.DataFrame | None
    sentences: list[Sentence] | None


def _result(path: Path, language: Language) -> _Result:
    """Return the figures of a result, its rows and its sentences; a dossier is evaluated on the spot."""
    import polars as pl

    from grappe.analysis.figures.evidence import read_evidence
    from grappe.analysis.figures.results import read_figures
    from grappe.analysis.report.sentence_data import read_sentences

    if (path / "figures.json").is_file() or path.suffix == ".json":
        folder = path if path.is_dir() else path.parent
        found = read_figures(path)
        last = found.filter(pl.col("as_of") == pl.col("as_of").max())
        return _Result(path, last, read_evidence(folder), read_sentences(folder))
    return _evaluated(path, language)


def _evaluated(path: Path, language: Language) -> _Result:
    from grappe.analysis.figures.catalogue import figures
    from grappe.analysis.figures.engine import evaluate_readings
    from grappe.analysis.figures.evidence import evidence
    from grappe.analysis.figures.labels import labelled
    from grappe.analysis.figures.readings import readings_of
    from grappe.analysis.report.own_sentences import sentences_by_cluster
    from grappe.cli.asking import asked_days, read_for_figures

    dossier = read_for_figures(path)
    asked = asked_days(dossier)[-1]
    readings = readings_of(dossier.tables, asked, dossier.questionnaire)
    results = labelled(evaluate_readings(dossier, readings, figures().values()), dossier, language)
    rows = evidence(readings, figures().values())
    return _Result(path, results, rows, sentences_by_cluster(dossier, asked, results, language))


def _sentences(before: _Result, after: _Result, language: Language) -> list[MovedSentence]:
    """Return the sentences that moved; say on the error stream why none are compared."""
    from grappe.analysis.report.moved_sentences import moved_sentences

    for result in (before, after):
        if result.sentences is None:
            words = N_("⚠ {path} n’a pas de phrases à comparer : refaites-le avec « grappe evaluate ».")
            click.echo(say(words, language, path=result.path), err=True)
            return []
    old, new = before.sentences or [], after.sentences or []
    if len({sentence.language for sentence in (*old, *new)}) > 1:
        words = N_(
            "⚠ Les deux résultats ne sont pas dans la même langue : leurs phrases ne sont pas comparées."
        )
        click.echo(say(words, language), err=True)
        return []
    return moved_sentences(old, new)


OWN_KINDS = {"summary": N_("La synthèse"), "outlook": N_("Les années à venir")}


def _tell_sentence(sentence: MovedSentence, language: Language) -> None:
    from grappe.analysis.vocabulary.classes import FINDING_KINDS

    kind = say({**FINDING_KINDS, **OWN_KINDS}.get(sentence.kind, N_("Projet de texte")), language)
    where = say(N_("chapitre {number}"), language, number=sentence.chapter)
    click.echo(f"{click.style(sentence.name, bold=True)}  {kind}, {where}")
    if sentence.before:
        click.echo(f"  − {sentence.before}")
    if sentence.after:
        click.echo(f"  + {sentence.after}")


def _tell(movement: Movement, language: Language) -> None:
    from grappe.analysis.language.numbers import amount

    before = amount(movement.before, movement.unit, language)
    after = amount(movement.after, movement.unit, language)
    click.echo(f"{click.style(movement.name, bold=True)}  {movement.label}")
    line = f"  {before} → {after}"
    if movement.before is not None and movement.after is not None and before != after:
        line += f"  ({_step(movement.after - movement.before, movement.unit, language)})"
    ends = _intervals(movement, language)
    if ends[0] != ends[1]:
        words = say(
            N_("intervalle : {before} → {after}"), language, before=ends[0] or "–", after=ends[1] or "–"
        )
        line += f"   {words}"
    if movement.n_before != movement.n_after:
        line += f"   n : {_n(movement.n_before)} → {_n(movement.n_after)}"
    if movement.status_before != movement.status_after:
        line += f"   {movement.status_before or '–'} → {movement.status_after or '–'}"
    click.echo(line)
    rows = [words for row in movement.rows if (words := _row(row))]
    for row in rows[:ROWS_SHOWN]:
        click.echo(f"    {row}")
    left = len(rows) - ROWS_SHOWN
    if left > 0:
        click.echo(
            "    "
            + say_many(N_("… et {count} autre ligne"), N_("… et {count} autres lignes"), left, language)
        )


def _step(difference: float, unit: str, language: Language) -> str:
    """Write a difference with its sign and the figure's own decimals, or more: it must not read as none."""
    from grappe.analysis.language.numbers import amount, decimal

    sign = "+" if difference > 0 else ""
    if unit == "share":
        places = _places(difference * 100)
        words = decimal(difference * 100, language, places, trimmed=True)
        return f"{sign}{words} {say(N_('points'), language)}"
    if unit in ("count", "days", "year"):
        return f"{sign}{decimal(difference, language, 0)}"
    own = decimal(difference, language, 0) if unit == "eur" else amount(difference, unit, language)
    if unit == "p" or not any(digit in own for digit in "123456789"):
        return f"{sign}{amount(difference, unit, language, _places(difference))}"
    return f"{sign}{own}"


def _places(difference: float) -> int:
    """Return how many decimals show that there is a difference: two, or as many as it takes."""
    return next((places for places in range(2, 9) if round(difference, places)), 9)


def _n(count: int | None) -> str:
    return "–" if count is None else str(count)


def _row(row: MovedRow) -> str:
    """Write what moved in a row; empty where nothing of its own did."""
    before, after = row.before.split("; "), row.after.split("; ")
    if row.change == "added":
        return f"+ {row.row}  {_written(after, row)}".rstrip()
    if row.change == "removed":
        return f"− {row.row}  {_written(before, row)}".rstrip()
    gone = _written([part for part in before if part not in after], row)
    come = _written([part for part in after if part not in before], row)
    return f"~ {row.row}  {gone or '–'} → {come or '–'}" if gone or come else ""


def _written(parts: list[str], row: MovedRow) -> str:
    own = [part for part in parts if part not in row.of_the_whole]
    return "; ".join([part for part in own if not COMPUTED.search(part)] or own)
