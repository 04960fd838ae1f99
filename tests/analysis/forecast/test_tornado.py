"""What matters most."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.analysis.forecast.books import CLOSED, books, year

from grappe.analysis.forecast.answer import answers

LINES = {"fees": 10_000.0, "costs": 100_000.0, "eligible_costs": 90_000.0, "commissions": 0.0}


def test_each_input_moves_by_a_tenth_and_the_widest_comes_first() -> None:
    found = answers(
        books(year(2009, CLOSED), *(year(of, LINES, "s") for of in (2011, 2012)), year(2010, {**LINES}, "s"))
    )
    (answer,) = found
    base = answer.after.closing
    swings = {swing.line: swing for swing in answer.swings()}
    assert base is not None

    # Costs: 10,000 a year for three years, less costs being better; 90,000 eligible stay within 90,000.
    assert swings["costs"].less.closing == pytest.approx(base + 30_000)
    assert swings["costs"].more.closing == pytest.approx(base - 30_000)
    # Eligible costs: 9,000 a year at the rates of the years: 328.2 / 365, then 0.8 twice.
    by_rate = 9_000 * ((181 + 0.8 * 184) / 365 + 1.6)
    assert swings["eligible_costs"].less.closing == pytest.approx(base - by_rate)
    assert swings["fees"].width == pytest.approx(2 * 3 * 1_000)
    assert [swing.line for swing in answer.swings()] == ["costs", "eligible_costs", "fees"]


def test_the_law_s_ceiling_flattens_one_side() -> None:
    lines = {"costs": 200_000.0, "eligible_costs": 160_000.0}
    (answer,) = answers(books(year(2009, CLOSED), year(2010, lines, "s")))
    swing = next(swing for swing in answer.swings() if swing.line == "eligible_costs")

    assert swing.more.closing == answer.after.closing
    assert swing.less.closing != answer.after.closing


def test_the_ledger_s_own_subsidy_is_an_input_where_the_law_says_none() -> None:
    now = [{"number": 7, "starts_on": dt.date(2025, 1, 1), "ends_on": dt.date(2028, 12, 31)}]
    lines = {"costs": 100.0, "eligible_costs": 100.0, "subsidy": 60.0}
    (answer,) = answers(books(year(2024, CLOSED), year(2025, lines, "s"), recognitions=now))

    assert {swing.line: round(swing.width) for swing in answer.swings()} == {"costs": 20, "subsidy": 12}


def test_unknown_reserves_give_no_tornado() -> None:
    (answer,) = answers(books(year(2009, CLOSED), year(2010, {"fees": 1.0}, "s")))

    assert answer.swings() == ()
