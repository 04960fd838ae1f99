"""Answers weighted to the margins of those who were asked."""

from __future__ import annotations

import numpy as np
import pytest
from tests.analysis.survey.build import line, lines, listed, question, read

from grappe.analysis.statistics.calibration import rake_design
from grappe.analysis.statistics.survey_design import Sampling, survey_design
from grappe.analysis.statistics.survey_estimates import means, share_interval
from grappe.analysis.survey.crosstabs import UnknownColumn

MEMBERS = listed(*[(f"e{n}", "enterprise") for n in range(8)], *[(f"r{n}", "research") for n in range(4)])
ROWS = [
    {"member": "e0", "q": "good", "n": 1.0},
    {"member": "e1", "q": "bad", "n": 2.0},
    {"member": "r0", "q": "good", "n": 6.0},
    {"member": "r1", "q": "good", "n": None},
    {"member": "r2", "q": "na", "n": 9.0},
]
QUESTIONS = [question("q"), question("n", "integer")]
CLOSE = 1e-9
"""The tolerance to which weights are raked."""


def test_one_margin_is_post_stratification() -> None:
    found = read(QUESTIONS, ROWS, members=MEMBERS, weight_by=["kind"])

    assert found.tables["weights"]["weight"].to_list() == pytest.approx(
        [4, 4, 4 / 3, 4 / 3, 4 / 3], abs=CLOSE
    )
    good = line(found, "tables", answer="good")
    assert good["share"] == 0.75
    assert good["weighted_share"] == pytest.approx((4 + 8 / 3) / (8 + 8 / 3), abs=CLOSE)
    mean = line(found, "questions", question="n")
    assert mean["weighted_mean"] == pytest.approx((4 + 8 + 4 / 3 * 15) / (8 + 8 / 3), abs=CLOSE)


def test_intervals_are_those_of_the_raked_design() -> None:
    found = read(QUESTIONS, ROWS, members=MEMBERS, weight_by=["kind"])

    drawn = survey_design(Sampling(population=12.0), weights=np.full(5, 12 / 5))
    kinds = ["enterprise", "enterprise", "research", "research", "research"]
    raked = rake_design(drawn, margins={"kind": (kinds, {"enterprise": 8.0, "research": 4.0})})
    estimates = means(np.array([1, 0, 1, 1, np.nan]), raked.design)
    low, high = share_interval(estimates)
    good, share = line(found, "tables", answer="good"), line(found, "questions", question="q")
    assert (good["weighted_low"], good["weighted_high"]) == pytest.approx((low[0], high[0]), abs=CLOSE)
    assert (share["weighted_low"], share["weighted_high"]) == pytest.approx((low[0], high[0]), abs=CLOSE)


def test_two_margins_are_both_met() -> None:
    members = MEMBERS.with_columns(zone=np.array(["a", "b"] * 6))
    found = read(QUESTIONS, ROWS, members=members, weight_by=["kind", "zone"])

    weights = np.array(found.tables["weights"]["weight"])
    assert weights[:2].sum() == pytest.approx(8, abs=1e-6)
    assert weights[[0, 2, 4]].sum() == pytest.approx(6, abs=1e-6)


def test_a_class_in_which_nobody_answered_leaves_no_weights_and_is_told() -> None:
    found = read(QUESTIONS, ROWS[:2], members=MEMBERS, weight_by=["kind"])

    assert "weights" not in found.tables
    assert line(found, "audit", check="weights")["sentence"] == (
        "Aucun des « Acteurs de la recherche (research) » (Nature) n’a répondu : les réponses n’ont pas de poids. "
        "Pour les pondérer, ajoutez à la liste des membres une colonne où cette classe et une classe voisine "
        "portent un même nom, et donnez cette colonne à --weight-by."
    )
    good = line(found, "tables", answer="good")
    assert (good["share"], good["weighted_share"], good["weighted_missing"]) == (0.5, None, "unweighted")


def test_a_column_that_names_two_classes_as_one_gives_weights_again() -> None:
    wider = MEMBERS.with_columns(wider=np.array(["all"] * MEMBERS.height))
    found = read(QUESTIONS, ROWS[:2], members=wider, weight_by=["wider"])

    assert found.tables["weights"]["weight"].to_list() == pytest.approx([6, 6], abs=CLOSE)


def test_answers_of_nobodys_member_have_no_weight() -> None:
    found = read(
        QUESTIONS, [*ROWS, {"member": "zz", "q": "bad"}, {"q": "bad"}], members=MEMBERS, weight_by=["kind"]
    )

    assert found.tables["weights"]["response_id"].to_list() == ["r1", "r2", "r3", "r4", "r5"]
    assert line(found, "tables", answer="bad")["count"] == 3
    assert line(found, "tables", answer="good")["weighted_share"] == pytest.approx(0.625, abs=CLOSE)


def test_members_of_an_unknown_class_are_a_class() -> None:
    members = listed(("a", "enterprise"), ("b", None), ("c", None))
    found = read(
        [question("q")],
        [{"member": "a", "q": "good"}, {"member": "b", "q": "bad"}],
        members=members,
        weight_by=["kind"],
    )

    assert found.tables["weights"]["weight"].to_list() == pytest.approx([1, 2], abs=CLOSE)


def test_without_a_list_of_members_the_reason_is_told() -> None:
    found = read(QUESTIONS, ROWS, weight_by=["kind"])

    assert (
        line(found, "audit", check="weights")["sentence"]
        == "La pondération demande la liste des membres (--members)."
    )
    assert "weights" not in found.tables


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(UnknownColumn):
        read(QUESTIONS, ROWS, members=MEMBERS, weight_by=["knid"])


def test_several_choices_are_weighted_one_by_one() -> None:
    rows = [
        {"member": "e0", "q": ["good"]},
        {"member": "e1", "q": []},
        {"member": "r0", "q": ["good", "bad"]},
        {"member": "r1", "q": ["na"]},
    ]
    found = read(
        [question("p", "text"), question("q", "select_multiple")],
        [{"p": "x", **row} for row in rows],
        members=MEMBERS,
        weight_by=["kind"],
    )

    assert [r["weighted_share"] for r in lines(found, "tables")] == [
        pytest.approx(6 / 10, abs=CLOSE),
        pytest.approx(2 / 10, abs=CLOSE),
        None,
    ]
