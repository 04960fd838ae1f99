"""How much a year, from when, would keep the reserves from falling below zero until a given year."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from grappe.analysis.forecast.due import Recognition, ends_on
from grappe.analysis.forecast.plans import Plan
from grappe.analysis.forecast.projection import Projection

NOISE = 1e-6
"""A millionth of a euro: what floats leave behind, and no lack of money."""


@dataclass(frozen=True, slots=True)
class BreakEven:
    """More own income, the same each year from `start`, so that no year to `target` closes below zero."""

    start: int
    target: int
    amount: int | None
    """Whole EUR a year, the least that suffices; zero where nothing is lacking. None: no amount can, for a
    year before `start` already closes below zero, or the reserves are not known."""


def target_of(plan: Plan, recognitions: Sequence[Recognition]) -> int:
    """Return the year in which the last recognition ends, within the years of a plan; else its last year."""
    end = ends_on(recognitions)
    first, last = min(plan.years), max(plan.years)
    return last if end is None or end.year < first else min(end.year, last)


def break_even(projection: Projection, target: int, start: int) -> BreakEven:
    """Return the least yearly amount from a year on. start, target: years of the projection."""
    least = 0.0
    for year in projection.years:
        if year.year > target:
            break
        if year.reserves is None or (year.year < start and year.reserves < -NOISE):
            return BreakEven(start, target, None)
        if year.year >= start:
            count = sum(1 for other in projection.years if start <= other.year <= year.year)
            least = max(least, -year.reserves / count)
    return BreakEven(start, target, math.ceil(least - NOISE))
