"""The arithmetic of the years to come, by hand; the identities; what is unknown stays so."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.forecast.books import CLOSED, TWIST, books, year

from grappe.analysis.dossier.reading import read_dossier
from grappe.analysis.figures.asked import asked_of
from grappe.analysis.forecast.due import due, renewed
from grappe.analysis.forecast.plans import Books, books_of
from grappe.analysis.forecast.projection import Projection, project

EXAMPLES = Path(__file__).parents[3] / "examples"
CENT = 0.005


@pytest.fixture(scope="module")
def twist() -> Books:
    dossier = read_dossier(EXAMPLES / "twist")
    return books_of(dossier, asked_of(dossier, today=dt.date(2010, 5, 31)), "twist")


def projected(found: Books, scenario: str = "s") -> Projection:
    plan = found.plan(scenario)
    assert plan is not None
    return project(plan, found.recognitions)


def test_twist_by_hand_in_the_scenario_that_goes_on(twist: Books) -> None:
    years = {y.year: y for y in projected(twist, "maintien").years}

    # 2010: 154,000 admissible; 181 days of the third year at 100 %, 184 of the fourth at 80 %.
    assert years[2010].subsidy == pytest.approx(154_000 * (181 + 0.8 * 184) / 365, abs=CENT)
    # 2011: 150,000 × 0.8. 2012: 165,000 admissible, 160,000 under the ceiling, × 0.8.
    assert years[2011].subsidy == pytest.approx(120_000, abs=CENT)
    assert years[2012].subsidy == pytest.approx(128_000, abs=CENT)
    # 2013: 160,000 × 0.8 for the 181 days until 30 June.
    assert years[2013].subsidy == pytest.approx(128_000 * 181 / 365, abs=CENT)
    # Own share 2011: 172,000 − 120,000; own income 15,000 + 5,000; lacking 32,000.
    assert (years[2011].own_share, years[2011].own_income) == (pytest.approx(52_000), 20_000)
    assert (years[2011].gap, years[2011].result) == (pytest.approx(32_000), pytest.approx(-32_000))
    # Reserves: 47,500 − 13,026.58 − 32,000 − 27,500 − 93,526.03.
    closings = [years[y].reserves for y in (2010, 2011, 2012, 2013)]
    assert closings == pytest.approx([34_473.42, 2_473.42, -25_026.58, -118_552.60], abs=0.01)


def test_twist_s_own_forecast_is_found_again_to_the_euro(twist: Books) -> None:
    for plan in twist.plans:
        for found in project(plan, twist.recognitions).years:
            for line in ("subsidy", "result", "reserves", "cash"):
                assert getattr(found, line) == pytest.approx(plan.years[found.year][line], abs=1), (
                    line,
                    found.year,
                )


def test_the_reserves_of_twist_last_as_the_catalogue_says(twist: Books) -> None:
    assert projected(twist, "maintien").last_until == 2011
    assert projected(twist, "maintien").exhausted == 2012
    assert projected(twist, "maintien").below_need == 2011
    assert projected(twist, "commissions").last_until == 2012


def test_a_year_past_the_recognition_brings_no_subsidy_unless_it_is_renewed() -> None:
    found = books(
        year(2009, CLOSED), year(2010, {"costs": 100.0, "eligible_costs": 100.0, "subsidy": 80.0}, "s")
    )
    past = [{"number": 1, "starts_on": dt.date(2006, 7, 1), "ends_on": dt.date(2009, 12, 31)}]
    plan = found.plan("s")
    assert plan is not None

    alone, again = project(plan, past), project(plan, renewed(past, 2010))

    assert (alone.years[0].subsidy, alone.years[0].due.reason) == (0.0, "outside")
    # The second period begins on 1 January 2010: the fourth year, at 80 %.
    assert (again.years[0].subsidy, again.years[0].due.ranks) == (pytest.approx(80.0), (4,))
    assert project(plan, renewed(past, 2010, rate=0.5)).years[0].subsidy == pytest.approx(50.0)


def test_a_renewal_falls_under_the_text_in_force_on_its_first_day() -> None:
    last = [{**TWIST[1], "number": 6, "starts_on": dt.date(2022, 7, 1), "ends_on": dt.date(2025, 6, 30)}]

    added = renewed([{**last[0], "regime": None, "subsidy_rate": None, "eligible_cost_cap": None}], 2026)

    assert [r["regime"] for r in added[1:]] == ["decree_2024"]
    assert (added[1]["starts_on"], added[1]["ends_on"]) == (dt.date(2025, 7, 1), dt.date(2029, 6, 30))
    assert due(2026, 100.0, added).reason == "unknown_rate"


def test_an_unknown_rate_leaves_the_result_unknown_and_the_ledger_s_own_subsidy_standing() -> None:
    now = [{"number": 7, "starts_on": dt.date(2025, 1, 1), "ends_on": dt.date(2028, 12, 31)}]
    lines = {"costs": 100.0, "eligible_costs": 100.0}
    unknown = books(year(2024, CLOSED), year(2025, lines, "s"), recognitions=now)
    booked = books(year(2024, CLOSED), year(2025, {**lines, "subsidy": 60.0}, "s"), recognitions=now)

    assert (projected(unknown).years[0].result, projected(unknown).years[0].reserves) == (None, None)
    assert projected(unknown).last_until == 2024
    assert (projected(booked).years[0].subsidy, projected(booked).years[0].subsidy_from) == (60.0, "ledger")


def test_eligible_costs_are_never_more_than_the_costs() -> None:
    found = projected(books(year(2009, CLOSED), year(2011, {"costs": 100.0, "eligible_costs": 150.0}, "s")))

    assert (found.years[0].eligible_costs, found.years[0].limited) == (100.0, True)
    assert found.years[0].subsidy == pytest.approx(80.0)


def test_absent_costs_are_not_zero() -> None:
    found = projected(books(year(2009, CLOSED), year(2010, {"fees": 100.0, "eligible_costs": 50.0}, "s")))

    assert (found.years[0].own_income, found.years[0].result, found.years[0].reserves) == (100.0, None, None)


def test_reserves_do_not_jump_over_a_year_that_nobody_wrote() -> None:
    lines = {"costs": 100.0, "eligible_costs": 0.0}
    found = projected(books(year(2009, CLOSED), year(2010, lines, "s"), year(2012, lines, "s")))

    assert [y.reserves for y in found.years] == [47_400.0, None]
    assert [y.result for y in found.years] == [-100.0, -100.0]


def test_cash_keeps_what_the_ledger_plans_beside_the_result() -> None:
    # A loan of 1,000: the ledger's cash rises by 1,000 more than its result.
    lines = {"costs": 100.0, "eligible_costs": 0.0, "result": -100.0, "cash": 13_500.0}
    found = projected(books(year(2009, CLOSED), year(2010, lines, "s")))

    assert found.years[0].cash == pytest.approx(13_500.0)


def test_cash_that_the_ledger_does_not_plan_moves_with_result_and_need() -> None:
    opening = {**CLOSED, "working_capital_need": 30_000.0}
    lines = {"costs": 1_000.0, "eligible_costs": 0.0, "working_capital_need": 30_400.0}
    found = projected(books(year(2009, opening), year(2010, lines, "s")))

    # 12,600 − 1,000 − 400.
    assert found.years[0].cash == pytest.approx(11_200.0)


def test_a_subsidy_that_the_law_does_not_give_is_missed_in_the_cash_too() -> None:
    lines = {"costs": 100.0, "eligible_costs": 100.0, "subsidy": 100.0, "result": 0.0, "cash": 12_600.0}
    found = projected(books(year(2009, CLOSED), year(2011, lines, "s")))
    assert found.years[0].cash is None

    found = projected(books(year(2009, CLOSED), year(2010, {}, "s"), year(2011, lines, "s")))
    assert found.years[-1].reserves is None

    # 2010 wholly within the third and fourth years: 100 × (181 + 0.8 × 184) / 365 = 89.92, not 100.
    found = projected(books(year(2009, CLOSED), year(2010, lines, "s")))
    assert found.years[0].cash == pytest.approx(12_600 - (100 - 100 * (181 + 0.8 * 184) / 365))


money = st.integers(-5_000, 200_000).map(float)
lines = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(
        (
            *(
                "fees",
                "commissions",
                "other_income",
                "specific_subsidy",
                "subsidy",
                "costs",
                "eligible_costs",
            ),
            *("result", "reserves", "cash", "working_capital", "working_capital_need"),
        ),
        money,
    ),
)


@settings(deadline=None)
@given(st.lists(lines, min_size=1, max_size=5), lines)
def test_the_identities_hold_in_every_year_that_is_known(
    to_come: list[dict[str, float]], opening: dict[str, float]
) -> None:
    rows = [year(2010 + place, amounts, "s") for place, amounts in enumerate(to_come)]
    found = books(year(2009, {"costs": 1.0, **opening}), *rows)

    for plan in found.plans:
        before = plan.opening.reserves
        for one in project(plan, found.recognitions).years:
            if one.result is not None:
                assert one.costs is not None
                assert one.subsidy is not None
                income = one.own_income + one.subsidy + (one.specific_subsidy or 0)
                assert one.result == pytest.approx(income - one.costs)
                assert one.gap == -one.result
            if before is not None and one.result is not None and one.reserves is not None:
                assert one.reserves == pytest.approx(before + one.result)
            if one.result is None:
                assert one.reserves is None
            before = one.reserves
