"""Who sees what of a member: each question twice, of one organisation and of them all.

`by` is a person, or None for a visitor.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from grappe.apps.clusters.models import Cluster
from grappe.apps.clusters.permissions import may_read_desk
from grappe.apps.members.models import MembershipSpan, Organisation, RepresentationSpan
from grappe.apps.members.queries.register import holding_on
from grappe.apps.members.rules.visibility import LEVELS, USUAL, Level, is_seen, level_of
from grappe.apps.people.models import Person


def may_see(organisation: Organisation, field: str, *, by: Person | None) -> bool:
    """Tell whether a person sees a field of a profile."""
    return is_seen(level_of(field, organisation.visibility), by=reader_of(organisation.cluster, by=by))


def organisations_showing(cluster: Cluster, field: str, *, by: Person | None) -> QuerySet[Organisation]:
    """Return the organisations of a cluster of which a person sees a field."""
    reader = reader_of(cluster, by=by)
    levels = [level for level in LEVELS if is_seen(level, by=reader)]
    if "hidden" in levels:
        return cluster.organisations.all()
    told = Q(**{f"visibility__{field}__in": levels})
    if USUAL[field] in levels:
        told |= ~Q(visibility__has_key=field)
    return cluster.organisations.filter(told)


def reader_of(cluster: Cluster, *, by: Person | None) -> Level:
    """Return the level from which a person sees: `hidden` is who sees everything."""
    if by is None or not by.is_active:
        return "public"
    if may_read_desk(cluster, by=by):
        return "hidden"
    today = timezone.localdate()
    members = holding_on(MembershipSpan.objects.filter(cluster=cluster), today)
    spoken_for = holding_on(RepresentationSpan.objects.filter(cluster=cluster, person=by), today)
    if spoken_for.filter(organisation__in=members.values("organisation")).exists():
        return "members"
    return "registered"
