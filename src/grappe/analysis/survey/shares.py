"""Shares with their intervals, many at a time."""

from __future__ import annotations

import numpy as np
import polars as pl

from grappe.analysis.statistics.finite_population import hypergeometric_interval, wilson_interval

LEVEL = 0.95


def with_share(
    table: pl.DataFrame,
    *,
    of: str,
    base: str,
    population: int | None,
    prefix: str = "",
    bare: str = "repeated",
) -> pl.DataFrame:
    """Add the share of `of` in `base` with its interval: share, low, high, level, method, each with `prefix`.

    Exact (hypergeometric) where the base is a part of a population of known size, else Wilson's. An empty
    base has no share. Rows whose column `bare` is true have no interval.
    """
    x = table[of].fill_null(0).to_numpy().astype(np.int64)
    n = table[base].fill_null(0).to_numpy().astype(np.int64)
    x = np.minimum(x, n)
    finite = np.zeros(len(n), dtype=bool) if population is None else n <= population
    low, high = np.full(len(n), np.nan), np.full(len(n), np.nan)
    if population is not None and finite.any():
        low[finite], high[finite] = hypergeometric_interval(x[finite], n[finite], population, level=LEVEL)
    if not finite.all():
        low[~finite], high[~finite] = wilson_interval(x[~finite], n[~finite], level=LEVEL)
    known = (pl.col(base) > 0) & pl.col(of).is_not_null()
    bounded = known & ~pl.col(bare)
    return table.with_columns(
        pl.when(known).then(pl.col(of) / pl.col(base)).alias(f"{prefix}share"),
        pl.when(bounded).then(pl.Series(low)).alias(f"{prefix}low"),
        pl.when(bounded).then(pl.Series(high)).alias(f"{prefix}high"),
        pl.when(bounded).then(LEVEL).alias(f"{prefix}level"),
        pl.when(bounded)
        .then(pl.Series(np.where(finite, "hypergeometric", "wilson")))
        .alias(f"{prefix}method"),
    )
