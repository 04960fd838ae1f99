"""`grappe cluster`: clusters come into the platform."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grappe.analysis.language.catalogues import N_, say
from grappe.cli.platform import platform
from grappe.cli.progress import Progress
from grappe.cli.refusals import language_option, spoken

if TYPE_CHECKING:
    from grappe.apps.evaluation.models import Evaluation

BY = "system:import"


@click.group("cluster")
def command() -> None:
    """Faire entrer un cluster dans la plateforme."""


@command.command("import")
@click.argument("dossier", type=click.Path(path_type=Path))
@click.option("--slug", help="Son nom dans les adresses et les commandes ; sans cela, celui du dossier.")
@language_option
def import_dossier(dossier: Path, slug: str | None, language: str | None) -> None:
    """Faire entrer un cluster, avec ses membres, depuis DOSSIER : tout, ou rien.

    Les tables que la plateforme ne tient pas encore deviennent les fichiers d’une évaluation du cluster.
    Codes : 10 le dossier est refusé, 11 un fichier est illisible, 20 un réglage est faux, 21 la base de
    données ne peut servir.
    """
    tongue = spoken(language)
    evaluation = brought_in(dossier, slug)
    click.echo(
        say(
            N_(
                "Le cluster « {name} » est dans la plateforme. Organisations : {members}. Évaluation : {number}."
            ),
            tongue,
            name=evaluation.cluster.slug,
            members=evaluation.cluster.organisations.count(),
            number=evaluation.number,
        )
    )


def brought_in(dossier: Path, slug: str | None) -> Evaluation:
    """Bring a dossier into the platform of this machine, started for that; return its first evaluation."""
    with platform():
        from django.utils import timezone

        from grappe.apps.evaluation.acts.bringing_in import bring_in

        with Progress() as progress:
            progress.soon(say(N_("Lecture du dossier"), spoken()))
            return bring_in(dossier, slug=slug, by=BY, on=timezone.localdate())
