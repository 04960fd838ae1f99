"""Claims beside what the dossier gives."""

from __future__ import annotations

import pytest
from tests.analysis.audit.build import judgements, result, stated


@pytest.mark.parametrize(
    ("value", "relation", "verdict"),
    [
        ("51", "eq", "consistent"),
        ("52", "eq", "impossible"),
        ("50.9", "eq", "consistent"),
        ("50.8", "eq", "impossible"),
        ("50", "gt", "consistent"),
        ("50", "lt", "impossible"),
        ("50", "about", "consistent"),
    ],
)
def test_a_share_is_recomputed_within_its_rounding(value: str, relation: str, verdict: str) -> None:
    claim = stated("s", "share", value, relation=relation, figure="survey.response_rate")
    figures = {("survey.response_rate", ""): result(29 / 57, "share", n_used=57, n_eligible=57)}

    assert judgements("recomputed", claim, figures=figures) == [(verdict, "0.5087719298")]


def test_a_half_may_have_been_rounded_either_way() -> None:
    figures = {("advantage.share", ""): result(0.375, "share")}

    for value in ("37", "38"):
        claim = stated("s", "share", value, figure="advantage.share")
        assert judgements("recomputed", claim, figures=figures) == [("consistent", "0.375")]


def test_several_classes_are_added_up() -> None:
    figures = {
        ("actions.by_scope", key): result(value, "count") for key, value in (("regional", 4), ("national", 3))
    }
    claim = stated("c", "count", "7", figure="actions.by_scope", key="regional;national")

    assert judgements("recomputed", claim, figures=figures) == [("consistent", "7")]


def test_a_share_of_a_count_by_class_is_worked_out() -> None:
    figures = {("members.by_kind", "enterprise"): result(36, "count", n_used=57, n_eligible=57)}
    claim = stated("s", "share", "63", figure="members.by_kind", key="enterprise")

    assert judgements("recomputed", claim, figures=figures) == [("consistent", "0.6315789474")]


@pytest.mark.parametrize(
    "figures", [{("a.b", ""): result(3, "count")}, {("employment.mean", ""): result(None, "fte")}]
)
def test_what_the_dossier_does_not_give_is_said(figures: dict[tuple[str, str], dict[str, object]]) -> None:
    claim = stated("m", "mean", "24", figure="employment.mean")

    assert judgements("recomputed", claim, figures=figures) == [("unsupported", "")]


def test_nothing_is_recomputed_without_a_dossier() -> None:
    assert judgements("recomputed", stated("m", "mean", "24", figure="employment.mean")) == []


def test_a_figure_on_few_of_its_units_has_to_say_so() -> None:
    claim = stated("m", "mean", "24", figure="employment.mean")
    few = {("employment.mean", ""): result(23.7, "fte", n_used=21, n_eligible=36)}
    many = {("employment.mean", ""): result(23.7, "fte", n_used=33, n_eligible=36)}

    assert judgements("coverage", claim, figures=few) == [("unsupported", "21/36")]
    assert judgements("coverage", claim, figures=many) == []


def test_a_base_that_is_not_the_dossiers_is_told() -> None:
    claim = stated("m", "mean", "24", figure="employment.mean", base=36)
    figures = {("employment.mean", ""): result(23.7, "fte", n_used=21, n_eligible=36)}

    assert judgements("recomputed_base", claim, figures=figures) == [("unlikely", "21")]
