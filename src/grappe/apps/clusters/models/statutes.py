"""The statutes of a cluster, version after version."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from grappe.analysis.language.catalogues import N_
from grappe.apps.clusters.models.cluster import Cluster
from grappe.apps.clusters.models.files import place_of
from grappe.apps.clusters.models.standing import STANDS, Standing
from grappe.apps.edits.at_field import TAKEN_AT, at_field, in_order


class Statutes(models.Model):
    """One version, in force until the next one is."""

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="statutes")
    title = models.CharField(max_length=300)
    adopted_on = models.DateField()
    """When the assembly adopted them."""
    in_force_on = models.DateField()
    """The first day on which they hold."""
    file = models.FileField(upload_to=place_of, max_length=300, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True, editable=False)
    """The day on which somebody withdrew what had been noted by mistake."""

    objects = Standing.as_manager()

    taken: ClassVar[str] = N_(
        "Une autre version des statuts est en vigueur depuis le {value} : corrigez-la, ou donnez un autre jour."
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["in_force_on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(in_force_on__gte=F("adopted_on")), name="statutes_adopted_before_in_force"
            ),
            models.UniqueConstraint(
                fields=["cluster", "in_force_on"],
                condition=STANDS,
                name="statutes_one_version_a_day",
                violation_error_code=f"{TAKEN_AT}in_force_on",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse statutes in force before they were adopted, at the field."""
        if not in_order(self.adopted_on, self.in_force_on):
            raise at_field(
                "in_force_on",
                N_(
                    "Des statuts n’entrent pas en vigueur avant leur adoption. Donnez un jour égal ou postérieur."
                ),
            )
