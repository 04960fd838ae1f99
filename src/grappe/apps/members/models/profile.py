"""What an organisation is made of: activities, places, people to write to."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from grappe.apps.members.models.organisation import Organisation
from grappe.apps.search.sought import SoughtField


class Activity(models.Model):
    """One activity, by its code in one version of the nomenclature."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="activities")
    nace = models.CharField(max_length=10)
    """As written: `59.111`."""
    nace_version = models.PositiveSmallIntegerField()
    main = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["-main", "nace"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["organisation", "nace", "nace_version"], name="activity_is_told_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "nace_version"], condition=Q(main=True), name="activity_main_is_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nace} ({self.nace_version})"


class Site(models.Model):
    """One establishment: where it is, who works there, from when to when."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="sites")
    street = models.CharField(max_length=200, blank=True)
    postal_code = models.CharField(max_length=12, blank=True)
    place = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=2, default="BE")
    fte = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    """Full-time equivalents that work there."""
    self_employed_main = models.BooleanField(default=False)
    """Whether a self-employed person works there in main activity."""
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(fte__isnull=True) | Q(fte__gte=0), name="site_fte_from_nought"
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="site_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="site_point_is_on_the_map",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.postal_code} {self.place}".strip()


class Contact(models.Model):
    """A person to write to or call; whether they have an account is another matter."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="contacts")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="contacts"
    )
    """Their account, where they have one."""
    first_name = models.CharField(max_length=100, blank=True)
    last_name = models.CharField(max_length=100)
    function = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    visibility = models.CharField(max_length=10, default="members")
    sought = SoughtField(of=("first_name", "last_name", "function", "email", "phone"))
    """The words by which they are found; here and not in the organisation's passage, so
    that they go with the person."""

    class Meta:
        ordering: ClassVar[list[str]] = ["last_name", "first_name", "pk"]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()
