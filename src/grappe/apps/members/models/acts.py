"""The acts of the register: what happened, on which day, known when, by whom. They are only ever added.

The database itself refuses to change one or take it away (see `migrations/0004_only_added.py`).
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from grappe.apps.clusters.models import Category
from grappe.apps.members.models.organisation import Organisation


class Act(models.Model):
    """What every act tells."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    """The day from which it holds."""
    known_at = models.DateTimeField()
    """When it was recorded."""
    by = models.CharField(max_length=200)
    """Who recorded it, by number: `person:3`."""
    reason = models.TextField(blank=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    """The act of which this one is the correction; each is corrected once, and its correction may be."""

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["pk"]


def _corrected_with_reason(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(replaces__isnull=True) | ~Q(reason=""), name=f"{name}_is_corrected_with_a_reason"
    )


def _annuls_another(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=~Q(kind="annulled") | Q(replaces__isnull=False), name=f"{name}_annuls_another"
    )


class MembershipAct(Act):
    """A membership begins, changes or ends."""

    class Kind(models.TextChoices):
        """See `rules/membership.py` for what each does."""

        ADMITTED = "admitted"
        RECEIVED = "received"
        CATEGORY_CHANGED = "category_changed"
        RESIGNED = "resigned"
        EXCLUDED = "excluded"
        STRUCK_OFF = "struck_off"
        TRANSFERRED = "transferred"
        MERGED = "merged"
        DISSOLVED = "dissolved"
        LEFT = "left"
        ANNULLED = "annulled"

    class MemberKind(models.TextChoices):
        """As the members' table of a dossier knows them."""

        ENTERPRISE = "enterprise"
        RESEARCH = "research"
        EDUCATION = "education"
        ASSOCIATION_PUBLIC = "association_public"

    WITH_CATEGORY = ("admitted", "received", "category_changed")
    WITH_COUNTERPART = ("received", "transferred", "merged")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="membership_acts")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    member_kind = models.CharField(max_length=20, choices=MemberKind.choices, blank=True)
    founding = models.BooleanField(default=False)
    counterpart = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Of a transfer or a merger: the other one."""
    decided_by = models.CharField(max_length=20, blank=True)
    """The body that decided: `board`, `general_assembly`; empty where nobody had to."""
    decided_on = models.DateField(null=True, blank=True)

    class Meta(Act.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            _corrected_with_reason("membership_act"),
            _annuls_another("membership_act"),
            models.CheckConstraint(
                condition=Q(kind__in=["admitted", "received", "category_changed"], category__isnull=False)
                & ~Q(member_kind="")
                | ~Q(kind__in=["admitted", "received", "category_changed"])
                & Q(category__isnull=True, member_kind=""),
                name="membership_act_has_its_category",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["received", "transferred", "merged"], counterpart__isnull=False)
                & ~Q(counterpart=F("organisation"))
                | ~Q(kind__in=["received", "transferred", "merged"]) & Q(counterpart__isnull=True),
                name="membership_act_has_its_counterpart",
            ),
            models.CheckConstraint(
                condition=Q(founding=False) | Q(kind__in=["admitted", "received"]),
                name="membership_act_founds_at_the_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.organisation} {self.kind}"


class IdentityAct(Act):
    """What the law asks of a register: who the organisation is, from a day on."""

    class Kind(models.TextChoices):
        """Declared whole each time: what is not told again no longer holds."""

        DECLARED = "declared"
        ANNULLED = "annulled"

    CONTENTS = ("legal_name", "legal_form", "enterprise_number", "street", "postal_code", "place", "country")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="identity_acts")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    legal_name = models.CharField(max_length=300, blank=True)
    legal_form = models.CharField(max_length=50, blank=True)
    enterprise_number = models.CharField(max_length=12, blank=True)
    """Digits alone where it is Belgian: `0406798006`."""
    street = models.CharField(max_length=200, blank=True)
    postal_code = models.CharField(max_length=12, blank=True)
    place = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=2, blank=True)

    class Meta(Act.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            _corrected_with_reason("identity_act"),
            _annuls_another("identity_act"),
            models.CheckConstraint(
                condition=Q(kind="annulled") | ~Q(legal_name=""), name="identity_act_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.legal_name or self.kind}"

    @property
    def contents(self) -> dict[str, Any]:
        """What it tells."""
        return {name: getattr(self, name) for name in self.CONTENTS}


class RepresentationAct(Act):
    """A person speaks for the organisation, or no longer does."""

    class Kind(models.TextChoices):
        """Appointed with a part; ended."""

        APPOINTED = "appointed"
        ENDED = "ended"
        ANNULLED = "annulled"

    class Part(models.TextChoices):
        """What they may do in its name; the voter edits too."""

        READER = "reader"
        EDITOR = "editor"
        VOTER = "voter"

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="representation_acts"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    part = models.CharField(max_length=10, choices=Part.choices, blank=True)

    class Meta(Act.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            _corrected_with_reason("representation_act"),
            _annuls_another("representation_act"),
            models.CheckConstraint(
                condition=Q(kind="annulled", person__isnull=True) | Q(person__isnull=False),
                name="representation_act_is_of_a_person",
            ),
            models.CheckConstraint(
                condition=Q(kind="appointed") & ~Q(part="") | ~Q(kind="appointed") & Q(part=""),
                name="representation_act_has_its_part",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.person} {self.kind}"
