"""The audit of a dossier: the claims that it lists, and the sentences of its findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from grappe.analysis.audit.audit import audited
from grappe.analysis.audit.claim import Claim, claims_of
from grappe.analysis.audit.prose import audited_prose
from grappe.analysis.audit.responses import audited_responses
from grappe.analysis.audit.verdict import Verdict
from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.forms.filled import answers_among
from grappe.analysis.figures.prose import Found, by_name
from grappe.analysis.language.catalogues import Language


def audit_of(
    dossier: Dossier, results: pl.DataFrame, language: Language, *, hides: bool = False
) -> list[Verdict]:
    """Return every verdict on a dossier's claims, answers and findings, cluster by cluster.

    results: of one reference day; a figure that is hidden there counts as one that cannot be recomputed.
    hides: small groups are hidden; claims and answers then stay out, for they would tell what is hidden.
    """
    claims = dossier.tables.get("claims")
    stated = claims_of(claims) if claims is not None else []
    responses = dossier.tables.get("responses")
    answers = answers_among(dossier.questionnaire, responses) if responses is not None else None
    found = []
    for cluster, figures in figures_by_cluster(results).items():
        if not hides:
            found += audited([claim for claim in stated if claim.cluster == cluster], language, figures)
        if answers is not None and not hides:
            of_cluster = answers.filter(pl.col("cluster_id") == cluster)
            found += audited_responses(of_cluster, cluster, language, figures)
        found += audited_prose(_findings(dossier, cluster), cluster, language, figures)
    return found


def figures_by_cluster(results: pl.DataFrame) -> dict[str, Found]:
    """Return the results of each cluster by (figure, key)."""
    return {
        str(cluster): by_name(rows)
        for (cluster,), rows in results.partition_by("cluster_id", as_dict=True, maintain_order=True).items()
    }


def audit_beside(claims: Iterable[Claim], results: pl.DataFrame | None, language: Language) -> list[Verdict]:
    """Return every verdict on claims that came in a file of their own, beside a dossier's results or alone.

    Claims without a cluster are of the only one that the results have.
    """
    clusters = figures_by_cluster(results) if results is not None else {}
    alone = next(iter(clusters)) if len(clusters) == 1 else ""
    by_cluster: dict[str, list[Claim]] = {}
    for claim in claims:
        by_cluster.setdefault(claim.cluster, []).append(claim)
    found: list[Verdict] = []
    for cluster, stated in by_cluster.items():
        found += audited(stated, language, clusters.get(cluster or alone, {}))
    return found


def _findings(dossier: Dossier, cluster: str) -> list[Mapping[str, Any]]:
    table = dossier.tables.get("findings")
    if table is None or "text" not in table.columns:
        return []
    return [row for row in table.filter(pl.col("cluster_id") == cluster).iter_rows(named=True) if row["text"]]
