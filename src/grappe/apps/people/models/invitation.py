"""An invitation: by it alone does an account begin."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from grappe.analysis.language.catalogues import LANGUAGES


class Invitation(models.Model):
    """Sent to an address, good once and for a time. Its link is not kept: what knows it again is."""

    email = models.EmailField()
    language = models.CharField(
        max_length=2, choices=[(language, language) for language in LANGUAGES], default="fr"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations_made"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    token = models.CharField(max_length=64, unique=True)
    """The SHA-256 of the link's secret."""
    grants = models.JSONField(default=list)
    """What accepting gives: `[{"kind": "role", …}]`, each kind known to `grappe.apps.people.grants`."""
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations_accepted",
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="invitation_email_in_lower_case"
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at__isnull=True) | models.Q(revoked_at__isnull=True),
                name="invitation_is_not_both_accepted_and_revoked",
            ),
        ]

    def __str__(self) -> str:
        return self.email

    def is_open(self, at: dt.datetime) -> bool:
        """Whether it may be accepted then."""
        return self.accepted_at is None and self.revoked_at is None and at < self.expires_at
