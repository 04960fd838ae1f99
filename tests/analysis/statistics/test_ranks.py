from __future__ import annotations

import statistics
from collections.abc import Callable
from itertools import combinations
from math import comb
from typing import Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import PermutationMethod, mannwhitneyu

from grappe.analysis.statistics import ranks
from grappe.analysis.statistics.ranks import (
    mann_whitney,
    percentile_ranks,
    shift,
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

    assert percentile_ranks(values, peers).values.tolist() == pytest.approx(wanted, abs=EXACT)


def test_ranks_without_peers_or_without_value_are_blank_and_say_why() -> None:
    alone, blank = percentile_ranks([1.0, 2.0], []), percentile_ranks([np.nan, 3.0], [2.0, 4.0])

    np.testing.assert_array_equal(alone, [np.nan, np.nan])
    np.testing.assert_array_equal(blank, [np.nan, 0.5])
    assert [found.reason and found.reason.sentence() for found in (alone, blank)] == [
        "Il n’y a personne à qui comparer : aucun rang ne peut être donné.",
        "Une valeur manque : ce qui n’a pas de valeur n’a pas de rang.",
    ]
    for whole in (percentile_ranks([], [1.0]), percentile_ranks([], []), percentile_ranks([3.0], [1.0])):
        assert whole.reason is None
    assert percentile_ranks([], [1.0]).values.shape == (0,)


@given(GROUP, GROUP)
def test_the_shift_is_the_median_of_all_differences(a: list[float], b: list[float]) -> None:
    assert shift(a, b).estimate == statistics.median(one - other for one in a for other in b)


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
        each for each in shifts if mannwhitneyu(a - each, b, method="exact").pvalue > 1 - level + EXACT
    ]

    found = shift(a, b, level=level)
    low, high = found.low, found.high

    if np.isnan(low):
        # Then the test accepts every shift: it could not refuse any at that level.
        assert len(accepted) == len(shifts)
    else:
        assert [each for each in shifts if low < each < high] == accepted


@pytest.mark.parametrize(("m", "n"), [(20, 60), (21, 60), (30, 30)])
def test_the_interval_changes_little_where_the_exact_tail_gives_way_to_the_normal(m: int, n: int) -> None:
    a, b = without_ties(np.random.default_rng(5), m, n)
    differences = np.sort(np.subtract.outer(a, b).ravel())
    k = int(np.searchsorted(ranks._tail_of_pairs(m, n), 0.025, "right"))

    found = shift(a, b)
    low, high = found.low, found.high

    # At most one of the hundreds of differences away from the exact interval.
    assert differences[k - 2] <= low <= differences[k]
    assert differences[m * n - k - 1] <= high <= differences[m * n - k + 1]


@given(st.integers(1, 12), st.integers(1, 30), st.integers(0, 10**6))
def test_the_exact_p_value_is_that_of_scipy(m: int, n: int, seed: int) -> None:
    a, b = without_ties(np.random.default_rng(seed), m, n)

    assert mann_whitney(a, b).p_value == pytest.approx(mannwhitneyu(a, b, method="exact").pvalue, rel=EXACT)
    assert mann_whitney(b, a).p_value == mann_whitney(a, b).p_value


def share_of_all_draws(a: list[float], b: list[float]) -> tuple[float, float]:
    """P(U as low or lower) and P(U as high or higher), by every way to draw `a` from the values of both."""
    pooled = [*a, *b]

    def pairs_won(chosen: tuple[int, ...]) -> float:
        others = [value for place, value in enumerate(pooled) if place not in chosen]
        return sum((pooled[i] > other) + (pooled[i] == other) / 2 for i in chosen for other in others)

    seen = pairs_won(tuple(range(len(a))))
    drawn = [pairs_won(chosen) for chosen in combinations(range(len(pooled)), len(a))]
    return sum(u <= seen for u in drawn) / len(drawn), sum(u >= seen for u in drawn) / len(drawn)


FEW = st.lists(st.integers(-2, 2).map(float), min_size=1, max_size=5)


@given(FEW, FEW)
def test_the_p_value_with_ties_is_the_share_of_all_draws(a: list[float], b: list[float]) -> None:
    lower, upper = share_of_all_draws(a, b)

    assert mann_whitney(a, b, alternative="less").p_value == pytest.approx(lower, rel=EXACT)
    assert mann_whitney(a, b, alternative="greater").p_value == pytest.approx(upper, rel=EXACT)
    assert mann_whitney(a, b).p_value == pytest.approx(min(1, 2 * min(lower, upper)), rel=EXACT)


