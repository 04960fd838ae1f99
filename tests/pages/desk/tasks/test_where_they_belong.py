"""Tasks on the desk's first page, on the pages of what they are about, and found by words."""

from __future__ import annotations

import datetime as dt
import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.pages.desk.applications.conftest import Applies
from tests.pages.desk.members.conftest import Joins
from tests.pages.desk.tasks.conftest import HOME, Adds, at, fresh
from tests.pages.desk.tasks.test_list import titles
from tests.visitors import signed_in

from grappe.apps.applications.acts.deciding import withdraw
from grappe.apps.members.acts.membership import end_membership
from grappe.apps.members.doubles.acts.merging import merge
from grappe.apps.members.models import MembershipAct, Organisation
from grappe.apps.people.models import Person
from grappe.apps.tasks.acts import finish_task


def due(client: Client) -> list[tuple[str, str]]:
    """What the first page says is to be done, and where that leads."""
    page = client.get(HOME).content.decode()
    return [
        (what, where)
        for where, what in re.findall(
            r'<li[^>]*><a href="([^"]*)">([^<]*)</a>', page.partition('class="due"')[2]
        )
    ]


def page_of(client: Client, one: Organisation) -> str:
    return client.get(f"{HOME}membres/fiches/{one.code}/").content.decode()


def test_the_first_page_tells_the_tasks_whose_day_has_come_ones_own_first(
    team: Client, cast: dict[str, Person], adds: Adds
) -> None:
    hers, mine = (
        adds("Celle d’une autre", days=-5, assignee=cast["lead"]),
        adds("Mienne", days=-1, assignee=cast["team"]),
    )
    nobodys, today = adds("À prendre", days=0), adds("Ce jour", days=0, assignee=cast["team"])
    adds("Demain", days=1, assignee=cast["team"])
    adds("Un jour")

    assert due(team) == [
        ("Mienne (vous)", at(mine)),
        ("Celle d’une autre (lead@example.org)", at(hers)),
        ("Ce jour (vous)", at(today)),
        ("À prendre (sans personne)", at(nobodys)),
        ("2 autres tâches sont à faire", f"{HOME}taches/"),
    ]


