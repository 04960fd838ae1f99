"""`grappe doctor`: what is wrong with an installation, and the remedy."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.cli.refusals import language_option, spoken

if TYPE_CHECKING:
    from grappe.apps.health.ailment import Ailment
    from grappe.apps.settings.installation import Installation

ILL = 21


@click.command("doctor")
@click.option(
    "--backup",
    "backup",
    type=click.Path(path_type=Path),
    metavar="FICHIER",
    help="Vérifier aussi cette sauvegarde, et que le journal contient toujours la dernière ligne qu’elle a vue.",
)
@language_option
def command(backup: Path | None, language: str | None) -> None:
    """Dire ce qui ne va pas dans l’installation, et le remède. Rien n’est fait ni changé.

    Sont regardés : les réglages, la base de données, ses migrations, la chaîne du journal (lue en entier), la
    dernière sauvegarde.

    Code 0 : tout va bien. Code 20 : un réglage est faux. Code 21 : quelque chose d’autre ne va pas.
    Code 22 : la sauvegarde ne peut servir.
    """
    from grappe.apps.health.missing import missing_parts
    from grappe.apps.settings.installation import address_of, read_installation

    tongue = spoken(language)
    installation = read_installation(os.environ)
    click.echo(
        say(
            N_("Dossier des données : {data}. Base de données : {database}."),
            tongue,
            data=str(installation.data),
            database=address_of(installation.database),
        )
    )
    found = _told(missing_parts(installation), tongue) or _told(_ailments(installation, backup), tongue)
    if found:
        raise SystemExit(ILL)
    click.echo(say(N_("Tout va bien."), tongue))


def _told(ailments: Iterable[Ailment], language: Language) -> int:
    """Say what is wrong, and return how much."""
    count = 0
    for ailment in ailments:
        count += 1
        click.echo(" ".join(ailment.sentences(language)), err=True)
    return count


def _ailments(installation: Installation, backup: Path | None) -> Iterator[Ailment]:
    from grappe.pages.framework.starting import start_django

    start_django(installation)
    from grappe.apps.backup.checking import checked
    from grappe.apps.health.ailments import all_ailments
    from grappe.apps.health.backups import lost_line

    ill = False
    for ailment in all_ailments(installation):
        ill = ill or ailment.subject in ("database", "migrations")
        yield ailment
    if backup is not None:
        with checked(backup) as judged:
            if not ill:
                yield from lost_line(judged.manifest.journal, judged.manifest.made_at)
