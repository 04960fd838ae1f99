from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import ceil, comb, floor, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from grappe.analysis.statistics.location import mean_interval, quantile_interval

ROUNDING = 1e-12  # the same few operations on doubles in another order
LEVELS = ["0.5", "0.8", "0.9", "0.95", "0.99"]
SHARES = ["0", "0.1", "0.25", "0.5", "0.75", "0.9", "1"]


def rank_by_enumeration(n: int, marked: int, population: int, tail: Fraction) -> int:
    """The largest l with P(X <= l - 1) <= tail, in fractions; 0 when there is none."""

    def at_most(most: int) -> Fraction:
        ways = sum(comb(marked, k) * comb(population - marked, n - k) for k in range(most + 1))
        return Fraction(ways, comb(population, n))

    return max((rank for rank in range(1, n + 1) if at_most(rank - 1) <= tail), default=0)


def interval_by_enumeration(sample: list[float], population: int, p: str, level: str) -> tuple[float, float]:
    n, tail = len(sample), (1 - Fraction(level)) / 2
    h = (population - 1) * Fraction(p) + 1
    low = rank_by_enumeration(n, floor(h), population, tail)
    high = rank_by_enumeration(n, population - ceil(h) + 1, population, tail)
    return (sample[low - 1], sample[n - high]) if low and high else (np.nan, np.nan)


def interval_of_one(sample: list[float], population: int, p: str, level: str) -> tuple[float, float]:
    found = quantile_interval(sample, [0], [len(sample)], [population], float(p), level=float(level))
    return float(found.low[0]), float(found.high[0])


@st.composite
def samples(draw: st.DrawFn) -> tuple[list[float], int]:
    # Few different values, so that many are equal.
    sample = sorted(draw(st.lists(st.integers(0, 20).map(float), min_size=1, max_size=40)))
    return sample, draw(st.integers(len(sample), len(sample) + 60))


@given(samples(), st.sampled_from(SHARES), st.sampled_from(LEVELS))
def test_the_quantile_interval_is_that_of_every_rank_tried_one_by_one(
    sample: tuple[list[float], int], p: str, level: str
) -> None:
    np.testing.assert_array_equal(
        interval_of_one(*sample, p, level), interval_by_enumeration(*sample, p, level)
    )


@pytest.mark.parametrize("p", ["0.1", "0.25", "0.5", "0.6", "0.75"])
@pytest.mark.parametrize(
    "population",
    [[1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024], [0, 0, 0, 1, 1, 1, 1, 2, 2, 9, 9]],
    ids=["all different", "ties"],
)
@pytest.mark.parametrize("n", [4, 7, 9, 10])
def test_of_all_the_samples_there_are_enough_have_the_quantile_inside(
    population: list[float], n: int, p: str
) -> None:
    quantile = np.quantile(population, float(p))  # type 7, numpy's own
    samples = list(combinations(population, n))

    found = quantile_interval(
        np.ravel(samples),
        np.arange(len(samples)) * n,
        np.full(len(samples), n),
        np.full(len(samples), len(population)),
        float(p),
        level=0.8,
    )

    # No interval at that n claims nothing.
    outside = (found.low > quantile) | (found.high < quantile)
    assert outside.mean() <= 0.2


@pytest.mark.parametrize("p", [0.1, 0.25, 0.5, 0.75])
@pytest.mark.parametrize("n", [4, 6, 12, 29, 100, 450])
def test_in_a_large_population_the_ranks_are_the_binomial_ones(n: int, p: float) -> None:
    # A sample of 1 ... n shows its ranks. A million draws from: the tails differ in the fourth digit.
    low, high = interval_of_one([float(rank) for rank in range(1, n + 1)], 1_000_000, str(p), "0.95")

    ranks = np.arange(1, n + 1)
    lower = ranks[stats.binom.cdf(ranks - 1, n, p) <= 0.025]
    upper = ranks[stats.binom.sf(ranks - 1, n, p) <= 0.025]
    if len(lower) and len(upper):
        assert (low, high) == (lower.max(), upper.min())
    else:
        assert np.isnan([low, high]).all()


@pytest.mark.parametrize("p", ["0", "0.3", "0.5", "0.7", "1"])
@pytest.mark.parametrize("n", [1, 2, 10, 11, 21])
def test_when_everybody_answered_the_quantile_lies_between_its_two_neighbours(n: int, p: str) -> None:
    values = [float(3 * rank) for rank in range(1, n + 1)]
    h = (n - 1) * Fraction(p) + 1

    assert interval_of_one(values, n, p, "0.95") == (values[floor(h) - 1], values[ceil(h) - 1])


