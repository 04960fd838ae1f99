"""Independence in a table of counts, held against every table with the same totals."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pytest
from scipy.stats import MonteCarloMethod, chi2_contingency, fisher_exact, hypergeom

from grappe.analysis.statistics import contingency
from grappe.analysis.statistics.contingency import FEW, independence

CLOSE = 1e-9
"""Two ways to add up the same few probabilities."""


def slowly(counts: list[list[int]]) -> float:
    """Go through all tables of two rows or more with these totals, one by one."""
    rows, columns = [sum(row) for row in counts], [sum(column) for column in zip(*counts, strict=True)]

    def chance(table: list[tuple[int, ...]]) -> float:
        above = math.prod(map(math.factorial, (*rows, *columns)))
        below = math.factorial(sum(rows)) * math.prod(math.factorial(cell) for row in table for cell in row)
        return above / below

    def tables(rest: list[int], left: list[int]) -> list[list[tuple[int, ...]]]:
        if not rest:
            return [[]] if not any(left) else []
        found = []
        for row in itertools.product(*(range(most + 1) for most in left)):
            if sum(row) == rest[0]:
                below = [most - cell for most, cell in zip(left, row, strict=True)]
                found += [[row, *others] for others in tables(rest[1:], below)]
        return found

    seen = chance([tuple(row) for row in counts])
    return sum(each for table in tables(rows, columns) if (each := chance(table)) <= seen * (1 + 1e-9))


def column_by_column(counts: list[list[int]]) -> float:
    """Count the tables column after column in whole numbers: what is left to the rows, and the product."""
    rows, columns = [sum(row) for row in counts], [sum(column) for column in zip(*counts, strict=True)]
    ways = {(tuple(rows), 1): 1}
    for total in columns:
        after: dict[tuple[tuple[int, ...], int], int] = {}
        for (left, product), number in ways.items():
            for split in shared(total, left):
                rest = tuple(most - cell for most, cell in zip(left, split, strict=True))
                key = rest, product * math.prod(map(math.factorial, split))
                after[key] = after.get(key, 0) + number
        ways = after
    seen = math.prod(math.factorial(cell) for row in counts for cell in row)
    unlikely = sum(Fraction(number, product) for (_, product), number in ways.items() if product >= seen)
    above = math.prod(map(math.factorial, (*rows, *columns)))
    return float(unlikely * above / math.factorial(sum(rows)))


def shared(total: int, most: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Share a total among so many, in whole numbers."""
    if len(most) == 1:
        if total <= most[0]:
            yield (total,)
        return
    for first in range(min(total, most[0]) + 1):
        for others in shared(total - first, most[1:]):
            yield (first, *others)


def test_the_lady_tasting_tea() -> None:
    # Fisher (1935, The Design of Experiments, section 11): 3 of 4 cups right on each side, 34/70 two-sided.
    found = independence([[3, 1], [1, 3]])

    assert found.method == "exact"
    assert found.p_value == pytest.approx(34 / 70, abs=CLOSE)


def test_job_satisfaction_by_income() -> None:
    # Agresti (2002, Categorical Data Analysis, 2nd ed., table 2.8): X² = 5.97 on 9 degrees of freedom; in the
    # help page of R's fisher.test, which prints p-value = 0.7827.
    found = independence([[1, 2, 1, 0], [3, 3, 6, 1], [10, 10, 14, 9], [6, 7, 12, 11]])

    assert round(found.statistic, 2) == 5.97
    assert (found.method, round(found.p_value, 4)) == ("exact", 0.7827)
    assert not found.is_rough


@pytest.mark.parametrize("seed", range(12))
def test_a_sparse_table_equals_the_column_by_column_count(seed: int) -> None:
    rng = np.random.default_rng(seed)
    shape, total = [((2, 9), 26), ((3, 6), 26), ((4, 4), 26), ((4, 5), 20), ((5, 5), 13), ((6, 4), 12)][
        seed % 6
    ]
    counts = rng.multinomial(total, np.full(math.prod(shape), 1 / math.prod(shape))).reshape(shape)
    counts[0] += 1

    found = independence(counts)

    assert found.method == "exact"
    assert found.p_value == pytest.approx(column_by_column(counts.tolist()), rel=CLOSE)


def test_a_tiny_probability_keeps_its_digits() -> None:
    # Three firms' answers, all of one kind each: six tables of 60 are as unlikely.
    found = independence(20 * np.eye(3, dtype=int))

    wanted = 6 * math.factorial(20) ** 3 / math.factorial(60)
    assert found.p_value == pytest.approx(wanted, rel=CLOSE)


@pytest.mark.parametrize("seed", range(12))
def test_a_small_table_equals_the_slow_count(seed: int) -> None:
    rng = np.random.default_rng(seed)
    shape = [(2, 2), (2, 3), (3, 2), (3, 3)][seed % 4]
    counts = rng.integers(0, 4, shape) + np.eye(*shape, dtype=int)

    found = independence(counts)

    assert found.method == "exact"
    assert found.p_value == pytest.approx(slowly(counts.tolist()), abs=CLOSE)


