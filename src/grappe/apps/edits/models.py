"""Which forms were taken: one that comes twice, by a double click or a page sent again, does its act once."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Taken(models.Model):
    """One form that was filled in and taken."""

    token = models.CharField(max_length=64, unique=True)
    """Made with the form, and brought back by it."""
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["at"], name="taken_by_instant")]

    def __str__(self) -> str:
        return self.token
