"""A sentence that gives a mean, a median, quartiles and extremes of one thing."""

from __future__ import annotations

import pytest

from grappe.analysis.audit.reading.finder import proposed_claims
from grappe.analysis.audit.reading.numerals import numbers_in


@pytest.mark.parametrize(
    "sentence",
    [
        "L’effectif moyen est de 30 ETP, la médiane de 9, le troisième quartile de 22 et le maximum de 120.",
        "The mean headcount is 30 FTE, the median 9, the third quartile 22 and the maximum 120.",
        "Het gemiddelde personeelsbestand is 30 VTE, de mediaan 9, het derde kwartiel 22 en het maximum 120.",
        "L’effectif médian est de 9, la moyenne de 30 ETP (Q3 22, max. 120).",
    ],
)
def test_the_unit_and_the_figure_of_one_carry_over_to_the_others(sentence: str) -> None:
    claims = {int(claim.value or 0): claim for claim in proposed_claims(sentence)}

    assert {value: (c.figure, c.statistic, c.unit) for value, c in claims.items()} == {
        30: ("employment.mean", "mean", "fte"),
        9: ("employment.median", "median", "fte"),
        22: ("employment.q3", "quantile", "fte"),
        120: ("", "quantile", "fte"),
    }
    levels = [(value, float(c.level)) for value, c in claims.items() if c.level is not None]
    assert sorted(levels) == [(22, 0.75), (120, 1)]
    assert {claim.relation for claim in claims.values()} == {"eq"}


def test_a_median_of_another_thing_keeps_its_own() -> None:
    sentence = "L’effectif moyen est de 30 ETP ; la médiane est de 9 clients et le minimum de 2 clients."

    assert [(float(s.value), s.unit, s.statistic) for s in numbers_in(sentence, "fr")] == [
        (30, "fte", "mean"),
        (9, "count", "median"),
        (2, "count", "quantile"),
    ]


def test_a_range_gives_its_unit_to_the_mean_and_the_median() -> None:
    stated = numbers_in("L’effectif va de 1 à 120 ETP, avec une moyenne de 24 et une médiane de 13.", "fr")

    assert [(s.unit, s.statistic) for s in stated[2:]] == [("fte", "mean"), ("fte", "median")]


def test_a_rounded_maximum_stays_rounded() -> None:
    stated = numbers_in("Le chiffre d’affaires moyen est de 1,2 M€, le maximum de 30 M€.", "fr")

    assert [(s.statistic, s.relation) for s in stated] == [("mean", "about"), ("quantile", "about")]


def test_durations_share_their_unit_too() -> None:
    stated = numbers_in("Le délai moyen est de 3,5 jours, la médiane de 2.", "fr")

    assert [(s.unit, s.statistic) for s in stated] == [("", "mean"), ("", "median")]


@pytest.mark.parametrize(
    "sentence",
    ["En moyenne 24 ETP, et un maximum de 40 membres.", "En moyenne 24 ETP, et au maximum 40 membres."],
)
def test_a_bound_beside_a_mean_is_no_extreme(sentence: str) -> None:
    bound = numbers_in(sentence, "fr")[1]

    assert (bound.statistic, bound.relation) == ("count", "le")


def test_a_maximum_without_a_mean_is_no_quantile() -> None:
    (stated,) = numbers_in("Le maximum est de 40 membres.", "fr")

    assert (stated.statistic, stated.level) == ("count", None)
