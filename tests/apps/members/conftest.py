"""A cluster, its categories, and organisations in its book."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from grappe.apps.clusters.acts.founding import found
from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.models import Organisation
from grappe.apps.settings.installation import Installation

BY = "person:1"
LONG_AGO = dt.date(2006, 1, 1)


@pytest.fixture
def twist(installation: Installation) -> Cluster:  # noqa: ARG001 - its database
    return found(slug="twist", name="Cluster TWIST", by=BY, on=LONG_AGO)


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
