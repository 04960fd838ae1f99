"""A cluster: who it is, where it is visited, how it looks."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models

from grappe.analysis.language.catalogues import LANGUAGES, N_
from grappe.apps.clusters.rules.slugs import TAKEN
from grappe.apps.edits.at_field import at_field

COLOUR = RegexValidator(r"^#[0-9A-Fa-f]{6}\Z")


def first_language() -> list[str]:
    """Return the languages of a cluster that has said nothing."""
    return [LANGUAGES[0]]


class Cluster(models.Model):
    """One business cluster. Everything that is its own holds on to it by a foreign key called `cluster`."""

    slug = models.SlugField(unique=True, max_length=40)
    """Its name in addresses, commands and dossiers: `twist`."""
    name = models.CharField(max_length=200)
    """As people call it."""
    legal_name = models.CharField(max_length=300, blank=True)
    legal_form = models.CharField(max_length=50, blank=True)
    enterprise_number = models.CharField(max_length=12, blank=True)
    constituted_on = models.DateField(null=True, blank=True)
    deed_filed_on = models.DateField(null=True, blank=True)
    object = models.TextField(blank=True)
    """What its statutes say that it is for."""
    region = models.CharField(max_length=3, blank=True)
    """NUTS 1: `BE3`."""
    scope_nace = models.JSONField(default=list, blank=True)
    """Codes of its field, as written: `["59.11"]`."""
    scope_nace_version = models.PositiveSmallIntegerField(null=True, blank=True)
    website = models.URLField(blank=True)
    portal_url = models.URLField(blank=True)
    office_fte = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    """Its team, in full-time equivalents."""
    domain = models.CharField(max_length=253, blank=True)
    """The name of machine under which its site is visited; empty: a path of the installation's own."""
    languages = models.JSONField(default=first_language)
    """Those of its pages, the first one first."""
    colour = models.CharField(max_length=7, default="#4A1942", validators=[COLOUR])
    """For what one does; the second colour goes beside it."""
    second_colour = models.CharField(max_length=7, default="#7A3B73", validators=[COLOUR])
    logo = models.FileField(upload_to="logos", blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["domain"], condition=~models.Q(domain=""), name="cluster_domain_is_its_own"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="cluster_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse, at its field, a new cluster of which the pages could not be reached."""
        if self._state.adding and self.slug.lower() in TAKEN:
            raise at_field(
                "slug",
                N_("« {name} » commence déjà des adresses de la plateforme. Donnez-lui un autre nom court."),
                name=self.slug,
            )
