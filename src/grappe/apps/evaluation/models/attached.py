"""The files of an evaluation: tables whose subject the platform does not hold yet, and what lies beside."""

from __future__ import annotations

import secrets
from pathlib import PurePosixPath
from typing import ClassVar

from django.db import models
from django.db.models import Q

from grappe.apps.evaluation.models.evaluation import Evaluation


def place_of(attached: AttachedFile, name: str) -> str:
    """Return the place of a file in the files of the installation, under a name that nobody guesses."""
    evaluation = attached.evaluation
    return f"clusters/{evaluation.cluster_id}/evaluation/{secrets.token_hex(8)}/{PurePosixPath(name).name}"


class AttachedFile(models.Model):
    """One file, under the name that it has in the dossier."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    """Its place in the dossier: `actions.csv`, `pictures/logo.svg`."""
    table = models.CharField(max_length=50, blank=True)
    """The table that it is; empty for a workbook of several, and for what lies beside the tables."""
    file = models.FileField(upload_to=place_of, max_length=300)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["evaluation", "name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["evaluation", "name"], name="attached_name_is_its_own"),
            models.UniqueConstraint(
                fields=["evaluation", "table"], condition=~Q(table=""), name="attached_table_comes_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="attached_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
