"""Applications by what they wait for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When

from grappe.apps.applications.acts.links import fingerprint_of_link
from grappe.apps.applications.models import Application
from grappe.apps.clusters.models import Cluster


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One application as a list shows it."""

    application: Application
    lacking: tuple[tuple[str, dt.date], ...]
    """What is asked and not there, and since when."""
    to_read: int
    """Files that wait to be accepted or refused."""


WAITS_FOR = {
    "waiting": Q(state__in=Application.OPEN),
    "received": Q(state="received"),
    "incomplete": Q(state="incomplete"),
    "complete": Q(state="complete"),
    "to_welcome": Q(state="admitted", welcomed_on__isnull=True),
    "to_tell": Q(state="refused", told_on__isnull=True),
    "admitted": Q(state="admitted"),
    "refused": Q(state="refused"),
    "withdrawn": Q(state="withdrawn"),
}
"""By name, the applications that one looks for together."""


def waiting_first(cluster: Cluster) -> QuerySet[Application]:
    """Return all: the open ones, the oldest first, those to write to, then the last that were closed."""
    rank = Case(
        When(WAITS_FOR["waiting"], then=Value(0)),
        When(WAITS_FOR["to_welcome"] | WAITS_FOR["to_tell"], then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    came = Case(When(WAITS_FOR["waiting"], then=F("received_on")))
    return cluster.applications.order_by(rank, came, "-state_since", "pk")


def counts_of(cluster: Cluster) -> dict[str, int]:
    """Return how many there are of each of WAITS_FOR, in one question."""
    return cluster.applications.aggregate(
        **{name: Count("pk", filter=which) for name, which in WAITS_FOR.items()}
    )


def lines_of(applications: QuerySet[Application]) -> list[Line]:
    """Return applications with what they lack: two questions, whatever their number."""
    found = applications.select_related("organisation", "category").prefetch_related("documents")
    return [
        Line(
            application=one,
            lacking=tuple((row.label, row.asked_on) for row in one.documents.all() if row.state == "asked"),
            to_read=sum(row.state == "received" for row in one.documents.all()),
        )
        for one in found
    ]


def open_applications(cluster: Cluster) -> QuerySet[Application]:
    """Return those that wait for a decision, the oldest first."""
    return cluster.applications.filter(state__in=Application.OPEN)


def closed_applications(cluster: Cluster) -> QuerySet[Application]:
    """Return those that are decided or withdrawn, the last one first."""
    return cluster.applications.exclude(state__in=Application.OPEN).order_by("-state_since", "-pk")


def application_of(secret: str) -> Application | None:
    """Return the application that a link leads to."""
    found = Application.objects.select_related("cluster", "organisation", "category", "contact")
    return found.filter(link=fingerprint_of_link(secret)).first() if secret else None
