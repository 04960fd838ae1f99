"""What a person is to a cluster, or to the installation: from a day to a day."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from grappe.apps.clusters.models.cluster import Cluster


class Role(models.Model):
    """One role of one person. A member's representatives are the register's business, not told here."""

    class Kind(models.TextChoices):
        """The parts that people play; the authority and the administrators are of no cluster."""

        TEAM = "team"
        TEAM_LEAD = "team_lead"
        DIRECTOR = "director"
        EVALUATOR = "evaluator"
        AUTHORITY = "authority"
        ADMINISTRATOR = "administrator"

    OF_NO_CLUSTER = (Kind.AUTHORITY, Kind.ADMINISTRATOR)

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="roles")
    cluster = models.ForeignKey(
        Cluster, on_delete=models.PROTECT, null=True, blank=True, related_name="roles"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    """The first day on which it is over."""

    class Meta:
        ordering: ClassVar[list[str]] = ["since", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="role_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["authority", "administrator"], cluster__isnull=True)
                | Q(kind__in=["team", "team_lead", "director", "evaluator"], cluster__isnull=False),
                name="role_is_of_a_cluster_or_of_none",
            ),
            models.UniqueConstraint(
                fields=["person", "cluster", "kind"],
                condition=Q(until__isnull=True),
                name="role_is_held_once",
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(until__isnull=True, cluster__isnull=True),
                name="role_of_no_cluster_is_held_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.kind} {self.cluster or ''}".strip()
