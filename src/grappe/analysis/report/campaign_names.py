"""What the clusters of a campaign are called, no two alike."""

from __future__ import annotations

from collections import Counter

from grappe.analysis.dossier.dossier import Dossier


def names_of(dossier: Dossier) -> dict[str, str]:
    """Return the clusters' names by id, in the order of the dossier; of those that share one, with the id."""
    table = dossier.tables["cluster"].select("cluster_id", "name")
    names = {cluster: str(name or cluster) for cluster, name in table.iter_rows()}
    times = Counter(_read(name) for name in names.values())
    return {
        cluster: f"{name} ({cluster})" if times[_read(name)] > 1 else name for cluster, name in names.items()
    }


def shown_in(dossier: Dossier) -> frozenset[str]:
    """Return the clusters that see themselves among anonymous others."""
    return frozenset(dossier.clusters) - dossier.anonymous if dossier.anonymous else frozenset()


def _read(name: str) -> str:
    """Return a name as it reads: capitals and spaces tell nobody apart."""
    return " ".join(name.casefold().split())
