"""Where the ledger contradicts itself or the law: both numbers are said."""

from __future__ import annotations

from typing import Any

from tests.analysis.forecast.books import books, year

from grappe.analysis.forecast.differences import differences

RIGHT: dict[str, Any] = {
    "fees": 10_000.0, "costs": 100_000.0, "eligible_costs": 90_000.0, "subsidy": 72_000.0,
    "result": -18_000.0, "reserves": 29_500.0, "working_capital": 9.0, "working_capital_need": 5.0, "cash": 4.0,
}  # fmt: skip


def found(**changed: float) -> list[tuple[str, str | None, int, float, float]]:
    books_ = books(year(2010, {"reserves": 47_500.0}), year(2011, {**RIGHT, **changed}, "s"))
    return [(one.check, one.scenario, one.year, one.stated, one.found) for one in differences(books_)]


def test_books_that_hold_together_are_left_in_peace() -> None:
    assert found() == []
    assert found(subsidy=72_000.6, result=-17_999.4, reserves=29_500.6) == []


def test_a_subsidy_above_what_the_law_gives() -> None:
    # 90,000 × 0.8 = 72,000; the result follows the ledger's own subsidy.
    assert found(subsidy=90_000.0, result=0.0, reserves=47_500.0) == [("subsidy", "s", 2011, 90_000, 72_000)]


def test_a_result_that_is_not_income_less_costs() -> None:
    assert found(result=-10_000.0, reserves=37_500.0) == [("result", "s", 2011, -10_000, -18_000)]


def test_reserves_that_do_not_carry_forward() -> None:
    assert found(reserves=30_000.0) == [("reserves", "s", 2011, 30_000, 29_500)]


def test_more_eligible_costs_than_costs() -> None:
    # Limited to 100,000: 80,000 are due.
    assert found(eligible_costs=120_000.0) == [
        ("subsidy", "s", 2011, 72_000, 80_000),
        ("eligible_costs", "s", 2011, 120_000, 100_000),
    ]


def test_cash_that_is_not_working_capital_less_need() -> None:
    assert found(cash=40.0) == [("cash", "s", 2011, 40, 4)]


def test_the_sentence_says_both_numbers() -> None:
    (one,) = differences(books(year(2009, {"costs": 500.0, "eligible_costs": 0.0, "subsidy": 500.0})))

    words = one.note.sentence("fr").replace("\u00a0", " ")
    assert words == "2009 : subvention de 500 € au grand livre, 0 € selon le texte, soit 500 € de trop."
