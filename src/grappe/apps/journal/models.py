"""The lines of the journal, and their words apart: the only part that a person's erasure may ever take.

No foreign key leads out of here: what a line speaks of may be gone, and the line stays.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """One act: what was done, to what, on which day, recorded when; and the line that it holds on to."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    """When it was recorded."""
    on = models.DateField()
    """The day that it speaks of."""
    act = models.CharField(max_length=100)
    subject = models.CharField(max_length=200)
    """What it was done to: kind and identifier, as `member:12`."""
    words = models.CharField(max_length=64)
    """The salted fingerprint of its words."""
    previous = models.CharField(max_length=64, unique=True)
    """The signature of the line before: of one line, one other at most may follow."""
    signature = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject", "number"], name="journal_of_a_subject"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(number__gte=1), name="journal_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.act} {self.subject}"


class Words(models.Model):
    """What one line says: who acted, and the thing before and after, as canonical JSON.

    JSON in a text, not in a column of that kind: what is read back is to the letter what was signed.
    """

    entry = models.OneToOneField(
        Entry, on_delete=models.DO_NOTHING, primary_key=True, related_name="told", db_column="number"
    )
    salt = models.CharField(max_length=64)
    by = models.CharField(max_length=200)
    before = models.TextField()
    after = models.TextField()

    def __str__(self) -> str:
        return f"{self.entry_id} {self.by}"
