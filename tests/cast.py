"""Two clusters, and the people around them: for the tests of several rooms."""

from __future__ import annotations

import datetime as dt

import pytest

from grappe.apps.clusters.acts.founding import found
from grappe.apps.clusters.acts.roles import grant
from grappe.apps.clusters.models import Cluster, Role
from grappe.apps.people.models import Person
from grappe.apps.settings.installation import Installation

LONG_AGO = dt.date(2020, 1, 1)


@pytest.fixture
def twist(installation: Installation) -> Cluster:  # noqa: ARG001 - its database
    return found(slug="twist", name="Cluster TWIST", by="system:tests", on=LONG_AGO)


@pytest.fixture
def other(installation: Installation) -> Cluster:  # noqa: ARG001 - its database
    return found(slug="eau", name="Cluster de l’eau", by="system:tests", on=LONG_AGO)


@pytest.fixture
def cast(twist: Cluster, other: Cluster) -> dict[str, Person]:
    """People by name: each is what their name says, of TWIST unless it says otherwise."""

    def person(name: str, kind: Role.Kind | None, cluster: Cluster | None) -> Person:
        made = Person.objects.create_user(f"{name}@example.org")
        if kind is not None:
            grant(person=made, kind=kind, cluster=cluster, by="system:tests", on=LONG_AGO)
        return Person.objects.get(pk=made.pk)

    kinds: list[tuple[str, Role.Kind | None, Cluster | None]] = [
        ("nobody", None, None),
        ("team", Role.Kind.TEAM, twist),
        ("lead", Role.Kind.TEAM_LEAD, twist),
        ("director", Role.Kind.DIRECTOR, twist),
        ("evaluator", Role.Kind.EVALUATOR, twist),
        ("other_lead", Role.Kind.TEAM_LEAD, other),
        ("authority", Role.Kind.AUTHORITY, None),
        ("administrator", Role.Kind.ADMINISTRATOR, None),
    ]
    return {name: person(name, kind, cluster) for name, kind, cluster in kinds}
