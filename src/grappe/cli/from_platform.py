"""A cluster of the platform as a dossier, for a command that reads dossiers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.cli.platform import platform


@contextmanager
def assembled(slug: str, number: int | None, days: tuple[dt.date, ...]) -> Iterator[Path]:
    """Yield the folder of a dossier of a cluster, as long as the block lasts.

    number: the evaluation whose settings and files are taken, the last one if not said. days: those asked
    of it, the last of which is the one on which the cluster is told; the evaluation's own, else today.
    Raises OneSentence for a cluster or an evaluation that is not there.
    """
    with platform():
        from django.utils import timezone

        from grappe.analysis.dossier.refusal import OneSentence
        from grappe.apps.clusters.models import Cluster
        from grappe.apps.evaluation.assembling import dossier_of
        from grappe.apps.evaluation.queries.evaluations import latest

        cluster = Cluster.objects.filter(slug=slug).first()
        if cluster is None:
            known = ", ".join(Cluster.objects.order_by("slug").values_list("slug", flat=True))
            raise OneSentence(
                N_("Le cluster « {slug} » n’est pas dans la plateforme. Clusters : {known}."),
                slug=slug,
                known=known or "–",
            )
        attached = latest(cluster) if number is None else cluster.evaluations.filter(number=number).first()
        if number is not None and attached is None:
            raise OneSentence(
                N_("Le cluster « {slug} » n’a pas d’évaluation {number}."), slug=slug, number=number
            )
        as_of = max(days) if days else attached.as_of if attached else timezone.localdate()
        with dossier_of(cluster, as_of, attached=attached) as folder:
            yield folder


def tell_origins(origins: Mapping[str, str], language: Language) -> None:
    """Say on the error stream which tables the platform wrote itself, and which ones came as files."""
    from grappe.analysis.dossier.provenance import attached_tables, platform_tables

    tables = ", ".join(platform_tables(origins))
    click.echo(say(N_("Tables de la plateforme : {tables}."), language, tables=tables), err=True)
    files = ", ".join(attached_tables(origins).values())
    if files:
        click.echo(say(N_("Fichiers joints à l’évaluation : {files}."), language, files=files), err=True)
