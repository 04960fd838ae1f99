"""The axes of the decree of 2007 and the missions of that of 2024: lists with their text and versions.

A list belongs to the law and so to no cluster. A version is never rewritten: a better one takes its place.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from grappe.analysis.vocabulary import classes


class MissionList(models.Model):
    """One version of the axes or missions of a legal regime; the last version is the one in use."""

    class Wording(models.TextChoices):
        """How near the labels are to the text of law."""

        VERBATIM = "verbatim"
        SUMMARY = "summary"
        UNKNOWN = "unknown"

    regime = models.CharField(max_length=20, choices=[(code, code) for code in classes.REGIMES])
    version = models.PositiveSmallIntegerField()
    since = models.DateField()
    """The first day of the text."""
    text_title = models.CharField(max_length=500)
    text_link = models.URLField(blank=True)
    wording = models.CharField(max_length=10, choices=Wording.choices)
    note = models.TextField(blank=True)
    """What to know before relying on it, for who reads a page."""

    class Meta:
        ordering: ClassVar[list[str]] = ["regime", "-version"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["regime", "version"], name="mission_list_version_is_its_own"),
            models.CheckConstraint(condition=Q(version__gte=1), name="mission_list_version_from_one"),
            models.CheckConstraint(
                condition=Q(regime__in=sorted(classes.REGIMES)), name="mission_list_regime_is_known"
            ),
            models.CheckConstraint(
                condition=Q(wording__in=["verbatim", "summary", "unknown"]),
                name="mission_list_wording_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.regime}, {self.version}"


class Mission(models.Model):
    """One axis or mission of a list: its code in dossiers, and its words."""

    list = models.ForeignKey(MissionList, on_delete=models.PROTECT, related_name="missions")
    code = models.CharField(max_length=20, choices=[(code, code) for code in classes.OBJECTIVE_AXES])
    """`d2007_1`: the same from version to version, so that what is mapped to it stays."""
    label = models.CharField(max_length=500)

    class Meta:
        ordering: ClassVar[list[str]] = ["list", "code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["list", "code"], name="mission_code_is_its_own"),
            models.CheckConstraint(
                condition=Q(code__in=sorted(classes.OBJECTIVE_AXES)), name="mission_code_is_known"
            ),
            models.CheckConstraint(condition=~Q(label=""), name="mission_has_a_label"),
        ]

    def __str__(self) -> str:
        return self.label
