"""The interval of a figure: how far the members not seen could move it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import narwhals as nw
import numpy as np
import polars as pl

from grappe.analysis.figures.figure import Figure, Rows
from grappe.analysis.figures.readings import Readings, eager
from grappe.analysis.statistics.finite_population import hypergeometric_interval, wilson_interval
from grappe.analysis.statistics.interval import Interval
from grappe.analysis.statistics.location import mean_interval, quantile_interval

Method = Literal["hypergeometric", "wilson_fpc"]
LEVEL = 0.95


def with_intervals(
    lines: pl.DataFrame, figures: Sequence[Figure], readings: Readings, method: Method
) -> pl.DataFrame:
    """Add low, high, level and method to the lines where an interval makes sense.

    lines: place (of the figure among `figures`), cluster_id, key, value, n_used, n_eligible and, for a mean,
    spread; low and high where the base has worked them out. All the lines of a method go together.
    """
    low, high = (lines[end].fill_null(np.nan).to_numpy().copy() for end in ("low", "high"))
    names: list[str | None] = [None] * len(figures)
    asked: dict[object, list[int]] = {}
    for place, figure in enumerate(figures):
        if figure.interval is None:
            continue
        if figure.measure.bounds is not None:
            names[place] = "order_statistics"
            continue
        names[place] = method if figure.interval == "proportion" else figure.interval
        alone = figure.interval == "order_statistics"
        asked.setdefault((figure.interval, place if alone else 0), []).append(place)
    possible = lines.select(
        "place", "cluster_id", "key", "value", "n_used", "n_eligible", "spread"
    ).with_row_index("line")
    possible = possible.filter(
        pl.col("value").is_not_null(), pl.col("n_used") > 0, pl.col("n_used") <= pl.col("n_eligible")
    )
    ordered: dict[object, _Ordered] = {}
    for places in asked.values():
        of = possible.filter(pl.col("place").is_in(places))
        if of.is_empty():
            continue
        figure = figures[places[0]]
        if figure.interval == "order_statistics":
            which = (figure.base, figure.key, figure.measure.column)
            if which not in ordered:
                ordered[which] = _Ordered(figure, readings.base(figure.base))
            found = ordered[which].interval(figure, of)
        else:
            found = _of_share(of, method) if figure.interval == "proportion" else _of_mean(of)
        at = of["line"].to_numpy()
        low[at], high[at] = found.low, found.high
    named = pl.Series("method", names, dtype=pl.String).gather(lines["place"])
    bounded = pl.Series(~(np.isnan(low) | np.isnan(high))) & named.is_not_null()
    return lines.drop("spread").with_columns(
        low=pl.when(bounded).then(pl.Series(low)),
        high=pl.when(bounded).then(pl.Series(high)),
        level=pl.when(bounded).then(LEVEL),
        method=pl.when(bounded).then(named),
    )


def _numbers(of: pl.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return of["value"].to_numpy(), of["n_used"].to_numpy(), of["n_eligible"].to_numpy()


def _of_share(of: pl.DataFrame, method: Method) -> Interval:
    value, n, population = _numbers(of)
    interval = hypergeometric_interval if method == "hypergeometric" else wilson_interval
    return interval(np.rint(value * n).astype(np.int64), n, population, level=LEVEL)


def _of_mean(of: pl.DataFrame) -> Interval:
    value, n, population = _numbers(of)
    return mean_interval(value, of["spread"].fill_null(np.nan).to_numpy(), n, population, level=LEVEL)


class _Ordered:
    """The values of a base's column, sorted within each cluster and class: the quantiles share them."""

    def __init__(self, figure: Figure, rows: Rows) -> None:
        column = figure.measure.column or ""
        key = nw.lit(None, nw.String) if figure.key is None else nw.col(figure.key).cast(nw.String)
        values = eager(
            rows.filter(~nw.col(column).is_null()).select("cluster_id", key=key, value=nw.col(column))
        )
        groups = values.group_by("cluster_id", "key", maintain_order=True).agg(pl.col("value").sort())
        self._starts = groups.select(
            "cluster_id",
            "key",
            start=pl.col("value").list.len().cast(pl.Int64).cum_sum().shift(1, fill_value=0),
        )
        self._values = groups["value"].explode().to_numpy().astype(np.float64)

    def interval(self, figure: Figure, of: pl.DataFrame) -> Interval:
        """Return the interval of a quantile for each line."""
        starts = of.join(
            self._starts, on=["cluster_id", "key"], how="left", nulls_equal=True, maintain_order="left"
        )["start"].to_numpy()
        value, n, population = _numbers(of)
        low, high = quantile_interval(
            self._values, starts, n, population, figure.measure.level or 0.5, level=LEVEL
        )
        # Between two ranks a quantile is interpolated; when all are known there is nothing left to bracket.
        known = n == population
        return Interval(np.where(known, value, low), np.where(known, value, high))
