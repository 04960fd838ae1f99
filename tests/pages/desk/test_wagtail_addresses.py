"""Every address of Wagtail’s is classified, and those that no team needs answer nobody."""

from __future__ import annotations

import pytest
from tests.addresses import routes
from tests.visitors import signed_in, visitor

from grappe.apps.people.models import Person
from grappe.pages.desk.door import PREFIX, Door
from grappe.pages.desk.wagtail_addresses import ANYBODY, NOBODY, TEAM, classified


def of_wagtail() -> list[tuple[str, str]]:
    return [
        (name, pattern)
        for name, pattern in routes()
        if pattern.startswith(PREFIX) and not name.startswith("desk:") and name not in Door.OURS
    ]


NAMELESS = {"bureau/test404/", "bureau/^.*/$"}
"""Addresses to which Wagtail gave no name: that of its own page for what is not found, and all the others."""


@pytest.mark.usefixtures("installation")
def test_somebody_has_thought_about_every_address_of_wagtails() -> None:
    assert len(of_wagtail()) > 150
    assert {pattern for name, pattern in of_wagtail() if not name} == NAMELESS
    assert [name for name, _ in of_wagtail() if name and not classified(name)] == []


@pytest.mark.usefixtures("installation")
def test_no_list_names_an_address_that_is_not_there() -> None:
    there = {name for name, _ in of_wagtail()}
    families = {f"{name.partition(':')[0]}:*" for name in there if ":" in name}

    assert (ANYBODY | set(TEAM) | NOBODY) - there - families == set()
    assert ANYBODY.isdisjoint(TEAM)
    assert NOBODY.isdisjoint(TEAM)


@pytest.mark.usefixtures("installation")
def test_an_address_that_nobody_thought_about_is_not_classified() -> None:
    assert [classified(name) for name in ("wagtailadmin_new", "wagtailnew:index", "wagtailimages:new")] == [
        False,
        False,
        False,
    ]


CLOSED = [
    "/bureau/users/",
    "/bureau/groups/",
    "/bureau/sites/",
    "/bureau/collections/",
    "/bureau/reports/site-history/",
    "/bureau/workflows/list/",
    "/bureau/redirects/",
    "/bureau/pages/",
    "/bureau/choose-page/",
    "/bureau/api/main/pages/",
    "/bureau/images/chooser/",
    "/bureau/failwhale/",
    "/bureau/nulle-part/",
]


@pytest.mark.parametrize("address", CLOSED)
def test_what_is_closed_is_closed_to_an_administrator_too(address: str, cast: dict[str, Person]) -> None:
    answers = [client.get(address).status_code for client in (signed_in(cast["administrator"]), visitor())]

    assert answers == [404, 404]


def test_wagtails_pages_open_to_a_team_and_to_no_other(cast: dict[str, Person]) -> None:
    opened = {name: signed_in(person).get("/bureau/images/").status_code for name, person in cast.items()}

    assert {name for name, status in opened.items() if status == 200} == {
        "team",
        "lead",
        "other_lead",
        "administrator",
    }
    assert visitor().get("/bureau/images/")["Location"] == "/compte/login/?next=/bureau/images/"


def test_accounts_and_signing_in_are_not_wagtails(cast: dict[str, Person]) -> None:
    client = signed_in(cast["team"])

    assert client.get("/bureau/account/")["Location"] == "/compte/"
    assert client.get("/bureau/login/")["Location"] == "/compte/login/"
