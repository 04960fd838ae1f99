"""What a cluster was on a day: statutes, objectives, axes, recognition."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from grappe.analysis.vocabulary import laws
from grappe.apps.clusters.models import Axis, Cluster, Document, Objective, Recognition, Statutes


def statutes_on(cluster: Cluster, day: dt.date) -> Statutes | None:
    """Return the statutes in force on a day, or None before the first ones."""
    return cluster.statutes.standing().filter(in_force_on__lte=day).order_by("-in_force_on").first()


def objectives_on(cluster: Cluster, day: dt.date) -> QuerySet[Objective]:
    """Return the objectives of a day, by code."""
    return cluster.objectives.filter(_held(day)).order_by("code")


def axes_on(cluster: Cluster, day: dt.date) -> QuerySet[Axis]:
    """Return the axes of the strategy of a day, by code."""
    return cluster.axes.filter(_held(day)).order_by("code")


def documents_on(cluster: Cluster, day: dt.date) -> QuerySet[Document]:
    """Return the documents that existed on a day and that nobody has withdrawn since, by code."""
    return (
        cluster.documents.standing().filter(Q(dated_on__isnull=True) | Q(dated_on__lte=day)).order_by("code")
    )


def recognitions_known_on(cluster: Cluster, day: dt.date) -> QuerySet[Recognition]:
    """Return the recognitions decided by a day, those of the years to come included, by number."""
    return (
        cluster.recognitions.standing()
        .filter(Q(decided_on__isnull=True) | Q(decided_on__lte=day))
        .order_by("number")
    )


def regime_on(cluster: Cluster, day: dt.date) -> str:
    """Return the regime of the recognition that covers a day (of two, the later), else that of the day."""
    covering = (
        cluster.recognitions.standing()
        .filter(starts_on__lte=day, ends_on__gte=day)
        .order_by("-number")
        .first()
    )
    return covering.regime if covering else laws.regime_on(day)


def _held(day: dt.date) -> Q:
    begun = Q(since__isnull=True) | Q(since__lte=day)
    return begun & (Q(until__isnull=True) | Q(until__gt=day))
