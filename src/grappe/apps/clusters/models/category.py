"""The categories of members that a cluster's statutes define, and their rights."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from grappe.apps.clusters.models.cluster import Cluster


class Category(models.Model):
    """One category: to the law effective or adherent, to the statutes whatever they call it."""

    class Base(models.TextChoices):
        """What the law knows: an effective member votes, an adherent one has a consultative voice."""

        EFFECTIVE = "effective"
        ADHERENT = "adherent"

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="categories")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=200)
    """As the statutes write it, in the cluster's first language."""
    base = models.CharField(max_length=10, choices=Base.choices)
    votes = models.BooleanField()
    may_be_director = models.BooleanField()
    in_region = models.BooleanField()
    """Whether its members need an establishment in the region, with a person in it."""

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["cluster", "code"], name="category_code_is_its_own"),
            models.CheckConstraint(
                condition=models.Q(base="effective") | models.Q(votes=False), name="adherent_does_not_vote"
            ),
        ]

    def __str__(self) -> str:
        return self.name
