"""What the desk's first page says of tasks: those that are due or late, one's own first."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Case, IntegerField, Value, When
from django.utils import timezone

from grappe.analysis.language.catalogues import say_many
from grappe.analysis.language.numbers import decimal
from grappe.apps.tasks.models import Task
from grappe.apps.tasks.queries import OPEN, due_by
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.tasks.lines import who_has
from grappe.pages.desk.told import Due

MOST = 6
"""How many tasks are told one by one."""


def due(desk: Desk) -> Iterator[Due]:
    """Tell the tasks whose day has come, then how many more are open; others read no to-do of the team."""
    if not desk.runs:
        return
    today = timezone.localdate()
    every = Task.objects.filter(cluster=desk.cluster)
    mine = Case(When(assignee=desk.person, then=Value(0)), default=Value(1), output_field=IntegerField())
    told = list(due_by(every, today).select_related("assignee").order_by(mine, "due_on", "pk")[:MOST])
    for task in told:
        yield Due(
            what=f"{task.title} ({who_has(desk, task)})",
            address=desk.address("task", task=task.pk),
            by=task.due_on,
            late=task.due_on is not None and task.due_on < today,
            mine=task.assignee == desk.person,
        )
    more = every.filter(OPEN).count() - len(told)
    if more:
        yield Due(what=_more(desk, more, beside=bool(told)), address=desk.address("tasks"))


def _more(desk: Desk, more: int, *, beside: bool) -> str:
    number = decimal(more, desk.language)
    if beside:
        return say_many(
            "{number} autre tâche est à faire",
            "{number} autres tâches sont à faire",
            more,
            desk.language,
            number=number,
        )
    return say_many(
        "{number} tâche est à faire", "{number} tâches sont à faire", more, desk.language, number=number
    )
