"""What a cluster asks of those who apply, and what they send."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from grappe.apps.applications.models.application import Application
from grappe.apps.clusters.models import Category
from grappe.apps.clusters.models.files import place_of


class AskedOfCategory(models.Model):
    """One document that a cluster asks of whoever applies for a category.

    A category of which nothing is said has the usual ones (`rules/documents.py`).
    """

    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="asked_documents")
    code = models.SlugField(max_length=40)
    label = models.CharField(max_length=300)
    """As the applicant reads it, in the cluster's words."""
    withdrawn = models.BooleanField(default=False)
    """No longer asked of those who come; kept, so that a list that is empty is not one never made."""

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["category", "code"], name="asked_document_code_is_its_own"),
            models.CheckConstraint(condition=~Q(label=""), name="asked_document_has_a_label"),
        ]

    def __str__(self) -> str:
        return self.label


class ApplicationDocument(models.Model):
    """One document asked of one application. A file refused stays, and the document is asked anew."""

    class State(models.TextChoices):
        """Asked: not there yet. Received: to be read."""

        ASKED = "asked"
        RECEIVED = "received"
        ACCEPTED = "accepted"
        REFUSED = "refused"

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="documents")
    code = models.SlugField(max_length=40)
    label = models.CharField(max_length=300)
    """As it was asked."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_on = models.DateField()
    file = models.FileField(upload_to=place_of, max_length=300, blank=True)
    named = models.CharField(max_length=200, blank=True)
    """What the file was called where it came from."""
    received_on = models.DateField(null=True, blank=True)
    judged_on = models.DateField(null=True, blank=True)
    judged_by = models.CharField(max_length=200, blank=True)
    """By number: `person:3`."""
    reason = models.TextField(blank=True)
    """Why it is refused, told to the applicant."""

    class Meta:
        ordering: ClassVar[list[str]] = ["asked_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=["asked", "received", "accepted", "refused"]),
                name="application_document_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", file="", received_on__isnull=True)
                | ~Q(state="asked") & ~Q(file="") & Q(received_on__isnull=False),
                name="application_document_is_there_with_its_day",
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=F("asked_on")),
                name="application_document_comes_after_it_is_asked",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["accepted", "refused"], judged_on__gte=F("received_on"))
                & ~Q(judged_by="")
                | ~Q(state__in=["accepted", "refused"]) & Q(judged_on__isnull=True, judged_by=""),
                name="application_document_is_judged_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""),
                name="application_document_is_refused_with_a_reason",
            ),
            models.CheckConstraint(condition=~Q(label=""), name="application_document_has_a_label"),
            models.UniqueConstraint(
                fields=["application", "code"],
                condition=~Q(state="refused"),
                name="application_document_is_asked_once",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def cluster_id(self) -> int:
        """The number of the cluster under which its file lies."""
        return self.application.cluster_id
