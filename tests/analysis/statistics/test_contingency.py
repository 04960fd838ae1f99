"""Independence in a table of counts, held against every table with the same totals."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from scipy.stats import chi2_contingency, fisher_exact

from grappe.analysis.statistics.contingency import independence

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


def test_the_lady_tasting_tea() -> None:
    # Fisher (1935, The Design of Experiments, section 11): 3 of 4 cups right on each side, 34/70 two-sided.
    found = independence([[3, 1], [1, 3]])

    assert found.method == "exact"
    assert found.p_value == pytest.approx(34 / 70, abs=CLOSE)


def test_job_satisfaction_by_income_is_rough() -> None:
    # Agresti (2002, Categorical Data Analysis, 2nd ed., table 2.8): X² = 5.97 on 9 degrees of freedom.
    found = independence([[1, 2, 1, 0], [3, 3, 6, 1], [10, 10, 14, 9], [6, 7, 12, 11]])

    assert round(found.statistic, 2) == 5.97
    assert found.method == "chi_square"
    assert found.is_rough


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
        independence([[0.5, 1], [1, 1]])
    with pytest.raises(ValueError, match="rows and columns"):
        independence([1, 2, 3])
