"""Which tasks are found, in which order, about what."""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.tasks.conftest import BY, MAY, Adds, fresh

from grappe.apps.applications.models import Application
from grappe.apps.clusters.models import Cluster
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.doubles.acts.merging import merge
from grappe.apps.members.models import Organisation
from grappe.apps.people.models import Person
from grappe.apps.search.words import beginnings
from grappe.apps.tasks.acts import finish_task
from grappe.apps.tasks.models import Task
from grappe.apps.tasks.queries import (
    about_organisation,
    counts_of,
    due_by,
    first_due,
    last_closed,
    lines_of,
    tasks_told,
)

ALL = Task.objects.order_by("pk")


def june(day: int) -> dt.date:
    return dt.date(2026, 6, day)


def told(cluster: Cluster, words: str) -> list[Task]:
    return list(tasks_told(cluster, ALL, beginnings(words)))


def test_those_that_are_due_first_come_first_and_those_without_a_day_last(adds: Adds) -> None:
    whenever, late, early = adds("Un jour"), adds("Tard", due_on=june(9)), adds("Tôt", due_on=june(2))

    assert list(first_due(ALL)) == [early, late, whenever]


def test_the_last_one_closed_comes_first(adds: Adds) -> None:
    first, second, third = adds("a"), adds("b"), adds("c")
    for task, day in ((first, 3), (second, 1), (third, 3)):
        finish_task(task, by=BY, on=june(day))

    assert list(last_closed(ALL)) == [third, first, second]


def test_the_open_ones_are_due_on_their_day_and_after(adds: Adds) -> None:
    yesterday, today = adds(due_on=june(1)), adds(due_on=june(2))
    done = adds(due_on=june(1))
    finish_task(done, by=BY, on=june(2))
    adds(due_on=june(3))
    adds()

    assert list(due_by(ALL, june(2))) == [yesterday, today]


def test_they_are_counted_by_whose_they_are_open_and_closed(adds: Adds, cast: dict[str, Person]) -> None:
    adds(assignee=cast["team"])
    adds(assignee=cast["lead"])
    adds()
    finish_task(adds(assignee=cast["team"]), by=BY, on=june(1))

    assert counts_of(ALL, cast["team"]) == {
        ("open", ""): 3,
        ("open", "mine"): 1,
        ("open", "nobody"): 1,
        ("closed", ""): 1,
        ("closed", "mine"): 1,
        ("closed", "nobody"): 0,
    }


def test_a_task_about_a_double_is_one_about_what_the_double_has_become(
    adds: Adds, twist: Cluster, forge: Organisation
) -> None:
    once, twice = (enter(cluster=twist, name=name, by=BY, on=MAY) for name in ("Forge Ete", "La Forge"))
    tasks = [adds(about=one) for one in (once, twice, forge)]
    adds(about=enter(cluster=twist, name="Moulin", by=BY, on=MAY))
    merge(winner=twice, loser=once, by=BY, on=MAY)
    merge(winner=forge, loser=twice, by=BY, on=MAY)

    assert list(about_organisation(ALL, forge)) == tasks
    assert list(about_organisation(ALL, once)) == tasks[:1]
    assert [line.organisation for line in lines_of(twist, about_organisation(ALL, forge))] == [forge] * 3


def test_a_task_about_an_application_is_one_about_whoever_applies(
    adds: Adds, application: Application, forge: Organisation
) -> None:
    task = adds(about=application)

    assert list(about_organisation(ALL, application.organisation)) == [task]
    assert list(about_organisation(ALL, forge)) == []


def test_a_task_is_found_by_its_words_and_by_the_name_of_what_it_is_about(
    adds: Adds, twist: Cluster, forge: Organisation, application: Application
) -> None:
    one = adds("Écrire aux voisins", detail="Une lettre courte", about=forge)
    other = adds("Demander l’extrait", about=application)

    assert [
        told(twist, words) for words in ("ecrire", "lettres forge", "ÉTÉ", "lanterne", "extrait lettre")
    ] == [
        [one],
        [one],
        [one],
        [other],
        [],
    ]


def test_a_task_about_a_double_is_found_by_its_name_and_by_that_of_what_it_is_now(
    adds: Adds, twist: Cluster, forge: Organisation
) -> None:
    once, twice = (enter(cluster=twist, name=name, by=BY, on=MAY) for name in ("Atelier Rouge", "La Lampe"))
    task = adds("Rappeler", about=once)
    adds("Visiter", about=enter(cluster=twist, name="Moulin", by=BY, on=MAY))
    assert told(twist, "forge") == []
    merge(winner=twice, loser=once, by=BY, on=MAY)
    merge(winner=forge, loser=twice, by=BY, on=MAY)

    found = [told(twist, words) for words in ("forge", "rappeler ete", "atelier", "orge", "visiter forge")]
    assert found == [[task], [task], [task], [], []]


def test_thirty_lines_ask_the_database_no_more_than_one(
    adds: Adds, twist: Cluster, cast: dict[str, Person], application: Application
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as statements:
            assert lines_of(twist, ALL.all())
        return len(statements)

    def one(number: int) -> Organisation:
        return enter(cluster=twist, name=f"Membre {number}", by=BY, on=MAY)

    adds(about=(double := one(2)), assignee=cast["team"])
    merge(winner=one(1), loser=double, by=BY, on=MAY)
    for_one = asked()
    for number in range(3, 17):
        adds(about=one(number), assignee=cast["lead"])
        adds(about=application)

    assert asked() == for_one
    assert fresh(ALL[0]).organisation == double
