"""A cluster, its categories, and organisations in its book."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from tests.databases import Prepared

from grappe.apps.clusters.acts.founding import found
from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.models import Organisation
from grappe.apps.settings.installation import Installation

BY = "person:1"
LONG_AGO = dt.date(2006, 1, 1)


@pytest.fixture
def prepared(request: pytest.FixtureRequest) -> Prepared | None:
    """TWIST where a test asks for it, made once for all tests."""
    return Prepared("with_twist_of_2006", _twist) if "twist" in request.fixturenames else None


@pytest.fixture
def twist(installation: Installation) -> Cluster:  # noqa: ARG001 - its database
    return _twist()


def _twist() -> Cluster:
    there = Cluster.objects.filter(slug="twist").first()
    return there or found(slug="twist", name="Cluster TWIST", by=BY, on=LONG_AGO)


@pytest.fixture
def other(installation: Installation) -> Cluster:  # noqa: ARG001 - its database
    return found(slug="eau", name="Cluster de l’eau", by=BY, on=LONG_AGO)


@pytest.fixture
def effective(twist: Cluster) -> Category:
    return twist.categories.get(code="effective")


@pytest.fixture
def adherent(twist: Cluster) -> Category:
    return twist.categories.get(code="adherent")


@pytest.fixture
def enters(twist: Cluster) -> Callable[[str], Organisation]:
    """Writes an organisation into TWIST's book."""
    return lambda name: enter(cluster=twist, name=name, by=BY, on=LONG_AGO)


@pytest.fixture
def forge(enters: Callable[[str], Organisation]) -> Organisation:
    return enters("Forge Été")
