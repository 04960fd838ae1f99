"""The subsidy that the law gives for a year to come, and why none is known where none is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from grappe.analysis.figures.recognitions import in_turn, regime_of
from grappe.analysis.figures.subsidies import Portion, portions, year_of_recognition
from grappe.analysis.vocabulary import laws

Recognition = Mapping[str, Any]
Reason = Literal["law", "outside", "unknown_rate", "no_recognition", "no_costs"]


@dataclass(frozen=True, slots=True)
class Due:
    """What a calendar year brings by law, in EUR; None where it cannot be said, and `reason` says why."""

    amount: float | None
    reason: Reason
    portions: tuple[Portion, ...] = ()
    ranks: tuple[int, ...] = ()
    """The years of recognition that the calendar year holds, from 1."""
    days: int = 0
    """Days of the year under a recognition."""


def due(year: int, eligible_costs: float | None, recognitions: Sequence[Recognition]) -> Due:
    """Return the subsidy of a calendar year; zero outside any recognition. recognitions: with both days."""
    if not recognitions:
        return Due(None, "no_recognition")
    ranks, days = _covered(year, recognitions)
    if not days:
        return Due(0.0, "outside")
    if eligible_costs is None:
        return Due(None, "no_costs", ranks=ranks, days=days)
    found = portions(year, eligible_costs, recognitions)
    if not found:
        return Due(None, "unknown_rate", ranks=ranks, days=days)
    return Due(sum(portion.amount for portion in found), "law", tuple(found), ranks, days)


def _covered(year: int, recognitions: Sequence[Recognition]) -> tuple[tuple[int, ...], int]:
    first, after = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    ranks, days = [], 0
    for recognition, over in in_turn(recognitions):
        start, end = max(first, recognition["starts_on"]), min(after, over)
        while start < end:
            rank, turn = year_of_recognition(recognition, start)
            until = min(end, turn)
            ranks.append(rank)
            days += (until - start).days
            start = until
    return tuple(dict.fromkeys(ranks)), days


def ends_on(recognitions: Sequence[Recognition]) -> dt.date | None:
    """Return the last day of the last recognition; None without any."""
    return max((recognition["ends_on"] for recognition in recognitions), default=None)


def renewed(
    recognitions: Sequence[Recognition], until: int, rate: float | None = None, ceiling: float | None = None
) -> list[Recognition]:
    """Return the recognitions and, after the last, as many more as reach the end of the year `until`.

    That is an assumption of whoever asks. rate, ceiling: those of the periods added; None: the law's.
    """
    found = [*recognitions]
    while found:
        last = max(found, key=lambda recognition: int(recognition["number"]))
        start = last["ends_on"] + dt.timedelta(days=1)
        if start.year > until:
            break
        regime = laws.regime_on(start)
        length = int(laws.recognition_years(regime).value or 0)
        day = 28 if (start.month, start.day) == (2, 29) else start.day
        found.append(
            {
                "number": int(last["number"]) + 1,
                "starts_on": start,
                "ends_on": dt.date(start.year + length, start.month, day) - dt.timedelta(days=1),
                "regime": regime,
                "subsidy_rate": rate,
                "eligible_cost_cap": ceiling,
            }
        )
    return found


def specific_ceiling(year: int, recognitions: Sequence[Recognition]) -> float | None:
    """Return the ceiling of a specific subsidy under the text in force in a year; None where not known."""
    day = dt.date(year, 12, 31)
    held = [
        regime_of(r) for r in recognitions if r["starts_on"] <= day and r["ends_on"] >= dt.date(year, 1, 1)
    ]
    value = laws.specific_subsidy_ceiling(held[-1] if held else laws.regime_on(day)).value
    return None if value is None else float(value)
