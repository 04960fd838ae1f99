"""`grappe backup`: the whole installation in one archive."""

from __future__ import annotations

import os
from pathlib import Path

import click

from grappe.analysis.language.catalogues import N_, say
from grappe.analysis.language.numbers import decimal
from grappe.cli.refusals import language_option, spoken


@click.command("backup")
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[FICHIER]")
@click.option(
    "--with-key",
    is_flag=True,
    help="Y mettre aussi la clé secrète. Qui a l’archive peut alors se faire passer pour chacun : chiffrez-la.",
)
@language_option
def command(file: Path | None, with_key: bool, language: str | None) -> None:
    """Mettre la base de données et les fichiers dans une archive ZIP, même pendant que grappe serve répond.

    FICHIER est un nouveau fichier, ou un dossier : l’archive s’y appelle alors grappe-2026-11-26T1042.zip.
    Elle apparaît entière ou pas du tout, et seul son propriétaire peut la lire. Elle se restaure sur SQLite
    comme sur PostgreSQL.

    Sans la clé secrète, une restauration sur une autre machine en fait une nouvelle : chacun s’y identifie à
    nouveau, rien d’autre n’est perdu.

    Code 2 : le fichier existe. Code 20 : un réglage est faux. Code 21 : la base de données ne répond pas.
    Code 22 : la sauvegarde ne peut être faite. Code 23 : une restauration est en cours.
    """
    from grappe.apps.settings.installation import read_installation

    tongue = spoken(language)
    installation = read_installation(os.environ)
    from grappe.pages.framework.starting import start_django

    start_django(installation)
    from grappe.apps.backup.making import make_backup
    from grappe.apps.backup.trace import Trace, leave_trace
    from grappe.cli.at_work import at_work
    from grappe.cli.progress import Progress

    with at_work(installation), Progress() as progress:
        progress(say(N_("Sauvegarde"), tongue))
        made = make_backup(installation, file, with_key=with_key)
        leave_trace(installation.data, Trace(made.manifest.made_at, made.manifest.journal))
    for name, reason in made.left_out.items():
        click.echo(
            say(
                N_("⚠ Le fichier « {name} » n’est pas dans la sauvegarde ({reason})."),
                tongue,
                name=name,
                reason=say(reason, tongue),
            ),
            err=True,
        )
    click.echo(
        say(
            N_("Sauvegarde écrite : {file} ({size} ko)."),
            tongue,
            file=str(made.file),
            size=decimal(made.file.stat().st_size / 1000, tongue),
        )
    )
    last = made.manifest.journal
    if last is not None:
        click.echo(
            say(
                N_("Dernière ligne du journal : {number}, signature {signature}."),
                tongue,
                number=last.number,
                signature=last.signature,
            )
        )
