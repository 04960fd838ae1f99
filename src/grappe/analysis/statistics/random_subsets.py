"""Subsets drawn at random, each as likely as any other of its size: what a Monte-Carlo test counts."""

from __future__ import annotations

import numpy as np

from grappe.analysis.statistics.interval import IntArray

MOST_MARKS = 20_000_000
"""Bytes that the draws made side by side may take."""


def subset_sums(values: IntArray, size: int, draws: int, *, seed: int) -> IntArray:
    """Return the sums (draws,) of subsets of `size` of the values (n,), drawn without putting back.

    Floyd's way (Bentley and Floyd 1987, Communications of the ACM 30:754-757), all draws side by side: for
    j = n - size ... n - 1 a place at most j is drawn, and j itself where that one is taken already.
    """
    rng = np.random.default_rng(seed)
    count = len(values)
    side = max(1, min(draws, MOST_MARKS // max(count, 1)))
    taken = np.zeros((side, count), dtype=np.bool_)
    sums = np.zeros(draws, dtype=np.int64)
    for start in range(0, draws, side):
        rows = np.arange(min(side, draws - start))
        chosen = np.empty((size, len(rows)), dtype=np.int64)
        for turn, last in enumerate(range(count - size, count)):
            place = rng.integers(0, last + 1, len(rows))
            place = np.where(taken[rows, place], last, place)
            taken[rows, place] = True
            chosen[turn] = place
        sums[start : start + len(rows)] = values[chosen].sum(axis=0)
        taken[rows, chosen] = False
    return sums
