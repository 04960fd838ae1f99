"""What is done with tasks: added, changed, done, dropped, opened again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from grappe.analysis.language.catalogues import N_
from grappe.apps.applications.models import Application
from grappe.apps.clusters.models import Cluster
from grappe.apps.clusters.queries.team import team_on
from grappe.apps.edits.at_field import at_field
from grappe.apps.edits.keeping import keep
from grappe.apps.members.acts.membership import refuse_who_is_out
from grappe.apps.members.models import Organisation
from grappe.apps.members.rules.refusals import RegisterRefusal
from grappe.apps.people.models import Person
from grappe.apps.tasks.models import ABOUT, Task

About = Organisation | Application | None


class TaskClosed(Exception):
    """One cannot change what a task says once it is done or dropped: it is opened again first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a task says."""

    title: str
    detail: str = ""
    due_on: dt.date | None = None
    assignee: Person | None = None
    about: About = None


@transaction.atomic
def add_task(*, cluster: Cluster, told: Told, by: str, on: dt.date) -> Task:
    """Note a task of a cluster's team; return it. Raises ValidationError at the field that is wrong."""
    task = Task(cluster=cluster, made_by=by, made_on=on)
    return keep(task, _fields(task, told, on), act="task.added", by=by, on=on)


@transaction.atomic
def change_task(task: Task, *, told: Told, by: str, on: dt.date, started_from: str | None = None) -> Task:
    """Have a task say something else. Who has it already may keep it, of the team or not.

    Raises TaskClosed, ValidationError at the field that is wrong, ChangedMeanwhile.
    """
    if not _held(task).is_open:
        raise TaskClosed
    fields = _fields(task, told, on)
    return keep(task, fields, act="task.changed", by=by, on=on, started_from=started_from)


def finish_task(task: Task, *, by: str, on: dt.date) -> bool:
    """Have a task be done; return whether it was open. One that is closed stays as it is."""
    return _close(task, Task.State.DONE, act="task.done", by=by, on=on)


def drop_task(task: Task, *, by: str, on: dt.date) -> bool:
    """Have nobody do a task; return whether it was open. One that is closed stays as it is."""
    return _close(task, Task.State.DROPPED, act="task.dropped", by=by, on=on)


@transaction.atomic
def reopen_task(task: Task, *, by: str, on: dt.date) -> bool:
    """Have a task be open again; return whether it was closed. One that is open stays as it is."""
    if _held(task).is_open:
        return False
    told = {"state": Task.State.OPEN, "closed_by": "", "closed_on": None}
    keep(task, told, act="task.reopened", by=by, on=on)
    return True


@transaction.atomic
def _close(task: Task, state: Task.State, *, act: str, by: str, on: dt.date) -> bool:
    if not _held(task).is_open:
        return False
    keep(task, {"state": state, "closed_by": by, "closed_on": on}, act=act, by=by, on=on)
    return True


def _held(task: Task) -> Task:
    """Return a task as the database has it, for this transaction alone."""
    return Task.objects.select_for_update().get(pk=task.pk)


def _fields(task: Task, told: Told, day: dt.date) -> dict[str, object]:
    if told.about is not None and told.about != task.about:
        _refuse_what_is_out(told.about)
    if told.assignee is not None and told.assignee.pk != task.assignee_id:
        _refuse_who_is_not_of_the_team(task.cluster, told.assignee, day)
    return {
        "title": " ".join(told.title.split()),
        "detail": told.detail.strip(),
        "due_on": told.due_on,
        "assignee": told.assignee,
        **{name: told.about if _is_a(told.about, name) else None for name in ABOUT},
    }


def _is_a(about: About, name: str) -> bool:
    kind = Task._meta.get_field(name).related_model
    return isinstance(kind, type) and isinstance(about, kind)


def _refuse_what_is_out(about: Organisation | Application) -> None:
    if not isinstance(about, Organisation):
        return
    try:
        refuse_who_is_out(about)
    except RegisterRefusal as refusal:
        raise at_field("organisation", refusal.words, **refusal.values) from refusal


def _refuse_who_is_not_of_the_team(cluster: Cluster, person: Person, day: dt.date) -> None:
    if not team_on(cluster, day).filter(pk=person.pk).exists():
        raise at_field(
            "assignee",
            N_("{person} n’est pas de l’équipe : choisissez quelqu’un qui en est, ou personne."),
            person=str(person),
        )
