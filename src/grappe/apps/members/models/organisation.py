"""An organisation as one cluster knows it, and what it says of itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from grappe.apps.clusters.models import Cluster


class Organisation(models.Model):
    """A firm, a laboratory, a school, a federation: a member, one that was, or one that asks to be.

    It belongs to one cluster: two clusters that know the same firm know it apart, and neither sees what the
    other wrote. What the law asks of a register (legal name, form, number, seat) is not here but in its acts.
    """

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="organisations")
    code = models.SlugField(max_length=40)
    """What names it in dossiers and figures, for good: `m01`."""
    name = models.CharField(max_length=300)
    """As people call it."""
    sort_name = models.CharField(max_length=300, editable=False)
    """The same without accents or capitals, by which lists are in order and doubles are found."""
    website = models.URLField(blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    does = models.JSONField(default=dict, blank=True)
    """What it does, by language: `{"fr": "Effets visuels et étalonnage"}`."""
    skills = models.JSONField(default=list, blank=True)
    references = models.JSONField(default=list, blank=True)
    certifications = models.JSONField(default=list, blank=True)
    logo = models.FileField(upload_to="logos", blank=True)
    visibility = models.JSONField(default=dict, blank=True)
    """Who sees a field, where it is not the usual: `{"phone": "members"}`."""
    out_since = models.DateField(null=True, blank=True, editable=False)
    """The day from which it is out of the book: taken out, or one with its double. None: it is there."""

    class Meta:
        ordering: ClassVar[list[str]] = ["sort_name", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["cluster", "sort_name", "id"], name="organisations_in_order"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["cluster", "code"], name="organisation_code_is_its_own"),
            models.CheckConstraint(condition=~models.Q(name=""), name="organisation_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
