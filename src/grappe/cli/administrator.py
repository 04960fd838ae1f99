"""`grappe administrator`: who looks after the installation, told from its own machine."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from grappe.analysis.language.catalogues import N_, say
from grappe.cli.refusals import language_option, spoken

if TYPE_CHECKING:
    from grappe.apps.settings.installation import Installation

BY = "system:command"


@click.group("administrator")
def command() -> None:
    """Nommer ceux qui administrent l’installation."""


@command.command("add", short_help="Confier l’installation à quelqu’un.")
@click.argument("address", metavar="ADRESSE")
@language_option
def add_command(address: str, language: str | None) -> None:
    """Confier l’installation à la personne de cette ADRESSE e-mail ; son compte est ouvert au besoin.

    Elle entre par un code envoyé à cette adresse, dans la langue de l’installation. grappe serve doit avoir
    préparé la base de données.

    Code 2 : ce n’est pas une adresse. Code 20 : un réglage est faux. Code 21 : la base de données ne peut
    servir. Code 23 : une restauration est en cours.
    """
    from grappe.apps.settings.installation import read_installation
    from grappe.pages.framework.starting import start_django

    tongue = spoken(language)
    installation = read_installation(os.environ)
    start_django(installation)
    from django.urls import reverse
    from django.utils import timezone

    from grappe.apps.clusters.acts.administrators import appoint_administrator
    from grappe.apps.health.ailments import quick_ailments
    from grappe.apps.health.preparing import Unwell
    from grappe.cli.at_work import at_work
    from grappe.pages.mail.folder import folder_of

    with at_work(installation):
        ill = [one for one in quick_ailments(installation) if one.subject != "worker"]
        if ill:
            raise Unwell(*ill)
        role = appoint_administrator(
            email=address, language=installation.language, by=BY, on=timezone.localdate()
        )
    site, told = _site(installation)
    click.echo(say(told, tongue, email=role.person.email, page=site + reverse("account_login")))
    if installation.mail is None or installation.demo:
        click.echo(
            say(
                N_(
                    "Aucun serveur n’envoie les e-mails (GRAPPE_MAIL) : le code pour entrer s’écrira dans {folder}"
                ),
                tongue,
                folder=str(folder_of(installation)),
            )
        )


def _site(installation: Installation) -> tuple[str, str]:
    """Return where the site is visited, by TLS under its first name, and the sentence that tells it.

    An installation without a name is on this machine alone, at whatever port `grappe serve` is given.
    """
    from grappe.apps.settings.installation import main_name

    name = main_name(installation.hosts)
    if name:
        return f"https://{name}", N_("{email} administre l’installation, et entre à {page}")
    return "", N_(
        "{email} administre l’installation, et entre par la page {page} de l’adresse que grappe serve écrit quand il s’ouvre."
    )
