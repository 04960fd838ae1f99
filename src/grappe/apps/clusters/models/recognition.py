"""The periods for which the authority recognised a cluster."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from grappe.analysis.language.catalogues import N_
from grappe.analysis.vocabulary import classes
from grappe.apps.clusters.models.cluster import Cluster
from grappe.apps.clusters.models.standing import STANDS, Standing
from grappe.apps.edits.at_field import TAKEN_AT, at_field, in_order


class Recognition(models.Model):
    """One period, both days included, and what the decision says of money where the law does not."""

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="recognitions")
    number = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    """1 for the first one."""
    starts_on = models.DateField()
    ends_on = models.DateField()
    """The last day."""
    regime = models.CharField(max_length=20, choices=[(code, code) for code in classes.REGIMES])
    subsidy_rate = models.DecimalField(
        max_digits=9,
        decimal_places=8,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(1))],
    )
    """From 0 to 1; empty: that of the law."""
    eligible_cost_cap = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(Decimal(0))]
    )
    """EUR a year; empty: that of the law."""
    decision = models.CharField(max_length=300, blank=True)
    """The order: its title or number."""
    decided_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True, editable=False)
    """The day on which somebody withdrew what had been noted by mistake."""

    objects = Standing.as_manager()

    taken: ClassVar[str] = N_(
        "La reconnaissance {value} est déjà notée : corrigez-la, ou donnez un autre numéro."
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["cluster", "number"],
                condition=STANDS,
                name="recognition_number_is_its_own",
                violation_error_code=f"{TAKEN_AT}number",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="recognition_number_from_one"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="recognition_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(regime__in=sorted(classes.REGIMES)), name="recognition_regime_is_known"
            ),
            models.CheckConstraint(
                condition=Q(subsidy_rate__isnull=True) | Q(subsidy_rate__gte=0, subsidy_rate__lte=1),
                name="recognition_rate_is_a_share",
            ),
            models.CheckConstraint(
                condition=Q(eligible_cost_cap__isnull=True) | Q(eligible_cost_cap__gte=0),
                name="recognition_cap_is_no_debt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.starts_on} - {self.ends_on})"

    def clean(self) -> None:
        """Refuse, at its field, a period that ends before it begins, or that comes out of turn."""
        if not in_order(self.starts_on, self.ends_on):
            raise at_field(
                "ends_on", N_("La période finit avant de commencer. Donnez un dernier jour postérieur.")
            )
        if self._out_of_turn():
            raise at_field(
                "starts_on",
                N_(
                    "Ce jour ne va pas avec le numéro {number} : les périodes se suivent dans l’ordre des numéros. Corrigez l’un des deux."
                ),
                number=self.number,
            )

    def _out_of_turn(self) -> bool:
        if None in (self.number, self.starts_on):
            return False
        others = Recognition.objects.standing().filter(cluster_id=self.cluster_id).exclude(pk=self.pk)
        wrong = Q(number__lt=self.number, starts_on__gt=self.starts_on) | Q(
            number__gt=self.number, starts_on__lt=self.starts_on
        )
        return others.filter(wrong).exists()
