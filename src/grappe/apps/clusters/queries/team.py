"""The people around a cluster, and those who are invited to be."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils import timezone

from grappe.apps.clusters.models import Cluster, Role
from grappe.apps.clusters.permissions import TEAM
from grappe.apps.clusters.queries.roles import held_on
from grappe.apps.people.acts.inviting import KEPT_AFTER
from grappe.apps.people.models import Invitation, Person


def roles_around(cluster: Cluster) -> QuerySet[Role]:
    """Return every role in a cluster, over or not, and those of the whole installation; with their people."""
    asked = Role.objects.filter(Q(cluster=cluster) | Q(cluster__isnull=True))
    return asked.select_related("person").order_by("person__last_name", "person__first_name", "since", "pk")


def team_on(cluster: Cluster, day: dt.date) -> QuerySet[Person]:
    """Return who is on the team of a cluster on a day, each once, by name."""
    held = held_on(Role.objects.filter(cluster=cluster, kind__in=TEAM), day)
    return Person.objects.filter(is_active=True, pk__in=held.values("person"))


def is_over(role: Role, day: dt.date) -> bool:
    """Tell whether a role has ended on a day."""
    return role.until is not None and role.until <= day


def invitations_to(cluster: Cluster) -> QuerySet[Invitation]:
    """Return the invitations to play a part in a cluster that nobody has answered, the last one first.

    Those past their day are among them, as long as they are kept: they may be sent again.
    """
    return Invitation.objects.filter(
        grants__0__kind="role",
        grants__0__cluster=cluster.pk,
        accepted_at__isnull=True,
        revoked_at__isnull=True,
        expires_at__gt=timezone.now() - KEPT_AFTER,
    ).select_related("by")


def team_addresses(cluster: Cluster, day: dt.date) -> list[str]:
    """Return the e-mail addresses at which members write to a team: of who leads it, else of all of it."""
    held = held_on(cluster.roles.filter(person__is_active=True), day).select_related("person")
    people = {kind: [one.person.email for one in held if one.kind == kind] for kind in Role.Kind}
    return people[Role.Kind.TEAM_LEAD] or people[Role.Kind.TEAM]
