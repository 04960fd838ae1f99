"""Who sees what of a member, and does what in its name: each question twice, of one organisation and of all.

`by` is a person, or None for a visitor. A representative's rights last as long as both their part and the
membership: one that ends takes them away by itself, and a correction of its end gives them back.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from grappe.apps.clusters.models import Cluster
from grappe.apps.clusters.permissions import (
    clusters_with_readable_desk,
    directable_clusters,
    may_read_desk,
    runnable_clusters,
)
from grappe.apps.members.models import MembershipSpan, Organisation, RepresentationSpan
from grappe.apps.members.queries.register import holding_on
from grappe.apps.members.queries.shown import showing
from grappe.apps.members.rules.visibility import Level, is_seen, level_of
from grappe.apps.people.models import Person

EDITS = ("editor", "voter")


def may_read(organisation: Organisation, *, by: Person | None) -> bool:
    """Tell whether a person reads all that is kept of an organisation: the team, its own representatives."""
    return readable_organisations(by=by).filter(pk=organisation.pk).exists()


def readable_organisations(*, by: Person | None) -> QuerySet[Organisation]:
    """Return the organisations of which a person reads everything."""
    desks = Q(cluster__in=clusters_with_readable_desk(by=by))
    return Organisation.objects.filter(desks | Q(pk__in=_spoken_for(by)))


def may_edit(organisation: Organisation, *, by: Person | None) -> bool:
    """Tell whether a person changes what an organisation says of itself: the team, its editors, its voter."""
    return editable_organisations(by=by).filter(pk=organisation.pk).exists()


def editable_organisations(*, by: Person | None) -> QuerySet[Organisation]:
    """Return the organisations whose profile a person changes."""
    run = Q(cluster__in=runnable_clusters(by=by))
    return Organisation.objects.filter(run | Q(pk__in=_spoken_for(by, *EDITS)))


def may_vote_for(organisation: Organisation, *, by: Person | None) -> bool:
    """Tell whether a person votes in an organisation's name: its voter, where its category has a vote."""
    return votable_organisations(by=by).filter(pk=organisation.pk).exists()


def votable_organisations(*, by: Person | None) -> QuerySet[Organisation]:
    """Return the organisations in whose name a person votes."""
    return Organisation.objects.filter(pk__in=_spoken_for(by, "voter", memberships=Q(category__votes=True)))


def may_represent(organisation: Organisation, *, by: Person | None) -> bool:
    """Tell whether a person speaks for an organisation, in whichever part."""
    return represented_organisations(by=by).filter(pk=organisation.pk).exists()


def represented_organisations(*, by: Person | None) -> QuerySet[Organisation]:
    """Return the organisations for which a person speaks."""
    return Organisation.objects.filter(pk__in=_spoken_for(by))


def may_meet(cluster: Cluster, *, by: Person | None) -> bool:
    """Tell whether a person reads what members show each other: they, the board, the desk."""
    return clusters_to_meet(by=by).filter(pk=cluster.pk).exists()


def clusters_to_meet(*, by: Person | None) -> QuerySet[Cluster]:
    """Return the clusters whose members show themselves to a person."""
    read = Q(pk__in=clusters_with_readable_desk(by=by)) | Q(pk__in=directable_clusters(by=by))
    return Cluster.objects.filter(read | Q(pk__in=represented_organisations(by=by).values("cluster")))


def _spoken_for(by: Person | None, *parts: str, memberships: Q | None = None) -> QuerySet[Any]:
    """Return the numbers of today's members for which a person speaks, in one of these parts or in any."""
    today = timezone.localdate()
    spans = RepresentationSpan.objects.filter(person=by if by is not None and by.is_active else None)
    if parts:
        spans = spans.filter(part__in=parts)
    members = holding_on(MembershipSpan.objects.filter(memberships or Q()), today)
    held = holding_on(spans, today).filter(organisation__in=members.values("organisation"))
    return held.values("organisation")


def may_see(organisation: Organisation, field: str, *, by: Person | None) -> bool:
    """Tell whether a person sees a field of a profile: of their own organisation, every one."""
    return may_read(organisation, by=by) or is_seen(
        level_of(field, organisation.visibility), by=reader_of(organisation.cluster, by=by)
    )


def organisations_showing(cluster: Cluster, field: str, *, by: Person | None) -> QuerySet[Organisation]:
    """Return the organisations of a cluster of which a person sees a field."""
    reader, in_book = reader_of(cluster, by=by), cluster.organisations.filter(out_since__isnull=True)
    if reader == "hidden":
        return in_book
    return in_book.filter(showing(field, to=reader) | Q(pk__in=readable_organisations(by=by)))


def reader_of(cluster: Cluster, *, by: Person | None) -> Level:
    """Return the level from which a person sees: `hidden` is who sees everything."""
    if by is None or not by.is_active:
        return "public"
    if may_read_desk(cluster, by=by):
        return "hidden"
    return "members" if may_meet(cluster, by=by) else "registered"
