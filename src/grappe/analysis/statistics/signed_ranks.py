"""Pairs, or one row of values, beside zero: by the ranks of their sizes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri
from scipy.stats import rankdata

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.interval import FloatArray, IntArray, tail_of
from grappe.analysis.statistics.ranks import Alternative, both_tails, refuse_alternative
from grappe.analysis.statistics.reason import Reason
from grappe.analysis.statistics.tails import SLACK

MOST_EXACT = 200
"""Up to this many ranks their sum is worked out exactly, ties or not."""
SAME = 1e-12
"""Relative gap under which two sizes are ties: a difference of decimals is not exact in binary."""
Zeros = Literal["wilcoxon", "pratt"]
NO_DIFFERENCE = N_("Aucune différence n’est connue : il n’y a rien à comparer.")
ALL_ZERO = N_("Toutes les différences sont nulles : le test n’a rien à ordonner.")
TOO_FEW = N_("Il y a trop peu de différences pour un intervalle à ce niveau.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedRanks:
    """Wilcoxon's test."""

    statistic: float
    """V, the sum of the ranks of the positive differences; NaN with its reason."""
    p_value: float
    """0 to 1; NaN with its reason."""
    used: int
    """Differences that are not zero."""
    zeros: int
    """Differences of zero."""
    method: Literal["exact", "normal", ""]
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PseudoMedian:
    """The centre of a symmetric distribution, in the unit of the differences."""

    estimate: float
    """NaN with its reason, as the ends."""
    low: float
    high: float
    attained: float
    """The level that the interval attains without ties; with them it covers at least as often."""
    used: int
    """Differences, zeros among them; blanks stay aside."""
    reason: Reason | None = None


def signed_rank_test(
    differences: npt.ArrayLike, *, alternative: Alternative = "two-sided", zeros: Zeros = "wilcoxon"
) -> SignedRanks:
    """Test whether differences lie about zero (Wilcoxon 1945, Biometrics Bulletin 1:80-83).

    Ties have their mean rank, and the value is exact for the ranks as they are: over all the ways to give
    them signs, for 200 ranks at most; beyond, normal, corrected for ties and for continuity. Two-sided is
    twice the smaller tail, 1 at most. Zeros are dropped before ranking ("wilcoxon"), or ranked with the
    others and then dropped ("pratt": Pratt 1959, JASA 54:655-667).

    differences: (n,), of the pairs or from the value supposed; NaN: a blank, set aside.
    alternative: "greater" when they would lie above zero. ValueError: not one row, infinite, unknown choice.
    """
    refuse_alternative(alternative)
    if zeros not in ("wilcoxon", "pratt"):
        raise ValueError(f"`zeros` is wilcoxon or pratt, not {zeros}.")
    given = _differences(differences)
    null = given == 0
    if null.all():
        reason = Reason(ALL_ZERO if len(given) else NO_DIFFERENCE)
        return SignedRanks(
            statistic=np.nan, p_value=np.nan, used=0, zeros=int(null.sum()), method="", reason=reason
        )
    if zeros == "wilcoxon":
        ranked = given[~null]
        doubled = _doubled_ranks(ranked)
    else:
        ranked, doubled = given[~null], _doubled_ranks(given)[~null]
    above = int(doubled[ranked > 0].sum())
    exact = len(ranked) <= MOST_EXACT
    lower, upper = _exact_tails(doubled, above) if exact else _normal_tails(doubled, above)
    return SignedRanks(
        statistic=above / 2,
        p_value=both_tails(lower, upper, alternative),
        used=len(ranked),
        zeros=int(null.sum()),
        method="exact" if exact else "normal",
    )


