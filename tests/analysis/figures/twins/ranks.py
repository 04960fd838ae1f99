"""Ranks by counting pairs and arrangements, and the smallest effect by search."""

from __future__ import annotations

from functools import cache
from math import comb, sqrt
from statistics import NormalDist

from scipy.stats import ncf, t


def percentile_rank(value: float, others: list[float]) -> float:
    below = sum(1 for other in others if other < value)
    equal = sum(1 for other in others if other == value)
    return (below + equal / 2) / len(others)


@cache
def arrangements(m: int, n: int, pairs: int) -> int:
    """Count the orders of m and n different values in which one of m beats one of n in so many pairs."""
    if pairs < 0:
        return 0
    if m == 0 or n == 0:
        return 1 if pairs == 0 else 0
    # The largest of all is one of m, and beats all n; or one of n, and is beaten by none.
    return arrangements(m - 1, n, pairs - n) + arrangements(m, n - 1, pairs)


def two_sided_p(ours: list[float], theirs: list[float]) -> float:
    """Mann and Whitney (1947): exact without ties and up to 20 values in the smaller group, else normal."""
    m, n = len(ours), len(theirs)
    pairs = sum(1.0 if a > b else 0.5 if a == b else 0.0 for a in ours for b in theirs)
    fewer = min(pairs, m * n - pairs)
    everything = [*ours, *theirs]
    if len(set(everything)) == 1:
        return 1.0
    if min(m, n) <= 20 and len(set(everything)) == m + n:
        tail = sum(arrangements(m, n, u) for u in range(int(fewer) + 1)) / comb(m + n, m)
        return min(1.0, 2 * tail)
    size = m + n
    ties = sum(everything.count(value) ** 3 - everything.count(value) for value in set(everything))
    variance = m * n / 12 * (size + 1 - ties / (size * (size - 1)))
    return min(1.0, 2 * NormalDist().cdf((fewer - m * n / 2 + 0.5) / sqrt(variance)))


@cache
def detectable_effect(m: int, n: int) -> float | None:
    """Search for the difference, in standard deviations, that a two-sided t test sees 8 times of 10."""
    free = m + n - 2
    if free < 1:
        return None
    critical, error = t.ppf(0.975, free) ** 2, sqrt(1 / m + 1 / n)
    low, high = 0.0, 1.0
    while ncf.sf(critical, 1, free, (high / error) ** 2) < 0.8:
        high *= 1.1
    for _ in range(100):
        middle = (low + high) / 2
        seen = ncf.sf(critical, 1, free, (middle / error) ** 2)
        low, high = (middle, high) if seen < 0.8 else (low, middle)
    return (low + high) / 2
