"""What a cluster aims at, and what the law makes of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from grappe.analysis.language.catalogues import N_
from grappe.analysis.vocabulary import classes
from grappe.apps.clusters.models.cluster import Cluster
from grappe.apps.edits.at_field import at_field, in_order

ENDS_FIRST = N_("La fin précède le début. Donnez un jour postérieur, ou laissez vide.")


class Objective(models.Model):
    """One objective, from a day to a day."""

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="objectives")
    code = models.CharField(max_length=100)
    """Its name in dossiers: `b01`."""
    text = models.TextField()
    source = models.CharField(
        max_length=20, blank=True, choices=[(code, code) for code in classes.OBJECTIVE_SOURCES]
    )
    """Where it is written; empty: not said."""
    priority = models.CharField(max_length=50, blank=True)
    since = models.DateField(null=True, blank=True)
    """The first day; empty: from before anybody noted it."""
    until = models.DateField(null=True, blank=True)
    """The first day on which it is one no longer."""

    class Meta:
        ordering: ClassVar[list[str]] = ["code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["cluster", "code"], name="objective_code_is_its_own"),
            models.CheckConstraint(condition=~Q(code=""), name="objective_has_a_code"),
            models.CheckConstraint(condition=~Q(text=""), name="objective_has_words"),
            models.CheckConstraint(
                condition=Q(source__in=["", *sorted(classes.OBJECTIVE_SOURCES)]),
                name="objective_source_is_known",
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="objective_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"

    def clean(self) -> None:
        """Refuse an end before the beginning, at the field."""
        if not in_order(self.since, self.until):
            raise at_field("until", ENDS_FIRST)


class ObjectiveMission(models.Model):
    """What an objective answers to in one legal regime: one axis or mission of it at most."""

    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="missions")
    regime = models.CharField(max_length=20, choices=[(code, code) for code in classes.REGIMES])
    code = models.CharField(max_length=20, choices=[(code, code) for code in classes.OBJECTIVE_AXES])

    class Meta:
        ordering: ClassVar[list[str]] = ["objective", "regime"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["objective", "regime"], name="objective_has_one_mission_a_regime"
            ),
            models.CheckConstraint(
                condition=Q(
                    regime="decree_2007",
                    code__in=[code for code in sorted(classes.OBJECTIVE_AXES) if code.startswith("d2007_")],
                )
                | Q(
                    regime="decree_2024",
                    code__in=[code for code in sorted(classes.OBJECTIVE_AXES) if code.startswith("d2024_")],
                ),
                name="objective_mission_is_of_its_regime",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.objective_id} {self.code}"
