"""The course of each figure over several reference days, and what may be said of its change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import polars as pl

from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.figure import Figure
from grappe.analysis.figures.no_row_of_class import WholeCounts

Caution = Literal["coverage", "base", "period", "overlap"]
CAUTIONS: tuple[Caution, ...] = ("coverage", "base", "period", "overlap")
COVERAGE_APART = 0.05
"""Difference of coverage, n used over n eligible, from which two days are not compared as such."""
LENGTH_APART = 0.1
"""Part by which the lengths of two periods may differ before their counts stop being comparable."""
WHATEVER_THE_DAY = ("responses", "interviews")
"""Tables of which every row counts whatever the reference day: their figures have no course."""
INVITED = "survey.invited"
"""The members of the day: how many were asked on another day than that of the survey says nothing."""
RETENTION = "members.retention"
Period = tuple[dt.date, dt.date] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A figure on one day; no value where it was not available, or is hidden."""

    value: float | None
    n_used: int | None
    n_eligible: int | None
    low: float | None = None
    high: float | None = None
    status: str = "ok"

    @property
    def is_hidden(self) -> bool:
        """There is a value, and it may not be shown."""
        return self.status == "suppressed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One result over the days."""

    figure: Figure
    key: str
    unit: str
    points: tuple[Point | None, ...]
    """One per day; None where the results have no line."""

    @property
    def known(self) -> list[tuple[int, float, Point]]:
        """The places of the days that have a value, with it and with its papers."""
        return [
            (place, point.value, point)
            for place, point in enumerate(self.points)
            if point is not None and point.value is not None
        ]

    @property
    def is_hidden(self) -> bool:
        """It may not be shown on some day."""
        return any(point is not None and point.is_hidden for point in self.points)

    @property
    def is_steady(self) -> bool:
        """The same on every day: value, and what it was computed on."""
        told = {point and (point.value, point.n_used, point.n_eligible) for point in self.points}
        return len(told) == 1 and None not in told


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """From the first day that has a value to the last; the cautions forbid to call it a change as such."""

    first: int
    last: int
    difference: float
    cautions: tuple[Caution, ...]


def courses(results: pl.DataFrame, cluster: str, days: Sequence[dt.date]) -> Iterator[Course]:
    """Yield the course of each result of a cluster, in the order of the catalogue.

    A class without a line on a day on which its figure was counted is none of it on that day.
    """
    turns = {day: turn for turn, day in enumerate(days)}
    own = results.filter(pl.col("cluster_id") == cluster, pl.col("as_of").is_in(list(days)))
    found: dict[tuple[str, str], list[Point | None]] = {}
    units: dict[tuple[str, str], str] = {}
    whole: list[list[tuple[str, str, str, int | None, int | None]]] = [[] for _ in days]
    for row in own.iter_rows(named=True):
        told = (row["figure"], row["key"] or "", row["status"], row["n_used"], row["n_eligible"])
        whole[turns[row["as_of"]]].append(told)
        name = (row["figure"], row["key"] or "")
        units[name] = row["unit"]
        found.setdefault(name, [None] * len(days))[turns[row["as_of"]]] = Point(
            value=row["value"] if row["status"] == "ok" else None,
            **{column: row[column] for column in ("n_used", "n_eligible", "low", "high", "status")},
        )
    counts = [WholeCounts(lines) for lines in whole]
    order = {figure: place for place, figure in enumerate(figures())}
    for name in sorted(found, key=lambda pair: order[pair[0]]):
        figure, key = name
        unit = figures()[figure].printed_in(units[name])
        course = Course(figure=figures()[figure], key=key, unit=unit, points=tuple(found[name]))
        yield course if course.is_hidden or not key else _with_none(course, counts)


def _with_none(course: Course, counts: Sequence[WholeCounts]) -> Course:
    """Return a course that is zero on the days that counted its figure and have no line of its class."""
    points = [
        Point(value=0, n_used=none[0], n_eligible=none[1])
        if point is None and (none := on_day.none_of(course.figure)) is not None
        else point
        for point, on_day in zip(course.points, counts, strict=True)
    ]
    return replace(course, points=tuple(points))


def moves_with_the_day(figure: Figure) -> bool:
    """Tell whether a figure can differ from one reference day to the next."""
    return figure.id != INVITED and not set(figure.base.tables) & set(WHATEVER_THE_DAY)


def change_of(course: Course, periods: Sequence[Period]) -> Change | None:
    """Return the change of a course; None with fewer than two days known, or of a p-value.

    periods: that of each day.
    """
    known = course.known
    if len(known) < 2 or course.unit == "p":
        return None
    (first, before, _), (last, after, _) = known[0], known[-1]
    told = known[0][2], known[-1][2]
    found: Mapping[Caution, bool] = {
        "coverage": _coverages_differ(*told),
        "base": course.figure.measure.statistic == "total" and told[0].n_used != told[1].n_used,
        "period": _lengths_differ(course.figure, periods[first], periods[last]),
        "overlap": before != after and _overlap(*told),
    }
    return Change(
        first=first,
        last=last,
        difference=after - before,
        cautions=tuple(caution for caution in CAUTIONS if found[caution]),
    )


def goes_with_the_length(figure: Figure) -> bool:
    """Tell whether a figure counts what fell within the period, or who stayed through it."""
    in_period = "period" in (*figure.base.needs, *figure.needs)
    return in_period and (
        figure.measure.statistic in ("count", "distinct", "total") or figure.id == RETENTION
    )


def _coverages_differ(before: Point, after: Point) -> bool:
    shares = [
        point.n_used / point.n_eligible
        for point in (before, after)
        if point.n_eligible and point.n_used is not None
    ]
    return len(shares) == 2 and round(abs(shares[0] - shares[1]), 9) >= COVERAGE_APART


def _lengths_differ(figure: Figure, before: Period, after: Period) -> bool:
    if before is None or after is None or not goes_with_the_length(figure):
        return False
    shorter, longer = sorted((end - start).days + 1 for start, end in (before, after))
    return longer - shorter > LENGTH_APART * longer


def _overlap(before: Point, after: Point) -> bool:
    """Tell whether two intervals share a value; a value without one is taken for exact."""
    if before.low is None and after.low is None:
        return False
    ends = [
        (point.value if point.low is None else point.low, point.value if point.high is None else point.high)
        for point in (before, after)
    ]
    (low, high), (other_low, other_high) = ends
    if low is None or high is None or other_low is None or other_high is None:
        return False
    return low <= other_high and other_low <= high
