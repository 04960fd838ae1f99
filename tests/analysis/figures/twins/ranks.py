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


def arrangements(groups: list[int], m: int) -> dict[int, int]:
    """Count the ways to draw m of all the values, by twice the pairs in which one of the m is above.

    groups: how many values are equal, from the lowest up; two equal values make half a pair.
    """
    ways = {(0, 0): 1}
    seen = 0
    for size in groups:
        further: dict[tuple[int, int], int] = {}
        for (taken, pairs), count in ways.items():
            for k in range(min(size, m - taken) + 1):
                place = taken + k, pairs + 2 * k * (seen - taken) + k * (size - k)
                further[place] = further.get(place, 0) + count * comb(size, k)
        ways, seen = further, seen + size
    return {pairs: count for (taken, pairs), count in ways.items() if taken == m}


def two_sided_p(ours: list[float], theirs: list[float]) -> float:
    """Mann and Whitney (1947): exact up to 20 values in the smaller group, else normal."""
    m, n = len(ours), len(theirs)
    pairs = sum(1.0 if a > b else 0.5 if a == b else 0.0 for a in ours for b in theirs)
    fewer = min(pairs, m * n - pairs)
    everything = [*ours, *theirs]
    if len(set(everything)) == 1:
        return 1.0
    if min(m, n) <= 20:
        groups = [everything.count(value) for value in sorted(set(everything))]
        ways = arrangements(groups, m)
        # Ties may make one tail heavier than the other.
        tails = (
            sum(count for doubled, count in ways.items() if doubled <= 2 * pairs),
            sum(count for doubled, count in ways.items() if doubled >= 2 * pairs),
        )
        return min(1.0, 2 * min(tails) / comb(m + n, m))
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