def test_one_tie_hardly_moves_a_larger_group() -> None:
    # Too many draws to count: the exact values without the tie and with it, broken either way, enclose it.
    a, b = without_ties(np.random.default_rng(8), 8, 30)
    tied, above, below = b.copy(), b.copy(), b.copy()
    tied[0], above[0], below[0] = a[0], a[0] + 1e-9, a[0] - 1e-9
    ends = sorted(mann_whitney(a, other, alternative="greater").p_value for other in (above, below))

    found = mann_whitney(a, tied, alternative="greater")

    assert found.method == "exact"
    assert ends[0] <= found.p_value <= ends[1]


@pytest.mark.parametrize("alternative", ["less", "greater"])
@pytest.mark.parametrize(("m", "n"), [(1, 7), (6, 6), (9, 4)])
def test_one_sided_values_without_ties_are_those_of_scipy(
    alternative: Literal["less", "greater"], m: int, n: int
) -> None:
    for seed in range(10):
        a, b = without_ties(np.random.default_rng(seed), m, n)
        wanted = mannwhitneyu(a, b, alternative=alternative, method="exact")

        found = mann_whitney(a, b, alternative=alternative)

        assert (found.statistic, found.method) == (wanted.statistic, "exact")
        assert found.p_value == pytest.approx(wanted.pvalue, rel=1e-9)


@pytest.mark.parametrize("alternative", ["two-sided", "less", "greater"])
def test_large_groups_with_ties_are_normal_and_as_scipy(
    alternative: Literal["two-sided", "less", "greater"],
) -> None:
    rng = np.random.default_rng(4)
    a, b = rng.integers(0, 6, 25).astype(float), rng.integers(1, 7, 40).astype(float)
    wanted = mannwhitneyu(a, b, alternative=alternative, method="asymptotic").pvalue

    found = mann_whitney(a, b, alternative=alternative)

    assert found.method == "normal"
    assert found.p_value == pytest.approx(wanted, rel=1e-9)


def test_more_work_than_is_affordable_is_normal() -> None:
    rng = np.random.default_rng(6)

    assert mann_whitney(rng.integers(0, 9, 20), rng.integers(0, 9, 2000)).method == "normal"
    assert mann_whitney(rng.integers(0, 9, 5), rng.integers(0, 9, 500)).method == "exact"


