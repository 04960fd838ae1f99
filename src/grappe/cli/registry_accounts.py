"""`grappe registry accounts`: annual accounts come into the registry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.cli.memory import memory_option
from grappe.cli.progress import Progress
from grappe.cli.refusals import language_option, spoken

if TYPE_CHECKING:
    from grappe.analysis.registry.accounts.plain_table import Told
    from grappe.analysis.registry.catalogue import Accounts

MODELS = {
    "full": N_("schéma complet"),
    "abridged": N_("schéma abrégé"),
    "micro": N_("microschéma"),
    "association_full": N_("association, schéma complet"),
    "association_abridged": N_("association, schéma abrégé"),
    "association_micro": N_("association, microschéma"),
    "unknown": N_("schéma non dit"),
}


@click.command("accounts", short_help="Lire des comptes annuels.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--store", type=click.Path(path_type=Path), required=True, help="Dossier du registre.")
@click.option(
    "--mapping",
    metavar="NOM",
    help="Nom sous lequel le registre retient ce que sont les colonnes d’un tableau.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="TITRE=CHAMP",
    help="Dire ce qu’est une colonne d’un tableau : un champ, une mesure ou une rubrique ; en milliers, CHAMP*1000.",
)
@memory_option
@language_option
def accounts_command(
    files: tuple[Path, ...],
    store: Path,
    mapping: str | None,
    columns: tuple[str, ...],
    memory: str,
    language: str | None,
) -> None:
    """Lire FILES, des comptes annuels (XBRL, JSON avec ses références, CSV du portail, tableau CSV ou XLSX).

    Un tableau a une ligne par entreprise et par exercice, ou une ligne par entreprise et une colonne par
    année (« Chiffre d’affaires 2021 »).

    Codes : 11 fichier qui n’est pas des comptes, 13 registre absent ou incomplet.
    """
    from grappe.analysis.registry.accounts.keeping import add_accounts

    tongue = spoken(language)
    told = dict(_column(written, tongue) for written in columns)
    tables: list[Told] = []
    with Progress() as progress:
        found = add_accounts(
            files,
            store,
            mapping=mapping,
            columns=told,
            memory=memory,
            tell=lambda file, rows: progress.soon(_reading(file, rows, tongue)),
            seen=tables.append,
        )
    for table in tables:
        _tell_columns(table, tongue)
    if found.accounts is not None:
        tell_accounts(found.accounts, tongue)


def _reading(file: str, rows: int, language: Language) -> str:
    if rows:
        return say_many(
            N_("Lecture de {file} : {count} ligne"),
            N_("Lecture de {file} : {count} lignes"),
            rows,
            language,
            file=file,
        )
    return say(N_("Lecture de {file}"), language, file=file)


def _tell_columns(table: Told, language: Language) -> None:
    """Say what the columns of a table were taken for: the only way to see a wrong guess."""
    titles: dict[str, list[str]] = {}
    for title, field in table.columns.items():
        titles.setdefault(field, []).append(title)
    read = " · ".join(
        f"{same[0]}{f' … {same[-1]}' if len(same) > 1 else ''} → {field}" for field, same in titles.items()
    )
    click.echo(say(N_("Colonnes de {file} : {columns}"), language, file=table.file, columns=read))
    if table.unread:
        words = N_("⚠ Colonnes non lues : {columns}. Pour en lire une : --column « Titre=champ ».")
        click.echo(say(words, language, columns=" · ".join(table.unread)))
    if table.sheets:
        words = N_("⚠ Feuilles où aucun tableau de comptes ne se reconnaît : {sheets}.")
        click.echo(say(words, language, sheets=", ".join(table.sheets)))


def tell_accounts(accounts: Accounts, language: Language) -> None:
    """Say how many filings stand by model and year, which were corrected, and what was set aside."""
    from grappe.analysis.language.numbers import decimal
    from grappe.analysis.registry.accounts.filing import REASONS

    total = sum(sum(years.values()) for years in accounts.filings.values())
    click.echo(
        say_many(
            N_("Comptes annuels : {count} dépôt."), N_("Comptes annuels : {count} dépôts."), total, language
        )
    )
    for model, years in accounts.filings.items():
        for year, count in years.items():
            name = say(MODELS.get(model, MODELS["unknown"]), language)
            click.echo(f"  {name:<30}{year}{decimal(count, language):>12}")
    if accounts.corrected:
        click.echo(
            say_many(
                N_(
                    "⚠ {count} dépôt corrigé par un dépôt plus récent de la même entreprise et du même exercice."
                ),
                N_(
                    "⚠ {count} dépôts corrigés par un dépôt plus récent de la même entreprise et du même exercice."
                ),
                accounts.corrected,
                language,
            )
        )
        for example in accounts.corrections:
            click.echo(f"    {example}")
    for apart in accounts.set_aside:
        click.echo(
            say_many(
                N_("⚠ {count} dépôt mis de côté, {reason}."),
                N_("⚠ {count} dépôts mis de côté, {reason}."),
                apart.count,
                language,
                reason=say(REASONS[apart.reason], language),
            )
        )
        for example in apart.examples:
            click.echo(f"    {example}")


def _column(written: str, language: Language) -> tuple[str, str]:
    from grappe.analysis.registry.accounts.table_fields import fields, told

    title, _, field = (part.strip() for part in written.rpartition("="))
    if not title or told(field) is None:
        words = N_(
            "« {written} » ne dit pas ce qu’est une colonne. Écrivez Titre=champ ; champs : {fields}, ou une rubrique."
        )
        raise click.BadParameter(say(words, language, written=written, fields=", ".join(fields())))
    return title, field
