"""Who may do what with an application: its cluster's team, and whoever holds its link."""

from __future__ import annotations

from django.db.models import QuerySet

from grappe.apps.applications.models import Application
from grappe.apps.clusters.permissions import may_run, runnable_clusters
from grappe.apps.people.models import Person


def may_handle(application: Application, *, by: Person | None) -> bool:
    """Tell whether a person reads an application, judges its documents and records what was decided."""
    return may_run(application.cluster, by=by)


def handleable_applications(*, by: Person | None) -> QuerySet[Application]:
    """Return the applications that a person handles."""
    return Application.objects.filter(cluster__in=runnable_clusters(by=by))
