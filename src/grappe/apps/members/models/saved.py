"""A question about the members that somebody asks again and again."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from grappe.apps.clusters.models import Cluster


class SavedFilter(models.Model):
    """A question with a name: its author's own, or the whole team's."""

    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="saved_filters")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters"
    )
    name = models.CharField(max_length=80)
    question = models.CharField(max_length=1000, blank=True)
    """As `rules/wanted.py` writes it; empty: the members of the day."""
    shared = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["cluster", "person", "name"], name="saved_filter_has_its_name"),
            models.CheckConstraint(condition=~models.Q(name=""), name="saved_filter_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
