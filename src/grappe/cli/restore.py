"""`grappe restore`: a backup in the place of what the installation holds."""

from __future__ import annotations

import os
from pathlib import Path

import click

from grappe.analysis.language.catalogues import N_, say
from grappe.cli.refusals import language_option, spoken


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path), metavar="FICHIER")
@click.option(
    "--replace",
    is_flag=True,
    help="Remplacer ce que l’installation contient ; l’état actuel est gardé à côté.",
)
@language_option
def command(file: Path, replace: bool, language: str | None) -> None:
    """Remettre une sauvegarde que grappe backup a écrite, sur SQLite ou sur PostgreSQL.

    Tout est vérifié d’abord, puis fait à côté, puis mis en place d’un coup : une machine qui s’éteint laisse
    l’état d’avant ou celui d’après. Les migrations qui manquent à une sauvegarde ancienne sont appliquées.

    Code 2 : l’installation n’est pas vide. Code 20 : un réglage est faux. Code 21 : la base de données ne
    répond pas. Code 22 : la sauvegarde ne peut servir. Code 23 : grappe serve ou une sauvegarde est en cours.
    """
    from grappe.apps.settings.installation import read_installation

    tongue = spoken(language)
    installation = read_installation(os.environ)
    from grappe.pages.framework.starting import start_django

    start_django(installation)
    from grappe.apps.backup.restoring import restore_backup
    from grappe.cli.at_work import answering
    from grappe.cli.progress import Progress

    with answering(installation), Progress() as progress:
        progress.soon(say(N_("Restauration"), tongue))
        restored = restore_backup(installation, file, replace=replace)
    click.echo(
        say(
            N_("L’état sauvegardé le {at} (UTC) est en place."),
            tongue,
            at=f"{restored.manifest.made_at:%Y-%m-%d %H:%M}",
        )
    )
    if restored.aside is not None and restored.aside.exists():
        click.echo(say(N_("L’état précédent est gardé dans {folder}"), tongue, folder=str(restored.aside)))
    if restored.erasures:
        click.echo(
            say(
                N_(
                    "⚠ Des mots effacés depuis cette sauvegarde sont revenus : refaites les effacements des lignes "
                    "{numbers} du journal de l’état précédent."
                ),
                tongue,
                numbers=", ".join(map(str, restored.erasures)),
            ),
            err=True,
        )
    if restored.schema is not None:
        click.echo(
            say(
                N_("Ses lignes sont gardées dans le schéma {schema} de la base."),
                tongue,
                schema=restored.schema,
            )
        )
