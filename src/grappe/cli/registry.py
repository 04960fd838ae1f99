"""`grappe registry`: every company of the country, from the open extracts, kept through time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.cli.memory import memory_option
from grappe.cli.progress import Progress
from grappe.cli.refusals import language_option, spoken
from grappe.cli.registry_accounts import accounts_command, tell_accounts
from grappe.cli.text_table import text_table

if TYPE_CHECKING:
    from grappe.analysis.registry.catalogue import Layer

store_option = click.option(
    "--store", type=click.Path(path_type=Path), required=True, help="Dossier du registre."
)


@click.group("registry")
def command() -> None:
    """Tenir le registre de toutes les entreprises du pays, à partir des extraits ouverts de la BCE."""


@command.command("build", short_help="Lire un extrait complet.")
@click.argument("extract", type=click.Path(path_type=Path))
@store_option
@memory_option
@language_option
def build_command(extract: Path, store: Path, memory: str, language: str | None) -> None:
    """Lire EXTRACT, un extrait complet (zip ou dossier), dans un registre ; ses jours d’avant restent.

    Codes : 11 fichier illisible, 13 extrait ou registre incomplet.
    """
    from grappe.analysis.registry.build import build

    tongue = spoken(language)
    with Progress() as progress:
        found = build(extract, store, memory=memory, tell=lambda what: _reading(progress, what, tongue))
    _tell(found.layers[-1], tongue)


@command.command("update", short_help="Appliquer une mise à jour.")
@click.argument("extract", type=click.Path(path_type=Path))
@store_option
@memory_option
@language_option
def update_command(extract: Path, store: Path, memory: str, language: str | None) -> None:
    """Appliquer EXTRACT, la mise à jour qui suit le dernier extrait du registre, d’un seul coup.

    Codes : 11 fichier illisible, 13 ce n’est pas la suivante, ou registre incomplet.
    """
    from grappe.analysis.registry.update import update

    tongue = spoken(language)
    with Progress() as progress:
        found = update(extract, store, memory=memory, tell=lambda what: _reading(progress, what, tongue))
    _tell(found.layers[-1], tongue)


@command.command("show", short_help="Montrer ce que le registre contient.")
@store_option
@language_option
def show_command(store: Path, language: str | None) -> None:
    """Montrer ce que le registre contient : jours, comptes, ce qui fut mis de côté.

    Code : 13 registre absent ou incomplet.
    """
    from grappe.analysis.registry.catalogue import read_catalogue

    tongue = spoken(language)
    found = read_catalogue(store)
    for layer in found.layers:
        _tell(layer, tongue)
    if found.accounts is not None:
        tell_accounts(found.accounts, tongue)


command.add_command(accounts_command)


def _reading(progress: Progress, what: str, language: Language) -> None:
    progress.soon(say(N_("Lecture de {file}"), language, file=what))


def _counted(layer: Layer, language: Language) -> Iterator[str]:
    """Yield the rows of each table; of an update, those that it took away and of how many numbers too."""
    from grappe.analysis.language.numbers import decimal

    if not layer.gone:
        for table, rows in layer.rows.items():
            yield f"{table:<15}{decimal(rows, language):>15}"
        return
    heads = (N_("table"), N_("lignes apportées"), N_("lignes retirées"), N_("de numéros"))
    counts = []
    for table, rows in layer.rows.items():
        gone = layer.gone.get(table)
        away = ("–", "–") if gone is None else (decimal(gone.rows, language), decimal(gone.numbers, language))
        counts.append((table, decimal(rows, language), *away))
    yield from text_table([say(head, language) for head in heads], counts, right=range(1, len(heads)))


def _tell(layer: Layer, language: Language) -> None:
    """Say of a layer where it comes from, how many rows it has, and which were set aside, why."""
    from grappe.analysis.language.numbers import long_date
    from grappe.analysis.registry.set_aside import REASONS

    full = N_("Extrait complet n° {number}, situation au {day} ({source}).")
    later = N_("Mise à jour n° {number}, situation au {day} ({source}).")
    day = long_date(layer.snapshot, language)
    words = full if layer.kind == "full" else later
    click.echo(say(words, language, number=layer.number, day=day, source=layer.source))
    for line in _counted(layer, language):
        click.echo(f"  {line}")
    for file in layer.absent:
        click.echo(
            say(N_("⚠ {file} n’est pas dans l’extrait : le registre s’en passe."), language, file=file)
        )
    for table, columns in layer.unknown_columns.items():
        click.echo(
            say(
                N_("⚠ {table} : colonne inconnue, passée : {columns}."),
                language,
                table=table,
                columns=", ".join(columns),
            )
        )
    for apart in layer.set_aside:
        counted = say_many(
            N_("⚠ {table} : {count} ligne mise de côté, {reason}."),
            N_("⚠ {table} : {count} lignes mises de côté, {reason}."),
            apart.count,
            language,
            table=apart.table,
            reason=say(REASONS[apart.reason], language),
        )
        click.echo(counted)
        for example in apart.examples:
            click.echo(f"    {example}")
