"""The course of a figure over the days, and what forbids to call a difference a change."""

from __future__ import annotations

import datetime as dt

import polars as pl
from tests.analysis.figures.build import dossier_of, member

from grappe.analysis.figures.asked import Asked
from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.engine import evaluate
from grappe.analysis.figures.series import (
    Course,
    Period,
    Point,
    change_of,
    courses,
    moves_with_the_day,
)

DAYS = (dt.date(2008, 3, 1), dt.date(2009, 3, 1), dt.date(2010, 3, 1))
YEARS: tuple[Period, ...] = tuple((dt.date(day.year - 1, 3, 2), day) for day in DAYS)
GROWING: tuple[Period, ...] = tuple((dt.date(2008, 3, 1), day) for day in DAYS)


def course(figure: str, *points: Point | None, unit: str = "count") -> Course:
    return Course(figure=figures()[figure], key="", unit=unit, points=points)


def point(
    value: float | None,
    used: int = 10,
    eligible: int = 10,
    low: float | None = None,
    high: float | None = None,
) -> Point:
    return Point(value=value, n_used=used, n_eligible=eligible, low=low, high=high)


def test_each_day_has_its_place_and_a_class_without_a_line_is_zero_where_it_was_counted() -> None:
    dossier = dossier_of(
        members=[
            member("a", joined_on=dt.date(2007, 1, 1), postal_code="4000"),
            member("b", joined_on=dt.date(2009, 1, 1), postal_code="5000"),
        ]
    )
    results = pl.concat([evaluate(dossier, Asked(as_of=day, periods={"c": None})) for day in DAYS])

    found = {(one.figure.id, one.key): one for one in courses(results, "c", DAYS)}

    assert [value for _, value, _ in found["members.total", ""].known] == [1, 2, 2]
    namur = found["members.enterprises_by_province", "BE35"]
    assert [(value, told.n_used) for _, value, told in namur.known] == [(0, 1), (1, 2), (1, 2)]
    assert found["members.joined", ""].known == []
    assert not found["members.total", ""].is_steady
    assert found["members.by_kind", "research"].is_steady is False  # its n moved with the members


def test_a_count_on_a_day_changes_without_caution() -> None:
    change = change_of(course("members.total", point(40), None, point(57)), YEARS)

    assert change is not None
    assert (change.first, change.last, change.difference, change.cautions) == (0, 2, 17, ())


def test_another_coverage_is_a_caution_from_five_points_on() -> None:
    before = point(12.0, used=20, eligible=40)

    for used, cautions in ((22, ("coverage",)), (21, ())):
        change = change_of(course("employment.q1", before, point(13.0, used=used, eligible=40)), YEARS[:2])
        assert change is not None
        assert change.cautions == cautions


def test_a_sum_on_another_number_is_a_caution() -> None:
    change = change_of(course("employment.total", point(100.0, 20, 20), point(130.0, 25, 25)), YEARS[:2])

    assert change is not None
    assert change.cautions == ("base",)


def test_intervals_that_share_a_value_allow_no_change() -> None:
    apart = change_of(
        course("employment.median", point(5, low=4, high=6), point(9, low=7, high=11)), YEARS[:2]
    )
    over = change_of(
        course("employment.median", point(5, low=4, high=7), point(9, low=7, high=11)), YEARS[:2]
    )
    exact = change_of(course("employment.median", point(5), point(9, low=5, high=11)), YEARS[:2])

    assert apart is not None
    assert over is not None
    assert exact is not None
    assert [one.cautions for one in (apart, over, exact)] == [(), ("overlap",), ("overlap",)]


def test_counts_of_a_longer_period_are_not_compared_and_rates_are() -> None:
    told = {
        (figure, name): change_of(course(figure, point(3), point(3), point(30)), periods)
        for figure in ("actions.total", "members.retention", "board.meetings_per_year", "members.total")
        for name, periods in (("years", YEARS), ("growing", GROWING))
    }

    assert {name: one.cautions for name, one in told.items() if one} == {
        ("actions.total", "years"): (),
        ("actions.total", "growing"): ("period",),
        ("members.retention", "years"): (),
        ("members.retention", "growing"): ("period",),
        ("board.meetings_per_year", "years"): (),
        ("board.meetings_per_year", "growing"): (),
        ("members.total", "years"): (),
        ("members.total", "growing"): (),
    }


def test_one_day_a_hidden_day_and_a_p_value_make_no_change() -> None:
    hidden = Point(value=None, n_used=None, n_eligible=None, status="suppressed")

    assert change_of(course("members.total", point(4), None), YEARS[:2]) is None
    assert change_of(course("members.total", point(4), hidden), YEARS[:2]) is None
    assert change_of(course("peer.p_value", point(0.2), point(0.04), unit="p"), YEARS[:2]) is None


def test_a_survey_counts_whatever_the_day_and_has_no_course() -> None:
    still = {figure.id.partition(".")[0] for figure in figures().values() if not moves_with_the_day(figure)}

    assert still == {
        "survey",
        "interviews",
        "strategy",
        "satisfaction",
        "importance",
        "impact",
        "advantage",
        "governance",
        "partnership",
    }


def test_a_class_is_unknown_where_its_figure_was_not_counted_and_hidden_where_one_is() -> None:
    dossier = dossier_of(
        members=[
            member("a", joined_on=dt.date(2007, 1, 1)),
            member("b", joined_on=dt.date(2009, 1, 1), postal_code="5000"),
        ]
    )
    results = pl.concat([evaluate(dossier, Asked(as_of=day, periods={"c": None})) for day in DAYS])
    liege = results.filter(pl.col("figure") == "members.enterprises_by_province").with_columns(
        key=pl.lit("BE33"), status=pl.lit("suppressed")
    )

    found = {(one.figure.id, one.key): one for one in courses(results, "c", DAYS)}
    hidden = {(one.figure.id, one.key): one for one in courses(pl.concat([results, liege]), "c", DAYS)}

    namur = found["members.enterprises_by_province", "BE35"]
    assert (namur.points[0], [place for place, _, _ in namur.known]) == (None, [1, 2])
    assert hidden["members.enterprises_by_province", "BE35"].points[0] is None
    assert hidden["members.enterprises_by_province", "BE33"].known == []
