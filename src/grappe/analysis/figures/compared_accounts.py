"""The annual accounts by which members and their peers are compared: those that count on the day."""

from __future__ import annotations

import narwhals as nw
import polars as pl

from grappe.analysis.dossier.from_registry import BORROWED, TAILS, YEARS
from grappe.analysis.figures.employment import closed_by, closing
from grappe.analysis.figures.readings import Readings, on_polars
from grappe.analysis.vocabulary.classes import MEASURES

DERIVED = "value_added_per_fte"


def accounts_compared(r: Readings, table: str, owner: str) -> pl.LazyFrame:
    """Return the accounts that count on the day, of members or of peers, the latest last."""
    rows = r.table(table)
    if table == "peers":
        # A registry tells the closing day, as members' accounts do; a table of peers knows the year alone.
        if "closed_on" not in rows.collect_schema().names():
            rows = rows.with_columns(closed_on=nw.lit(None, nw.Date()))
        rows = rows.filter(nw.col("year").is_null() | closed_by(r))
    else:
        rows = rows.filter(closed_by(r))
        if BORROWED in r.tables:
            rows = rows.filter(nw.col("year") >= r.day.year - YEARS)
    per_fte = nw.when(nw.col("fte") > 0).then(nw.col("value_added") / nw.col("fte"))
    told = on_polars(
        rows.with_columns(per_fte.alias(DERIVED), closing=closing()).select(
            "cluster_id", "closing", "year", *MEASURES, row=nw.col(owner)
        )
    )
    if table == "accounts" and BORROWED in r.tables:
        # Members of whom the dossier has no accounts: none of them is in both.
        borrowed = on_polars(r.tables[BORROWED].with_columns(per_fte.alias(DERIVED), closing=closing()))
        told = pl.concat([told, borrowed.rename({"member_id": "row"})], how="diagonal").select(
            told.collect_schema().names()
        )
    if table == "peers" and TAILS in r.tables:
        # No number, rather than none: an earlier year would stand for a company that was cut.
        told = (
            told.join(on_polars(r.tables[TAILS]), on=["cluster_id", "row", "year"], how="left")
            .with_columns(pl.when("is_tail").then(float("nan")).otherwise(DERIVED).alias(DERIVED))
            .drop("is_tail")
        )
    return told


def latest_of_each(accounts: pl.LazyFrame) -> pl.DataFrame:
    """Return the latest value of each measure of each owner: cluster_id, measure, row, value.

    A measure has its own latest year: last year's accounts may tell the staff and not the exports. Where the
    portable `latest` would be asked measure by measure, a campaign has one sort and one passage.
    """
    return (
        accounts.sort("closing", "year")
        .group_by("cluster_id", "row")
        .agg(pl.col(measure).last(ignore_nulls=True) for measure in MEASURES)
        .unpivot(list(MEASURES), index=["cluster_id", "row"], variable_name="measure", value_name="value")
        .filter(pl.col("value").is_not_null(), pl.col("value").is_not_nan())
        .select("cluster_id", "measure", "row", "value")
        .collect()
    )
