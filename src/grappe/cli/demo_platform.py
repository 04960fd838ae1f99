"""The platform of the demonstration: TWIST inside, somebody who applies, and people to come in as."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

from grappe.analysis.language.catalogues import N_
from grappe.cli.demo_application import lantern_applies
from grappe.cli.demo_tasks import some_to_do

if TYPE_CHECKING:
    from grappe.apps.clusters.models import Cluster
    from grappe.apps.people.models import Person

BY = "system:demo"
SLUG = "twist"
CAST = (
    ("claire.delvaux", "Claire", "Delvaux", "team_lead", N_("Responsable de l’équipe de TWIST")),
    ("karim.benali", "Karim", "Benali", "team", N_("Membre de l’équipe de TWIST")),
    ("sophie.lambert", "Sophie", "Lambert", "evaluator", N_("Évaluatrice de TWIST")),
    ("marc.dubois", "Marc", "Dubois", "director", N_("Administrateur de TWIST")),
    ("luc.peeters", "Luc", "Peeters", "authority", N_("Agent de l’autorité qui reconnaît les clusters")),
    ("nadia.maes", "Nadia", "Maes", "administrator", N_("Gestionnaire de l’installation")),
)
"""Who comes in by one click: address, names, role, and what they are told to be."""
REPRESENTATIVES = (
    ("hugo.simon", "Hugo", "Simon", "voter", N_("Représentant d’un membre de TWIST, qui vote en son nom")),
    ("lea.michel", "Léa", "Michel", "editor", N_("Représentante d’un autre membre, qui tient sa fiche")),
)
"""Each of another member: address, names, part, and what they are told to be."""


def demo_settings(data: Path) -> None:
    """Have this program, and those born of it, be a demonstration that keeps everything in one folder."""
    for name in [name for name in os.environ if name.startswith("GRAPPE_") and name != "GRAPPE_LANGUAGE"]:
        del os.environ[name]
    os.environ |= {"GRAPPE_DATA": str(data.absolute()), "GRAPPE_DEMO": "oui"}


def with_twist_inside(dossier: Path) -> int:
    """Start the platform with the TWIST cluster and its people in it; return how many members it had in 2010.

    What is there already stays as it was left. Raises what `grappe cluster import` does.
    """
    from grappe.cli.platform import platform

    with platform():
        from grappe.apps.clusters.models import Cluster
        from grappe.apps.members.queries.register import members_on

        bring_twist_in(dossier)
        return members_on(Cluster.objects.get(slug=SLUG), dt.date(2010, 3, 1)).count()


def bring_twist_in(dossier: Path) -> None:
    """Have the TWIST cluster and the people of the demonstration in a platform that is started."""
    from django.utils import timezone

    from grappe.apps.clusters.models import Cluster
    from grappe.apps.evaluation.acts.bringing_in import bring_in

    today = timezone.localdate()
    cluster = Cluster.objects.filter(slug=SLUG).first()
    new = cluster is None
    if cluster is None:
        cluster = bring_in(dossier, slug=SLUG, by=BY, on=today).cluster
        lantern_applies(cluster, today)
    _cast(cluster, today)
    if new:
        some_to_do(cluster, today)


def _cast(cluster: Cluster, today: dt.date) -> None:
    from django.db import transaction

    from grappe.apps.clusters.acts.roles import grant
    from grappe.apps.clusters.models import Role
    from grappe.apps.members.acts.identity import appoint
    from grappe.apps.members.models import RepresentationAct
    from grappe.apps.members.queries.register import members_on

    with transaction.atomic():
        for address, first_name, last_name, kind, told in CAST:
            person, _ = _person(address, first_name, last_name, told)
            of = None if Role.Kind(kind) in Role.OF_NO_CLUSTER else cluster
            grant(person=person, kind=Role.Kind(kind), cluster=of, by=BY, on=today)
        members = members_on(cluster, today).order_by("organisation_id")[: len(REPRESENTATIVES)]
        for span, (address, first_name, last_name, part, told) in zip(members, REPRESENTATIVES, strict=False):
            person, new = _person(address, first_name, last_name, told)
            if new:
                appoint(
                    organisation=span.organisation,
                    person=person,
                    part=RepresentationAct.Part(part),
                    by=BY,
                    on=today,
                )


def _person(address: str, first_name: str, last_name: str, told: str) -> tuple[Person, bool]:
    from grappe.apps.people.models import Person as People

    email = f"{address}@demo.invalid"
    known = People.objects.filter(email=email).first()
    if known is not None:
        return known, False
    return People.objects.create_user(email, first_name=first_name, last_name=last_name, demo=told), True
