"""The arithmetic of a figure that was kept, done again from the rows that were kept with it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

import polars as pl

from grappe.analysis.figures.explaining import WRITTEN, counted_words, worked_out
from grappe.analysis.figures.figure import Figure
from grappe.analysis.language.catalogues import Language

PART = re.compile(r"(?:^|; )([a-z_][a-z0-9_]*)=")
TRUTHS = {"true": 1.0, "false": 0.0}
CLOSE = 1e-9
"""Differences of a float's last bits are none."""


def parts_of(seen: str) -> dict[str, str]:
    """Return what a row showed, column by column: `fte=14.0; name=Atelier` is fte and name."""
    found = list(PART.finditer(seen))
    if not found:
        return {}
    ends = [one.start() for one in found[1:]] + [len(seen)]
    return {one[1]: seen[one.end() : end] for one, end in zip(found, ends, strict=True)}


def redone(
    figure: Figure, value: float, counted: Sequence[Mapping[str, str]], total: int, language: Language
) -> list[str]:
    """Return how a value comes from the rows that it rests on; nothing where they do not give it.

    counted: what each of those rows showed. total: how many rows there were, those left aside included.
    """
    measure = figure.measure
    if measure.statistic in ("count", "distinct"):
        return [counted_words(len(counted), total, language)] if len(counted) == value else []
    if measure.statistic == "single":
        told = worked_out(measure.written, counted[0], value, language) if len(counted) == 1 else ""
        return [told] if told else []
    numbers = [_number(row.get(measure.column or "", "")) for row in counted]
    known = [number for number in numbers if number is not None]
    if measure.statistic not in WRITTEN or not known or len(known) < len(numbers):
        return []
    values = pl.Series(known, dtype=pl.Float64)
    if not math.isclose(
        _again(measure.statistic, values, measure.level), value, rel_tol=CLOSE, abs_tol=CLOSE
    ):
        return []
    return WRITTEN[measure.statistic](values, measure.level, language)


def _number(told: str) -> float | None:
    try:
        return TRUTHS[told] if told in TRUTHS else float(told)
    except ValueError:
        return None


def _again(statistic: str, values: pl.Series, level: float | None) -> float:
    found: object
    match statistic:
        case "total":
            found = values.sum()
        case "quantile":
            found = values.quantile(level or 0.0, "linear")
        case "spread":
            found = values.std()
        case _:
            found = values.mean()
    return float(found) if isinstance(found, float | int) else math.nan
