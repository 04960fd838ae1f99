"""What a comparison can see at all, with groups of this size."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq
from scipy.special import ncfdtr, stdtrit

from grappe.analysis.statistics.interval import FloatArray, whole


def minimum_detectable_effect(
    n_a: npt.ArrayLike, n_b: npt.ArrayLike, *, level: float = 0.05, power: float = 0.8
) -> FloatArray:
    """Return the smallest difference of two means that a two-sided t test would see, in standard deviations.

    The difference d for which the test of size `level` rejects with a probability of `power`: the
    statistic is noncentral t, with n_a + n_b - 2 degrees of freedom and a noncentrality of
    d / sqrt(1/n_a + 1/n_b) (Cohen 1988, Statistical Power Analysis, 2nd ed., chapter 2).

    n_a, n_b: sizes of the groups, of one shape, or that broadcast to one; the same shape out (a single
    pair gives an array that `float` takes). NaN when a group is empty or both hold a single value.
    ValueError: level or power not between 0 and 1, power not above level.
    """
    if not 0 < level < power < 1:
        raise ValueError(f"It takes 0 < level < power < 1, not level {level} and power {power}.")
    first, second = np.broadcast_arrays(whole("n_a", n_a), whole("n_b", n_b))
    free = np.where((first > 0) & (second > 0), first + second - 2, 0)
    distinct, place = np.unique(free, return_inverse=True)
    needed = np.array([_noncentrality(int(count), level, power) for count in distinct])
    with np.errstate(divide="ignore"):
        error = np.sqrt(1 / first + 1 / second)
    return np.asarray(np.where(free > 0, needed[place.reshape(free.shape)] * error, np.nan))


@lru_cache(maxsize=4096)
def _noncentrality(free: int, level: float, power: float) -> float:
    """Return the noncentrality at which the test has that power; it depends on nothing but `free`."""
    if free < 1:
        return float("nan")
    critical = float(stdtrit(free, 1 - level / 2)) ** 2

    def lacking(noncentrality: float) -> float:
        # The square of t is an F: one call for both tails, where scipy's own noncentral t has holes.
        return float(1 - power - ncfdtr(1, free, noncentrality**2, critical))

    high = 1.0
    while lacking(high) < 0:
        high *= 1.1  # in small steps: ncfdtr gives up far beyond what is looked for
    return float(brentq(lacking, 0.0, high, xtol=1e-12))
