"""Mandates, meetings and the site."""

from __future__ import annotations

import datetime as dt
from statistics import stdev
from typing import Any

import pytest
from tests.analysis.figures.build import DAY, PERIOD, figure, member

# Means added up in another order.
TOLERANCE = 1e-12
FIRST, LAST = PERIOD
ONE = dt.timedelta(days=1)


def mandate(
    person: str | None, starts_on: dt.date | None, ends_on: dt.date | None, body: str = "board"
) -> Any:
    return {"person": person, "starts_on": starts_on, "ends_on": ends_on, "body": body}


def test_a_mandate_holds_on_its_first_and_on_its_last_day() -> None:
    mandates = [
        mandate("first", DAY, None),
        mandate("last", None, DAY),
        mandate("over", None, DAY - ONE),
        mandate("to come", DAY + ONE, None),
        mandate("bureau", None, None, "bureau"),
        mandate(None, None, None),
    ]

    assert figure("board.directors", mandates=mandates) == (2, 2, 2)


def test_a_person_with_two_mandates_is_one_director() -> None:
    mandates = [mandate("P", None, None), mandate("P", dt.date(2009, 1, 1), None)]

    assert figure("board.directors", mandates=mandates) == (1, 1, 1)


def board(place: int, held_on: dt.date, present: int | None, entitled: int | None) -> dict[str, Any]:
    return {
        "meeting_id": f"b{place}",
        "body": "board",
        "held_on": held_on,
        "present": present,
        "entitled": entitled,
    }


BOARDS = [
    board(1, FIRST, 5, 10),
    board(2, LAST, 8, 10),
    board(3, LAST, None, 10),
    board(4, LAST, 0, 0),
    board(5, LAST + ONE, 10, 10),
]


def test_meetings_a_year_are_those_of_the_period_over_its_days_both_ends_counted() -> None:
    value, used, eligible = figure("board.meetings_per_year", meetings=BOARDS)

    assert value == pytest.approx(4 / (974 / 365.25), abs=TOLERANCE)
    assert (used, eligible) == (4, 4)


def test_attendance_is_the_mean_over_meetings_whose_numbers_are_known() -> None:
    assert figure("board.attendance", meetings=BOARDS) == (pytest.approx(0.65, abs=TOLERANCE), 2, 4)


def test_the_spread_is_that_of_a_sample() -> None:
    expected = pytest.approx(stdev([0.5, 0.8]), abs=TOLERANCE)

    assert figure("board.attendance_spread", meetings=BOARDS) == (expected, 2, 4)
    assert figure("board.attendance_spread", meetings=BOARDS[:1]) == (None, 1, 1)


def assembly(place: int, held_on: dt.date = LAST, **more: Any) -> dict[str, Any]:
    return {"meeting_id": f"g{place}", "body": "general_assembly", "held_on": held_on, **more}


def test_an_assembly_counts_those_represented_too() -> None:
    meetings = [
        assembly(1, entitled=20, present=10, represented=6),
        assembly(2, entitled=10, present=5, represented=None),
    ]

    found = figure("assembly.participation", meetings=meetings)

    assert found == (pytest.approx(0.65, abs=TOLERANCE), 2, 2)


def test_the_entitled_are_the_effective_members_of_that_day_unless_said_otherwise() -> None:
    members = [
        *(member(f"m{place}", category="effective") for place in range(4)),
        member("left that day", category="effective", left_on=LAST),
        member("adherent", category="adherent"),
    ]

    meetings = [assembly(1, present=3)]

    assert figure("assembly.participation", members=members, meetings=meetings) == (0.75, 1, 1)


def test_more_present_than_effective_members_is_no_share() -> None:
    members = [member("m", category="effective")]

    meetings = [assembly(1, present=3), assembly(2, present=1)]

    assert figure("assembly.participation", members=members, meetings=meetings) == (1.0, 1, 2)


def test_the_share_with_an_event_is_that_of_the_assemblies_that_say() -> None:
    meetings = [assembly(1, event_attached=True), assembly(2, event_attached=False), assembly(3)]

    assert figure("assembly.event_attached", meetings=meetings) == (0.5, 2, 3)


def test_the_months_of_the_site_are_those_that_the_period_touches() -> None:
    months = [dt.date(2007, 6, 1), dt.date(2007, 7, 1), dt.date(2010, 2, 1), dt.date(2010, 3, 1)]
    visits = [1000, 10, 20, 1000]
    site = [{"month": month, "visits": n, "news": None} for month, n in zip(months, visits, strict=True)]
    site[1] |= {"news": 4, "portal_items": 7}

    assert figure("site.visits_per_month", site=site) == (15.0, 2, 2)
    assert figure("site.news_per_month", site=site) == (4.0, 1, 2)
    assert figure("site.portal_items", site=site) == (7.0, 1, 2)


def test_entries_that_nobody_counted_are_not_zero() -> None:
    site = [
        {"month": dt.date(2009, 1, 1), "portal_items": None},
        {"month": dt.date(2012, 1, 1), "portal_items": 5},
    ]

    assert figure("site.portal_items", site=site) == (None, 0, 1)
