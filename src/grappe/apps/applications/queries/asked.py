"""What a cluster asks of whoever applies, and for what they may."""

from __future__ import annotations

from django.db.models import F, QuerySet

from grappe.apps.applications.rules.documents import Wanted, usual
from grappe.apps.clusters.models import Category, Cluster


def offered(cluster: Cluster) -> QuerySet[Category]:
    """Return the categories for which anybody may apply: effective and adherent, as every statutes know them.

    What a dossier tells them apart by (`Membre effectif, recherche`) is of whoever decides: the form asks the
    kind.
    """
    return cluster.categories.filter(code=F("base"))


def asked_of(category: Category) -> tuple[Wanted, ...]:
    """Return what is asked of whoever applies for a category, in the order in which it was set."""
    rows = list(category.asked_documents.all())
    if not rows:
        return usual(in_region=category.in_region)
    return tuple(Wanted(row.code, row.label) for row in rows if not row.withdrawn)
