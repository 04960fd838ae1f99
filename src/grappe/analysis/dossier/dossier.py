"""The dossier once read: what every figure starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.forms.questionnaire import Questionnaire
from grappe.analysis.dossier.from_registry import FromRegistry
from grappe.analysis.dossier.settings import Settings


@dataclass(frozen=True, slots=True)
class Dossier:
    """The tables of one cluster or of a campaign, typed, each row with `cluster_id` and `_row`."""

    settings: Settings
    tables: Mapping[str, pl.DataFrame]
    questionnaire: Questionnaire | None = None
    warnings: tuple[Fault, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)
    """Table to the file it came from."""
    anonymous: frozenset[str] = frozenset()
    """The clusters whose ids and names stand for others; none unless it was asked."""
    beside: Mapping[str, bytes] = field(default_factory=dict)
    """What lies beside the tables, by its place in the dossier: house.toml, a logo."""
    registry: FromRegistry | None = None
    """The register that some of the tables come from; tables that it alone has begin with `@`."""

    @property
    def clusters(self) -> list[str]:
        """The clusters' ids, in the order of the dossier."""
        ids: list[str] = self.tables["cluster"]["cluster_id"].to_list()
        return ids

    @property
    def is_campaign(self) -> bool:
        """More than one cluster."""
        return len(self.clusters) > 1


def only(dossier: Dossier, cluster: str) -> Dossier:
    """Return the part of a campaign that is one cluster's, as if it had come alone.

    A table in which the cluster has no row is a table that it did not give.
    """
    tables = {name: frame.filter(pl.col("cluster_id") == cluster) for name, frame in dossier.tables.items()}
    kept = {
        name: frame
        for name, frame in tables.items()
        if not frame.is_empty() or name in ("cluster", "members")
    }
    registry = dossier.registry
    if registry is not None:
        registry = replace(
            registry, clusters={c: own for c, own in registry.clusters.items() if c == cluster}
        )
    return Dossier(
        settings=dossier.settings,
        tables=kept,
        questionnaire=dossier.questionnaire,
        warnings=dossier.warnings,
        origins=dossier.origins,
        beside=dossier.beside,
        registry=registry,
    )
