"""The subsidy that a recognition brings in a calendar year, by law and by days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grappe.analysis.figures.recognitions import in_turn, regime_of
from grappe.analysis.vocabulary import laws


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of a year under one rate."""

    rate: float
    """Share of the costs that is paid, 0 to 1."""
    costs: float
    """Eligible costs of the whole year under the ceiling, in EUR."""
    days: int
    of: int
    """Days of the year."""

    @property
    def amount(self) -> float:
        """What it brings, in EUR."""
        return self.rate * self.costs * self.days / self.of

    def __str__(self) -> str:
        return f"{self.rate:g} × {self.costs:g} × {self.days}/{self.of}"


def portions(
    year: int, eligible_costs: float | None, recognitions: Sequence[Mapping[str, Any]]
) -> list[Portion]:
    """Return the portions of a calendar year's subsidy: rate times eligible costs under the ceiling, by days.

    The rate is that of the year of recognition, by law or as the recognition says; days outside any
    recognition bring nothing. Empty when the costs, a rate or every recognition is unknown.
    """
    if eligible_costs is None:
        return []
    first, after = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    found = []
    for recognition, over in in_turn(recognitions):
        start, end = max(first, recognition["starts_on"]), min(after, over)
        while start < end:
            rank, turn = year_of_recognition(recognition, start)
            until = min(end, turn)
            rate, ceiling = terms(recognition, rank)
            if rate is None:
                return []
            capped = eligible_costs if ceiling is None else min(eligible_costs, ceiling)
            found.append(Portion(rate, capped, (until - start).days, (after - first).days))
            start = until
    return _joined(found)


def _joined(found: list[Portion]) -> list[Portion]:
    """Put together what stands under one rate: an anniversary alone changes nothing."""
    joined: list[Portion] = []
    for portion in found:
        last = joined[-1] if joined else None
        if last is not None and (last.rate, last.costs) == (portion.rate, portion.costs):
            joined[-1] = Portion(last.rate, last.costs, last.days + portion.days, last.of)
        else:
            joined.append(portion)
    return joined


def year_of_recognition(recognition: Mapping[str, Any], day: dt.date) -> tuple[int, dt.date]:
    """Return the year of recognition (from 1, through all periods) of a day, and when the next begins."""
    start: dt.date = recognition["starts_on"]
    regime = regime_of(recognition)
    before = (int(recognition["number"]) - 1) * int(laws.recognition_years(regime).value or 0)
    within = 0
    while _anniversary(start, within + 1) <= day:
        within += 1
    return before + within + 1, _anniversary(start, within + 1)


def _anniversary(start: dt.date, years: int) -> dt.date:
    day = start.day if (start.month, start.day) != (2, 29) else 28
    return dt.date(start.year + years, start.month, day)


def terms(recognition: Mapping[str, Any], rank: int) -> tuple[float | None, float | None]:
    """Return the rate and the ceiling: those given, else those of the law, else None."""
    regime = regime_of(recognition)
    rate, ceiling = recognition["subsidy_rate"], recognition["eligible_cost_cap"]
    if rate is None:
        rate = laws.subsidy_rate(regime, rank).value
    if ceiling is None:
        ceiling = laws.cost_ceiling(regime).value
    return None if rate is None else float(rate), None if ceiling is None else float(ceiling)
