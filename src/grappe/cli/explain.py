"""`grappe explain`: where a figure comes from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.cli.asking import as_of_option, asked_days, read_days, read_for_figures
from grappe.cli.choosing import one_cluster
from grappe.cli.from_registry import filled_from, registry_option
from grappe.cli.refusals import language_option, spoken
from grappe.cli.text_table import text_table

if TYPE_CHECKING:
    from grappe.analysis.figures.explaining import Explanation
    from grappe.analysis.figures.figure import Figure


@click.command("explain")
@click.argument("dossier", type=click.Path(path_type=Path))
@click.argument("figure")
@click.argument("key", required=False)
@click.option("--cluster", help="Dans une campagne : le cluster.")
@as_of_option
@registry_option
@language_option
def command(
    dossier: Path,
    figure: str,
    key: str | None,
    cluster: str | None,
    days: tuple[str, ...],
    registry: Path | None,
    language: str | None,
) -> None:
    """Montrer d’où vient un chiffre : sa définition, ses lignes, son calcul.

    FIGURE : son identifiant au catalogue, comme employment.median. KEY : sa classe, comme enterprise ;
    on peut aussi écrire members.by_kind[enterprise].
    """
    from grappe.analysis.figures.catalogue import figures, named
    from grappe.analysis.figures.engine import evaluate_readings
    from grappe.analysis.figures.explaining import explain
    from grappe.analysis.figures.labels import labelled
    from grappe.analysis.figures.readings import readings_of

    tongue = spoken(language)
    asked_figure, asked_key = named(figure) or (figure, None)
    known = _known(asked_figure, tongue)
    key = key or asked_key
    read = read_for_figures(dossier, read_days(days, tongue))
    cluster = one_cluster(read, cluster, tongue)
    asked = asked_days(read)[-1]
    if registry is not None:
        read = filled_from(read, [asked], registry, tongue)[asked.as_of]
    chosen = [known] if known.id != "target.reached" else list(figures().values())
    readings = readings_of(read.tables, asked, read.questionnaire)
    results = labelled(evaluate_readings(read, readings, chosen), read, tongue)
    rows = [
        row
        for row in results.iter_rows(named=True)
        if row["cluster_id"] == cluster and row["figure"] == known.id and (key is None or row["key"] == key)
    ]
    if not rows:
        keys = [
            str(row["key"])
            for row in results.iter_rows(named=True)
            if row["cluster_id"] == cluster and row["figure"] == known.id
        ]
        raise click.BadParameter(
            say(
                N_("« {key} » n’est pas une classe de {figure}. Classes : {keys}."),
                tongue,
                key=key,
                figure=known.id,
                keys=", ".join(keys),
            ),
            param_hint="KEY",
        )
    for row in rows:
        told = None
        if row["status"] == "ok" and known.id != "target.reached":
            told = explain(read, asked, known, row["key"], cluster, tongue)
        _tell(known, row, told, tongue)


def _known(figure: str, language: Language) -> Figure:
    from grappe.analysis.dossier.nearest import nearest
    from grappe.analysis.figures.catalogue import figures

    if figure in figures():
        return figures()[figure]
    words = say(N_("« {figure} » n’est pas au catalogue."), language, figure=figure)
    guess = nearest(figure, list(figures()))
    if guess:
        words = f"{words} {say(N_('Vouliez-vous dire « {guess} » ?'), language, guess=guess)}"
    raise click.BadParameter(words, param_hint="FIGURE")


def _tell(figure: Figure, row: dict[str, Any], told: Explanation | None, language: Language) -> None:
    from grappe.analysis.figures.missing import missing_words
    from grappe.analysis.figures.papers import ALL_GIVEN
    from grappe.analysis.figures.registered import source_words
    from grappe.analysis.language.numbers import amount, bounds, decimal, long_date
    from grappe.analysis.report.methods import method_words

    lacking = N_("Pourquoi") if row["missing"] in ALL_GIVEN else N_("Il manque")
    unit = figure.printed_in(row["unit"])
    value = amount(row["value"], unit, language)
    if row["value"] is not None:
        value = f"{value} ({decimal(row['value'], language, 6, trimmed=True)})"
    click.echo(click.style(row["label"], bold=True))
    lines = [
        (say(N_("Chiffre"), language), f"{figure.id}[{row['key']}]" if row["key"] else figure.id),
        (say(N_("Valeur"), language), value),
        (say(N_("Définition"), language), say(figure.definition, language)),
        (say(N_("Au"), language), long_date(row["as_of"], language)),
        (
            say(N_("Calculé sur"), language),
            say(N_("{used} sur {eligible}"), language, used=row["n_used"], eligible=row["n_eligible"])
            if row["n_eligible"]
            else str(row["n_used"]),
        ),
        (
            say(N_("Intervalle à 95 %"), language),
            f"{bounds(row['low'], row['high'], unit, language)} ({method_words(row['method'], language)})"
            if row["method"]
            else "",
        ),
        (say(N_("Source"), language), source_words(str(row["source"]), language)),
        (say(lacking, language), missing_words(row["missing"], language) if row["missing"] else ""),
    ]
    width = max(len(name) for name, _ in lines)
    for name, words in lines:
        if words:
            click.echo(f"  {name.ljust(width)}  {words}")
    if told is not None:
        click.echo()
        marked = [
            (("" if counted else "·"), *cells) for counted, cells in zip(told.counted, told.rows, strict=True)
        ]
        for line in text_table(("", *told.columns), marked):
            click.echo(line)
        if not all(told.counted):
            click.echo(say(N_("· : éligible, mais sans valeur ou hors du compte."), language))
        click.echo()
        for line in told.arithmetic:
            click.echo(line)
    click.echo()
