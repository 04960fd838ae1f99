"""Whose an enterprise number is, in the book of a cluster."""

from __future__ import annotations

from grappe.apps.clusters.models import Cluster
from grappe.apps.members.models import Organisation


def holder_of(cluster: Cluster, number: str, *, but: Organisation | None = None) -> Organisation | None:
    """Return the first organisation of the book that bears a number as far as is known, `but` left aside.

    number: as it is kept, ten digits in Belgium; nobody holds an empty one.
    """
    if not number:
        return None
    found = cluster.organisations.filter(
        out_since__isnull=True,
        identities__act__enterprise_number=number,
        identities__until__isnull=True,
        identities__known_until__isnull=True,
    )
    others = found.exclude(pk=but.pk) if but else found
    return others.order_by("pk").first()
