from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import comb, isnan, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom, norm

from grappe.analysis.statistics.finite_population import hypergeometric_interval, wilson_interval
from grappe.analysis.statistics.interval import Interval

ROUNDING = 1e-12  # two orders of the same few operations on doubles
Asked = Callable[..., Interval]
LEVELS = [0.5, 0.8, 0.9, 0.95, 0.99, 0.999]


@st.composite
def surveys(draw: st.DrawFn, largest: int = 60) -> tuple[int, int, int]:
    population = draw(st.integers(1, largest))
    answers = draw(st.integers(1, population))
    return draw(st.integers(0, answers)), answers, population


def bounds_by_enumeration(x: int, n: int, population: int, level: str) -> tuple[int, int]:
    """Try every K, in fractions: no rounding anywhere."""
    tail = (1 - Fraction(level)) / 2

    def at_least(marked: int, least: int) -> Fraction:
        ways = sum(comb(marked, k) * comb(population - marked, n - k) for k in range(least, n + 1))
        return Fraction(ways, comb(population, n))

    low = min(k for k in range(population + 1) if at_least(k, x) > tail)
    high = max(k for k in range(population + 1) if 1 - at_least(k, x + 1) > tail)
    return low, high


def contradicted_by_scipy(marked: int, x: int, n: int, population: int, tail: float) -> bool:
    """Whether x or more, or x or less, would be too rare with `marked` positives in the population."""
    law = hypergeom(population, marked, n)
    return bool(law.sf(x - 1) <= tail or law.cdf(x) <= tail)


def as_counts(x: int, n: int, population: int, level: float) -> tuple[int, int]:
    found = hypergeometric_interval(x, n, population, level=level)
    return round(float(found.low) * population), round(float(found.high) * population)


@given(surveys(), st.sampled_from(LEVELS))
def test_the_exact_interval_is_that_of_every_share_tried_one_by_one(
    survey: tuple[int, int, int], level: float
) -> None:
    assert as_counts(*survey, level) == bounds_by_enumeration(*survey, str(level))


@pytest.mark.parametrize("population", [301, 999, 3000, 10_000])
def test_the_ends_in_a_large_population_are_the_last_that_scipy_does_not_contradict(population: int) -> None:
    rng = np.random.default_rng(20100301)
    answers = np.concatenate([[1, 2, 29, population - 1], rng.integers(3, population, 16)])
    positives = rng.integers(0, answers + 1)

    for x, n in zip(positives.tolist(), answers.tolist(), strict=True):
        low, high = as_counts(x, n, population, 0.95)

        around = [marked for marked in (low - 1, low, high, high + 1) if 0 <= marked <= population]
        kept = [k for k in around if not contradicted_by_scipy(k, x, n, population, 0.025)]
        assert kept == [low, high], (x, n)


@pytest.mark.parametrize(
    ("level", "population"), [(0.8, 10), (0.9, 20), (0.95, 40), (0.99, 200), (0.998, 1000)]
)
def test_a_tail_that_equals_its_limit_on_paper_is_outside(level: float, population: int) -> None:
    # One positive, the only one drawn: of 40, K = 1 gives exactly 1/40, which is not more than 2.5 %.
    assert as_counts(1, 1, population, level) == (2, population)
    assert bounds_by_enumeration(1, 1, population, str(level)) == (2, population)


def test_counts_may_come_as_floats_without_a_fraction() -> None:
    assert hypergeometric_interval(24.0, [29.0], np.float32(57)) == hypergeometric_interval(24, [29], 57)


def test_many_groups_at_once_give_what_each_gives_alone() -> None:
    rng = np.random.default_rng(57)
    population = rng.integers(1, 120, (40, 25))
    answers = rng.integers(1, population + 1)
    positives = rng.integers(0, answers + 1)

    together = hypergeometric_interval(positives, answers, population)

    alone = [
        hypergeometric_interval(*triple)
        for triple in zip(positives.ravel(), answers.ravel(), population.ravel(), strict=True)
    ]
    assert together.low.shape == (40, 25)
    np.testing.assert_array_equal(together.low.ravel(), [one.low for one in alone])
    np.testing.assert_array_equal(together.high.ravel(), [one.high for one in alone])