def pseudo_median(differences: npt.ArrayLike, *, level: float = 0.95) -> PseudoMedian:
    """Return the median of the means of all pairs (each with itself too), and its interval.

    Hodges and Lehmann (1963, Annals of Mathematical Statistics 34:598-611); the interval from the k-th
    smallest to the k-th largest mean, k the largest with P(V < k) <= (1 - level)/2 (Tukey; Hollander and
    Wolfe 1999, Nonparametric Statistical Methods, 2nd ed., sections 3.2 and 3.3), P exact for 200 differences
    at most and normal beyond. Zeros are differences like others. Takes n(n + 1)/2 of memory.

    differences: (n,); NaN: a blank, set aside. ValueError: not one row, infinite.
    """
    tail = tail_of(level)
    given = _differences(differences)
    n, blank = len(given), float("nan")
    if not n:
        return PseudoMedian(
            estimate=blank, low=blank, high=blank, attained=blank, used=0, reason=Reason(NO_DIFFERENCE)
        )
    one, other = np.triu_indices(n)
    means = np.sort(given[one] / 2 + given[other] / 2)
    estimate = float(np.median(means))
    k, missed = _rank_of_ends(n, tail)
    if k < 1:
        return PseudoMedian(
            estimate=estimate, low=blank, high=blank, attained=blank, used=n, reason=Reason(TOO_FEW)
        )
    return PseudoMedian(
        estimate=estimate,
        low=float(means[k - 1]),
        high=float(means[-k]),
        attained=1 - 2 * missed,
        used=n,
    )


def _rank_of_ends(n: int, tail: float) -> tuple[int, float]:
    """Return the largest k with P(V < k) <= tail, and that probability."""
    if n <= MOST_EXACT:
        below = np.cumsum(_chances(tuple(range(1, n + 1))))
        k = int((below <= tail * (1 + SLACK)).sum())
        return k, float(below[k - 1]) if k else 0.0
    deviation = np.sqrt(n * (n + 1) * (2 * n + 1) / 24)
    k = int(n * (n + 1) / 4 + float(ndtri(tail)) * deviation)
    return k, float(ndtr((k - 0.5 - n * (n + 1) / 4) / deviation))


def _exact_tails(doubled: IntArray, above: int) -> tuple[float, float]:
    chances = _chances(tuple(sorted(doubled.tolist())))
    return float(chances[: above + 1].sum()), float(chances[above:].sum())


def _normal_tails(doubled: IntArray, above: int) -> tuple[float, float]:
    # Each rank counts or not, a chance of one half: ties and the ranks that zeros took are in the squares.
    mean, deviation = doubled.sum() / 2, np.sqrt(np.square(doubled.astype(np.float64)).sum()) / 2
    # Half a rank is one in doubled ranks.
    return float(ndtr((above + 1 - mean) / deviation)), float(ndtr((mean - above + 1) / deviation))


@lru_cache(maxsize=32)
def _chances(ranks: tuple[int, ...]) -> FloatArray:
    """Return the chance of each sum, 0 to that of all the ranks, when each counts or not."""
    chances = np.zeros(sum(ranks) + 1)
    chances[0], reached = 1.0, 0
    for rank in ranks:
        reached += rank
        row = chances[: reached + 1] / 2
        row[rank:] += chances[: reached + 1 - rank] / 2
        chances[: reached + 1] = row
    chances.flags.writeable = False
    return chances


def _doubled_ranks(values: FloatArray) -> IntArray:
    """Return twice the mean rank of each size: whole numbers, ties or not."""
    sizes = np.abs(values)
    order = np.argsort(sizes, kind="stable")
    ordered = sizes[order]
    place = np.zeros(len(sizes), dtype=np.int64)
    place[order[1:]] = np.cumsum(np.diff(ordered) > SAME * ordered[1:])
    return np.asarray(np.rint(2 * rankdata(place)), dtype=np.int64)


def _differences(values: npt.ArrayLike) -> FloatArray:
    given = np.asarray(values, dtype=np.float64)
    if given.ndim != 1:
        raise ValueError(f"`differences` is one row of values, not of shape {given.shape}.")
    if np.isinf(given).any():
        raise ValueError("`differences` are finite.")
    return given[~np.isnan(given)]