def test_a_rank_that_rounding_would_miss_is_found() -> None:
    # 0.29 * 100 is 28.999999999999996 in doubles; on paper h is 30.
    values = [float(rank) for rank in range(1, 102)]

    assert interval_of_one(values, 101, "0.29", "0.95") == (30.0, 30.0)


def test_many_groups_at_once_give_what_each_gives_alone() -> None:
    rng = np.random.default_rng(13)
    groups = [np.sort(rng.integers(0, 30, size)).astype(float) for size in [0, 1, 5, 6, 29, 29, 57, 0]]
    population = [3, 1, 57, 6, 57, 58, 57, 0]
    lengths = [len(group) for group in groups]
    starts = np.cumsum([0, *lengths[:-1]])

    found = quantile_interval(np.concatenate(groups), starts, lengths, population, 0.5)

    alone = [
        interval_of_one(list(group), size, "0.5", "0.95")
        for group, size in zip(groups, population, strict=True)
    ]
    np.testing.assert_array_equal(np.transpose(found), alone)


def test_values_between_the_groups_asked_for_are_nobodys() -> None:
    # A campaign leaves out the groups that have no interval, and gives all the values.
    found = quantile_interval([5.0, 9.0, 7.0, 1.0, 2.0, 0.0], [0, 3], [2, 2], [2, 2], 0.0)

    np.testing.assert_array_equal(found, [[5.0, 1.0], [5.0, 1.0]])


def test_of_no_group_there_is_nothing_to_say() -> None:
    assert quantile_interval([], [], [], [], 0.5).low.shape == (0,)
    np.testing.assert_array_equal(quantile_interval([], [0], [0], [5], 0.5).low, [np.nan])


def test_too_few_values_have_no_interval() -> None:
    # Both extremes of 5 miss the median of a large population once in 16: more than 5 %.
    assert np.isnan(interval_of_one([1.0, 2.0, 3.0, 4.0, 5.0], 100_000, "0.5", "0.95")).all()
    assert interval_of_one([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], 100_000, "0.5", "0.95") == (1.0, 6.0)


@pytest.mark.parametrize(
    ("values", "starts", "lengths", "population", "p", "said"),
    [
        ([1.0, 2.0], [0], [2], [1], 0.5, "More values than units in the population: lengths 2, population 1"),
        ([1.0, 2.0], [1], [2], [9], 0.5, "A group ends beyond the values: starts 1, lengths 2"),
        ([1.0, 3.0, 2.0, 4.0], [0, 3], [3, 1], [9, 9], 0.5, "sorted within each group: starts 0, lengths 3"),
        ([1.0, 2.0], [0], [2], [9], 1.5, "A quantile lies between 0 and 1, not 1.5"),
        ([1.0, 2.0], [0, 1], [2], [9], 0.5, "of one length"),
    ],
)
def test_groups_that_cannot_be_are_refused(
    values: list[float], starts: list[int], lengths: list[int], population: list[int], p: float, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        quantile_interval(values, starts, lengths, population, p)


@given(
    st.floats(-1e6, 1e6), st.floats(0, 1e6), st.integers(2, 500), st.integers(0, 500), st.sampled_from(LEVELS)
)
def test_the_interval_of_a_mean_is_the_textbooks(
    mean: float, spread: float, n: int, silent: int, level: str
) -> None:
    error = spread / sqrt(n) * sqrt(silent / (n + silent))
    half = stats.t.ppf((1 + float(level)) / 2, n - 1) * error

    found = mean_interval(mean, spread, n, n + silent, level=float(level))

    wanted = pytest.approx((mean - half, mean + half), rel=1e-9, abs=1e-9 * max(1.0, spread))
    assert (float(found.low), float(found.high)) == wanted


def test_the_mean_of_one_value_has_no_interval_and_that_of_all_is_itself() -> None:
    found = mean_interval([24.0, 24.0, 24.0, 24.0], [np.nan, np.nan, 5.0, 0.0], [0, 1, 21, 3], [0, 9, 21, 9])

    np.testing.assert_array_equal(found.low, [np.nan, np.nan, 24.0, 24.0])
    np.testing.assert_array_equal(found.high, [np.nan, np.nan, 24.0, 24.0])


def test_more_answers_than_units_are_refused() -> None:
    with pytest.raises(
        ValueError, match="More answers than units in the population: answers 5, population 4"
    ):
        mean_interval(1.0, 1.0, 5, 4)
