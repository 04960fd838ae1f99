from __future__ import annotations

import statistics
from collections.abc import Callable
from itertools import combinations
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu

from grappe.analysis.statistics import ranks
from grappe.analysis.statistics.ranks import (
    hodges_lehmann,
    hodges_lehmann_interval,
    mann_whitney_p,
    percentile_ranks,
)

EXACT = 1e-12  # counts below 2^53, added up as doubles
LARGE = 1e-9  # counts beyond 2^53: relative rounding, a few thousand additions
WHOLE = st.integers(-9, 9).map(float)  # few different values, so that many are equal
GROUP = st.lists(WHOLE, min_size=1, max_size=12)


def without_ties(rng: np.random.Generator, m: int, n: int) -> tuple[np.ndarray, np.ndarray]:
    values = rng.permutation(m + n) + rng.uniform(0, 0.5, m + n)
    return values[:m], values[m:]


@given(GROUP, GROUP)
def test_a_rank_counts_those_below_and_half_of_those_equal(values: list[float], peers: list[float]) -> None:
    wanted = [sum((peer < value) + (peer == value) / 2 for peer in peers) / len(peers) for value in values]

    assert percentile_ranks(values, peers).tolist() == pytest.approx(wanted, abs=EXACT)


def test_ranks_without_peers_or_without_value_are_blank() -> None:
    np.testing.assert_array_equal(percentile_ranks([1.0, 2.0], []), [np.nan, np.nan])
    np.testing.assert_array_equal(percentile_ranks([np.nan, 3.0], [2.0, 4.0]), [np.nan, 0.5])
    assert percentile_ranks([], [1.0]).shape == (0,)


@given(GROUP, GROUP)
def test_the_shift_is_the_median_of_all_differences(a: list[float], b: list[float]) -> None:
    assert hodges_lehmann(a, b) == statistics.median(one - other for one in a for other in b)


@pytest.mark.parametrize(("m", "n"), [(1, 1), (1, 9), (2, 3), (3, 2), (4, 4), (5, 8), (3, 11)])
def test_the_exact_tail_is_that_of_all_the_ways_to_draw(m: int, n: int) -> None:
    # Of m + n ranks, m are drawn; U is their sum less its least value.
    drawn = [sum(chosen) - m * (m - 1) // 2 for chosen in combinations(range(m + n), m)]
    wanted = [sum(u <= most for u in drawn) / comb(m + n, m) for most in range(m * n // 2 + 1)]

    np.testing.assert_allclose(ranks._tail_of_pairs(m, n), wanted, rtol=EXACT)


@pytest.mark.parametrize(("m", "n"), [(8, 60), (20, 20), (20, 100), (5, 500)])
def test_the_exact_tail_of_large_groups_is_that_of_whole_numbers(m: int, n: int) -> None:
    # Gaussian binomials without rounding: count[i][u] partitions of u into i parts at most, each n at most.
    row = np.zeros(m * n + 1, dtype=object)
    row[0] = 1
    for i in range(1, m + 1):
        shifted = row.copy()
        shifted[n + i :] -= row[: len(row) - n - i] if n + i < len(row) else 0
        for start in range(min(i, len(shifted))):
            shifted[start::i] = np.cumsum(shifted[start::i])
        row = shifted
    wanted = np.cumsum(row) / comb(m + n, m)

    found = ranks._tail_of_pairs(m, n)

    np.testing.assert_allclose(found, wanted[: len(found)].astype(float), rtol=LARGE)


@pytest.mark.parametrize(("m", "n"), [(3, 4), (4, 4), (5, 9), (2, 30), (8, 12)])
@pytest.mark.parametrize("level", [0.8, 0.9, 0.95])
def test_the_interval_holds_the_shifts_that_the_exact_test_accepts(m: int, n: int, level: float) -> None:
    a, b = without_ties(np.random.default_rng(m * 100 + n), m, n)
    differences = np.sort(np.subtract.outer(a, b).ravel())
    between = (differences[1:] + differences[:-1]) / 2
    shifts = np.concatenate([[differences[0] - 1], between, [differences[-1] + 1]])
    accepted = [
        shift for shift in shifts if mannwhitneyu(a - shift, b, method="exact").pvalue > 1 - level + EXACT
    ]

    low, high = hodges_lehmann_interval(a, b, level=level)

    if np.isnan(low):
        # Then the test accepts every shift: it could not refuse any at that level.
        assert len(accepted) == len(shifts)
    else:
        assert [shift for shift in shifts if low < shift < high] == accepted


@pytest.mark.parametrize(("m", "n"), [(20, 60), (21, 60), (30, 30)])
def test_the_interval_changes_little_where_the_exact_tail_gives_way_to_the_normal(m: int, n: int) -> None:
    a, b = without_ties(np.random.default_rng(5), m, n)
    differences = np.sort(np.subtract.outer(a, b).ravel())
    k = int(np.searchsorted(ranks._tail_of_pairs(m, n), 0.025, "right"))

    low, high = hodges_lehmann_interval(a, b)

    # At most one of the hundreds of differences away from the exact interval.
    assert differences[k - 2] <= low <= differences[k]
    assert differences[m * n - k - 1] <= high <= differences[m * n - k + 1]


@settings(deadline=None)
@given(st.integers(1, 12), st.integers(1, 30), st.integers(0, 10**6))
def test_the_exact_p_value_is_that_of_scipy(m: int, n: int, seed: int) -> None:
    a, b = without_ties(np.random.default_rng(seed), m, n)

    assert mann_whitney_p(a, b) == pytest.approx(mannwhitneyu(a, b, method="exact").pvalue, rel=EXACT)
    assert mann_whitney_p(b, a) == mann_whitney_p(a, b)


@given(GROUP, GROUP)
def test_the_p_value_with_ties_is_that_of_scipy(a: list[float], b: list[float]) -> None:
    tied = [*a, 0.0], [*b, 0.0]
    if len({*tied[0], *tied[1]}) == 1:
        return

    wanted = mannwhitneyu(*tied, method="asymptotic", use_continuity=True).pvalue

    assert mann_whitney_p(*tied) == pytest.approx(wanted, rel=1e-9)


def test_the_p_value_of_large_groups_is_that_of_scipy() -> None:
    a, b = without_ties(np.random.default_rng(3), 21, 400)

    assert mann_whitney_p(a, b) == pytest.approx(mannwhitneyu(a, b, method="asymptotic").pvalue, rel=1e-9)


def test_values_that_are_all_equal_say_nothing_of_a_shift() -> None:
    assert mann_whitney_p([2.0, 2.0], [2.0]) == 1.0
    assert hodges_lehmann([2.0, 2.0], [2.0]) == 0.0


def test_without_a_group_there_is_nothing_to_compare() -> None:
    assert np.isnan(
        [hodges_lehmann([], [1.0]), *hodges_lehmann_interval([1.0], []), mann_whitney_p([], [])]
    ).all()


def test_single_values_have_a_shift_and_no_interval() -> None:
    assert hodges_lehmann([5.0], [3.0]) == 2.0
    assert np.isnan(hodges_lehmann_interval([5.0], [3.0])).all()
    assert mann_whitney_p([5.0], [3.0]) == 1.0


@pytest.mark.parametrize("function", [hodges_lehmann, hodges_lehmann_interval, mann_whitney_p])
def test_blanks_are_refused_by_the_name_of_their_group(function: Callable[..., object]) -> None:
    with pytest.raises(ValueError, match="`b` has blanks: 1 of 2"):
        function([1.0], [2.0, np.nan])
    with pytest.raises(ValueError, match="`a` is one row"):
        function([[1.0]], [2.0])
