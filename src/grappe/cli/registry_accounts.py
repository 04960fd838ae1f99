"""`grappe registry accounts`: annual accounts come into the registry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.cli.progress import Progress
from grappe.cli.refusals import language_option, spoken

if TYPE_CHECKING:
    from grappe.analysis.registry.catalogue import Accounts


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
@language_option
def accounts_command(
    files: tuple[Path, ...], store: Path, mapping: str | None, columns: tuple[str, ...], language: str | None
) -> None:
    """Lire FILES, des comptes annuels (XBRL, JSON avec ses références, CSV du portail, tableau CSV ou XLSX).

    Codes : 11 fichier qui n’est pas des comptes, 13 registre absent ou incomplet.
    """
    from grappe.analysis.registry.accounts.keeping import add_accounts

    tongue = spoken(language)
    told = dict(_column(written, tongue) for written in columns)
    with Progress() as progress:
        found = add_accounts(
            files,
            store,
            mapping=mapping,
            columns=told,
            tell=lambda file: progress.soon(say(N_("Lecture de {file}"), tongue, file=file)),
        )
    if found.accounts is not None:
        tell_accounts(found.accounts, tongue)


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
            click.echo(f"  {model:<21}{year}{decimal(count, language):>10}")
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
    from grappe.analysis.registry.accounts.plain_table import fields, is_field

    title, _, field = (part.strip() for part in written.rpartition("="))
    if not title or not is_field(field):
        words = N_(
            "« {written} » ne dit pas ce qu’est une colonne. Écrivez Titre=champ ; champs : {fields}, ou une rubrique."
        )
        raise click.BadParameter(say(words, language, written=written, fields=", ".join(fields())))
    return title, field
