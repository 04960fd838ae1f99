"""The interval of a share by trying every possible population, and that of a mean by its formula."""

from __future__ import annotations

from math import comb, sqrt
from statistics import stdev

from scipy.stats import t

TAIL = 0.025
SLACK = 1e-9  # 1 of 40 leaves exactly 0.025 in a tail, on paper


def chances(n: int, positives: int, population: int) -> list[float]:
    """Return the probability of 0 … n positives among n drawn from a population that holds so many."""
    others = population - positives
    return [comb(positives, x) * comb(others, n - x) / comb(population, n) for x in range(n + 1)]


def hypergeometric(x: int, n: int, population: int) -> tuple[float, float]:
    """Keep every number of positives in the population that x of n does not contradict in either tail."""
    kept = []
    for positives in range(population + 1):
        chance = chances(n, positives, population)
        if min(sum(chance[x:]), sum(chance[: x + 1])) > TAIL * (1 + SLACK):
            kept.append(positives)
    return min(kept) / population, max(kept) / population


def student(values: list[float], population: int) -> tuple[float, float]:
    n = len(values)
    half = t.ppf(1 - TAIL, n - 1) * stdev(values) / sqrt(n) * sqrt(1 - n / population)
    centre = sum(values) / n
    return centre - half, centre + half
