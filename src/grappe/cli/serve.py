"""`grappe serve`: the platform, from nothing to its first page."""

from __future__ import annotations

import multiprocessing
import os
import socket
from pathlib import Path

import click

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.cli.beside import Beside
from grappe.cli.refusals import language_option, spoken
from grappe.cli.worker import work

APPLICATION = "grappe.pages.wsgi:application"


@click.command("serve")
@click.option("--host", default="127.0.0.1", help="Adresse où écouter ; 0.0.0.0 pour toutes.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="Port où écouter.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, help="Programmes qui répondent.")
@click.option(
    "--worker/--no-worker", default=True, help="Faire aussi le travail lent, ou le laisser à grappe worker."
)
@language_option
def command(host: str, port: int, workers: int, worker: bool, language: str | None) -> None:
    """Lancer la plateforme : préparer la base de données, puis répondre.

    En démonstration (GRAPPE_DEMO=oui), une plateforme sans cluster reçoit d’abord celui de l’exemple, TWIST.

    Les réglages viennent de l’environnement (GRAPPE_DATA, GRAPPE_DATABASE, GRAPPE_HOSTS…). Le journal du
    service s’écrit en JSON, une ligne par événement, sur la sortie d’erreur.

    Code 1 : l’adresse est prise. Code 20 : un réglage est faux. Code 21 : la base de données ne peut servir.
    Code 23 : une restauration est en cours.
    """
    serve_here(host, port, workers=workers, worker=worker, language=spoken(language))


def serve_here(host: str, port: int, *, workers: int, worker: bool, language: Language) -> None:
    """Prepare the database of this machine's platform, and answer until told to stop.

    Raises BadSettings, Unwell, Occupied, OneSentence for a port that is taken.
    """
    from grappe.apps.settings.installation import read_installation
    from grappe.pages.framework.starting import start_django

    installation = read_installation(os.environ)
    start_django(installation)
    from grappe.apps.health.preparing import prepare_database
    from grappe.cli.at_work import at_work

    with at_work(installation):
        _refuse_a_taken_port(host, port)
        prepare_database(installation)
        if installation.demo:
            # It has worked with Polars, or is about to: a program forked of one that has waits for ever for
            # threads which did not come along.
            multiprocessing.set_start_method("spawn", force=True)
            _demonstrate(language)
        address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
        ready = say(N_("Grappe s’ouvre sur {address}"), language, address=address)
        beside = Beside(work, f"{socket.gethostname()}-serve") if worker else None
        answer(host, port, workers=workers, ready=ready, beside=beside)


def _demonstrate(language: Language) -> None:
    """Have a demonstration in which there is no cluster begin with TWIST, where the example is at hand."""
    from django.db import connection

    from grappe.apps.clusters.models import Cluster

    if not Cluster.objects.exists():
        _bring_it_in(language)
    connection.close()  # as once the database is prepared


def _bring_it_in(language: Language) -> None:
    from grappe.cli.demo import twist
    from grappe.cli.demo_platform import bring_twist_in
    from grappe.cli.platform import quiet

    if not twist().is_dir():
        lacking = N_("La démonstration est vide : le dossier examples/twist n’est pas à côté de Grappe.")
        click.echo(say(lacking, language), err=True)
        return
    click.echo(say(N_("La démonstration reçoit le cluster TWIST…"), language))
    with quiet():
        bring_twist_in(twist())


def _refuse_a_taken_port(host: str, port: int) -> None:
    """Say so in a sentence: the server itself would only leave a trace."""
    from grappe.analysis.dossier.refusal import OneSentence

    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as failed:
        raise OneSentence(
            N_(
                "Impossible d’écouter sur {host}, port {port} ({reason}). Choisissez un autre --port ou --host."
            ),
            host=host,
            port=port,
            reason=os.strerror(failed.errno) if failed.errno else str(failed),
        ) from failed


def answer(
    host: str, port: int, *, workers: int, ready: str, beside: Beside | None, application: str = APPLICATION
) -> None:
    """Answer until told to stop (SIGTERM, SIGINT)."""
    from granian.constants import Interfaces
    from granian.server import Server

    from grappe.pages.logs import logging_settings

    server = Server(
        application,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        websockets=False,
        workers=workers,
        blocking_threads=1,  # threads of one Python wait for one another: more programs answer more, threads less
        log_dictconfig=logging_settings(),
        respawn_failed_workers=True,
        working_dir=Path.cwd(),
    )
    server.on_startup(lambda: click.echo(ready))
    if beside is not None:
        server.on_startup(beside.start)
        server.on_shutdown(beside.stop)
    server.serve()
