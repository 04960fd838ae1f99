"""Which documents a cluster asks for."""

from __future__ import annotations

from grappe.apps.applications.rules.documents import Wanted, usual
from grappe.apps.clusters.models import Category


def asked_of(category: Category) -> tuple[Wanted, ...]:
    """Return what is asked of whoever applies for a category, in the order in which it was set."""
    rows = list(category.asked_documents.all())
    if not rows:
        return usual(in_region=category.in_region)
    return tuple(Wanted(row.code, row.label) for row in rows if not row.withdrawn)
