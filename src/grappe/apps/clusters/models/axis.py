"""The axes of a cluster's own strategy."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from grappe.apps.clusters.models.cluster import Cluster
from grappe.apps.clusters.models.objective import ENDS_FIRST
from grappe.apps.edits.at_field import at_field, in_order


class Axis(models.Model):
    """One axis, from a day to a day; those of the law are missions, not these."""

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="axes")
    code = models.CharField(max_length=100)
    """Its name in dossiers: `ax1`."""
    label = models.CharField(max_length=300, blank=True)
    since = models.DateField(null=True, blank=True)
    """The first day; empty: from before anybody noted it."""
    until = models.DateField(null=True, blank=True)
    """The first day on which it is one no longer."""

    class Meta:
        ordering: ClassVar[list[str]] = ["code"]
        verbose_name_plural = "axes"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["cluster", "code"], name="axis_code_is_its_own"),
            models.CheckConstraint(condition=~Q(code=""), name="axis_has_a_code"),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="axis_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.code

    def clean(self) -> None:
        """Refuse an end before the beginning, at the field."""
        if not in_order(self.since, self.until):
            raise at_field("until", ENDS_FIRST)
