"""Who plays which part on a day."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from grappe.apps.clusters.models import Role
from grappe.apps.people.models import Person


def held_on(roles: QuerySet[Role], day: dt.date) -> QuerySet[Role]:
    """Keep the roles that are held on a day."""
    return roles.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)


def lasting(roles: QuerySet[Role], day: dt.date) -> QuerySet[Role]:
    """Keep the roles that are held on a day, and have no end."""
    return roles.filter(until__isnull=True, since__lte=day)


def kinds_of(person: Person, cluster_id: int, *, day: dt.date) -> set[str]:
    """Return what a person is to a cluster on a day, what they are to the whole installation included."""
    roles = held_on(person.roles.filter(Q(cluster=cluster_id) | Q(cluster__isnull=True)), day)
    return set(roles.values_list("kind", flat=True))
