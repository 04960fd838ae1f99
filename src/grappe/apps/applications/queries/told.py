"""Which applications words find."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from grappe.apps.applications.models import Application
from grappe.apps.clusters.models import Cluster
from grappe.apps.members.queries.told import each_told


def applications_told(cluster: Cluster, begun: Sequence[str]) -> QuerySet[Application]:
    """Return those of which each word is told: by their organisation, its contacts, or why they ask."""
    each = (each_told(cluster, [one], "organisation") | Q(sought__contains=f" {one}") for one in begun)
    return Application.objects.filter(*each, cluster=cluster)
