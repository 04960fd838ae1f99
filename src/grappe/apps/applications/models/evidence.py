"""What somebody of the team found on one condition of the statutes, on which day, from what."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from grappe.analysis.language.catalogues import N_
from grappe.apps.applications.models.application import Application
from grappe.apps.applications.models.document import ApplicationDocument
from grappe.apps.edits.at_field import at_field


class Evidence(models.Model):
    """One finding. A later one on the same condition counts in its place."""

    class Criterion(models.TextChoices):
        """See `rules/eligibility.py`."""

        PLACE_IN_REGION = "place_in_region"
        PERSON_AT_WORK = "person_at_work"

    class Answer(models.TextChoices):
        """Met, not met, or impossible to tell from what was seen."""

        MET = "met"
        NOT_MET = "not_met"
        UNKNOWN = "unknown"

    class Source(models.TextChoices):
        """A document of the application; a public register; what somebody said or saw."""

        DOCUMENT = "document"
        REGISTRY = "registry"
        STATEMENT = "statement"

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="evidence")
    criterion = models.CharField(max_length=20, choices=Criterion.choices)
    answer = models.CharField(max_length=10, choices=Answer.choices)
    as_of = models.DateField()
    """The day of which the source speaks."""
    source = models.CharField(max_length=10, choices=Source.choices)
    document = models.ForeignKey(
        ApplicationDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.TextField()
    """What it rests on, so that another may look it up again."""
    on = models.DateField()
    """The day on which it was judged."""
    by = models.CharField(max_length=200)
    """By number: `person:3`."""

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(criterion__in=["place_in_region", "person_at_work"]),
                name="evidence_criterion_is_known",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["met", "not_met", "unknown"]), name="evidence_answer_is_known"
            ),
            models.CheckConstraint(
                condition=Q(source="document", document__isnull=False)
                | Q(source__in=["registry", "statement"], document__isnull=True),
                name="evidence_has_its_source",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="evidence_says_what_it_rests_on"),
            models.CheckConstraint(condition=Q(as_of__lte=F("on")), name="evidence_is_of_no_day_to_come"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion} {self.answer}"

    def clean(self) -> None:
        """Refuse the document of another application, at the field."""
        if self.document is not None and self.document.application_id != self.application_id:
            raise at_field(
                "document", N_("Ce document n’est pas de cette candidature : choisissez l’un des siens.")
            )
