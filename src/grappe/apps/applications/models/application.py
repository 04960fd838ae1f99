"""One organisation asks a cluster for one category, and is told yes or no."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from grappe.analysis.language.catalogues import LANGUAGES
from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.members.models import Contact, MembershipAct, Organisation
from grappe.apps.search.sought import SoughtField


class Application(models.Model):
    """One application. Its organisation is in the cluster's book from the first day, and no member yet."""

    class State(models.TextChoices):
        """Received: something is to be read. Incomplete: something lacks. Complete: all is accepted."""

        RECEIVED = "received"
        INCOMPLETE = "incomplete"
        COMPLETE = "complete"
        ADMITTED = "admitted"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"

    OPEN = (State.RECEIVED, State.INCOMPLETE, State.COMPLETE)

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="applications")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="applications")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    member_kind = models.CharField(max_length=20, choices=MembershipAct.MemberKind.choices)
    contact = models.ForeignKey(
        Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="applications"
    )
    """Whom to write to about it; none once they were forgotten."""
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES], default="fr")
    """The language in which the cluster writes to them."""
    message = models.TextField(blank=True)
    """Why it asks, in its own words."""
    sought = SoughtField(of=("message",))
    """Those words, to be found."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    received_on = models.DateField()
    state_since = models.DateField()
    """The day of the act that made the state."""
    form = models.CharField(max_length=64, blank=True)
    """The token of the form that it came by: sent twice, it is one application."""
    link = models.CharField(max_length=64, blank=True)
    """The fingerprint of the secret by which the applicant follows it; empty: the link is taken back."""
    decided_by = models.CharField(max_length=20, blank=True)
    """`board` or `general_assembly`."""
    decided_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    """Of the decision, or of the withdrawal."""
    admission = models.OneToOneField(
        MembershipAct, on_delete=models.PROTECT, null=True, blank=True, related_name="application"
    )
    """The act of the register that the decision made."""
    welcomed_on = models.DateField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)
    """The day on which a refusal was told to whoever applied."""

    class Meta:
        ordering: ClassVar[list[str]] = ["received_on", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["cluster", "state", "received_on"], name="applications_by_state"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(
                    state__in=["received", "incomplete", "complete", "admitted", "refused", "withdrawn"]
                ),
                name="application_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["admitted", "refused"], decided_on__isnull=False)
                & Q(decided_by__in=["board", "general_assembly"])
                | ~Q(state__in=["admitted", "refused"]) & Q(decided_on__isnull=True, decided_by=""),
                name="application_is_decided_by_somebody_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte=F("received_on")),
                name="application_is_decided_after_it_came",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="application_is_refused_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(state="admitted", admission__isnull=False)
                | ~Q(state="admitted") & Q(admission__isnull=True),
                name="application_is_admitted_by_an_act",
            ),
            models.CheckConstraint(
                condition=Q(welcomed_on__isnull=True) | Q(state="admitted", welcomed_on__gte=F("decided_on")),
                name="application_is_welcomed_once_admitted",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True) | Q(state="refused", told_on__gte=F("decided_on")),
                name="application_is_told_once_refused",
            ),
            models.CheckConstraint(
                condition=Q(state_since__gte=F("received_on")), name="application_state_follows_its_coming"
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(state__in=["received", "incomplete", "complete"]),
                name="application_is_one_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["cluster", "form"], condition=~Q(form=""), name="application_form_is_taken_once"
            ),
            models.UniqueConstraint(
                fields=["link"], condition=~Q(link=""), name="application_link_is_its_own"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.received_on}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a decision."""
        return self.state in self.OPEN
