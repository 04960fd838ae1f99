"""Results that name no one: no rows, no class in a cluster's own words, no label that names a cluster."""

from __future__ import annotations

import re

import polars as pl

from grappe.analysis.dossier.anonymity import Anonymous
from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.labels import ROLES

PLAIN_YEAR = re.compile(r"\d{4}")
CLOSED = ("axis", "measure", "layer")
"""Keys that come from a list of ours, though not every class has its line."""
AS_AIMED = "target.reached"
"""Its classes are the names of figures, in the catalogue's words."""


def neutral_lines(results: pl.DataFrame, anonymous: Anonymous) -> pl.DataFrame:
    """Return the results of an anonymous campaign without what would name its clusters.

    Kept: figures without classes, classes of a closed list, years, questions, which are the same for all.
    An activity, a province, a scenario or an axis would lead to the cluster.
    """
    pairs = results.select("figure", "key").unique()
    kept = pairs.filter(
        pl.Series([_is_neutral(figure, key) for figure, key in pairs.iter_rows()], dtype=pl.Boolean)
    )
    told = pl.concat([results["label"], results["key"].alias("label")]).drop_nulls().unique()
    masked = {words: anonymous.masked(words) for words in told}
    order = {cluster: turn for turn, cluster in enumerate(anonymous.dossier.clusters)}
    return (
        results.join(kept, on=["figure", "key"], how="semi", nulls_equal=True, maintain_order="left")
        .with_columns(pl.col("label", "key").replace(masked), rows=pl.lit(None, dtype=pl.String))
        .sort(
            pl.col("as_of"),
            pl.col("cluster_id").replace_strict(order, return_dtype=pl.Int64),
            maintain_order=True,
        )
    )


def _is_neutral(figure: str, key: str | None) -> bool:
    declared = figures()[figure]
    if not key or declared.key is None:
        return True
    if figure == AS_AIMED:
        aimed, _, of = key.partition("[")
        return aimed in figures() and (not of or _is_neutral(aimed, of.removesuffix("]")))
    if declared.classes is not None or declared.key in CLOSED:
        return True
    return figure in ROLES or PLAIN_YEAR.fullmatch(key) is not None
