"""`grappe worker`: the program that does the slow work."""

from __future__ import annotations

import os
import socket

import click

from grappe.analysis.language.catalogues import N_, say
from grappe.cli.refusals import language_option, spoken

PAUSE = 0.5
"""Seconds between two looks into the queue."""


@click.command("worker")
@click.option("--name", default=socket.gethostname, help="Nom de ce programme : un seul en porte le nom.")
@language_option
def command(name: str, language: str | None) -> None:
    """Faire le travail lent de la plateforme : évaluations, envois, imports.

    grappe serve en lance un de lui-même ; avec grappe serve --no-worker, lancez celui-ci à côté, un ou
    plusieurs, chacun sous son nom. Arrêté (SIGTERM), il finit d’abord ce qu’il a commencé.

    Code 20 : un réglage est faux. Code 21 : la base de données ne peut servir.
    """
    from grappe.apps.settings.installation import read_installation
    from grappe.pages.framework.starting import start_django

    installation = read_installation(os.environ)
    start_django(installation)
    from grappe.apps.health.ailments import quick_ailments
    from grappe.apps.health.preparing import Unwell
    from grappe.cli.at_work import at_work

    with at_work(installation):
        ill = [one for one in quick_ailments(installation) if one.subject != "worker"]
        if ill:
            raise Unwell(*ill)
        click.echo(say(N_("Au travail, sous le nom de {name}."), spoken(language), name=name))
        work(name)


def work(name: str) -> None:
    """Do what waits in the queue, until told to stop: the work in hand is then ended first."""
    from grappe.apps.settings.installation import read_installation
    from grappe.pages.framework.starting import start_django
    from grappe.pages.parent import die_with_parent

    die_with_parent()
    start_django(read_installation(os.environ))
    from django.core.management import call_command

    from grappe.apps.work.housekeeping import have_it_tidied
    from grappe.apps.work.queue import take_up_again

    take_up_again(name)
    have_it_tidied()
    call_command(
        "db_worker", queue_name="*", interval=PAUSE, worker_id=name, startup_delay=False, reload=False
    )
