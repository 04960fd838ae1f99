"""Two organisations that were one, and two that only look it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from grappe.apps.members.models import Organisation


class Merge(models.Model):
    """One organisation turned out to be another: it stays, without membership, and says which."""

    winner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="merges")
    loser = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="merged_into")
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    on = models.DateField()
    chosen = models.JSONField(default=dict)
    """Which of the two each field was taken from: `winner`, `loser`."""
    moved = models.JSONField(default=dict)
    """The numbers of the activities, sites and contacts that went over."""

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~models.Q(winner=models.F("loser")), name="merge_is_of_two")
        ]

    def __str__(self) -> str:
        return f"{self.loser} = {self.winner}"


class NotDouble(models.Model):
    """Two that look like one, and somebody said that they are two."""

    first = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["first", "second"], name="not_double_is_told_once"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="not_double_is_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"
