"""Levers of the dossier, alone and together."""

from __future__ import annotations

from typing import Any

import pytest
from tests.analysis.figures.build import dossier_of
from tests.analysis.forecast.books import CLOSED, books, year

from grappe.analysis.forecast.answer import Answer, answers
from grappe.analysis.forecast.levers import levers_of

LINES = {"fees": 10_000.0, "costs": 100_000.0, "eligible_costs": 90_000.0}
BOOKS = books(year(2009, CLOSED), *(year(of, LINES, "s") for of in (2010, 2011, 2012)))


def answered(*levers: dict[str, Any]) -> Answer:
    rows = [{"lever_id": f"l{place}", **lever} for place, lever in enumerate(levers)]
    return answers(BOOKS, levers=levers_of(dossier_of(levers=rows), "c"))[0]


def closings(answer: Answer, place: int = 0) -> list[float]:
    """Return what a lever adds to the closing reserves, year by year."""
    projection = answer.effects[place].projection
    assert projection is not None
    pairs = zip(projection.years, answer.after.years, strict=True)
    return [(a.reserves or 0) - (b.reserves or 0) for a, b in pairs]


def test_a_lever_adds_its_amount_from_its_first_year_to_its_last() -> None:
    found = answered({"kind": "commissions", "amount": 5_000.0, "from_year": 2011, "to_year": 2011})

    assert closings(found) == pytest.approx([0, 5_000, 5_000])


def test_a_rate_is_of_its_base_or_of_a_line() -> None:
    assert closings(answered({"kind": "rebates", "rate": 0.1, "base": 20_000.0})) == pytest.approx(
        [2_000, 4_000, 6_000]
    )
    assert closings(answered({"rate": 0.05, "base_line": "costs"})) == pytest.approx([5_000, 10_000, 15_000])


def test_setting_it_up_costs_once() -> None:
    found = answered({"kind": "label", "amount": 5_000.0, "from_year": 2011, "set_up_cost": 2_000.0})

    assert closings(found) == pytest.approx([0, 3_000, 8_000])


def test_a_lever_may_lower_costs_and_its_eligible_costs_bring_their_subsidy() -> None:
    assert closings(answered({"line": "costs", "amount": -1_000.0})) == pytest.approx([1_000, 2_000, 3_000])
    # 1,000 more admissible at 80 % in 2011.
    found = answered({"line": "eligible_costs", "amount": 1_000.0, "from_year": 2011})
    assert closings(found) == pytest.approx([0, 800, 1_600])


def test_all_together_come_last_and_are_the_sum_of_incomes() -> None:
    found = answered(
        {"kind": "commissions", "amount": 1_000.0}, {"kind": "fund", "amount": 500.0}, {"kind": "rebates"}
    )

    assert [effect.lever is None for effect in found.effects] == [False, False, False, True]
    assert closings(found, 3) == pytest.approx([1_500, 3_000, 4_500])


def test_a_lever_without_amount_has_no_effect_that_could_be_told() -> None:
    found = answered({"kind": "fund", "note": "à l’étude"}, {"rate": 0.1})

    assert [effect.projection for effect in found.effects] == [None, None]


def test_specific_subsidies_above_the_ceiling_of_one_are_said() -> None:
    found = answered(
        {"kind": "specific_subsidy", "amount": 20_000.0, "from_year": 2011, "to_year": 2011},
        {"kind": "label", "amount": 10_000.0},
    )

    assert [len(effect.notes) for effect in found.effects] == [0, 0, 1]
    assert "en 2011" in found.effects[2].notes[0].sentence("fr")


def test_each_cluster_has_its_levers() -> None:
    dossier = dossier_of(
        cluster=[{"cluster_id": "a", "name": "A"}, {"cluster_id": "b", "name": "B"}],
        levers=[{"cluster_id": "b", "lever_id": "l", "amount": 1.0}],
    )

    assert [len(levers_of(dossier, name)) for name in "ab"] == [0, 1]
