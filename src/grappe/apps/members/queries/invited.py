"""Who is invited to speak for a member."""

from __future__ import annotations

from typing import Any

from django.db.models import BigIntegerField, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils import timezone

from grappe.apps.clusters.models import Cluster
from grappe.apps.members.granting import KIND
from grappe.apps.members.models import Organisation
from grappe.apps.people.acts.inviting import KEPT_AFTER
from grappe.apps.people.models import Invitation


def invitations_for(organisation: Organisation) -> QuerySet[Invitation]:
    """Return the invitations to speak for an organisation, whatever became of them, the last one first."""
    return Invitation.objects.filter(grants__0__kind=KIND, grants__0__organisation=organisation.pk)


def unanswered_for(organisation: Organisation) -> QuerySet[Invitation]:
    """Return those that nobody has answered; past their day too, as long as they are kept."""
    return invitations_for(organisation).filter(_unanswered())


def unanswered_in(cluster: Cluster) -> QuerySet[Any]:
    """Return those that nobody has answered, of every organisation of a cluster, the last one first.

    Each has the number of its organisation as `organisation`.
    """
    named = Cast(KT("grants__0__organisation"), BigIntegerField())
    found = Invitation.objects.filter(_unanswered(), grants__0__kind=KIND).annotate(organisation=named)
    return found.filter(organisation__in=cluster.organisations.order_by().values("pk")).select_related("by")


def _unanswered() -> Q:
    return Q(accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=timezone.now() - KEPT_AFTER)
