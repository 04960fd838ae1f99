"""The list of tasks: in which order, of whom, at what cost; one more is typed above it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.forms import hidden
from tests.pages.desk.applications.conftest import Applies
from tests.pages.desk.members.conftest import Joins
from tests.pages.desk.tasks.conftest import LIST, Adds, at, fresh
from tests.pages.desk.test_menu import menu
from tests.visitors import signed_in

from grappe.apps.clusters.acts.roles import end
from grappe.apps.people.models import Person
from grappe.apps.tasks.acts import finish_task
from grappe.apps.tasks.models import Task


def titles(page: str) -> list[str]:
    return re.findall(r'<div class="what"><a href="[^"]*">([^<]*)</a>', page)


def shown(client: Client, **asked: str) -> str:
    return client.get(LIST, asked).content.decode()


def test_a_list_of_thirty_asks_the_database_no_more_than_a_list_of_one(
    team: Client, cast: dict[str, Person], adds: Adds, joins: Joins, applies: Applies
) -> None:
    def asked() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as statements:
            assert titles(shown(team))
        return len(statements)

    adds("Tâche 00", assignee=cast["team"], about=joins("Forge 00"))
    shown(team)  # the session remembers the cluster from here on
    for_one = asked()
    application = applies("Candidate")
    for number in range(1, 32):
        about = joins(f"Forge {number:02d}") if number % 2 else application
        adds(f"Tâche {number:02d}", assignee=cast["lead"], about=about)

    assert asked() == for_one
    assert len(titles(shown(team))) == 30
    assert titles(shown(team, page="2")) == ["Tâche 30", "Tâche 31"]


def test_those_that_are_due_come_first_and_say_by_how_much_they_are_late(team: Client, adds: Adds) -> None:
    adds("Un jour")
    adds("Plus tard", days=30)
    for title, days in (("Demain", 1), ("Aujourd’hui", 0), ("Hier", -1), ("Avant", -3)):
        adds(title, days=days)

    page = shown(team)

    assert titles(page) == ["Avant", "Hier", "Aujourd’hui", "Demain", "Plus tard", "Un jour"]
    assert [words in page for words in ("en retard de 3 jours", "en retard de 1 jour<")] == [True, True]
    assert (page.count("pour aujourd’hui"), page.count("pour demain")) == (1, 1)


def test_a_filter_keeps_ones_own_or_nobodys_open_or_closed(
    team: Client, cast: dict[str, Person], adds: Adds, today: dt.date
) -> None:
    adds("Mienne", assignee=cast["team"])
    adds("Sienne", assignee=cast["lead"])
    adds("À prendre")
    done = adds("Finie", assignee=cast["team"])
    finish_task(done, by=cast["lead"].named, on=today)

    found = {
        (who, state): titles(shown(team, qui=who, etat=state))
        for who in ("", "moi", "personne", "x")
        for state in ("", "closes")
    }

    assert found == {
        ("", ""): ["Mienne", "Sienne", "À prendre"],
        ("x", ""): ["Mienne", "Sienne", "À prendre"],
        ("moi", ""): ["Mienne"],
        ("personne", ""): ["À prendre"],
        ("", "closes"): ["Finie"],
        ("x", "closes"): ["Finie"],
        ("moi", "closes"): ["Finie"],
        ("personne", "closes"): [],
    }
    assert "par lead@example.org" in shown(team, etat="closes")


def test_a_list_of_nothing_says_how_to_begin(team: Client, adds: Adds, today: dt.date) -> None:
    assert "Rien n’est encore noté" in shown(team)
    assert "Aucune tâche n’est close ici" in shown(team, etat="closes")

    finish_task(adds(), by="person:1", on=today)

    assert "Rien n’est à faire ici" in shown(team)


def test_a_task_is_typed_above_the_list_and_sent_twice_is_one(
    team: Client, cast: dict[str, Person], today: dt.date
) -> None:
    told = {**hidden(team, LIST), "title": "Écrire", "due_on": today.isoformat(), "assignee": ""}

    answers = [team.post(LIST, told) for _ in range(2)]

    assert [(one.status_code, one["Location"]) for one in answers] == [(302, f"{LIST}?encore=oui")] * 2
    made = Task.objects.get()
    assert (made.title, made.due_on, made.assignee, made.made_by) == (
        "Écrire",
        today,
        None,
        cast["team"].named,
    )
    assert "autofocus" in team.get(answers[0]["Location"]).content.decode()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"title": "  "}, "Dites en quelques mots ce qu’il faut faire."),
        ({"title": "x", "due_on": "demain"}, "Ce n’est pas un jour. Écrivez-le comme 2026-12-31."),
        ({"title": "x", "due_on": "0026-12-31"}, "L’année 26 est sans doute une faute de frappe."),
        ({"title": "x", "assignee": "999"}, "999"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_what_was_typed_is_kept(
    team: Client, told: dict[str, str], said: str
) -> None:
    answer = team.post(LIST, {"due_on": "", "assignee": "", **told, "title": told["title"]})

    page = answer.content.decode()
    assert (answer.status_code, Task.objects.count()) == (200, 0)
    assert said in page
    assert 'aria-invalid="true"' in page
    assert f'value="{told["title"]}"' in page


def test_who_has_left_the_team_is_shown_as_such_beside_what_they_had_to_do(
    cast: dict[str, Person], adds: Adds, today: dt.date
) -> None:
    person = signed_in(cast["lead"])
    adds("La sienne", assignee=cast["team"])
    assert "plus de l’équipe" not in shown(person)

    end(role=cast["team"].roles.get(), by="person:1", on=today)

    page = shown(person)
    assert titles(page) == ["La sienne"]
    assert "team@example.org" in page
    assert "plus de l’équipe" in page


def test_an_evaluator_reads_the_tasks_but_those_about_applications_and_changes_none(
    cast: dict[str, Person], adds: Adds, applies: Applies
) -> None:
    plain, secret = adds("Classer"), adds("Relancer", about=applies())
    client = signed_in(cast["evaluator"])

    page = shown(client)

    assert titles(page) == ["Classer"]
    assert "<form method=" not in page.partition("desk-body")[2]
    assert (client.get(at(plain)).status_code, client.get(at(secret)).status_code) == (200, 404)
    assert client.post(LIST, {"title": "Non"}).status_code == 403
    assert client.post(at(plain), {"title": "Non"}).status_code == 403
    assert {client.post(at(plain, act)).status_code for act in ("faite/", "abandonner/")} == {404}
    assert (fresh(plain).title, Task.objects.count(), fresh(plain).state) == ("Classer", 2, "open")


def test_the_menu_has_them_beside_the_first_page(cast: dict[str, Person]) -> None:
    labels = menu(cast["team"])

    assert labels[labels.index("Accueil") + 1] == "Tâches"
