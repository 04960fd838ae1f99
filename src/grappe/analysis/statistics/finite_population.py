"""Intervals of a share when the sample is a good part of a small population.

29 answers of 57 members say more than 29 of a country: what was not asked is known in number.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from grappe.analysis.statistics.interval import (
    FloatArray,
    IntArray,
    ShareInterval,
    refuse_where,
    tail_of,
    whole,
)
from grappe.analysis.statistics.tails import log_factorials, points_in_tail

NEGLIGIBLE = 1e-16
"""What is left out of a tail, relatively to it."""


def hypergeometric_interval(
    positives: npt.ArrayLike, answers: npt.ArrayLike, population: npt.ArrayLike, *, level: float = 0.95
) -> ShareInterval:
    """Return the exact interval of the share of positives in a finite population, with equal tails.

    Of a population of N units, n answered (drawn without replacement) and x of them are positive. The
    interval holds the shares K/N that such a sample does not contradict: from the smallest K with
    P(X >= x | K) > (1 - level)/2 to the largest with P(X <= x | K) > (1 - level)/2, where X is
    hypergeometric (Buonaccorsi 1987, The American Statistician 41:215-218). It covers at least as often
    as it says, and is the share itself when everybody answered.

    positives, answers, population: counts of one shape, or that broadcast to one. Shares out, 0 to 1.
    No answer: NaN. ValueError: more answers than units, more positives than answers, no whole count.
    """
    tail = tail_of(level)
    x, n, units = _counts(positives, answers, population)
    triples, place = np.unique(
        np.stack([np.concatenate([x.ravel(), (n - x).ravel()]), *np.tile([n.ravel(), units.ravel()], 2)]),
        axis=1,
        return_inverse=True,
    )
    fewest = _fewest_positives(triples[0], triples[1], triples[2], tail)[place.reshape(2, *x.shape)]
    # As many positives at most as all but the fewest negatives.
    with np.errstate(invalid="ignore", divide="ignore"):
        low, high = fewest[0] / units, (units - fewest[1]) / units
    return ShareInterval(np.where(n > 0, low, np.nan), np.where(n > 0, high, np.nan))


def wilson_interval(
    positives: npt.ArrayLike,
    answers: npt.ArrayLike,
    population: npt.ArrayLike | None = None,
    *,
    level: float = 0.95,
) -> ShareInterval:
    """Return Wilson's score interval of a share (1927, JASA 22:209-212).

    With a population of N units, n answers weigh as much as n(N - 1)/(N - n) would in an endless one;
    the interval is the share itself when everybody answered.

    positives, answers, population: counts of one shape, or that broadcast to one. Shares out, 0 to 1.
    No answer: NaN. ValueError: more answers than units, more positives than answers, no whole count.
    """
    z = float(ndtri(1 - tail_of(level)))
    x, n, units = _counts(positives, answers, answers if population is None else population)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = x / n
        # The inverse of the weight of the answers, so that "everybody answered" is a plain 0.
        inverse = 1 / n if population is None else (units - n) / (n * np.maximum(units - 1, 1))
    squared = z * z * inverse
    centre = (share + squared / 2) / (1 + squared)
    half = np.sqrt(squared * (share * (1 - share) + squared / 4)) / (1 + squared)
    # 0 of n starts at 0 and n of n ends at 1, which rounding would miss by a hair.
    low = np.where(x == 0, 0.0, centre - half)
    high = np.where(x == n, 1.0, centre + half)
    return ShareInterval(np.where(n > 0, low, np.nan), np.where(n > 0, high, np.nan))


def _fewest_positives(x: IntArray, n: IntArray, units: IntArray, tail: float) -> IntArray:
    """Return the smallest K with P(X >= x | K) > tail. All (triples,).

    P(X >= x | K) is the probability that, of the n ranks drawn from 1 ... N, the x-th is at most K.
    So one running sum of P(the x-th is j) = C(j-1, x-1) C(N-j, n-x) / C(N, n) gives it for every K.
    """
    fewest = np.zeros_like(x)
    asked = np.flatnonzero(x > 0)
    x, n, units = x[asked], n[asked], units[asked]
    if not len(asked):
        return fewest
    log = log_factorials(int(units.max()))
    constant = log[n] + log[units - n] - log[units] - log[x - 1] - log[n - x]
    first, last = _where_to_look(x, n, units, tail)

    def log_mass(rows: IntArray, j: IntArray) -> FloatArray:
        beyond = units[rows] - j
        below = log[j - 1] - log[j - x[rows]]
        return np.asarray(below + log[beyond] - log[beyond - (n[rows] - x[rows])] + constant[rows])

    fewest[asked] = first + points_in_tail(first, last, log_mass, tail)
    return fewest


def _where_to_look(x: IntArray, n: IntArray, units: IntArray, tail: float) -> tuple[IntArray, IntArray]:
    """Return ranks between which the sum passes `tail`: what lies before them is negligible.

    Hoeffding (1963, JASA 58:13-30, theorem 1 and section 6, for draws without replacement) bounds
    P(X >= x | K) and P(X < x | K) by exp(-2 n (distance of the shares)^2).
    """
    before = np.sqrt(-np.log(tail * NEGLIGIBLE) / (2 * n))
    after = np.sqrt(-np.log1p(-tail) / (2 * n))
    first = np.floor(units * (x / n - before)).astype(np.int64)
    last = np.ceil(units * ((x - 1) / n + after)).astype(np.int64) + 1
    return np.maximum(first, x), np.clip(last, x, units - n + x)


def _counts(
    positives: npt.ArrayLike, answers: npt.ArrayLike, population: npt.ArrayLike
) -> tuple[IntArray, IntArray, IntArray]:
    x, n, units = np.broadcast_arrays(
        whole("positives", positives), whole("answers", answers), whole("population", population)
    )
    refuse_where(n > units, "More answers than units in the population", answers=n, population=units)
    refuse_where(x > n, "More positives than answers", positives=x, answers=n)
    return x, n, units
