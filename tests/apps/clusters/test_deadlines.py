"""The days that a recognition brings with it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest

from grappe.apps.clusters.rules.deadlines import coming, deadlines, lapsed, overlapped, usual_end


@dataclass(frozen=True)
class Period:
    number: int
    starts_on: dt.date
    ends_on: dt.date
    regime: str


FIRST = Period(1, dt.date(2007, 7, 1), dt.date(2010, 6, 30), "decree_2007")
SECOND = Period(2, dt.date(2010, 7, 1), dt.date(2013, 6, 30), "decree_2007")
OF_2024 = Period(3, dt.date(2024, 7, 1), dt.date(2028, 6, 30), "decree_2024")


def test_a_renewal_is_asked_for_four_months_before_the_end_and_2024_is_evaluated_half_way() -> None:
    found = [(one.number, one.kind, one.on) for one in deadlines([OF_2024, FIRST])]

    assert found == [
        (1, "renewal", dt.date(2010, 2, 28)),
        (1, "end", dt.date(2010, 6, 30)),
        (3, "midterm", dt.date(2026, 7, 1)),
        (3, "renewal", dt.date(2028, 2, 29)),
        (3, "end", dt.date(2028, 6, 30)),
    ]


def test_each_day_that_the_law_sets_has_its_text() -> None:
    laws = [one.law for one in deadlines([OF_2024])]

    assert [law and "11 avril 2024" in law.text.title for law in laws] == [True, True, None]


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        (dt.date(2010, 2, 28), ["renewal", "end"]),
        (dt.date(2010, 6, 30), ["renewal", "end"]),
        (dt.date(2010, 7, 1), []),
    ],
)
def test_a_renewal_that_nobody_asked_for_stays_due_until_the_last_day(day: dt.date, kinds: list[str]) -> None:
    assert [one.kind for one in coming([FIRST], day)] == kinds


def test_what_was_renewed_is_due_no_longer() -> None:
    found = coming([FIRST, SECOND], dt.date(2010, 3, 1))

    assert [(one.number, one.kind) for one in found] == [(2, "renewal"), (2, "end")]


def test_half_way_once_past_is_to_be_done_no_longer() -> None:
    days = [dt.date(2026, 7, 1), dt.date(2026, 7, 2)]

    assert [[one.kind for one in coming([OF_2024], day)] for day in days] == [
        ["midterm", "renewal", "end"],
        ["renewal", "end"],
    ]


@pytest.mark.parametrize(
    ("regime", "end"), [("decree_2007", dt.date(2027, 6, 30)), ("decree_2024", dt.date(2028, 6, 30))]
)
def test_a_recognition_lasts_what_its_regime_says(regime: str, end: dt.date) -> None:
    assert usual_end(dt.date(2024, 7, 1), regime) == end


@pytest.mark.parametrize(
    ("periods", "day", "number"),
    [
        ([], dt.date(2010, 7, 1), None),
        ([FIRST], dt.date(2010, 6, 30), None),
        ([FIRST], dt.date(2010, 7, 1), 1),
        ([SECOND, FIRST], dt.date(2010, 7, 1), None),
        ([SECOND, FIRST], dt.date(2020, 1, 1), 2),
        ([FIRST, OF_2024], dt.date(2020, 1, 1), None),
    ],
)
def test_the_last_recognition_has_lapsed_once_none_runs_or_is_to_come(
    periods: list[Period], day: dt.date, number: int | None
) -> None:
    found = lapsed(periods, day)

    assert (found and found.number) == number


def test_periods_overlap_from_one_common_day_on() -> None:
    early = Period(3, dt.date(2013, 6, 30), dt.date(2016, 6, 30), "decree_2007")

    assert overlapped(early, [FIRST, SECOND, early, OF_2024]) == [2]
    assert overlapped(SECOND, [FIRST, SECOND, early]) == [3]
    assert overlapped(FIRST, [FIRST, SECOND, early]) == []
