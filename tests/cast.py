"""Two clusters, and the people around them: for the tests of several rooms."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.databases import Prepared

from grappe.apps.clusters.acts.founding import found
from grappe.apps.clusters.acts.roles import grant
from grappe.apps.clusters.models import Cluster, Role
from grappe.apps.people.models import Person
from grappe.apps.settings.installation import Installation

LONG_AGO = dt.date(2020, 1, 1)
KINDS: dict[str, tuple[Role.Kind | None, str]] = {
    "nobody": (None, ""),
    "team": (Role.Kind.TEAM, "twist"),
    "lead": (Role.Kind.TEAM_LEAD, "twist"),
    "director": (Role.Kind.DIRECTOR, "twist"),
    "evaluator": (Role.Kind.EVALUATOR, "twist"),
    "other_lead": (Role.Kind.TEAM_LEAD, "eau"),
    "authority": (Role.Kind.AUTHORITY, ""),
    "administrator": (Role.Kind.ADMINISTRATOR, ""),
}
"""People by name: what each is, and of which cluster."""


@pytest.fixture
def prepared(request: pytest.FixtureRequest) -> Prepared | None:
    """Those for whom a test asks, made once for all tests."""
    if "cast" in request.fixturenames:
        return Prepared("with_the_cast", _people)
    return Prepared("with_twist", _twist) if "twist" in request.fixturenames else None


@pytest.fixture
def twist(installation: Installation) -> Cluster:  # noqa: ARG001 - its database
    return _twist()


@pytest.fixture
def other(installation: Installation) -> Cluster:  # noqa: ARG001 - its database
    return _other()


@pytest.fixture
def cast(twist: Cluster, other: Cluster) -> dict[str, Person]:  # noqa: ARG001 - they are around them
    """People by name: each is what their name says, of TWIST unless it says otherwise."""
    return _people()


def _twist() -> Cluster:
    return _cluster("twist", "Cluster TWIST")


def _other() -> Cluster:
    return _cluster("eau", "Cluster de l’eau")


def _cluster(slug: str, name: str) -> Cluster:
    there = Cluster.objects.filter(slug=slug).first()
    return there or found(slug=slug, name=name, by="system:tests", on=LONG_AGO)


def _people() -> dict[str, Person]:
    clusters = {"": None, "twist": _twist(), "eau": _other()}
    for name, (kind, slug) in KINDS.items():
        if not Person.objects.filter(email=f"{name}@example.org").exists():
            made = Person.objects.create_user(f"{name}@example.org")
            if kind is not None:
                grant(person=made, kind=kind, cluster=clusters[slug], by="system:tests", on=LONG_AGO)
    return {name: Person.objects.get(email=f"{name}@example.org") for name in KINDS}
