"""A task is noted, changed, done, dropped and opened again, each with its line of the journal."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from tests.apps.tasks.conftest import BY, MAY, Adds, fresh

from grappe.apps.applications.models import Application
from grappe.apps.clusters.acts.roles import end
from grappe.apps.clusters.models import Cluster
from grappe.apps.edits.changes import ChangedMeanwhile
from grappe.apps.edits.written import fingerprint_of
from grappe.apps.journal.models import Entry
from grappe.apps.journal.queries import entries_of
from grappe.apps.journal.reading import read_lines
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.models import Organisation
from grappe.apps.people.models import Person
from grappe.apps.tasks.acts import Told, change_task, drop_task, finish_task, reopen_task
from grappe.apps.tasks.models import Task

JUNE = dt.date(2026, 6, 1)


def acts(task: Task) -> list[str]:
    return [line.act for line in entries_of(f"task:{task.pk}")]


def test_a_task_says_what_for_when_for_whom_and_about_what(
    adds: Adds, cast: dict[str, Person], application: Application
) -> None:
    task = adds(
        "  Demander   l’extrait ",
        detail=" Deux fois.\n",
        due_on=JUNE,
        assignee=cast["team"],
        about=application,
    )

    assert (task.title, task.detail, task.due_on, task.assignee) == (
        "Demander l’extrait",
        "Deux fois.",
        JUNE,
        cast["team"],
    )
    assert (task.organisation, task.about) == (None, application)
    assert (task.state, task.made_by, task.made_on, task.closed_by) == ("open", BY, MAY, "")


def test_the_journal_tells_a_task_in_words(adds: Adds, cast: dict[str, Person], forge: Organisation) -> None:
    task = adds(about=forge)
    told = Told(title="Relancer la forge", due_on=JUNE, assignee=cast["lead"], about=forge)
    change_task(task, told=told, by=cast["team"].named, on=MAY)
    finish_task(fresh(task), by=cast["team"].named, on=JUNE)

    added, changed, done = read_lines(entries_of(f"task:{task.pk}"), "fr")

    assert (added.act, changed.act) == ("task.added", "task.changed")
    assert ("Organisation", "–", "Forge Été") in [(one.label, one.before, one.after) for one in added.changes]
    assert [(one.label, one.before, one.after) for one in changed.changes] == [
        ("Pour le", "–", "1er juin 2026"),
        ("Pour qui", "–", "lead@example.org"),
    ]
    assert done.sentence == "team@example.org a fait la tâche « Relancer la forge »."
    assert [(one.label, one.before, one.after) for one in done.changes] == [("État", "ouverte", "faite")]


def test_a_task_that_is_done_says_by_whom_and_when_and_is_opened_again(
    adds: Adds, cast: dict[str, Person]
) -> None:
    task = adds()

    assert finish_task(task, by=cast["team"].named, on=JUNE)
    done = fresh(task)
    assert (done.state, done.closed_by, done.closed_on) == ("done", cast["team"].named, JUNE)
    assert reopen_task(done, by=BY, on=JUNE)

    again = fresh(task)
    assert (again.state, again.closed_by, again.closed_on) == ("open", "", None)
    assert acts(task) == ["task.added", "task.done", "task.reopened"]


def test_of_two_who_close_a_task_the_first_one_has_closed_it(adds: Adds, cast: dict[str, Person]) -> None:
    task = adds()
    same = fresh(task)

    assert finish_task(task, by=cast["team"].named, on=JUNE)
    assert not finish_task(same, by=cast["lead"].named, on=JUNE)
    assert not drop_task(same, by=cast["lead"].named, on=JUNE)

    assert (fresh(task).state, fresh(task).closed_by) == ("done", cast["team"].named)
    assert acts(task) == ["task.added", "task.done"]


def test_a_task_that_is_open_is_opened_again_by_nobody(adds: Adds) -> None:
    task = adds()

    assert not reopen_task(task, by=BY, on=JUNE)

    assert acts(task) == ["task.added"]


def test_a_task_that_nobody_will_do_is_dropped(adds: Adds) -> None:
    task = adds()

    assert drop_task(task, by=BY, on=JUNE)

    assert (fresh(task).state, acts(task)[-1]) == ("dropped", "task.dropped")


def test_of_two_who_change_a_task_the_second_is_told_what_the_first_changed(
    adds: Adds, cast: dict[str, Person]
) -> None:
    task = adds()
    seen = fingerprint_of(task)
    change_task(task, told=Told(title=task.title, due_on=JUNE), by=cast["lead"].named, on=MAY)

    with pytest.raises(ChangedMeanwhile) as refused:
        change_task(fresh(task), told=Told(title="Autre"), by=BY, on=MAY, started_from=seen)

    assert [(one.field, one.after, one.by) for one in refused.value.changes] == [
        ("due_on", "2026-06-01", cast["lead"].named)
    ]
    assert fresh(task).title == "Relancer la forge"


@pytest.mark.parametrize("name", ["nobody", "director", "evaluator", "other_lead", "authority"])
def test_a_task_is_given_to_nobody_who_is_not_of_the_team(
    adds: Adds, cast: dict[str, Person], name: str
) -> None:
    lines = Entry.objects.count()

    with pytest.raises(ValidationError) as refused:
        adds(assignee=cast[name])

    assert refused.value.message_dict == {
        "assignee": [
            f"{name}@example.org n’est pas de l’équipe : choisissez quelqu’un qui en est, ou personne."
        ]
    }
    assert (Task.objects.count(), Entry.objects.count()) == (0, lines)


def test_who_has_left_the_team_keeps_their_tasks_and_is_given_no_others(
    adds: Adds, cast: dict[str, Person]
) -> None:
    task = adds(assignee=cast["team"])
    end(role=cast["team"].roles.get(), by=BY, on=MAY)

    change_task(task, told=Told(title="Plus tard", assignee=cast["team"]), by=BY, on=JUNE)

    assert (fresh(task).title, fresh(task).assignee) == ("Plus tard", cast["team"])
    with pytest.raises(ValidationError):
        adds(assignee=cast["team"])


def test_a_task_is_about_nothing_of_another_cluster(adds: Adds, other: Cluster) -> None:
    theirs = enter(cluster=other, name="Moulin", by=BY, on=MAY)

    with pytest.raises(ValidationError) as refused:
        adds(about=theirs)

    assert refused.value.message_dict == {
        "organisation": ["Ce n’est pas dans ce cluster : choisissez autre chose."]
    }


def test_a_year_that_nobody_means_is_refused_at_its_field(adds: Adds) -> None:
    with pytest.raises(ValidationError) as refused:
        adds(due_on=dt.date(26, 6, 1))

    assert refused.value.message_dict == {"due_on": ["L’année 26 est sans doute une faute de frappe."]}
