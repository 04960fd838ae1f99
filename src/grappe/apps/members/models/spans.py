"""What holds from day to day, as it was known from instant to instant: read from the acts, and kept.

A row says: from `since` to `until` it was so, and from `known_from` to `known_until` that was what one knew.
Ends are excluded; an open end is None. Every row names the act that made it so. The acts are the truth: these
rows can be made again from them at any time, and `grappe doctor` compares both.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from grappe.apps.clusters.models import Category, Cluster
from grappe.apps.members.models.acts import IdentityAct, MembershipAct, RepresentationAct
from grappe.apps.members.models.organisation import Organisation


class Span(models.Model):
    """What every row has."""

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["since", "pk"]


def _ordered(name: str) -> list[models.BaseConstraint]:
    return [
        models.CheckConstraint(
            condition=Q(until__isnull=True) | Q(until__gt=F("since")), name=f"{name}_ends_after_it_begins"
        ),
        models.CheckConstraint(
            condition=Q(known_until__isnull=True) | Q(known_until__gt=F("known_from")),
            name=f"{name}_is_known_before_it_is_not",
        ),
    ]


def _quick(name: str) -> list[models.Index]:
    return [
        models.Index(fields=["organisation", "known_until", "since"], name=f"{name}_by_organisation"),
        models.Index(fields=["cluster", "known_until", "since"], name=f"{name}_by_cluster"),
    ]


class MembershipSpan(Span):
    """A membership."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    act = models.ForeignKey(MembershipAct, on_delete=models.PROTECT, related_name="+")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    founding = models.BooleanField()
    joined_on = models.DateField()

    class Meta(Span.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = _ordered("membership_span")
        indexes: ClassVar[list[models.Index]] = _quick("membership")

    def __str__(self) -> str:
        return f"{self.organisation} {self.since} {self.until or ''}".strip()


class IdentitySpan(Span):
    """An identity."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="identities")
    act = models.ForeignKey(IdentityAct, on_delete=models.PROTECT, related_name="+")

    class Meta(Span.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = _ordered("identity_span")
        indexes: ClassVar[list[models.Index]] = _quick("identity")

    def __str__(self) -> str:
        return f"{self.organisation} {self.since} {self.until or ''}".strip()


class RepresentationSpan(Span):
    """A person's part."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="representations")
    act = models.ForeignKey(RepresentationAct, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="representations"
    )
    part = models.CharField(max_length=10)

    class Meta(Span.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = _ordered("representation_span")
        indexes: ClassVar[list[models.Index]] = _quick("representation")

    def __str__(self) -> str:
        return f"{self.person} {self.part} {self.organisation}"
