"""Tasks by whose they are, what they are about, and when they are due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from grappe.apps.clusters.models import Cluster
from grappe.apps.members.doubles.queries.merged import merged_in
from grappe.apps.members.models import Organisation
from grappe.apps.people.models import Person
from grappe.apps.tasks.models import Task

OPEN = Q(state=Task.State.OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One task as a list shows it."""

    task: Task
    organisation: Organisation | None
    """The one that it is about, or whose application: of a double that was merged, what it is now."""


def first_due(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Put tasks in order: those that are due first on top, those without a day last."""
    return tasks.order_by(F("due_on").asc(nulls_last=True), "pk")


def last_closed(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Put closed tasks in order, the last one on top."""
    return tasks.order_by("-closed_on", "-pk")


def whose(person: Person) -> dict[str, Q]:
    """Return, by name, the tasks that a person looks for together."""
    return {"": Q(), "mine": Q(assignee=person), "nobody": Q(assignee__isnull=True)}


def counts_of(tasks: QuerySet[Task], person: Person) -> dict[tuple[str, str], int]:
    """Return how many there are, open and closed, of each of `whose`: one question."""
    asked = {
        (state, name): which & of_whom
        for state, which in {"open": OPEN, "closed": ~OPEN}.items()
        for name, of_whom in whose(person).items()
    }
    found = tasks.aggregate(
        **{f"{state}_{name}": Count("pk", filter=which) for (state, name), which in asked.items()}
    )
    return {(state, name): found[f"{state}_{name}"] for state, name in asked}


def due_by(tasks: QuerySet[Task], day: dt.date) -> QuerySet[Task]:
    """Keep the open ones that are due on a day or were before."""
    return tasks.filter(OPEN, due_on__lte=day)


def about_organisation(tasks: QuerySet[Task], organisation: Organisation) -> QuerySet[Task]:
    """Keep those about an organisation or its applications, or about a double that was merged with it."""
    merged = merged_in(organisation.cluster)
    doubles = [loser for loser, winner in merged.items() if winner == organisation.pk]
    those = [organisation.pk, *doubles]
    return tasks.filter(Q(organisation__in=those) | Q(application__organisation__in=those))


def tasks_told(cluster: Cluster, tasks: QuerySet[Task], begun: Sequence[str]) -> QuerySet[Task]:
    """Keep those of which each word is told, by themselves or by the name of what they are about.

    One about a double that was merged is found by either name: the one it had, and that of what it is now.
    """
    merged = merged_in(cluster)
    called = dict(Organisation.objects.filter(pk__in=set(merged.values())).values_list("pk", "sort_name"))

    def become(one: str) -> list[int]:
        return [loser for loser, winner in merged.items() if f" {one}" in f" {called[winner]}"]

    each = (
        Q(sought__contains=f" {one}")
        | _named("organisation", one)
        | _named("application__organisation", one)
        | Q(organisation__in=become(one))
        for one in begun
    )
    return tasks.filter(*each)


def lines_of(cluster: Cluster, tasks: Iterable[Task]) -> list[Line]:
    """Return tasks of a cluster with what they are about: a few questions, whatever their number."""
    if isinstance(tasks, QuerySet):
        tasks = tasks.select_related("assignee", "organisation", "application__organisation")
    found = [(one, _organisation_of(one)) for one in tasks]
    merged = merged_in(cluster)
    now = {about.pk: merged[about.pk] for _, about in found if about is not None and about.pk in merged}
    winners = Organisation.objects.in_bulk(set(now.values()))
    return [
        Line(task=one, organisation=winners[now[about.pk]] if about and about.pk in now else about)
        for one, about in found
    ]


def _organisation_of(task: Task) -> Organisation | None:
    return task.application.organisation if task.application else task.organisation


def _named(way: str, one: str) -> Q:
    return Q(**{f"{way}__sort_name__startswith": one}) | Q(**{f"{way}__sort_name__contains": f" {one}"})
