"""The interval of a figure: how far the members not seen could move it."""

from __future__ import annotations

from typing import Literal

import narwhals as nw
import numpy as np
import polars as pl

from grappe.analysis.figures.figure import Figure, Rows
from grappe.analysis.statistics.finite_population import hypergeometric_interval, wilson_interval
from grappe.analysis.statistics.location import mean_interval, quantile_interval

Method = Literal["hypergeometric", "wilson_fpc"]
LEVEL = 0.95


def with_interval(figure: Figure, found: pl.DataFrame, rows: Rows, method: Method) -> pl.DataFrame:
    """Add low, high, level and method to a figure's lines where an interval makes sense.

    found: cluster_id, key, value, n_used, n_eligible and, for a mean, spread.
    """
    if figure.interval is None:
        return found
    if figure.measure.bounds is not None:
        return _named(found, "order_statistics")
    n, population = found["n_used"].to_numpy(), found["n_eligible"].to_numpy()
    possible = found["value"].is_not_null().to_numpy() & (n > 0) & (n <= population)
    low, high = np.full(len(found), np.nan), np.full(len(found), np.nan)
    name: str = method
    if figure.interval == "proportion":
        interval = hypergeometric_interval if method == "hypergeometric" else wilson_interval
        value = found["value"].fill_null(0).to_numpy()
        positives = np.rint(value * n).astype(np.int64)
        within = interval(positives[possible], n[possible], population[possible], level=LEVEL)
    elif figure.interval == "t":
        name = "t"
        value, spread = (found[column].fill_null(np.nan).to_numpy() for column in ("value", "spread"))
        within = mean_interval(
            value[possible], spread[possible], n[possible], population[possible], level=LEVEL
        )
    else:
        name = "order_statistics"
        values, starts = _sorted_values(figure, found, rows)
        within = quantile_interval(
            values,
            starts[possible],
            n[possible],
            population[possible],
            figure.measure.level or 0.5,
            level=LEVEL,
        )
    low[possible], high[possible] = within.low, within.high
    bounded = found.drop("spread", strict=False).with_columns(
        low=pl.Series(low).fill_nan(None), high=pl.Series(high).fill_nan(None)
    )
    return _named(bounded, name)


def _named(found: pl.DataFrame, name: str) -> pl.DataFrame:
    bounded = pl.col("low").is_not_null() & pl.col("high").is_not_null()
    return found.with_columns(
        level=pl.when(bounded).then(LEVEL),
        method=pl.when(bounded).then(pl.lit(name)),
        low=pl.when(bounded).then("low"),
        high=pl.when(bounded).then("high"),
    )


def _sorted_values(figure: Figure, found: pl.DataFrame, rows: Rows) -> tuple[np.ndarray, np.ndarray]:
    """Return the values sorted within each line of `found`, and where each line's values begin."""
    column = figure.measure.column or ""
    key = nw.lit(None, nw.String) if figure.key is None else nw.col(figure.key)
    values: pl.DataFrame = (
        rows.filter(~nw.col(column).is_null())
        .select("cluster_id", key=key, value=nw.col(column))
        .collect("polars")
        .to_native()
    )
    lines = found.select("cluster_id", "key").with_row_index("line")
    placed = values.join(lines, on=["cluster_id", "key"], nulls_equal=True).sort("line", "value")
    counts = np.bincount(placed["line"].to_numpy(), minlength=len(found))
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]]) if len(found) else np.zeros(0, dtype=np.int64)
    return placed["value"].to_numpy().astype(np.float64), starts.astype(np.int64)
