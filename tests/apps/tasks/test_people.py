"""What tasks keep of people: handed to them, and emptied of them."""

from __future__ import annotations

from tests.apps.tasks.conftest import BY, MAY, Adds, fresh

from grappe.apps.clusters.acts.roles import end
from grappe.apps.journal.queries import first_broken
from grappe.apps.people.acts.erasing import erase
from grappe.apps.people.models import Person
from grappe.apps.privacy.copies import held_of
from grappe.apps.tasks.acts import finish_task


def test_a_person_is_handed_the_tasks_that_were_theirs_and_no_others(
    adds: Adds, cast: dict[str, Person]
) -> None:
    adds("La sienne", assignee=cast["team"])
    adds("Celle d’une autre", assignee=cast["lead"])
    finish_task(adds("Sans personne"), by=cast["team"].named, on=MAY)

    held = [part for part in held_of(cast["team"].pk, "fr") if part.table == "tasks.Task"]

    assert [row["title"] for part in held for row in part.rows if "title" in row] == ["La sienne"]
    assert [row for part in held for row in part.rows if "closed_by" in row] == [
        {"closed_by": cast["team"].named, "closed_on": "2026-05-04"}
    ]


def test_the_tasks_of_who_is_forgotten_stay_and_are_nobodys(adds: Adds, cast: dict[str, Person]) -> None:
    person = cast["team"]
    mine, hers = adds(assignee=person), adds(assignee=cast["lead"])
    end(role=person.roles.get(), by=BY, on=MAY)

    erase(person=person, by=BY, on=MAY)

    assert (fresh(mine).assignee, fresh(mine).title) == (None, "Relancer la forge")
    assert fresh(hers).assignee == cast["lead"]
    assert first_broken() is None
