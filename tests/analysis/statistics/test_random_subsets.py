"""Subsets drawn at random: all of the size asked, each as often as any other."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest
from scipy.stats import chisquare

from grappe.analysis.statistics import random_subsets
from grappe.analysis.statistics.random_subsets import subset_sums


@pytest.mark.parametrize(("count", "size"), [(5, 2), (6, 3), (7, 1), (6, 5)])
@pytest.mark.parametrize("room", [20_000_000, 100])
def test_each_subset_is_as_likely_as_any_other(
    count: int, size: int, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(random_subsets, "MOST_MARKS", room)
    # Powers of two: each sum tells its subset.
    sums = subset_sums(2 ** np.arange(count), size, 20_000, seed=5)
    seen, often = np.unique(sums, return_counts=True)

    assert len(seen) == comb(count, size)
    assert all(int(one).bit_count() == size for one in seen)
    assert chisquare(often).pvalue > 0.001


def test_the_whole_is_one_subset_and_one_seed_gives_one_answer() -> None:
    values = np.arange(10)

    assert set(subset_sums(values, 10, 50, seed=1).tolist()) == {45}
    np.testing.assert_array_equal(subset_sums(values, 4, 50, seed=1), subset_sums(values, 4, 50, seed=1))
    assert (subset_sums(values, 4, 50, seed=1) != subset_sums(values, 4, 50, seed=2)).any()
