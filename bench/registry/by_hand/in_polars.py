"""Polars by hand: lazy, each plan worked out by the engine that is faster at it."""

from __future__ import annotations

import polars as pl

from bench.registry.by_hand.asked import (
    CUT,
    ENDED,
    LARGEST,
    MEASURES,
    MONTHS,
    NATURAL,
    QUARTILES,
    RATIO,
    SIZES,
    UNKNOWN,
    VERSION,
    YEARS,
    Asked,
)

KEY = ["measure", "year"]


def group(asked: Asked) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the peers' quartiles by measure and year, and the rank of each member."""
    active = pl.scan_parquet(asked.main_activity).filter(
        pl.col("version") == VERSION, pl.col("nace") >= asked.activity, pl.col("nace") < asked.above
    )
    there = (
        pl.scan_parquet(asked.company)
        .filter(pl.col("country").is_null(), _legal(), pl.col("postal_code").is_in(asked.postal_codes))
        .select("enterprise")
        .join(active.select("enterprise"), on="enterprise", how="semi")
    )
    counted = (
        pl.scan_parquet(asked.accounts)
        .filter(pl.col("year").is_between(*YEARS))
        .select("enterprise", "year", "ended_on", "months", *MEASURES)
        .join(there, on="enterprise", how="semi")
        .filter(pl.col("ended_on") == pl.col("ended_on").max().over("enterprise", "year"), _of_a_year())
        .select("enterprise", "year", *MEASURES)
        .collect()
        .with_columns(is_member=pl.col("enterprise").is_in(asked.members))
    )
    ratio = pl.col(RATIO)
    ends = (
        counted.filter(~pl.col("is_member"))
        .group_by("year")
        .agg(
            count=ratio.count(),
            low=ratio.quantile(CUT, "linear"),
            high=ratio.quantile(1 - CUT, "linear"),
        )
        .filter(pl.col("count") >= 1 / CUT)
    )
    valued = (
        counted.join(ends, on="year", how="left")
        .with_columns(
            pl.when(pl.col("is_member") | pl.col("low").is_null() | ratio.is_between("low", "high")).then(
                ratio
            )
        )
        .unpivot(MEASURES, index=["enterprise", "year", "is_member"], variable_name="measure")
        .filter(pl.col("value").is_not_null())
    )
    peers = valued.filter(~pl.col("is_member"))
    q1, median, q3 = (pl.col("value").quantile(p, "linear") for p in QUARTILES)
    quartiles = peers.group_by(KEY).agg(n=pl.len(), q1=q1, median=median, q3=q3)
    members = valued.filter(pl.col("is_member"))
    beside = members.join(peers.group_by(KEY).agg(sorted=pl.col("value").sort()), on=KEY)
    # A rank by two searches in the sorted values of the peers: below, and not above.
    parts = [
        part.with_columns(
            peers=pl.lit(len(held), pl.Int64),
            rank=(held.search_sorted(part["value"], "left") + held.search_sorted(part["value"], "right"))
            / (2 * len(held)),
        )
        for part in beside.partition_by(KEY)
        if len(held := part["sorted"][0])
    ]
    standings = pl.concat(parts) if parts else beside.with_columns(peers=pl.lit(0), rank=pl.lit(0.0))
    return quartiles, standings.select("enterprise", *KEY, "value", "rank", "peers")


def country(asked: Asked) -> pl.DataFrame:
    """Return the quartiles of every division, province, size class and year."""
    placed = (
        pl.scan_parquet(asked.company)
        .filter(pl.col("country").is_null(), _legal())
        .join(asked.provinces.lazy(), on="postal_code")
        .select("enterprise", "place")
    )
    active = (
        pl.scan_parquet(asked.main_activity)
        .filter(pl.col("version") == VERSION)
        .select("enterprise", nace=pl.col("nace").str.slice(0, 2))
        .unique()
    )
    size = pl.lit(LARGEST)
    for below, name in reversed(SIZES):
        size = pl.when(pl.col("fte") < below).then(pl.lit(name)).otherwise(size)
    asked_of = [
        expression
        for m in MEASURES
        for expression in (
            pl.col(m).count().alias(f"{m}_n"),
            *(pl.col(m).quantile(p, "linear").alias(f"{m}_q{round(p * 100)}") for p in QUARTILES),
        )
    ]
    told = pl.scan_parquet(asked.accounts).filter(pl.col("year").is_between(*YEARS))
    again = (
        told.group_by("enterprise", "year")
        .agg(last=pl.col("ended_on").max(), times=pl.len())
        .filter(pl.col("times") > 1)
        .select("enterprise", "year", "last")
    )
    return (
        told.join(again, on=["enterprise", "year"], how="left")
        .filter(pl.col("last").is_null() | (pl.col("ended_on") == pl.col("last")), _of_a_year())
        .select(
            "enterprise",
            "year",
            *MEASURES,
            size=pl.when(pl.col("fte").is_null()).then(pl.lit(UNKNOWN)).otherwise(size),
        )
        .join(placed, on="enterprise")
        .join(active, on="enterprise")
        .group_by("nace", "place", "size", "year")
        .agg(asked_of)
        .collect(engine="streaming")
    )


def _legal() -> pl.Expr:
    natural = (pl.col("type") == NATURAL).fill_null(value=False)
    return ~natural & ~pl.col("situation").is_in(ENDED).fill_null(value=False)


def _of_a_year() -> pl.Expr:
    return (pl.col("months") == MONTHS).fill_null(value=True)
