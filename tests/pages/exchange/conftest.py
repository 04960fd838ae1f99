"""The pages by which members come and go: watched, with the desk's people around them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext
from tests.visitors import signed_in
from tests.watched_templates import _watched_templates

from grappe.apps.clusters.models import Cluster
from grappe.apps.members.acts.bulk import Newcomer, Stay, enter_many
from grappe.apps.people.models import Person

__all__ = ["_watched_templates"]
BY, SINCE = "person:1", dt.date(2015, 1, 1)


@pytest.fixture(autouse=True)
def _watched(_watched_templates: None) -> None:
    """Every page of these tests is drawn under watch."""


@pytest.fixture
def team(cast: dict[str, Person]) -> Client:
    """Somebody of TWIST's team, at the desk."""
    return signed_in(cast["team"])


@pytest.fixture
def book(twist: Cluster) -> Cluster:
    """TWIST with two members, of which one was written down twice."""
    category = twist.categories.get(code="effective")
    stay = Stay(joined_on=SINCE, category=category, kind="enterprise")
    identity = {"legal_name": "Forge Été SA", "enterprise_number": "0400000185", "postal_code": "4000"}
    enter_many(
        cluster=twist,
        newcomers=[
            Newcomer(name="Forge Été", identity=identity, stays=[stay], profile={"phone": "04 111"}),
            Newcomer(
                name="FORGE ETE s.a.",
                profile={"phone": "04 222"},
                contacts=[{"last_name": "Sax", "email": "sax@forge.be"}],
            ),
        ],
        by=BY,
        on=SINCE,
    )
    return twist


def come_in(context: BrowserContext, person: Person, address: str) -> None:
    """Have a browser's window be a person who has come in."""
    told = signed_in(person).cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": told.value, "url": address}])
