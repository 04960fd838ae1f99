"""The compared figures of a campaign over several days: how the clusters spread on each, and who changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.asked import asked_of
from grappe.analysis.figures.comparability import FEW_ANSWERS, OF_A_FEW
from grappe.analysis.figures.series import (
    Caution,
    Change,
    Course,
    Period,
    change_of,
    courses,
    moves_with_the_day,
)
from grappe.analysis.report.campaign_spreads import YEARLY, Quarters, Spread, quarters_of
from grappe.analysis.report.evolution import days_before

APART: tuple[Caution, ...] = ("coverage", "base", "period")
"""Cautions under which two days do not compare. Intervals that overlap leave a change uncertain: to leave it
out would keep the large ones only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureCourse:
    """One compared figure over the days."""

    spread: Spread
    """Of the day that the chapters compare: its label, its unit, its papers."""
    by_cluster: Mapping[str, Course]
    """In the order of the dossier; a day on which a cluster was not there yet has no point."""
    days: tuple[Quarters, ...]
    """The clusters that have it, day by day."""
    changes: Mapping[str, Change]
    """From the first day to the last, of the clusters that have it on both."""
    changed: Quarters
    """The changes of which the two days compare."""

    @property
    def is_told(self) -> bool:
        """It differs somewhere, between two days."""
        return any(any(v for _, v, _ in one.known) and not one.is_steady for one in self.by_cluster.values())

    def rests_on_few(self, cluster: str) -> bool:
        """Tell whether the first or the last day of a cluster rests on a handful, where one case decides."""
        if self.spread.figure.measure.statistic not in OF_A_FEW:
            return False
        known = self.by_cluster[cluster].known
        return any((point.n_used or 0) < FEW_ANSWERS for _, _, point in (known[0], known[-1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignCourses:
    """What was asked of a campaign on several days."""

    days: tuple[dt.date, ...]
    figures: tuple[FigureCourse, ...]
    before: Mapping[dt.date, tuple[str, ...]]
    """The clusters that were not there yet, day by day, where there are any."""

    def of_chapter(self, number: int) -> list[FigureCourse]:
        """Return what moves in a chapter, in the order of the catalogue."""
        return [one for one in self.figures if one.spread.figure.chapter == number and one.is_told]


def campaign_courses(
    dossier: Dossier, results: pl.DataFrame, spreads: Sequence[Spread]
) -> CampaignCourses | None:
    """Return the courses of the compared figures; None where fewer than two days were asked.

    results: of every day, small groups hidden.
    """
    days = tuple(results["as_of"].unique().sort().to_list())
    if len(days) < 2:
        return None
    chosen = {
        (one.figure.id, one.key): one
        for one in spreads
        if one.figure.id not in YEARLY and moves_with_the_day(one.figure) and one.unit != "p"
    }
    named = pl.struct("figure", pl.col("key").fill_null(""))
    wanted = [{"figure": figure, "key": key} for figure, key in chosen]
    kept = results.filter(
        named.is_in(pl.Series(wanted, dtype=pl.Struct({"figure": pl.String, "key": pl.String})).implode())
    )
    members = results.filter(pl.col("figure") == "members.total")
    periods = [asked_of(dossier, day, today=day).periods for day in days]
    by_name: dict[tuple[str, str], dict[str, Course]] = {name: {} for name in chosen}
    changes: dict[tuple[str, str], dict[str, Change]] = {name: {} for name in chosen}
    before: dict[dt.date, tuple[str, ...]] = {}
    for cluster in dossier.clusters:
        absent = days_before(dossier, members, cluster)
        for day in absent:
            before[day] = (*before.get(day, ()), cluster)
        own = tuple(each.get(cluster) for each in periods)
        for course in _present(courses(kept, cluster, days), days, absent):
            name = course.figure.id, course.key
            by_name[name][cluster] = course
            change = _from_end_to_end(course, own)
            if change is not None:
                changes[name][cluster] = change
    return CampaignCourses(
        days=days,
        figures=tuple(_of(one, by_name[name], changes[name], len(days)) for name, one in chosen.items()),
        before={day: before[day] for day in days if day in before},
    )


def _present(found: Iterator[Course], days: Sequence[dt.date], absent: Sequence[dt.date]) -> Iterator[Course]:
    for course in found:
        points = (None if day in absent else point for day, point in zip(days, course.points, strict=True))
        yield replace(course, points=tuple(points)) if absent else course


def _from_end_to_end(course: Course, periods: Sequence[Period]) -> Change | None:
    """Return the change from the first day to the last: on fewer, clusters would not compare."""
    change = change_of(course, periods)
    whole = change is not None and (change.first, change.last) == (0, len(periods) - 1)
    return change if whole else None


def _of(
    spread: Spread, by_cluster: Mapping[str, Course], changes: Mapping[str, Change], days: int
) -> FigureCourse:
    values: list[list[float]] = [[] for _ in range(days)]
    for course in by_cluster.values():
        for turn, value, _ in course.known:
            values[turn].append(value)
    compared = [one.difference for one in changes.values() if not set(one.cautions) & set(APART)]
    return FigureCourse(
        spread=spread,
        by_cluster=by_cluster,
        days=tuple(quarters_of(pl.Series(each, dtype=pl.Float64)) for each in values),
        changes=changes,
        changed=quarters_of(pl.Series(compared, dtype=pl.Float64)),
    )
