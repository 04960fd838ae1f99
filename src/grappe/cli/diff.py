"""`grappe diff`: what moved between two results."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.cli.refusals import language_option, spoken

if TYPE_CHECKING:
    import polars as pl

    from grappe.analysis.figures.moving import Movement
    from grappe.analysis.report.moved_sentences import MovedSentence
    from grappe.analysis.report.sentence_data import Sentence

ROWS_SHOWN = 3


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
    from grappe.analysis.report.moved_words import shows

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
    told_figures = [movement for movement in moved if everything or shows(movement, tongue)]
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


def _tell_sentence(sentence: MovedSentence, language: Language) -> None:
    from grappe.analysis.report.moved_words import kind_words

    kind = kind_words(sentence.kind, language)
    where = say(N_("chapitre {number}"), language, number=sentence.chapter)
    click.echo(f"{click.style(sentence.name, bold=True)}  {kind}, {where}")
    if sentence.before:
        click.echo(f"  − {sentence.before}")
    if sentence.after:
        click.echo(f"  + {sentence.after}")


def _tell(movement: Movement, language: Language) -> None:
    from grappe.analysis.report.moved_words import count_words, difference, intervals, row_words, values

    before, after = values(movement, language)
    click.echo(f"{click.style(movement.name, bold=True)}  {movement.label}")
    line = f"  {before} → {after}"
    if moved := difference(movement.before, movement.after, movement.unit, language):
        line += f"  ({moved})"
    ends = intervals(movement, language)
    if ends[0] != ends[1]:
        words = say(
            N_("intervalle : {before} → {after}"), language, before=ends[0] or "–", after=ends[1] or "–"
        )
        line += f"   {words}"
    if movement.n_before != movement.n_after:
        line += f"   n : {count_words(movement.n_before)} → {count_words(movement.n_after)}"
    if movement.status_before != movement.status_after:
        line += f"   {movement.status_before or '–'} → {movement.status_after or '–'}"
    click.echo(line)
    rows = [words for row in movement.rows if (words := row_words(row))]
    for row in rows[:ROWS_SHOWN]:
        click.echo(f"    {row}")
    left = len(rows) - ROWS_SHOWN
    if left > 0:
        click.echo(
            "    "
            + say_many(N_("… et {count} autre ligne"), N_("… et {count} autres lignes"), left, language)
        )