@pytest.mark.parametrize("seed", range(6))
def test_two_by_two_equals_fishers_test(seed: int) -> None:
    counts = np.random.default_rng(seed).integers(1, 40, (2, 2))

    assert independence(counts).p_value == pytest.approx(fisher_exact(counts).pvalue, abs=1e-7)


def test_a_table_and_its_transpose_say_the_same() -> None:
    counts = np.array([[5, 0, 2], [1, 4, 3]])

    assert independence(counts).p_value == pytest.approx(independence(counts.T).p_value, abs=CLOSE)


def test_large_counts_go_by_chi_square() -> None:
    counts = np.array([[500, 300, 200, 90], [450, 350, 210, 70], [480, 320, 190, 99]])
    found = independence(counts)

    assert found.method == "chi_square"
    assert not found.is_rough
    assert found.p_value == pytest.approx(chi2_contingency(counts, correction=False).pvalue, abs=CLOSE)


def test_what_is_rare_among_millions_is_exact() -> None:
    # Of 4 000 010, 8 are of the second column and 7 of the second row: 5 of them in both.
    chances = hypergeom.pmf(np.arange(8), 4_000_010, 8, 7)

    found = independence([[4_000_000, 3], [2, 5]])

    assert found.method == "exact"
    assert found.p_value == pytest.approx(chances[5:].sum(), rel=CLOSE)


def test_billions_take_no_more_memory_than_units() -> None:
    found = independence([[10**10, 3], [5, 10**10]])
    larger = independence([[10**10, 10**10, 7], [10**10, 10**10, 9]])

    assert (found.p_value, found.method, found.is_rough) == (0.0, "chi_square", False)
    assert (larger.method, larger.is_rough) == ("chi_square", False)
    assert larger.smallest_expected == pytest.approx(8, rel=1e-6)
    # The difference of 7 and 9 is all there is: chi-square of 1/8 + 1/8.
    assert larger.statistic == pytest.approx(0.25, rel=1e-6)


def test_a_probability_below_all_numbers_is_zero() -> None:
    assert independence([[1000, 0], [0, 1000]]).p_value == 0.0


# Half of those expected are below 5, and there are too many tables for the exact value.
SPREAD = np.array(
    [[9, 4, 8, 3, 7, 2], [3, 8, 2, 9, 4, 6], [6, 5, 9, 2, 8, 4], [2, 7, 3, 8, 3, 9], [5, 3, 6, 4, 9, 5]]
)


def test_beyond_the_exact_value_a_rough_one_says_so() -> None:
    found = independence(SPREAD)

    assert (found.method, found.is_rough) == ("chi_square", True)
    assert found.smallest_expected < FEW


def test_random_tables_take_the_place_of_a_rough_value() -> None:
    found = independence(SPREAD, rng=np.random.default_rng(7))
    again = independence(SPREAD, rng=np.random.default_rng(7))
    other = fisher_exact(SPREAD, method=MonteCarloMethod(n_resamples=9999, rng=np.random.default_rng(8)))

    assert (found.method, found.is_rough) == ("drawn", False)
    assert found.p_value == again.p_value
    # Four errors of a difference of two shares of 10 000 draws.
    error = math.sqrt(2 * other.pvalue * (1 - other.pvalue) / 10_000)
    assert found.p_value == pytest.approx(float(other.pvalue), abs=4 * error)


def test_random_tables_that_are_very_unlikely_each_are_told_apart() -> None:
    # Each of these tables has a probability of less than the smallest number there is.
    counts = np.random.default_rng(9).poisson(20, (25, 25))

    found = independence(counts, rng=np.random.default_rng(1))
    rough = chi2_contingency(counts, correction=False).pvalue

    assert found.method == "drawn"
    assert found.p_value == pytest.approx(rough, abs=0.05)
    assert independence(counts + 60 * np.eye(25, dtype=int), rng=np.random.default_rng(1)).p_value == 1e-4


def test_random_tables_agree_with_the_exact_value() -> None:
    counts = np.array([[1, 2, 1, 0], [3, 3, 6, 1], [10, 10, 14, 9], [6, 7, 12, 11]])

    drawn = contingency._drawn(counts, np.random.default_rng(2))

    assert drawn == pytest.approx(independence(counts).p_value, abs=4 * 0.0042)  # four errors of the draws


def test_empty_rows_and_columns_change_nothing() -> None:
    plain = independence([[3, 1], [1, 3]])
    padded = independence([[3, 0, 1], [0, 0, 0], [1, 0, 3]])

    assert padded.p_value == plain.p_value


@pytest.mark.parametrize("counts", [[[3, 4]], [[3], [4]], [[0, 0], [0, 0]], [[3, 4], [0, 0]]])
def test_a_single_class_has_no_test_and_says_why(counts: list[list[int]]) -> None:
    found = independence(counts)

    assert math.isnan(found.p_value)
    assert found.reason is not None
    assert found.reason.sentence() == "Tous sont dans une même classe : il n’y a rien à comparer."


def test_counts_are_whole_and_in_a_table() -> None:
    with pytest.raises(ValueError, match="whole numbers"):
        independence([[0.5, 1.0], [1.0, 1.0]])
    with pytest.raises(ValueError, match="rows and columns"):
        independence([1, 2, 3])
