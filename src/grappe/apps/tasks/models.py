"""One thing that the team of a cluster has to do."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from grappe.analysis.language.catalogues import N_
from grappe.apps.applications.models import Application
from grappe.apps.clusters.models import Cluster
from grappe.apps.edits.at_field import at_field
from grappe.apps.members.models import Organisation
from grappe.apps.search.sought import SoughtField

ABOUT = ("organisation", "application")
"""The fields that name what a task is about: one of them at most. A new kind of things is a field more."""
YEARS = range(2000, 2100)
"""Those in which a task may be due: another one is a slip of the pen."""


class Task(models.Model):
    """One task. It is never deleted: done or dropped, it says who closed it, and may be opened again."""

    class State(models.TextChoices):
        """Open; done; dropped: nobody will do it."""

        OPEN = "open"
        DONE = "done"
        DROPPED = "dropped"

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="tasks")
    title = models.CharField(max_length=200)
    detail = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    """The day by which it should be done; none: whenever."""
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    """Who should do it: somebody who was of the team when it was given to them; none: nobody yet."""
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    made_by = models.CharField(max_length=200)
    """As the journal names people: `person:3`."""
    made_on = models.DateField()
    closed_by = models.CharField(max_length=200, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    sought = SoughtField(of=("title", "detail"))
    """Its words, to be found."""

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["cluster", "state", "due_on"], name="tasks_by_state"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(title=""), name="task_says_what"),
            models.CheckConstraint(
                condition=Q(state="open", closed_by="", closed_on__isnull=True)
                | Q(state__in=["done", "dropped"], closed_on__isnull=False) & ~Q(closed_by=""),
                name="task_is_closed_by_somebody_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("made_on")),
                name="task_is_closed_after_it_is_made",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) | Q(application__isnull=True),
                name="task_is_about_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse a year that nobody means, and a thing of another cluster, at the field."""
        if self.due_on is not None and self.due_on.year not in YEARS:
            raise at_field(
                "due_on", N_("L’année {year} est sans doute une faute de frappe."), year=self.due_on.year
            )
        for name in ABOUT:
            thing = getattr(self, name)
            if thing is not None and thing.cluster_id != self.cluster_id:
                raise at_field(name, N_("Ce n’est pas dans ce cluster : choisissez autre chose."))

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state == self.State.OPEN

    @property
    def about(self) -> Organisation | Application | None:
        """What it is about."""
        return self.organisation or self.application
