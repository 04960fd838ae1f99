"""What was withdrawn is read no more; its row stays, with its file."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models
from django.db.models import Q

Row = TypeVar("Row", bound=models.Model)
STANDS = Q(withdrawn_on__isnull=True)


class Standing(models.QuerySet[Row]):
    """Rows of a model that has `withdrawn_on`."""

    def standing(self) -> Self:
        """Return those that were not withdrawn."""
        return self.filter(STANDS)
