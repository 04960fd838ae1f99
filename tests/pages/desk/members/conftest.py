"""A team, and members that it looks at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone
from tests.visitors import signed_in

from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.members.acts.identity import declare
from grappe.apps.members.acts.membership import admit
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.models import Organisation
from grappe.apps.people.models import Person

JOINED = dt.date(2020, 1, 1)
Joins = Callable[[str], Organisation]


@pytest.fixture
def effective(twist: Cluster) -> Category:
    return twist.categories.get(code="effective")


@pytest.fixture
def adherent(twist: Cluster) -> Category:
    return twist.categories.get(code="adherent")


@pytest.fixture
def joins(twist: Cluster, effective: Category) -> Joins:
    """Has somebody be an effective member since 1 January 2020."""

    def join(name: str) -> Organisation:
        one = enter(cluster=twist, name=name, by="person:1", on=JOINED)
        declare(organisation=one, by="person:1", on=JOINED, legal_name=f"{name} SA")
        admit(organisation=one, category=effective, kind="enterprise", by="person:1", on=JOINED)
        return one

    return join


@pytest.fixture
def forge(joins: Joins) -> Organisation:
    return joins("Forge Été")


@pytest.fixture
def team(cast: dict[str, Person]) -> Client:
    return signed_in(cast["team"])


@pytest.fixture
def recorded_on() -> Callable[[str], AbstractContextManager[None]]:
    """Has acts be recorded at noon of a day."""

    @contextmanager
    def on(text: str) -> Iterator[None]:
        noon = timezone.make_aware(dt.datetime.combine(dt.date.fromisoformat(text), dt.time(12)))
        with patch("django.utils.timezone.now", return_value=noon):
            yield

    return on
