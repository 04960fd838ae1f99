"""Who reads a task: the question twice, of one and of them all. The team alone changes them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from grappe.apps.clusters.permissions import clusters_with_readable_desk, runnable_clusters
from grappe.apps.people.models import Person
from grappe.apps.tasks.models import Task


def may_read_task(task: Task, *, by: Person | None) -> bool:
    """Tell whether a person reads a task: one about an application is for the team alone, as that is."""
    return readable_tasks(by=by).filter(pk=task.pk).exists()


def readable_tasks(*, by: Person | None) -> QuerySet[Task]:
    """Return the tasks that a person reads."""
    of_the_team = Q(cluster__in=runnable_clusters(by=by))
    of_the_desk = Q(cluster__in=clusters_with_readable_desk(by=by), application__isnull=True)
    return Task.objects.filter(of_the_team | of_the_desk)
