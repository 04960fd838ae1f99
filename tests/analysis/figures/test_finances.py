"""Subsidies by days and by law, and the lines of the books."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.analysis.figures.build import figure, values

# Days of a year, divided in another order.
TOLERANCE = 1e-6


def line(name: str, amount: float | None, year: int = 2010, scenario: str | None = None, **more: Any) -> Any:
    kind = "actual" if scenario is None else "forecast"
    return {"year": year, "line": name, "amount": amount, "kind": kind, "scenario": scenario, **more}


def recognition(number: int, starts_on: dt.date, ends_on: dt.date, **more: Any) -> dict[str, Any]:
    return {"number": number, "starts_on": starts_on, "ends_on": ends_on, **more}


def due(costs: float, *recognitions: dict[str, Any], year: int = 2010) -> float | None:
    given = {"ledger": [line("eligible_costs", costs, year)], "recognitions": list(recognitions)}
    return figure("finance.subsidy_due", str(year), **given)[0]


FROM_JULY = recognition(1, dt.date(2007, 7, 1), dt.date(2010, 6, 30))
AGAIN = recognition(2, dt.date(2010, 7, 1), dt.date(2013, 6, 30))


def test_the_whole_is_due_in_the_first_three_years_of_recognition() -> None:
    assert due(100_000, FROM_JULY, year=2008) == pytest.approx(100_000, abs=TOLERANCE)


def test_a_year_that_straddles_two_rates_is_shared_by_days() -> None:
    # 181 days of the third year, wholly paid; 184 of the fourth, at 80 %.
    expected = 100_000 * (181 + 184 * 0.8) / 365

    assert due(100_000, FROM_JULY, AGAIN) == pytest.approx(expected, abs=TOLERANCE)


def test_days_outside_of_any_recognition_bring_nothing() -> None:
    assert due(100_000, FROM_JULY) == pytest.approx(100_000 * 181 / 365, abs=TOLERANCE)
    assert due(100_000, FROM_JULY, year=2011) is None


def test_a_day_that_two_recognitions_share_is_paid_once() -> None:
    first = recognition(1, dt.date(2007, 7, 1), dt.date(2010, 7, 1))

    assert due(100_000, first, AGAIN) == pytest.approx(100_000 * (181 + 184 * 0.8) / 365, abs=TOLERANCE)


def test_costs_above_the_ceiling_bring_no_more() -> None:
    capped = {**FROM_JULY, "eligible_cost_cap": 120_000.0}

    assert due(200_000, FROM_JULY, year=2009) == pytest.approx(160_000, abs=TOLERANCE)
    assert due(200_000, capped, year=2009) == pytest.approx(120_000, abs=TOLERANCE)


def test_half_is_due_from_the_seventh_year() -> None:
    third = recognition(3, dt.date(2013, 7, 1), dt.date(2016, 6, 30))

    assert due(100_000, third, year=2014) == pytest.approx(50_000, abs=TOLERANCE)


def test_the_rate_since_2024_is_unknown_unless_given() -> None:
    days = dt.date(2025, 1, 1), dt.date(2028, 12, 31)

    assert due(100_000, recognition(1, *days), year=2025) is None
    assert due(100_000, recognition(1, *days, regime="decree_2024"), year=2025) is None
    assert due(100_000, recognition(1, *days, subsidy_rate=0.7), year=2025) == pytest.approx(
        70_000, abs=TOLERANCE
    )


def test_a_given_rate_comes_before_that_of_the_law() -> None:
    given = {**FROM_JULY, "subsidy_rate": 0.9}

    assert due(100_000, given, year=2009) == pytest.approx(90_000, abs=TOLERANCE)


BOOKS = [
    line("costs", 150.0),
    line("subsidy", 100.0),
    line("specific_subsidy", 10.0),
    line("fees", 25.0),
    line("other_income", 5.0),
    line("working_capital", 30.0),
    line("working_capital_need", 12.0),
]


def test_own_share_gap_and_cash_come_from_the_lines_of_the_year() -> None:
    assert figure("finance.own_share", "2010", ledger=BOOKS) == (40.0, 1, 1)
    assert figure("finance.gap", "2010", ledger=BOOKS) == (10.0, 1, 1)
    assert figure("finance.cash_over_need", "2010", ledger=BOOKS) == (18.0, 1, 1)


def test_a_line_that_nobody_wrote_is_not_zero() -> None:
    # Another year writes it: in this one it is still unknown.
    books = [*BOOKS, line("result", -5.0, 2009)]

    assert values("finance.result", ledger=books) == {"2010": None, "2009": -5.0}
    assert values("finance.own_share", ledger=books) == {"2010": 40.0, "2009": None}
    assert values("finance.cash_over_need", ledger=books) == {"2010": 18.0, "2009": None}


def test_forecasts_are_keyed_by_year_and_scenario() -> None:
    books = [
        line("result", 1.0),
        line("result", 2.0, 2011, "prudent"),
        line("result", 3.0, 2011, "ambitious"),
        line("result", 4.0, 2011, kind="forecast"),
    ]

    assert values("finance.result", ledger=books) == {
        "2010": 1.0,
        "2011|prudent": 2.0,
        "2011|ambitious": 3.0,
        "2011|forecast": 4.0,
    }


def test_reserves_last_until_the_last_year_that_does_not_close_below_zero() -> None:
    books = [
        line("reserves", 40.0, 2010),
        line("reserves", 10.0, 2011, "prudent"),
        line("reserves", 0.0, 2012, "prudent"),
        line("reserves", -1.0, 2013, "prudent"),
        line("reserves", -1.0, 2011, "bleak"),
        line("costs", 1.0, 2011, "says nothing of reserves"),
    ]

    assert values("finance.reserves_last_until", ledger=books) == {"prudent": 2012, "bleak": 2010}
    assert figure("finance.reserves_last_until", "prudent", ledger=books) == (2012, 3, 4)
    assert figure("finance.reserves_last_until", "bleak", ledger=books) == (2010, 1, 2)


def test_a_forecast_without_scenario_has_its_last_year_too() -> None:
    books = [line("reserves", 40.0, 2011, kind="forecast")]

    assert values("finance.reserves_last_until", ledger=books) == {"forecast": 2011}


def test_reserves_below_zero_throughout_last_until_no_year() -> None:
    books = [line("reserves", -40.0, 2011, "prudent")]

    assert figure("finance.reserves_last_until", "prudent", ledger=books) == (None, 0, 1)
