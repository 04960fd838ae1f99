"""Intervals of a mean and of a quantile of a finite population."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

from grappe.analysis.statistics.interval import (
    FloatArray,
    IntArray,
    MeanInterval,
    QuantileInterval,
    refuse_where,
    tail_of,
    whole,
)
from grappe.analysis.statistics.tails import log_factorials, points_in_tail


def mean_interval(
    mean: npt.ArrayLike,
    spread: npt.ArrayLike,
    answers: npt.ArrayLike,
    population: npt.ArrayLike,
    *,
    level: float = 0.95,
) -> MeanInterval:
    """Return Student's interval of a mean, with the finite population correction sqrt(1 - n/N).

    Cochran (1977, Sampling Techniques, 3rd ed., sections 2.6 and 2.8).

    mean, spread: in the unit of the values; the spread is the standard deviation divided by n - 1.
    answers, population: counts n and N; all of one shape, or that broadcast to one.
    Fewer than two answers: NaN. ValueError: more answers than units, a count that is not whole.
    """
    tail = tail_of(level)
    centre, deviation, n, units = np.broadcast_arrays(
        np.asarray(mean, dtype=np.float64),
        np.asarray(spread, dtype=np.float64),
        whole("answers", answers),
        whole("population", population),
    )
    refuse_where(n > units, "More answers than units in the population", answers=n, population=units)
    enough = n > 1
    counted = np.where(enough, n, 2)
    correction = np.sqrt(1 - counted / np.maximum(units, counted))
    half = stdtrit(counted - 1, 1 - tail) * deviation / np.sqrt(counted) * correction
    return MeanInterval(np.where(enough, centre - half, np.nan), np.where(enough, centre + half, np.nan))


def quantile_interval(
    values: npt.ArrayLike,
    starts: npt.ArrayLike,
    lengths: npt.ArrayLike,
    population: npt.ArrayLike,
    p: float,
    *,
    level: float = 0.95,
) -> QuantileInterval:
    """Return the order-statistic interval of the type 7 quantile of a finite population.

    It supposes nothing of the values but that they were drawn without replacement. The quantile Q of N
    units lies between those of rank floor(h) and ceil(h), h = (N - 1)p + 1 (Hyndman and Fan 1996,
    The American Statistician 50:361-365). The low end is the value of rank l in the sample, l the
    largest rank for which the sample holds fewer than l of the floor(h) lowest units with a
    probability of (1 - level)/2 at most; the high end is the same from above (Sedransk and Meyer 1978,
    JRSS B 40:239-252). It covers at least as often as it says; for a large
    population it is the usual binomial one.

    values: (n of all groups,), each group's sorted upwards and side by side, without NaN.
    starts, lengths, population: (groups,): where a group starts in `values`, its n and its N.
    Returns (groups,), in the unit of the values; NaN on both sides where n is too small at that level.
    ValueError: p outside 0 to 1, more values than units, a group outside `values`, values unsorted.
    """
    tail = tail_of(level)
    if not 0 <= p <= 1:
        raise ValueError(f"A quantile lies between 0 and 1, not {p}.")
    ordered = np.asarray(values, dtype=np.float64)
    start, n, units = whole("starts", starts), whole("lengths", lengths), whole("population", population)
    _refuse_what_does_not_fit(ordered, start, n, units)
    sizes, place = np.unique(np.stack([n, units]), axis=1, return_inverse=True)
    low, high = (ranks[place.ravel()] for ranks in _ranks(sizes[0], sizes[1], p, tail))
    given = (low > 0) & (high > 0)
    ends = (np.full(n.shape, np.nan), np.full(n.shape, np.nan))
    ends[0][given] = ordered[(start + low - 1)[given]]
    ends[1][given] = ordered[(start + n - high)[given]]
    return QuantileInterval(*ends)


def _ranks(n: IntArray, units: IntArray, p: float, tail: float) -> tuple[IntArray, IntArray]:
    """Return the rank of the low end from below and of the high end from above; 0: there is none."""
    h = (units - 1) * p + 1
    nearest = np.round(h)
    # 0.1 * 10 may miss 1 by a hair, and floor would fall a whole rank.
    h = np.where(np.abs(h - nearest) < 1e-9 * np.maximum(1, units), nearest, h)
    below, above = np.floor(h).astype(np.int64), units - np.ceil(h).astype(np.int64) + 1
    return _largest_rank(n, below, units, tail), _largest_rank(n, above, units, tail)


def _largest_rank(n: IntArray, marked: IntArray, units: IntArray, tail: float) -> IntArray:
    """Return the largest l with P(X <= l - 1) <= tail, X the number of marked units in the sample."""
    ranks = np.zeros_like(n)
    asked = np.flatnonzero(n > 0)
    n, marked, units = n[asked], marked[asked], units[asked]
    if not len(asked):
        return ranks
    log = log_factorials(int(units.max()))
    others = units - marked
    constant = log[marked] + log[others] + log[n] + log[units - n] - log[units]
    first, last = np.maximum(0, n - others), np.minimum(n, marked)

    def log_mass(rows: IntArray, k: IntArray) -> FloatArray:
        rest = n[rows] - k
        chosen = log[k] + log[marked[rows] - k] + log[rest] + log[others[rows] - rest]
        return np.asarray(constant[rows] - chosen)

    ranks[asked] = first + points_in_tail(first, last, log_mass, tail)
    return ranks


def _refuse_what_does_not_fit(ordered: FloatArray, start: IntArray, n: IntArray, units: IntArray) -> None:
    if ordered.ndim != 1 or start.ndim != 1 or not start.shape == n.shape == units.shape:
        raise ValueError("`values` is one row, and `starts`, `lengths` and `population` are of one length.")
    refuse_where(n > units, "More values than units in the population", lengths=n, population=units)
    refuse_where(start + n > len(ordered), "A group ends beyond the values", starts=start, lengths=n)
    # Only within the groups asked for: what stands between them is nobody's.
    falls = np.concatenate([[0, 0], np.cumsum(ordered[1:] < ordered[:-1])])
    within = falls[start + n] > falls[np.minimum(start + 1, len(ordered))]
    refuse_where((n > 0) & within, "The values are to be sorted within each group", starts=start, lengths=n)
