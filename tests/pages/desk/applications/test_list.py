"""The list of applications: who waits first, what they lack, at what cost; and the desk's first page."""

from __future__ import annotations

import datetime as dt
import re

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.pages.desk.applications.conftest import LIST, Applies
from tests.visitors import signed_in

from grappe.apps.applications.acts.deciding import decide_to_admit, decide_to_refuse, withdraw
from grappe.apps.applications.models import Application
from grappe.apps.members.acts.identity import declare
from grappe.apps.people.models import Person

HOME = "/bureau/grappes/twist/"


def rows(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="[^"]*">([^<]*)</a>', page)


def test_a_list_of_thirty_asks_the_database_no_more_than_a_list_of_one(
    team: Client, applies: Applies
) -> None:
    def asked() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as statements:
            page = team.get(LIST).content.decode()
        assert rows(page)
        return len(statements)

    applies("Forge 00", files=("identity",))
    team.get(LIST)  # the session remembers the cluster from here on
    for_one = asked()
    for number in range(1, 32):
        applies(f"Forge {number:02d}", files=("identity",) if number % 2 else ())

    assert asked() == for_one
    assert len(rows(team.get(LIST).content.decode())) == 30
    assert rows(team.get(LIST, {"page": "2", "etat": "incomplete"}).content.decode()) == [
        "Forge 30",
        "Forge 31",
    ]


def test_those_that_wait_come_first_the_oldest_of_them_on_top(
    team: Client, applies: Applies, complete: Application, today: dt.date
) -> None:
    admitted = decide_to_admit(application=complete, decided_on=today, by="person:1", on=today)
    refused = applies("Refusée")
    decide_to_refuse(
        application=refused, reason="Non", decided_on=today - dt.timedelta(1), by="person:1", on=today
    )
    withdraw(application=applies("Retirée"), by="person:1", on=today)
    applies("Jeune", ago=1, files=("identity", "presence"))
    applies("Vieille", ago=20)

    page = team.get(LIST).content.decode()

    assert rows(page) == ["Vieille", "Jeune", admitted.organisation.name, "Refusée", "Retirée"]
    assert ("depuis 20 jours" in page, "2 documents à vérifier" in page) == (True, True)
    for state, names in {
        "waiting": ["Vieille", "Jeune"],
        "received": ["Jeune"],
        "incomplete": ["Vieille"],
        "to_welcome": [admitted.organisation.name],
        "to_tell": ["Refusée"],
        "refused": ["Refusée"],
        "x": rows(page),
    }.items():
        assert rows(team.get(LIST, {"etat": state}).content.decode()) == names, state


def test_those_that_wait_and_look_like_one_are_marked_and_held_together(
    team: Client, applies: Applies, today: dt.date
) -> None:
    forge, double, lin = applies(), applies("FORGE ETE s.a."), applies("Lin", ago=1)
    for one in (forge, double, lin):
        identity = {"enterprise_number": ""} if one is not lin else {"enterprise_number": "0400000185"}
        name = one.organisation.name
        declare(organisation=one.organisation, by="person:1", on=today, legal_name=name, **identity)

    page = team.get(LIST).content.decode()
    its = team.get(f"{LIST}{forge.pk}/").content.decode()

    assert re.findall(r'href="([^"]+)" title="([^"]+)">semblable à ([^<]+)<', page) == [
        (f"{LIST}{double.pk}/", "même nom, même domaine internet", "FORGE ETE s.a."),
        (f"{LIST}{forge.pk}/", "même nom, même domaine internet", "Forge Été"),
    ]
    assert f'<a href="{LIST}{double.pk}/">la candidature « FORGE ETE s.a. » reçue le' in its
    codes = [one.organisation.code for one in (forge, double)]
    assert f'href="/bureau/grappes/twist/doublons/{codes[0]}/{codes[1]}/"' in its
    withdraw(application=double, by="person:1", on=today)
    assert "semblable à" not in team.get(LIST).content.decode()
    assert "Semblable à" not in team.get(f"{LIST}{forge.pk}/").content.decode()


def test_an_empty_list_says_where_one_applies(team: Client) -> None:
    assert "/twist/adhesion/" in team.get(LIST).content.decode()


def test_the_first_page_tells_how_many_wait_and_since_when(
    team: Client, cast: dict[str, Person], applies: Applies, complete: Application, today: dt.date
) -> None:
    decide_to_admit(application=complete, decided_on=today, by="person:1", on=today)
    applies("Jeune", ago=1)
    applies("Vieille", ago=20)

    page = team.get(HOME).content.decode()

    assert "2 candidatures attendent, la plus ancienne depuis le" in page
    assert "1 membre admis est à accueillir" in page
    assert "candidature" not in signed_in(cast["evaluator"]).get(HOME).content.decode()


def test_nobody_but_the_team_reads_applications(cast: dict[str, Person], applies: Applies) -> None:
    one = applies()
    for name, person in cast.items():
        answers = {signed_in(person).get(address).status_code for address in (LIST, f"{LIST}{one.pk}/")}
        assert answers == ({200} if name in ("team", "lead", "administrator") else {404}), name
