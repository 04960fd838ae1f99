"""Who opens a cluster’s desk, and what the others are told."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from tests.visitors import signed_in, visitor

from grappe.apps.clusters.acts.roles import end, grant
from grappe.apps.clusters.models import Cluster, Role
from grappe.apps.people.models import Person

LONG_AGO = dt.date(2020, 1, 1)
HOME = "/bureau/grappes/twist/"


def told(client: Client, address: str) -> tuple[int, str]:
    """The status of an answer, and its words without what changes from one to the next."""
    answer = client.get(address)
    return answer.status_code, re.sub(r'value="[^"]*"', "", answer.content.decode())


def test_a_desk_opens_to_those_who_read_it_and_to_no_other(cast: dict[str, Person]) -> None:
    opened = {name: signed_in(person).get(HOME).status_code for name, person in cast.items()}

    assert {name for name, status in opened.items() if status == 200} == {
        "team",
        "lead",
        "evaluator",
        "administrator",
    }
    assert {status for status in opened.values() if status != 200} == {404}


def test_who_has_not_come_in_is_sent_to_sign_in_and_back(twist: Cluster) -> None:
    answer = visitor().get(f"/bureau/grappes/{twist.slug}/")

    assert (answer.status_code, answer["Location"]) == (302, f"/compte/login/?next={HOME}")


@pytest.mark.usefixtures("other")
def test_another_cluster_and_one_that_does_not_exist_are_answered_alike(cast: dict[str, Person]) -> None:
    client = signed_in(cast["lead"])

    theirs = told(client, "/bureau/grappes/eau/")
    none = told(client, "/bureau/grappes/aucune/")

    assert theirs == none
    assert theirs[0] == 404


def test_an_evaluator_reads_and_is_told_that_changing_is_the_teams(cast: dict[str, Person]) -> None:
    refused = signed_in(cast["evaluator"]).post(HOME)

    assert refused.status_code == 403
    assert "Rien n’a été changé" in refused.content.decode()


def test_the_desk_speaks_the_language_of_the_person(cast: dict[str, Person]) -> None:
    Person.objects.filter(pk=cast["lead"].pk).update(language="en")

    answer = signed_in(cast["lead"]).get(HOME)

    assert '<html lang="en"' in answer.content.decode()
    assert "To do" in answer.content.decode()


def test_the_desk_leads_to_ones_only_cluster_and_to_a_choice_of_several(
    other: Cluster, cast: dict[str, Person]
) -> None:
    client = signed_in(cast["team"])
    alone = client.get("/bureau/")["Location"]
    grant(person=cast["team"], kind=Role.Kind.TEAM, cluster=other, by="system:tests", on=LONG_AGO)
    several = signed_in(cast["team"]).get("/bureau/")["Location"]

    client.get("/bureau/grappes/eau/")
    last = client.get("/bureau/")["Location"]

    assert (alone, several, last) == (HOME, "/bureau/grappes/", "/bureau/grappes/eau/")


def test_the_choice_shows_the_clusters_of_the_person_alone(cast: dict[str, Person]) -> None:
    def named(person: Person) -> tuple[bool, bool]:
        page = signed_in(person).get("/bureau/grappes/").content.decode()
        return "Cluster TWIST" in page, "Cluster de l’eau" in page

    assert {name: named(cast[name]) for name in ("team", "other_lead", "administrator", "nobody")} == {
        "team": (True, False),
        "other_lead": (False, True),
        "administrator": (True, True),
        "nobody": (False, False),
    }


def test_an_account_without_a_desk_is_told_so_and_what_to_do(cast: dict[str, Person]) -> None:
    client = signed_in(cast["nobody"])

    page = client.get("/bureau/", follow=True).content.decode()

    assert "n’a pas de bureau" in page
    assert "nobody@example.org" in page


def test_a_role_that_ends_closes_the_desk_at_once(cast: dict[str, Person]) -> None:
    client = signed_in(cast["team"])
    before = client.get(HOME).status_code, client.get("/bureau/images/").status_code

    end(role=cast["team"].roles.get(), by="system:tests", on=dt.date(2026, 1, 1))

    after = client.get(HOME).status_code, client.get("/bureau/images/").status_code
    assert (before, after) == ((200, 200), (404, 404))
    assert client.get("/bureau/")["Location"] == "/bureau/grappes/"


def test_one_leaves_from_the_menu(cast: dict[str, Person]) -> None:
    client = signed_in(cast["lead"])

    client.post("/bureau/logout/")

    assert client.get(HOME).status_code == 302