@given(surveys(largest=2000), st.sampled_from(LEVELS))
def test_positives_and_negatives_have_mirrored_intervals(survey: tuple[int, int, int], level: float) -> None:
    x, n, population = survey

    low, high = as_counts(x, n, population, level)

    assert as_counts(n - x, n, population, level) == (population - high, population - low)


@given(surveys(largest=2000))
def test_a_higher_level_gives_an_interval_that_holds_the_lower_one(survey: tuple[int, int, int]) -> None:
    ends = [as_counts(*survey, level) for level in LEVELS]

    assert [low for low, _ in ends] == sorted((low for low, _ in ends), reverse=True)
    assert [high for _, high in ends] == sorted(high for _, high in ends)


@pytest.mark.parametrize("interval", [hypergeometric_interval, wilson_interval])
@pytest.mark.parametrize(("x", "n"), [(0, 1), (1, 1), (0, 7), (3, 7), (7, 7), (24, 29)])
def test_when_everybody_answered_the_interval_is_the_share(interval: Asked, x: int, n: int) -> None:
    found = interval(x, n, n)

    assert (float(found.low), float(found.high)) == (x / n, x / n)


@pytest.mark.parametrize("interval", [hypergeometric_interval, wilson_interval])
def test_without_answers_there_is_no_interval(interval: Asked) -> None:
    found = interval([0, 0, 5], [0, 0, 5], [0, 57, 5])

    np.testing.assert_array_equal(found.low, [np.nan, np.nan, 1.0])
    np.testing.assert_array_equal(found.high, [np.nan, np.nan, 1.0])


@pytest.mark.parametrize("interval", [hypergeometric_interval, wilson_interval])
def test_of_no_group_there_is_nothing_to_say(interval: Asked) -> None:
    nothing = np.array([], dtype=np.int64)

    found = interval(nothing, nothing, nothing)

    assert (found.low.shape, found.high.shape) == ((0,), (0,))


@pytest.mark.parametrize("interval", [hypergeometric_interval, wilson_interval])
@pytest.mark.parametrize(
    ("x", "n", "population", "said"),
    [
        ([1, 1], [29, 58], 57, "More answers than units in the population: answers 58, population 57"),
        ([30], [29], [57], "More positives than answers: positives 30, answers 29"),
        ([-1], [29], [57], "`positives` holds counts, none of them negative: -1"),
        ([1.5], [29], [57], "`positives` holds counts: whole numbers"),
        ([1], [np.nan], [57], "`answers` holds counts: whole numbers"),
    ],
)
def test_counts_that_cannot_be_are_refused(
    interval: Asked, x: object, n: object, population: object, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        interval(x, n, population)


@pytest.mark.parametrize("level", [0, 1, 95, float("nan")])
def test_a_level_is_between_0_and_1(level: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        hypergeometric_interval(1, 2, 3, level=level)


@given(surveys(largest=2000), st.sampled_from(LEVELS), st.booleans())
def test_wilsons_interval_solves_its_equation(
    survey: tuple[int, int, int],
    level: float,
    finite: bool,  # noqa: FBT001
) -> None:
    x, n, population = survey
    z = norm.ppf((1 + level) / 2)
    inverse = (population - n) / (n * max(1, population - 1)) if finite else 1 / n

    found = wilson_interval(x, n, population if finite else None, level=level)

    # The ends are the shares at z standard errors, their own, from the observed one.
    for end in (float(found.low), float(found.high)):
        assert abs(x / n - end) == pytest.approx(z * sqrt(end * (1 - end) * inverse), abs=1e-7)
    assert -ROUNDING <= found.low <= x / n + ROUNDING
    assert x / n - ROUNDING <= found.high <= 1 + ROUNDING


def test_a_large_population_is_as_good_as_endless() -> None:
    endless, large = wilson_interval(24, 29), wilson_interval(24, 29, 10**12)

    np.testing.assert_allclose(large, endless, atol=1e-10)
    assert not isnan(float(large.low))
