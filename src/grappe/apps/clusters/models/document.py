"""The documents of a cluster: what an evaluation leans on."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from grappe.analysis.language.catalogues import N_, say
from grappe.analysis.vocabulary import classes
from grappe.apps.clusters.models.cluster import Cluster
from grappe.apps.clusters.models.files import place_of
from grappe.apps.clusters.models.standing import Standing
from grappe.apps.language.spoken import spoken

LAST_CHAPTER = 8


def chapters_of_the_report(given: object) -> None:
    """Refuse what is no list of chapters of the report."""
    is_one = isinstance(given, list) and all(
        isinstance(one, int) and not isinstance(one, bool) and 1 <= one <= LAST_CHAPTER for one in given
    )
    if not is_one or len(set(map(str, given))) < len(given):  # type: ignore[arg-type,call-overload]
        words = N_("Donnez des chapitres du rapport : des nombres de 1 à {last}, une fois chacun.")
        raise ValidationError(say(words, spoken(), last=LAST_CHAPTER))


class Document(models.Model):
    """One document."""

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="documents")
    code = models.CharField(max_length=100)
    """Its name in dossiers: `d01`."""
    title = models.CharField(max_length=500, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    kind = models.CharField(
        max_length=20, blank=True, choices=[(code, code) for code in classes.DOCUMENT_KIND]
    )
    chapters = models.JSONField(default=list, blank=True, validators=[chapters_of_the_report])
    """Those of the report that it serves."""
    file = models.FileField(upload_to=place_of, max_length=300, blank=True)
    named = models.CharField(max_length=300, blank=True)
    """The name of the file in the dossier that it came from, where the file itself did not come."""
    confidential = models.BooleanField(default=False)
    """Kept to the team: an evaluator sees that it exists, and does not open it."""
    withdrawn_on = models.DateField(null=True, blank=True)
    """The day from which it no longer counts: filed by mistake, or replaced."""

    objects = Standing.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["cluster", "code"], name="document_code_is_its_own"),
            models.CheckConstraint(condition=~Q(code=""), name="document_has_a_code"),
            models.CheckConstraint(
                condition=Q(kind__in=["", *sorted(classes.DOCUMENT_KIND)]), name="document_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.code
