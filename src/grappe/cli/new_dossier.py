"""`grappe new-dossier`: an empty dossier to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from grappe.analysis.language.catalogues import N_, say
from grappe.cli.refusals import language_option, spoken


@click.command("new-dossier")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@language_option
def command(folder: Path, language: str | None) -> None:
    """Écrire dans DIR un dossier vide : classeur modèle, questionnaire, réglages, mode d’emploi.

    DIR est créé. S’il contient déjà quelque chose, rien n’est écrit (code 2).
    """
    from grappe.analysis.dossier.template import WORKBOOK, write_new_dossier

    tongue = spoken(language)
    for path in write_new_dossier(folder, tongue):
        click.echo(path)
    click.echo(
        say(
            N_(
                "Remplissez les feuilles cluster et members de {workbook}, puis lancez : grappe check {folder}"
            ),
            tongue,
            workbook=WORKBOOK,
            folder=folder,
        )
    )
