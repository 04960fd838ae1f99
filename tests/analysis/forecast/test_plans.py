"""Scenarios of the ledger, and the one made by rule where it has none."""

from __future__ import annotations

import datetime as dt

from tests.analysis.figures.build import asked_on, dossier_of
from tests.analysis.forecast.books import CLOSED, books, year

from grappe.analysis.forecast.plans import books_of


def test_each_scenario_of_the_ledger_is_a_plan_in_its_order_whatever_its_name() -> None:
    names = ["plan [b]=1", "a|b@2011", "  ", "é{x}"]
    found = books(year(2009, CLOSED), *(year(2010, {"costs": 1.0}, name) for name in names))

    assert [plan.name for plan in found.plans] == names
    assert not any(plan.made for plan in found.plans)


def test_without_forecast_the_last_closed_year_is_repeated_and_said_to_be() -> None:
    last = {**CLOSED, "fees": 10.0, "specific_subsidy": 9_000.0, "eligible_costs": 100.0, "subsidy": 5.0}
    found = books(year(2008, {"costs": 1.0, "fees": 1.0}), year(2009, last))

    (plan,) = found.plans

    assert plan.made
    # To the end of the recognition; neither the specific subsidy nor the ledger’s own subsidy is repeated.
    assert sorted(plan.years) == [2010, 2011, 2012, 2013]
    assert plan.years[2013] == {"fees": 10.0, "costs": 169_200.0, "eligible_costs": 100.0}
    assert plan.opening.reserves == 47_500.0
    assert "cette projection n’est pas la sienne" in plan.notes[0].sentence("fr")


def test_without_recognition_the_rule_looks_three_years_ahead() -> None:
    (plan,) = books(year(2009, CLOSED), recognitions=[]).plans

    assert sorted(plan.years) == [2010, 2011, 2012]


def test_a_year_closed_since_is_no_longer_a_forecast() -> None:
    found = books(
        year(2009, CLOSED),
        year(2010, {**CLOSED, "reserves": 30_000.0}),
        year(2010, {"costs": 1.0}, "s"),
        year(2011, {"costs": 1.0}, "s"),
    )
    plan = found.plan("s")

    assert plan is not None
    assert sorted(plan.years) == [2011]
    assert (plan.opening.year, plan.opening.reserves) == (2010, 30_000.0)
    assert [note.sentence("fr") for note in plan.notes] == [
        "Les comptes clos remplacent les prévisions des années closes depuis (2010)."
    ]


def test_fees_alone_do_not_close_a_year() -> None:
    found = books(year(2009, CLOSED), year(2010, {"fees": 1.0}), year(2010, {"costs": 1.0}, "s"))

    plan = found.plan("s")
    assert plan is not None
    assert sorted(plan.years) == [2010]


def test_a_ledger_of_forecasts_only_starts_from_what_they_suppose() -> None:
    plan = books(year(2010, {"costs": 1.0, "result": -1.0, "reserves": 9.0}, "s")).plan("s")

    assert plan is not None
    assert (plan.opening.year, plan.opening.reserves) == (None, 10.0)


def test_no_ledger_no_plan_and_nothing_written() -> None:
    dossier = dossier_of()

    found = books_of(dossier, asked_on(dossier), "c")

    assert (found.plans, found.written) == ((), False)


def test_a_ledger_that_closes_no_year_has_no_plan() -> None:
    found = books(year(2009, {"fees": 1.0}))

    assert (found.plans, found.written) == ((), True)


def test_each_cluster_of_a_campaign_has_its_own_books() -> None:
    rows = [
        {
            "cluster_id": name,
            "year": 2009,
            "line": "reserves",
            "amount": amount,
            "kind": "actual",
            "scenario": None,
        }
        for name, amount in (("a", 1.0), ("b", 2.0))
    ]
    days = {"starts_on": dt.date(2008, 1, 1), "ends_on": dt.date(2010, 12, 31)}
    dossier = dossier_of(
        cluster=[{"cluster_id": "a", "name": "A"}, {"cluster_id": "b", "name": "B"}],
        ledger=rows,
        recognitions=[{"cluster_id": "b", "number": 1, **days}],
    )

    a, b = (books_of(dossier, asked_on(dossier), name) for name in "ab")

    assert (a.plans[0].opening.reserves, len(a.recognitions)) == (1.0, 0)
    assert (b.plans[0].opening.reserves, len(b.recognitions)) == (2.0, 1)
