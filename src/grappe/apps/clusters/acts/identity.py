"""What a cluster is changes: its name, its field, its look."""

from __future__ import annotations

import datetime as dt
from typing import Any

from grappe.analysis.language.catalogues import N_
from grappe.apps.clusters.models import Cluster
from grappe.apps.clusters.rules.domains import domain_of
from grappe.apps.edits.at_field import at_field
from grappe.apps.edits.keeping import keep

TAKEN = N_("« {name} » est déjà pris : choisissez un autre nom.")
FIXED = {"id", "slug"}
"""What addresses, files and dossiers know it by, for good."""


def change_identity(
    cluster: Cluster, *, by: str, on: dt.date, started_from: str | None = None, **told: Any
) -> Cluster:
    """Change fields of a cluster, all or none of them, and return it as it now is.

    started_from: the fingerprint of the cluster that the form showed. Raises ValidationError,
    ChangedMeanwhile, and ValueError for a field that a cluster has not, or never changes.
    """
    own = {field.name for field in Cluster._meta.concrete_fields} - FIXED
    strange = set(told) - own
    if strange:
        raise ValueError(f"no field of a cluster that changes: {', '.join(sorted(strange))}")
    if "domain" in told:
        told["domain"] = domain_of(told["domain"])
        if told["domain"] and Cluster.objects.filter(domain=told["domain"]).exclude(pk=cluster.pk).exists():
            # Whose it is, is not for a cluster to know.
            raise at_field("domain", TAKEN, name=told["domain"])
    return keep(cluster, told, act="cluster.changed", by=by, on=on, started_from=started_from)
