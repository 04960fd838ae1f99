"""What must stand beside a mean: the median and the quartiles of the rows that it averages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.readings import Readings, eager

IN_CATALOGUE = ("employment.mean",)
"""Means whose quartiles are figures of their own."""
ALSO_MEANS = {"participation.mean": "taking_part"}
"""Means that are declared as a formula, and the column that they average."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Quartiles of type 7."""

    q1: float
    median: float
    q3: float


def is_mean(figure: str) -> bool:
    """Tell whether a figure is a mean."""
    return figures()[figure].measure.statistic == "mean" or figure in ALSO_MEANS


def spreads(readings: Readings, cluster: str, known: list[str]) -> Mapping[str, Spread]:
    """Return the quartiles behind the means among the figures that are known."""
    found: dict[str, Spread] = {}
    for name in known:
        if not is_mean(name) or name in IN_CATALOGUE:
            continue
        figure = figures()[name]
        column = ALSO_MEANS.get(name) or figure.measure.column or ""
        rows = eager(readings.base(figure.base)).filter(pl.col("cluster_id") == cluster)
        values = rows[column].drop_nulls().cast(pl.Float64)
        q1, median, q3 = (values.quantile(level, "linear") for level in (0.25, 0.5, 0.75))
        if q1 is not None and median is not None and q3 is not None:
            found[name] = Spread(q1, median, q3)
    return found
