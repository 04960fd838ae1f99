"""Intervals of a share of an endless population, and of the difference between two shares."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv, ndtri

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.finite_population import wilson_interval
from grappe.analysis.statistics.interval import (
    FloatArray,
    IntArray,
    Interval,
    ShareInterval,
    refuse_where,
    tail_of,
    whole,
)
from grappe.analysis.statistics.reason import Reason

NO_ANSWER = N_("L’un des groupes ne compte aucune réponse : il n’a pas de part à comparer.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ShareDifference:
    """The first share less the second."""

    difference: FloatArray
    """-1 to 1, of the shape of the counts; NaN where a group has no answer."""
    interval: Interval
    """-1 to 1, NaN where the difference is."""
    reason: Reason | None = None
    """Why some are NaN."""


def clopper_pearson_interval(
    positives: npt.ArrayLike, answers: npt.ArrayLike, *, level: float = 0.95
) -> ShareInterval:
    """Return the exact binomial interval of a share, with equal tails (1934, Biometrika 26:404-413).

    It covers at least as often as it says. positives, answers: counts of one shape, or that broadcast to
    one. Shares out, 0 to 1. No answer: NaN. ValueError: more positives than answers, no whole count.
    """
    tail = tail_of(level)
    x, n = _counts(positives, answers)
    # Where an end is 0 or 1 by definition, the arguments only have to be allowed.
    low = betaincinv(np.maximum(x, 1), n - x + 1, tail)
    high = betaincinv(x + 1, np.maximum(n - x, 1), 1 - tail)
    return _where_answered(np.where(x == 0, 0.0, low), np.where(x == n, 1.0, high), n)


def wilson_corrected_interval(
    positives: npt.ArrayLike, answers: npt.ArrayLike, *, level: float = 0.95
) -> ShareInterval:
    """Return Wilson's score interval of a share, corrected for continuity.

    Newcombe (1998, Statistics in Medicine 17:857-872), method 4; method 3, without correction, is
    `finite_population.wilson_interval`. positives, answers: counts of one shape, or that broadcast to one.
    Shares out, 0 to 1. No answer: NaN. ValueError: more positives than answers, no whole count.
    """
    z = float(ndtri(1 - tail_of(level)))
    x, counted = _counts(positives, answers)
    n = np.maximum(counted, 1)
    share = x / n
    # Below the root stands z² + something positive wherever the end is not 0 or 1 by definition.
    below = np.maximum(z * z - 2 - 1 / n + 4 * share * (n - x + 1), 0)
    above = np.maximum(z * z + 2 - 1 / n + 4 * share * (n - x - 1), 0)
    low = (2 * x + z * z - 1 - z * np.sqrt(below)) / (2 * (n + z * z))
    high = (2 * x + z * z + 1 + z * np.sqrt(above)) / (2 * (n + z * z))
    return _where_answered(
        np.where(x == 0, 0.0, np.maximum(low, 0)), np.where(x == n, 1.0, np.minimum(high, 1)), counted
    )


def share_difference(
    positives: tuple[npt.ArrayLike, npt.ArrayLike],
    answers: tuple[npt.ArrayLike, npt.ArrayLike],
    population: tuple[npt.ArrayLike, npt.ArrayLike] | None = None,
    *,
    level: float = 0.95,
    corrected: bool = False,
) -> ShareDifference:
    """Return the difference of two independent shares with its hybrid score interval.

    Newcombe (1998, Statistics in Medicine 17:873-890): method 10, from Wilson's intervals of both shares;
    corrected for continuity, method 11. Of two finite populations, from Wilson's intervals with their
    correction: the ends of any two intervals combine so (Zou and Donner 2008, Statistics in Medicine
    27:1693-1702).

    positives, answers, population: the first group's and the second's counts, that broadcast to one shape.
    ValueError: more positives than answers, more answers than units, no whole count, both corrections.
    """
    if corrected and population is not None:
        raise ValueError("The interval is corrected for continuity or for finite populations, not for both.")
    (x_1, x_2), (n_1, n_2) = positives, answers
    x_1, n_1, x_2, n_2 = np.broadcast_arrays(*_counts(x_1, n_1), *_counts(x_2, n_2))
    if corrected:
        first = wilson_corrected_interval(x_1, n_1, level=level)
        second = wilson_corrected_interval(x_2, n_2, level=level)
    else:
        units = (None, None) if population is None else population
        first = wilson_interval(x_1, n_1, units[0], level=level)
        second = wilson_interval(x_2, n_2, units[1], level=level)
    answered = (n_1 > 0) & (n_2 > 0)
    one, other = x_1 / np.maximum(n_1, 1), x_2 / np.maximum(n_2, 1)
    difference = np.where(answered, one - other, np.nan)
    return ShareDifference(
        difference=difference,
        interval=Interval(
            np.asarray(difference - np.hypot(one - first.low, second.high - other)),
            np.asarray(difference + np.hypot(first.high - one, other - second.low)),
        ),
        reason=None if answered.all() else Reason(NO_ANSWER),
    )


def _where_answered(low: FloatArray, high: FloatArray, n: IntArray) -> ShareInterval:
    return ShareInterval(np.where(n > 0, low, np.nan), np.where(n > 0, high, np.nan))


def _counts(positives: npt.ArrayLike, answers: npt.ArrayLike) -> tuple[IntArray, IntArray]:
    x, n = np.broadcast_arrays(whole("positives", positives), whole("answers", answers))
    refuse_where(x > n, "More positives than answers", positives=x, answers=n)
    return x, n