@pytest.mark.parametrize("seed", range(6))
def test_drawn_p_values_are_the_exact_ones_but_for_chance(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(seed)
    a, b = rng.integers(0, 9, 9).astype(float), rng.integers(0, 8, 14).astype(float)
    sides: tuple[ranks.Alternative, ...] = ("greater", "less", "two-sided")
    exact = [mann_whitney(a, b, alternative=side, draws=9_999) for side in sides]
    monkeypatch.setattr(ranks, "MOST_WORK", 0)
    drawn = [mann_whitney(a, b, alternative=side, draws=9_999) for side in sides]
    turned = mann_whitney(b, a, alternative="less", draws=9_999)

    assert [one.method for one in (*exact, *drawn)] == ["exact"] * 3 + ["monte_carlo"] * 3
    # Four standard errors of a share of 9,999 draws, and twice that for both sides.
    for one, other, allowed in zip(drawn, exact, (1, 1, 2), strict=True):
        error = allowed * 4 * (other.p_value * (1 - other.p_value) / 9_999) ** 0.5 + 1e-4
        assert abs(one.p_value - other.p_value) < error
    assert turned.p_value == pytest.approx(drawn[0].p_value, abs=0.02)


def test_drawn_p_values_are_those_of_scipy_s_permutations_but_for_chance() -> None:
    rng = np.random.default_rng(8)
    a, b = rng.normal(0.45, 1, 25).round(1), rng.normal(0, 1, 60).round(1)
    drawn = mann_whitney(a, b, alternative="greater", draws=9_999)
    wanted = mannwhitneyu(
        a,
        b,
        alternative="greater",
        method=PermutationMethod(n_resamples=40_000, rng=np.random.default_rng(1)),
    )

    assert drawn.method == "monte_carlo"
    assert drawn.p_value == pytest.approx(wanted.pvalue, abs=5 * (wanted.pvalue / 9_999) ** 0.5)
    assert mann_whitney(a, b, alternative="greater", draws=9_999) == drawn, "one seed, one answer"


def test_a_drawn_p_value_is_never_nil() -> None:
    a, b = np.repeat([9.0, 10.0], 15), np.repeat(np.arange(8.0), 10)

    assert mann_whitney(a, b, draws=999, alternative="greater").p_value == 1 / 1_000
    assert mann_whitney(a, b, draws=999).p_value == 2 / 1_000
    assert mann_whitney(np.ones(30), np.ones(40), draws=999).p_value == 1.0


def test_what_would_take_too_many_draws_is_normal() -> None:
    rng = np.random.default_rng(2)
    a, b = rng.integers(0, 50, 600).astype(float), rng.integers(0, 50, 700).astype(float)

    assert mann_whitney(a, b, draws=9_999).method == "normal"
    assert mann_whitney(a, b, draws=9_999) == mann_whitney(a, b)


def test_an_empty_group_is_a_sentence() -> None:
    test, moved = mann_whitney([], [1.0]), shift([1.0], [])

    assert test.reason is not None
    assert test.reason.sentence() == "L’un des deux groupes est vide : il n’y a rien à comparer."
    assert moved.reason == test.reason


def test_groups_too_small_for_an_interval_say_so() -> None:
    found = shift([1.0, 2.0], [0.0, 5.0, 7.0])

    assert found.estimate == -3.5
    assert np.isnan([found.low, found.high, found.attained]).all()
    assert found.reason is not None
    assert found.reason.sentence() == "Les groupes sont trop petits pour un intervalle à ce niveau."


def test_the_level_attained_is_that_of_all_the_ways_to_draw() -> None:
    a, b = without_ties(np.random.default_rng(2), 5, 6)
    found = shift(a, b, level=0.9)
    differences = np.sort(np.subtract.outer(a, b).ravel())
    k = int(np.flatnonzero(differences == found.low)[0]) + 1
    drawn = [sum(chosen) - 10 for chosen in combinations(range(11), 5)]

    assert found.attained == pytest.approx(1 - 2 * sum(u < k for u in drawn) / len(drawn), rel=EXACT)
    assert found.attained >= 0.9


def test_an_unknown_alternative_is_refused() -> None:
    with pytest.raises(ValueError, match="not higher"):
        mann_whitney([1.0], [2.0], alternative="higher")  # type: ignore[arg-type] # that is the point


def test_the_p_value_of_large_groups_is_that_of_scipy() -> None:
    a, b = without_ties(np.random.default_rng(3), 21, 400)

    assert mann_whitney(a, b).p_value == pytest.approx(
        mannwhitneyu(a, b, method="asymptotic").pvalue, rel=1e-9
    )


def test_values_that_are_all_equal_say_nothing_of_a_shift() -> None:
    assert mann_whitney([2.0, 2.0], [2.0]).p_value == 1.0
    assert shift([2.0, 2.0], [2.0]).estimate == 0.0


def test_without_a_group_there_is_nothing_to_compare() -> None:
    for a, b in (([], [1.0]), ([1.0], []), ([], [])):
        moved, tested = shift(a, b), mann_whitney(a, b)
        assert np.isnan([moved.estimate, moved.low, moved.high, moved.attained, tested.p_value]).all()
        assert moved.reason == tested.reason
        assert moved.reason is not None
        assert moved.reason.sentence() == "L’un des deux groupes est vide : il n’y a rien à comparer."


def test_single_values_have_a_shift_and_no_interval() -> None:
    found = shift([5.0], [3.0])

    assert found.estimate == 2.0
    assert np.isnan([found.low, found.high]).all()
    assert found.reason is not None
    assert found.reason.sentence() == "Les groupes sont trop petits pour un intervalle à ce niveau."
    assert mann_whitney([5.0], [3.0]).p_value == 1.0


@pytest.mark.parametrize("function", [shift, mann_whitney])
def test_blanks_are_refused_by_the_name_of_their_group(function: Callable[..., object]) -> None:
    with pytest.raises(ValueError, match="`b` has blanks: 1 of 2"):
        function([1.0], [2.0, np.nan])
    with pytest.raises(ValueError, match="`a` is one row"):
        function([[1.0]], [2.0])


def test_the_shift_of_what_is_infinite_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        shift([np.inf, 1.0], [np.inf])
    with pytest.raises(ValueError, match="finite"):
        shift([1.0], [-np.inf])
