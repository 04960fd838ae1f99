"""Members of TWIST, and the people who speak for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from tests.cast import cast, other, prepared, twist
from tests.watched_templates import _watched_templates

from grappe.apps.clusters.models import Cluster
from grappe.apps.members.acts.identity import appoint
from grappe.apps.members.acts.membership import admit
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.models import Organisation, RepresentationAct
from grappe.apps.people.models import Person

__all__ = ["_watched_templates", "cast", "other", "prepared", "twist"]
BY, JOINED = "person:1", dt.date(2020, 1, 1)
Joins = Callable[..., Organisation]
Speaks = Callable[..., Person]


@pytest.fixture(autouse=True)
def _watched(_watched_templates: None) -> None:
    """Every page of these tests is drawn under watch."""


@pytest.fixture
def joins(twist: Cluster) -> Joins:
    """Has somebody be a member of TWIST since 1 January 2020, effective unless said otherwise."""

    def join(name: str, category: str = "effective", **told: Any) -> Organisation:
        one = enter(cluster=twist, name=name, by=BY, on=JOINED, **told)
        held = twist.categories.get(code=category)
        admit(
            organisation=one,
            category=held,
            kind="enterprise",
            by=BY,
            on=JOINED,
            decided_by="board",
            decided_on=dt.date(2019, 12, 15),
        )
        return one

    return join


@pytest.fixture
def speaks() -> Speaks:
    """Has a new person speak for members, since 1 January 2021."""

    def speak(name: str, part: str, *of: Organisation) -> Person:
        person = Person.objects.create_user(f"{name.lower()}@example.org", first_name=name, last_name="Roy")
        for one in of:
            said = RepresentationAct.Part(part)
            appoint(organisation=one, person=person, part=said, by=BY, on=dt.date(2021, 1, 1))
        return Person.objects.get(pk=person.pk)

    return speak


@pytest.fixture
def forge(joins: Joins) -> Organisation:
    return joins("Forge Été")


@pytest.fixture
def atelier(joins: Joins) -> Organisation:
    return joins("Atelier Méandre")


@pytest.fixture
def editor(speaks: Speaks, forge: Organisation) -> Person:
    return speaks("Ada", "editor", forge)


@pytest.fixture
def neighbour(speaks: Speaks, atelier: Organisation) -> Person:
    """Who reads the record of another member."""
    return speaks("Bob", "reader", atelier)
