"""Totals, means and quantiles of one distribution."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from tests.analysis.audit.build import judgements, stated, verdicts

from grappe.analysis.audit.checks.quantiles import mean_range
from grappe.analysis.audit.claim import Claim
from grappe.analysis.audit.printed import Range, exactly


def employment(statistic: str, value: str, **more: object) -> Claim:
    figure = "employment.share_below_21" if statistic == "share" else f"employment.{statistic}"
    return stated(statistic, statistic, value, **{"figure": figure, **more})


ENTERPRISES = stated("e", "count", "36", figure="members.by_kind", key="enterprise")


def test_a_total_and_its_mean_tell_the_base() -> None:
    found = judgements("implied_base", employment("total", "498"), employment("mean", "24"), ENTERPRISES)

    assert found == [("unsupported", "21")]


@pytest.mark.parametrize(
    ("total", "mean", "base", "judgement"),
    [
        ("498", "24", 21, ("consistent", "21")),
        ("498", "24", 36, ("impossible", "21")),
        ("498", "13.8", 36, ("consistent", "36")),
        ("600", "24", 25, ("consistent", "25")),
        ("600", "24", 21, ("impossible", "25")),
    ],
)
def test_a_base_that_is_stated_is_held_against_them(
    total: str, mean: str, base: int, judgement: tuple[str, str]
) -> None:
    found = judgements("implied_base", employment("total", total), employment("mean", mean, base=base))

    assert found == [judgement]


def test_more_than_there_are_is_impossible() -> None:
    found = judgements("implied_base", employment("total", "980"), employment("mean", "24"), ENTERPRISES)

    assert found[0][0] == "impossible"


def test_a_mean_that_no_count_gives_is_impossible() -> None:
    assert judgements("implied_base", employment("total", "5"), employment("mean", "40")) == [
        ("impossible", "")
    ]


def test_a_share_is_held_against_the_base_that_total_and_mean_imply() -> None:
    def share(percent: str, total: str = "498") -> list[tuple[str, str]]:
        claims = employment("total", total), employment("mean", "24"), employment("share", percent)
        return judgements("share_of_base", *claims)

    assert share("75") == [("impossible", "21")]
    assert share("76") == [("consistent", "21")]
    assert share("75", total="480") == [("consistent", "20")]


def test_claims_of_one_group_rest_on_one_base_whatever_their_figures() -> None:
    claims = [
        stated("t", "total", "90", groups=("g",)),
        stated("m", "mean", "9", groups=("g",)),
        stated("s", "share", "33", groups=("g",)),
    ]

    assert judgements("share_of_base", *claims) == [("impossible", "10")]
    assert judgements("implied_base", *claims) == [("unsupported", "10")]


def test_a_total_and_a_mean_of_two_things_are_not_held_together() -> None:
    claims = stated("t", "total", "90", figure="employment.total"), stated("m", "mean", "9")

    assert judgements("implied_base", *claims) == []


def test_a_mean_of_counts_needs_a_whole_sum() -> None:
    def mean(value: str) -> list[tuple[str, str]]:
        return judgements("mean_base", stated("m", "mean", value, unit="count", base=28))

    assert mean("5.19") == [("impossible", "")]
    assert mean("5.18") == [("consistent", "")]


def test_a_mean_beyond_the_third_quartile_is_told() -> None:
    claims = (
        employment("mean", "24"),
        employment("median", "13"),
        employment("quantile", "21", level=Fraction(3, 4), relation="lt", figure="employment.q3"),
    )

    (found,) = [v for v in verdicts(*claims) if v.check == "mean_and_quantiles"]

    assert found.verdict == "unlikely"
    assert "24" in found.sentence
    assert "troisième quartile" in found.sentence


@pytest.mark.parametrize(
    ("mean", "found"),
    [
        ("20", ("consistent", "")),
        ("21", ("consistent", "")),
        ("23", ("unlikely", "")),
        ("7", ("impossible", ">=8.25")),
    ],
)
def test_the_mean_moves_between_what_quantiles_allow(mean: str, found: tuple[str, str]) -> None:
    # A quarter of values that are never negative are 12.5 or more, and a quarter 20.5 or more: 8.25 at least.
    claims = (
        employment("mean", mean),
        employment("median", "13"),
        employment("quantile", "21", level=Fraction(3, 4), figure="employment.q3"),
    )

    assert judgements("mean_and_quantiles", *claims) == [found]


def test_a_maximum_holds_the_mean_from_above() -> None:
    claims = (
        employment("mean", "80"),
        employment("median", "13"),
        employment("quantile", "100", level=Fraction(1), figure="employment.max"),
    )

    assert judgements("mean_and_quantiles", *claims) == [("impossible", "<=57")]


@pytest.mark.parametrize(
    ("level", "value", "found"),
    [
        ("1", "11", [("impossible", "")]),
        ("3/4", "11", [("impossible", "")]),
        ("3/4", "12", []),  # 12.5 may be printed as 12, and as 13
        ("3/4", "13", []),
        ("1/4", "15", [("impossible", "")]),
    ],
)
def test_quantiles_come_in_their_order(level: str, value: str, found: list[tuple[str, str]]) -> None:
    claims = (
        employment("median", "13"),
        employment("quantile", value, level=Fraction(level), figure="employment.q"),
    )

    assert judgements("quantile_order", *claims) == found


def test_a_quantile_without_its_level_is_told() -> None:
    assert judgements("quantile_level", employment("quantile", "21", figure="employment.q3")) == [
        ("unsupported", "")
    ]


def test_euros_may_be_negative_so_that_nothing_holds_the_mean_from_below() -> None:
    claims = (
        stated("m", "mean", "-50", unit="eur", groups=("g",)),
        stated("q", "median", "1000", unit="eur", groups=("g",)),
    )

    assert judgements("mean_and_quantiles", *claims) == [("consistent", "")]


def test_no_sample_has_a_mean_outside_the_range_of_its_quantiles() -> None:
    rng = np.random.default_rng(7)
    for _ in range(300):
        values = np.sort(np.round(rng.lognormal(2, 1.2, size=rng.integers(1, 40)), 2))
        levels = sorted({0.0, 1.0, *rng.choice([0.1, 0.25, 0.5, 0.75, 0.9], size=3)})
        quantiles = [(Fraction(str(p)), exactly(Fraction(float(np.quantile(values, p))))) for p in levels]

        allowed = mean_range(quantiles, floor=Fraction(0))

        slack = Fraction(1, 10**9)
        mean = Fraction(float(values.mean()))
        assert Range(mean - slack, mean + slack).meets(allowed)
