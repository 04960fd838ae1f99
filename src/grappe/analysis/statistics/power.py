"""What a comparison can see at all, with groups of this size."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq
from scipy.special import ncfdtr, ndtri, stdtrit

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.explained import Explained
from grappe.analysis.statistics.interval import BoolArray, FloatArray, IntArray, whole
from grappe.analysis.statistics.reason import Reason

NO_EFFECT = N_("Un effet nul ne se voit avec aucun effectif.")
EMPTY_GROUP = N_("L’un des groupes est vide : aucune différence ne peut s’y voir.")
ONE_EACH = N_(
    "Chaque groupe n’a qu’une valeur : rien ne dit combien elles varient, et aucune différence ne peut s’y voir."
)
TOO_FEW_PAIRS = N_("Il y a moins de deux paires : rien ne dit combien les changements varient.")
BEYOND_ALL = N_(
    "Les groupes sont trop petits : même une part de 0 ou de 100 % ne s’y distinguerait pas à coup sûr."
)

AT_THE_END = N_("La référence est de 0 ou de 100 % : aucune part n’est au-delà.")


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSize:
    """How many units a comparison takes."""

    per_group: float
    """Units of each group, not rounded up; NaN with its reason."""
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectableShares:
    """The nearest shares that a comparison would tell from the reference."""

    above: float
    """0 to 1; NaN with its reason."""
    below: float
    """0 to 1; NaN with its reason."""
    reason: Reason | None = None
    """Why one or both are NaN."""


def minimum_detectable_effect(
    n_a: npt.ArrayLike, n_b: npt.ArrayLike, *, level: float = 0.05, power: float = 0.8
) -> Explained:
    """Return the smallest difference of two means that a two-sided t test would see, in standard deviations.

    The difference d for which the test of size `level` rejects with a probability of `power`: the
    statistic is noncentral t, with n_a + n_b - 2 degrees of freedom and a noncentrality of
    d / sqrt(1/n_a + 1/n_b) (Cohen 1988, Statistical Power Analysis, 2nd ed., chapter 2).

    n_a, n_b: sizes of the groups, of one shape, or that broadcast to one; the same shape out. NaN with its
    reason when a group is empty or both hold a single value.
    ValueError: level or power not between 0 and 1, power not above level.
    """
    _refuse(level, power)
    first, second = np.broadcast_arrays(whole("n_a", n_a), whole("n_b", n_b))
    free = np.where((first > 0) & (second > 0), first + second - 2, 0)
    distinct, place = np.unique(free, return_inverse=True)
    needed = np.array([_noncentrality(int(count), level, power) for count in distinct])
    with np.errstate(divide="ignore"):
        error = np.sqrt(1 / first + 1 / second)
    found = np.where(free > 0, needed[place.reshape(free.shape)] * error, np.nan)
    return Explained(found, _too_small(first, second, free > 0))


def paired_minimum_detectable_effect(
    n: npt.ArrayLike, *, correlation: float = 0.0, level: float = 0.05, power: float = 0.8
) -> Explained:
    """Return the smallest change that a two-sided paired t test would see, in standard deviations of a value.

    The standard deviation of the difference of two values that correlate is sqrt(2 (1 - correlation)); the
    statistic is noncentral t with n - 1 degrees of freedom (Cohen 1988, section 2.3.5).

    n: pairs. The same shape out; NaN with its reason with fewer than two pairs. ValueError: as
    `minimum_detectable_effect`, and a correlation not between -1 and 1.
    """
    _refuse(level, power)
    pairs = whole("n", n)
    distinct, place = np.unique(pairs, return_inverse=True)
    needed = np.array([_noncentrality(int(count) - 1, level, power) for count in distinct])
    error = _of_change(correlation) / np.sqrt(np.maximum(pairs, 1))
    return Explained(
        np.asarray(needed[place.reshape(pairs.shape)] * error),
        Reason(TOO_FEW_PAIRS) if np.any(pairs < 2) else None,
    )


def did_minimum_detectable_effect(
    n_a: npt.ArrayLike,
    n_b: npt.ArrayLike,
    *,
    correlation: float,
    level: float = 0.05,
    power: float = 0.8,
) -> Explained:
    """Return the smallest difference in differences that would be seen, in standard deviations of a value.

    Two groups seen before and after, the values of a unit correlating: a t test of two groups on changes,
    whose standard deviation is sqrt(2 (1 - correlation)) (Frison and Pocock 1992, Statistics in Medicine
    11:1685-1704, "CHANGE" with one measure before and one after). Above a correlation of 1/2 the first
    measure helps; below, it costs. Shapes, NaN and errors as `minimum_detectable_effect`.
    """
    spread = _of_change(correlation)
    of_values = minimum_detectable_effect(n_a, n_b, level=level, power=power)
    return Explained(of_values.values * spread, of_values.reason)


def t_test_power(
    n_a: npt.ArrayLike, n_b: npt.ArrayLike, effect: npt.ArrayLike, *, level: float = 0.05
) -> Explained:
    """Return the chance that a two-sided t test of two groups sees an effect (Cohen 1988, chapter 2).

    n_a, n_b: sizes; effect: the difference in standard deviations; they broadcast to one shape, which comes
    out. NaN with its reason when a group is empty or both hold a single value. ValueError: level not between
    0 and 1, an effect that is NaN.
    """
    if not 0 < level < 1:
        raise ValueError(f"It takes 0 < level < 1, not level {level}.")
    first, second, size = np.broadcast_arrays(
        whole("n_a", n_a), whole("n_b", n_b), np.asarray(effect, dtype=np.float64)
    )
    if np.isnan(size).any():
        raise ValueError("The effect is a number, never NaN.")
    enough = (first > 0) & (second > 0) & (first + second > 2)
    n, m = np.where(enough, first, 2), np.where(enough, second, 2)
    found = np.where(enough, _power(n + m - 2, size**2 / (1 / n + 1 / m), level), np.nan)
    return Explained(found, _too_small(first, second, enough))


def size_per_group(
    effect: float, *, level: float = 0.05, power: float = 0.8, ratio: float = 1.0
) -> GroupSize:
    """Return the size of the first group with which a two-sided t test sees an effect with that power.

    Cohen (1988, chapter 2). effect: the difference in standard deviations, of either sign. ratio: units of
    the second group for each of the first. ValueError: as `minimum_detectable_effect`, a ratio not above 0.
    """
    _refuse(level, power)
    if not 0 < ratio < np.inf or not np.isfinite(effect):
        raise ValueError(f"It takes a finite effect and a ratio above 0, not {effect} and {ratio}.")
    if effect == 0:
        return GroupSize(per_group=np.nan, reason=Reason(NO_EFFECT))

    def lacking(n: float) -> float:
        return power - float(_power(n * (1 + ratio) - 2, effect**2 * n * ratio / (1 + ratio), level))

    # The smallest size that leaves a hundredth of a degree of freedom, then twice as many, and again.
    low = 2.01 / (1 + ratio)
    if lacking(low) <= 0:
        return GroupSize(per_group=low)
    high = low * 2
    while lacking(high) > 0:
        high *= 2
    return GroupSize(per_group=float(brentq(lacking, low, high, xtol=1e-10, rtol=1e-12)))


def detectable_shares(
    n_a: int, n_b: int, reference: float, *, level: float = 0.05, power: float = 0.8
) -> DetectableShares:
    """Return the nearest shares of group a that a two-sided test would tell from that of group b.

    The share p of a with |p - q| = z(1 - level/2) sqrt(r (1 - r)(1/n_a + 1/n_b)) + z(power)
    sqrt(p (1 - p)/n_a + q (1 - q)/n_b), q the reference and r the share of both together (Fleiss, Levin and
    Paik 2003, Statistical Methods for Rates and Proportions, 3rd ed., section 4.2, without correction for
    continuity): an approximation by the normal, rough where a group expects fewer than five of a kind.

    ValueError: sizes that are no counts, a reference outside 0 to 1, as `minimum_detectable_effect`.
    """
    _refuse(level, power)
    if not 0 <= reference <= 1:
        raise ValueError(f"A share lies between 0 and 1, not at {reference}.")
    first, second = int(whole("n_a", n_a)), int(whole("n_b", n_b))
    if not first * second:
        return DetectableShares(above=np.nan, below=np.nan, reason=Reason(EMPTY_GROUP))
    critical, wanted = float(ndtri(1 - level / 2)), float(ndtri(power))

    def lacking(share: float) -> float:
        both = (first * share + second * reference) / (first + second)
        alike = critical * np.sqrt(both * (1 - both) * (1 / first + 1 / second))
        apart = np.sqrt(share * (1 - share) / first + reference * (1 - reference) / second)
        return float(alike + wanted * apart - abs(share - reference))

    def nearest(end: float) -> float:
        # Away from the reference the gap grows faster than the errors, and passes them once at most.
        steps = reference + (end - reference) * np.linspace(0, 1, 1001)
        seen = np.flatnonzero([lacking(step) <= 0 for step in steps[1:]])
        if end == reference or not len(seen):
            return float("nan")
        start, stop = steps[seen[0]], steps[seen[0] + 1]
        return float(stop if lacking(start) <= 0 else brentq(lacking, start, stop, xtol=1e-14))

    above, below = nearest(1.0), nearest(0.0)
    reason = None
    if (np.isnan(above) and reference < 1) or (np.isnan(below) and reference > 0):
        reason = Reason(BEYOND_ALL)
    elif np.isnan(above) or np.isnan(below):
        reason = Reason(AT_THE_END)
    return DetectableShares(above=above, below=below, reason=reason)


def _too_small(first: IntArray, second: IntArray, enough: BoolArray) -> Reason | None:
    """Return why the first groups that are too small to compare are."""
    if np.all(enough):
        return None
    place = int(np.argmin(enough))
    return Reason(ONE_EACH if first.flat[place] and second.flat[place] else EMPTY_GROUP)


def _of_change(correlation: float) -> float:
    """Return the standard deviation of a change, in those of a value."""
    if not -1 <= correlation < 1:
        raise ValueError(f"A correlation lies between -1 and 1, and below 1 here, not at {correlation}.")
    return float(np.sqrt(2 * (1 - correlation)))


def _refuse(level: float, power: float) -> None:
    if not 0 < level < power < 1:
        raise ValueError(f"It takes 0 < level < power < 1, not level {level} and power {power}.")


def _power(free: FloatArray | IntArray | float, squared: FloatArray | float, level: float) -> FloatArray:
    """Return the power with that many degrees of freedom and that squared noncentrality."""
    critical = stdtrit(free, 1 - level / 2) ** 2
    # ncfdtr gives up far out, where the power is 1 to all its digits.
    far = np.sqrt(squared) > 40 + np.sqrt(critical) * 3
    return np.asarray(np.where(far, 1.0, 1 - ncfdtr(1, free, np.where(far, 1.0, squared), critical)))


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
