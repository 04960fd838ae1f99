"""Imports: what was sent, how it was matched and mended, what was written of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from grappe.apps.clusters.models import Cluster


class SavedMapping(models.Model):
    """How the columns of a kind of file were matched: found again for the same headings."""

    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="+")
    headings = models.CharField(max_length=64)
    """The fingerprint of the headings, in their order."""
    columns = models.JSONField(default=dict)
    """Field to position."""

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["cluster", "headings"], name="mapping_is_one_for_its_headings")
        ]

    def __str__(self) -> str:
        return self.headings


class Import(models.Model):
    """One file that somebody sent, from its upload to what it wrote. Its rows are kept, and not the file."""

    class Stage(models.TextChoices):
        """Where it stands."""

        OPEN = "open"
        WORKING = "working"
        """A worker writes it, or takes it back: see `asked`."""
        WRITTEN = "written"
        UNDONE = "undone"
        DROPPED = "dropped"

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="imports")
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.OPEN)
    by = models.CharField(max_length=200)
    """Who sent it: `person:3`."""
    at = models.DateTimeField()
    on = models.DateField()
    """The day from which what it changes holds."""
    file = models.CharField(max_length=200)
    """The name of the file."""
    sheet = models.CharField(max_length=100, blank=True)
    others = models.JSONField(default=list)
    """The sheets that were not read."""
    headings = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    """Field to position."""
    guessed = models.JSONField(default=dict)
    """Field to what said so: `heading`, `values`, `like`, `saved`; a person's own choice is not here."""
    default_category = models.CharField(max_length=40, blank=True)
    default_kind = models.CharField(max_length=20, blank=True)
    default_joined_on = models.DateField(null=True, blank=True)
    nace_version = models.CharField(max_length=4, default="2008")
    judged = models.CharField(max_length=64, blank=True)
    """The fingerprint of the preview that stands in its rows; empty: they are to be judged."""
    counts = models.JSONField(default=dict)
    """How many rows and cells are what; `undone`: of how many organisations an undo took what back."""
    written_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    wrote = models.JSONField(default=dict)
    """What it wrote, by number: what an undo takes back."""
    asked = models.JSONField(default=dict)
    """What a worker is to do: `do`, `by`, `seen`, `at`; empty once it is done, or refused."""
    refused = models.JSONField(default=list)
    """Why it was refused, in sentences."""
    told = models.JSONField(default=list)
    """Of each organisation of which an undo left something: what was taken back, what stays."""
    first_line = models.PositiveBigIntegerField(null=True, blank=True)
    last_line = models.PositiveBigIntegerField(null=True, blank=True)
    """Its lines in the journal."""
    forgotten_at = models.DateTimeField(null=True, blank=True)
    """When its rows were taken away: it can no longer be undone."""

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return self.file


class ImportRow(models.Model):
    """One row of what was sent, as somebody has mended it, and what would become of it."""

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    """As a spreadsheet shows it."""
    cells = models.JSONField()
    """As they were sent."""
    mended = models.JSONField(default=dict)
    """By position, as text: what somebody wrote instead."""
    choice = models.CharField(max_length=40, blank=True)
    """Which organisation somebody said that it is: a code, or `new`."""
    left_out = models.BooleanField(default=False)
    kind = models.CharField(max_length=10, blank=True)
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    changes = models.PositiveIntegerField(default=0)
    verdict = models.JSONField(default=dict)
    """See `verdicts.py`."""

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["of", "number"], name="import_row_is_told_once")
        ]

    def __str__(self) -> str:
        return f"{self.of_id}:{self.number}"

    def now(self) -> list[str]:
        """Return its cells as they were mended."""
        cells: list[Any] = list(self.cells)
        for place, words in self.mended.items():
            cells[int(place)] = words
        return cells