def test_the_first_page_tells_a_few_one_by_one_and_counts_the_others(
    team: Client, cast: dict[str, Person], adds: Adds
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as statements:
            due(team)
        return len(statements)

    adds("Tâche 00", days=-40, assignee=cast["team"])
    due(team)
    for_one = asked()
    for number in range(1, 30):
        adds(f"Tâche {number:02d}", days=number - 40, assignee=cast["lead"])

    told = [what for what, _ in due(team)]
    assert told == [
        "Tâche 00 (vous)",
        *(f"Tâche {number:02d} (lead@example.org)" for number in range(1, 6)),
        "24 autres tâches sont à faire",
    ]
    assert asked() == for_one


def test_the_first_page_of_who_is_not_of_the_team_tells_none_of_its_tasks(
    cast: dict[str, Person], adds: Adds
) -> None:
    adds("Relancer", days=-1)

    assert [what for what, _ in due(signed_in(cast["evaluator"]))] == []


def test_a_members_page_shows_what_is_to_be_done_about_it_and_about_its_application(
    team: Client, cast: dict[str, Person], adds: Adds, applies: Applies, today: dt.date, joins: Joins
) -> None:
    application = applies("Candidate")
    one = application.organisation
    adds("Écrire", about=one)
    adds("Vérifier", about=application, days=1)
    adds("Ailleurs", about=joins("Forge"))
    finish_task(adds("Finie", about=one), by="person:1", on=today)

    assert titles(page_of(team, one)) == ["Vérifier", "Écrire"]
    assert "candidature : Candidate" in page_of(team, one)
    assert titles(page_of(signed_in(cast["evaluator"]), one)) == ["Écrire"]
    assert titles(team.get(f"{HOME}candidatures/{application.pk}/").content.decode()) == ["Vérifier"]


def test_a_page_without_tasks_says_what_will_be_there_to_who_may_add_one(
    team: Client, cast: dict[str, Person], forge: Organisation
) -> None:
    assert "Rien à faire." in page_of(team, forge)
    assert 'id="tasks"' not in page_of(signed_in(cast["evaluator"]), forge)


def test_a_members_page_asks_no_more_for_thirty_tasks_than_for_one(
    team: Client, cast: dict[str, Person], adds: Adds, forge: Organisation
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as statements:
            assert titles(page_of(team, forge))
        return len(statements)

    adds(about=forge, assignee=cast["team"])
    page_of(team, forge)
    page_of(team, forge)
    for_one = asked()
    for _ in range(29):
        adds(about=forge, assignee=cast["lead"])

    assert asked() == for_one


def test_tasks_stay_when_their_member_leaves_and_follow_it_into_what_it_is_merged_with(
    team: Client, adds: Adds, joins: Joins, forge: Organisation, today: dt.date
) -> None:
    left, double = joins("Atelier"), joins("Forge Ete")
    adds("Au revoir", about=left)
    again = adds("Relancer", about=double)

    end_membership(
        organisation=left, kind=MembershipAct.Kind.RESIGNED, by="person:1", on=today - dt.timedelta(1)
    )
    merge(winner=forge, loser=double, by="person:1", on=today)

    assert titles(page_of(team, left)) == ["Au revoir"]
    assert titles(page_of(team, forge)) == ["Relancer"]
    page = team.get(f"{HOME}taches/").content.decode()
    assert re.findall(r'<a class="soft" href="([^"]*)">([^<]*)</a>', page) == [
        (f"{HOME}membres/fiches/{left.code}/", "Atelier"),
        (f"{HOME}membres/fiches/{forge.code}/", "Forge Été"),
    ]
    assert "Détacher de «\u202fForge Été\u202f»" in team.get(at(again)).content.decode()


def test_a_task_outlives_the_application_that_it_is_about_and_says_that_it_is_over(
    team: Client, adds: Adds, applies: Applies, joins: Joins, today: dt.date
) -> None:
    came, other = applies("Candidate"), applies("Autre")
    task, theirs = adds("Vérifier", about=came), adds("Accueillir", about=other)
    at_came, at_other = (f"{HOME}candidatures/{one.pk}/" for one in (came, other))
    list_, on_page = f"{HOME}taches/", at(task)

    def told(*addresses: str) -> list[list[str]]:
        tag = r'<span class="tag care">(candidature close|déjà membre)</span>'
        return [re.findall(tag, team.get(one).content.decode()) for one in addresses]

    assert told(list_, at_came, at_other, on_page) == [[], [], [], []]
    merge(winner=joins("Lin"), loser=other.organisation, by="person:1", on=today)
    withdraw(application=came, by="person:1", on=today)

    assert told(at_came, at_other, on_page) == [["candidature close"], ["déjà membre"], ["candidature close"]]
    assert told(list_) == [["candidature close", "déjà membre"]]
    page = team.get(at_came).content.decode()
    drop = re.findall(r'<form method="post" action="([^"]*abandonner/)">', page)
    assert (titles(page), drop) == (["Vérifier"], [at(task, "abandonner/")])
    team.post(drop[0], {"next": at_came})
    assert (fresh(task).state, fresh(theirs).state) == ("dropped", "open")
    assert told(at_came, on_page) == [[], []]
    assert f"{at(task, 'rouvrir/')}" in team.get(on_page).content.decode()


def test_a_task_is_found_from_the_field_of_every_page(
    team: Client, cast: dict[str, Person], adds: Adds, forge: Organisation, applies: Applies
) -> None:
    adds("Une relance", about=forge, detail="Elle est urgente.")
    adds("Une relance aussi", about=applies("Candidate"))

    def found(words: str, client: Client = team) -> list[str]:
        page = client.get(f"{HOME}recherche/", {"q": words, "sorte": "tasks"}).content.decode()
        return re.findall(r'<span class="soft small">([^<]*)</span>', page)

    both = ["ouverte · candidature : Candidate", "ouverte · Forge Été"]
    assert [found(words) for words in ("relances", "forge", "urgentes", "rien")] == [
        both,
        both[1:],
        both[1:],
        [],
    ]
    assert found("relances", signed_in(cast["evaluator"])) == both[1:]
