"""The register through time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.analysis.report.charts.drawn import Twist, fits, marks, names, study
from tests.analysis.report.made import members

from grappe.analysis.report.charts.growth import Register, growth_chart, register_of
from grappe.analysis.report.charts.steps_of_time import step_of, years_between


def test_the_register_ends_at_the_members_of_the_day_and_begins_with_the_founders(twist_study: Twist) -> None:
    lines, readings = twist_study
    register = register_of(readings, "twist")
    founders, total = lines.known("founders.count"), lines.known("members.total")

    assert founders is not None
    assert total is not None
    assert register.on(readings.day) == total.value == 57
    assert register.on(dt.date(2007, 6, 11)) == founders.value == 31


def test_joined_and_left_within_the_period_are_the_figures(twist_study: Twist) -> None:
    lines, readings = twist_study
    register = register_of(readings, "twist")
    joined, left = lines.known("members.joined"), lines.known("members.left")
    first, last = dt.date(2008, 3, 1), dt.date(2010, 2, 28)

    assert joined is not None
    assert left is not None
    assert sum(first <= day <= last for day in register.joined) == joined.value
    assert sum(first <= day <= last for day in register.left) == left.value


def test_the_line_passes_through_the_number_of_each_day(twist_study: Twist) -> None:
    drawing = growth_chart(*twist_study)
    corners, (end,) = marks(drawing, "register"), marks(drawing, "end")

    # From zero at 178 to 60 at 26.
    assert corners[0]["y"] == round(178 - 152 * 31 / 60, 2)
    assert corners[-1]["y"] == end["y"] == round(178 - 152 * 57 / 60, 2)
    assert (corners[0]["x"], corners[-1]["x"]) == (40, 372)
    assert end["tip"].split("\n") == ["tip:1er mars 2010", "57 membres"]


def test_a_month_answers_with_who_came_and_how_many_there_were(twist_study: Twist) -> None:
    drawing = growth_chart(*twist_study)
    first = marks(drawing, "joined")[0]

    assert first["tip"].split("\n") == ["tip:juin 2007", "31 entrées", "à la fin\u202f: 31"]
    # A crowd is cut, with its number beside.
    assert [cut["text"] for cut in marks(drawing, "cut values")] == ["31"]
    tall = {row["y2"] - row["y"] for row in marks(drawing, "joined")[1:]}
    assert {round(high / min(tall), 6) for high in tall} == {1.0, 2.0, 3.0}


def test_the_period_and_the_recognition_are_where_their_days_are(twist_study: Twist) -> None:
    drawing = growth_chart(*twist_study)
    (period,), (recognition,) = marks(drawing, "period"), marks(drawing, "recognitions")
    days = (dt.date(2010, 3, 1) - dt.date(2007, 6, 11)).days

    assert period["x"] == round(40 + 332 * (dt.date(2008, 3, 1) - dt.date(2007, 6, 11)).days / days, 2)
    assert recognition["x"] == round(40 + 332 * (dt.date(2007, 7, 1) - dt.date(2007, 6, 11)).days / days, 2)
    assert recognition["x2"] == 372
    assert recognition["tip"].startswith("tip:1re reconnaissance\n1er juillet 2007 – ")


def test_spells_that_touch_are_one_and_a_return_is_another(
    dossier_of: Callable[..., Path],
) -> None:
    spells = [
        ("m1", "2008-01-01", "2009-01-01"),
        ("m1", "2009-01-01", "2009-06-01"),
        ("m1", "2010-01-01", ""),
        ("m2", "2009-01-15", "2009-01-15"),
        ("m3", "2009-02-01", "2012-01-01"),
        ("m4", "2011-01-01", ""),
    ]
    rows = [
        {"member_id": m, "name": m, "kind": "enterprise", "joined_on": first, "left_on": last}
        for m, first, last in spells
    ]
    lines, readings = study(dossier_of(cluster=[{"cluster_id": "c", "name": "C"}], members=rows))

    assert register_of(readings, lines.cluster) == Register(
        joined=[dt.date(2008, 1, 1), dt.date(2009, 2, 1), dt.date(2010, 1, 1)], left=[dt.date(2009, 6, 1)]
    )


def test_nothing_is_drawn_where_small_groups_are_hidden(twist_study_hidden: Twist) -> None:
    assert growth_chart(*twist_study_hidden) is None


def test_a_register_of_one_day_has_no_past(dossier_of: Callable[..., Path]) -> None:
    rows = [{**row, "joined_on": "2010-02-20"} for row in members(6)]

    assert growth_chart(*study(dossier_of(cluster=[{"cluster_id": "c", "name": "C"}], members=rows))) is None


@pytest.mark.parametrize("count", [1, 6, 900])
def test_one_member_or_hundreds_over_forty_years_keep_their_words_in(
    dossier_of: Callable[..., Path], count: int
) -> None:
    rows = [
        {
            **row,
            "joined_on": f"{1970 + n % 39}-{1 + n % 12:02}-01",
            "left_on": "2009-05-01" if n % 7 == 3 else "",
        }
        for n, row in enumerate(members(count))
    ]
    lines, readings = study(dossier_of(cluster=[{"cluster_id": "c", "name": "C"}], members=rows))
    drawing = growth_chart(lines, readings)
    total = lines.known("members.total")

    assert drawing is not None
    assert total is not None
    assert fits(drawing) == []
    assert marks(drawing, "end value")[0]["text"] == str(int(total.value or 0))
    assert len(marks(drawing, "joined")) <= 40
    assert ("left" in names(drawing)) is (count > 3)


def test_a_stretch_is_cut_by_month_then_by_quarter_then_by_year() -> None:
    start = dt.date(2000, 2, 15)

    assert [step_of(start, dt.date(y, 3, 1)).months for y in (2004, 2010, 2020)] == [1, 3, 12]
    assert step_of(start, dt.date(2010, 1, 1)).name(dt.date(2009, 4, 1), "fr") == "2e trimestre 2009"
    assert list(years_between(start, dt.date(2001, 5, 1))) == [
        (start, dt.date(2000, 12, 31)),
        (dt.date(2001, 1, 1), dt.date(2001, 5, 1)),
    ]
