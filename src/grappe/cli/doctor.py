"""`grappe doctor`: what is wrong with an installation, and the remedy."""

from __future__ import annotations

import os

import click

from grappe.analysis.language.catalogues import N_, say
from grappe.cli.refusals import language_option, spoken

ILL = 21


@click.command("doctor")
@language_option
def command(language: str | None) -> None:
    """Dire ce qui ne va pas dans l’installation, et le remède.

    Sont regardés : les réglages, la base de données, ses migrations, la chaîne du journal (lue en entier).

    Code 0 : tout va bien. Code 20 : un réglage est faux. Code 21 : quelque chose d’autre ne va pas.
    """
    from grappe.apps.settings.installation import address_of, read_installation

    tongue = spoken(language)
    installation = read_installation(os.environ)
    from grappe.pages.framework.starting import start_django

    start_django(installation)
    from grappe.apps.health.ailments import all_ailments

    click.echo(
        say(
            N_("Dossier des données : {data}. Base de données : {database}."),
            tongue,
            data=str(installation.data),
            database=address_of(installation.database),
        )
    )
    found = list(all_ailments(installation))
    for ailment in found:
        wrong, remedy = ailment.sentences(tongue)
        click.echo(f"{wrong} {remedy}", err=True)
    if found:
        raise SystemExit(ILL)
    click.echo(say(N_("Tout va bien."), tongue))
