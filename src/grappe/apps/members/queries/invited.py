"""Who is invited to speak for a member."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from grappe.apps.members.granting import KIND
from grappe.apps.members.models import Organisation
from grappe.apps.people.acts.inviting import KEPT_AFTER
from grappe.apps.people.models import Invitation


def invitations_for(organisation: Organisation) -> QuerySet[Invitation]:
    """Return the invitations to speak for an organisation, whatever became of them, the last one first."""
    return Invitation.objects.filter(grants__0__kind=KIND, grants__0__organisation=organisation.pk)


def unanswered_for(organisation: Organisation) -> QuerySet[Invitation]:
    """Return those that nobody has answered; past their day too, as long as they are kept."""
    return invitations_for(organisation).filter(
        accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=timezone.now() - KEPT_AFTER
    )
