"""One evaluation: what is asked, and what became of it."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from grappe.analysis.language.catalogues import LANGUAGES, N_
from grappe.apps.clusters.models import Cluster
from grappe.apps.edits.at_field import at_field, in_order

DRAFTS = ("replace", "complete", "none")
"""As the settings of a dossier write it."""


class Evaluation(models.Model):
    """What is asked of a cluster on a day, and how far the answer is."""

    class State(models.TextChoices):
        """How far it is; once it is done or refused, it stays so."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        REFUSED = "refused"

    OVER = (State.DONE, State.REFUSED)

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="evaluations")
    number = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    """1 for the first one of the cluster."""
    title = models.CharField(max_length=200, blank=True)
    """What its cluster calls it."""
    as_of = models.DateField()
    """The reference day."""
    period_from = models.DateField(null=True, blank=True)
    period_to = models.DateField(null=True, blank=True)
    """Both ends count; empty: from the start of the recognition to the reference day."""
    reference = models.CharField(max_length=300, blank=True)
    evaluator = models.CharField(max_length=300, blank=True)
    client = models.CharField(max_length=300, blank=True)
    language = models.CharField(
        max_length=2, default=LANGUAGES[0], choices=[(language, language) for language in LANGUAGES]
    )
    survey_invited = models.PositiveIntegerField(null=True, blank=True)
    """How many were asked, where they were not the members on the day."""
    drafts = models.CharField(max_length=10, default=DRAFTS[0], choices=[(word, word) for word in DRAFTS])
    """Where the sentences that Grappe proposes stand."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    made_at = models.DateTimeField(auto_now_add=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    """When a worker was asked to work it out; empty: it is prepared, and waits for somebody to ask."""
    started_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    """When whoever works on it last gave a sign: one that is killed gives none."""
    ended_at = models.DateTimeField(null=True, blank=True)
    step = models.CharField(max_length=200, blank=True)
    """What is being done, in the evaluation's language."""
    refusals = models.JSONField(default=dict, blank=True)
    """Why it was refused, language to sentences."""
    remarks = models.JSONField(default=dict, blank=True)
    """What is odd and was taken all the same, language to sentences."""

    class Meta:
        ordering: ClassVar[list[str]] = ["cluster", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["cluster", "number"], name="evaluation_number_is_its_own"),
            models.CheckConstraint(condition=Q(number__gte=1), name="evaluation_number_from_one"),
            models.UniqueConstraint(
                fields=["cluster"], condition=Q(state="running"), name="evaluation_one_runs_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(period_from__isnull=True)
                | Q(period_to__isnull=True)
                | Q(period_to__gte=F("period_from")),
                name="evaluation_period_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", started_at__isnull=True, ended_at__isnull=True)
                | Q(state="running", started_at__isnull=False, ended_at__isnull=True)
                | Q(state__in=["done", "refused"], started_at__isnull=False, ended_at__isnull=False),
                name="evaluation_state_goes_with_its_hours",
            ),
            models.CheckConstraint(
                condition=Q(language__in=sorted(LANGUAGES)), name="evaluation_language_is_known"
            ),
            models.CheckConstraint(
                condition=Q(drafts__in=sorted(DRAFTS)), name="evaluation_drafts_are_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cluster_id} {self.number} ({self.as_of})"

    def clean(self) -> None:
        """Refuse a period that ends before it begins, at the field."""
        if not in_order(self.period_from, self.period_to):
            raise at_field(
                "period_to", N_("La période finit avant de commencer. Donnez un dernier jour postérieur.")
            )
