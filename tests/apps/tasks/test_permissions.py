"""Who reads a task."""

from __future__ import annotations

from tests.apps.tasks.conftest import Adds

from grappe.apps.applications.models import Application
from grappe.apps.clusters.models import Cluster
from grappe.apps.members.models import Organisation
from grappe.apps.people.models import Person
from grappe.apps.tasks.models import Task
from grappe.apps.tasks.permissions import may_read_task, readable_tasks


def test_a_task_about_an_application_is_for_the_team_alone_whichever_way_it_is_asked(
    adds: Adds, other: Cluster, cast: dict[str, Person], application: Application, forge: Organisation
) -> None:
    plain, about_a_member, secret = adds(), adds(about=forge), adds(about=application)
    theirs = adds(cluster=other)
    everybody: dict[str, Person | None] = {**cast, "visitor": None}

    for name, person in everybody.items():
        reads = {one for one in Task.objects.all() if may_read_task(one, by=person)}
        assert reads == set(readable_tasks(by=person)), name

    def readers(task: Task) -> set[str]:
        return {name for name, person in everybody.items() if may_read_task(task, by=person)}

    assert readers(plain) == readers(about_a_member) == {"team", "lead", "evaluator", "administrator"}
    assert readers(secret) == {"team", "lead", "administrator"}
    assert readers(theirs) == {"other_lead", "administrator"}
