"""Applications by what they wait for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When

from grappe.apps.applications.acts.links import fingerprint_of_link
from grappe.apps.applications.models import Application
from grappe.apps.clusters.models import Cluster
from grappe.apps.members.models import MembershipSpan
from grappe.apps.members.queries.register import holding_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One application as a list shows it."""

    application: Application
    lacking: tuple[tuple[str, dt.date], ...]
    """What is asked and not there, and since when."""
    to_read: int
    """Files that wait to be accepted or refused."""
    member_already: bool
    """Whether it is open, of an organisation that a merge made a member: nothing is left to be decided."""


WAITS_FOR = {
    "waiting": Q(state__in=Application.OPEN),
    "received": Q(state="received", is_member=False),
    "incomplete": Q(state="incomplete", is_member=False),
    "complete": Q(state="complete", is_member=False),
    "member_already": Q(state__in=Application.OPEN, is_member=True),
    "to_welcome": Q(state="admitted", welcomed_on__isnull=True),
    "to_tell": Q(state="refused", told_on__isnull=True),
    "admitted": Q(state="admitted"),
    "refused": Q(state="refused"),
    "withdrawn": Q(state="withdrawn"),
}
"""By name, the applications that one looks for together, among those of `applications_on`."""


def applications_on(cluster: Cluster, day: dt.date) -> QuerySet[Application]:
    """Return all, each with whether its organisation is a member on a day (`is_member`)."""
    held = holding_on(MembershipSpan.objects.filter(organisation=OuterRef("organisation")), day)
    return cluster.applications.annotate(is_member=Exists(held.order_by()))


def waiting_first(cluster: Cluster, day: dt.date) -> QuerySet[Application]:
    """Return all: the open ones, the oldest first, those to write to, then the last that were closed."""
    rank = Case(
        When(WAITS_FOR["waiting"], then=Value(0)),
        When(WAITS_FOR["to_welcome"] | WAITS_FOR["to_tell"], then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    came = Case(When(WAITS_FOR["waiting"], then=F("received_on")))
    return applications_on(cluster, day).order_by(rank, came, "-state_since", "pk")


def counts_of(cluster: Cluster, day: dt.date) -> dict[str, int]:
    """Return how many there are of each of WAITS_FOR, in one question."""
    return applications_on(cluster, day).aggregate(
        **{name: Count("pk", filter=which) for name, which in WAITS_FOR.items()}
    )


def lines_of(applications: QuerySet[Application], day: dt.date) -> list[Line]:
    """Return applications with what they lack: three questions, whatever their number."""
    found = applications.select_related("organisation", "category").prefetch_related("documents")
    theirs = [one.organisation_id for one in found]
    held = holding_on(MembershipSpan.objects.filter(organisation__in=theirs), day)
    members = set(held.values_list("organisation", flat=True))
    return [
        Line(
            application=one,
            lacking=tuple((row.label, row.asked_on) for row in one.documents.all() if row.state == "asked"),
            to_read=sum(row.state == "received" for row in one.documents.all()),
            member_already=one.is_open and one.organisation_id in members,
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
