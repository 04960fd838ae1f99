"""One group beside another, by ranks: what the shape of the distribution cannot spoil."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri
from scipy.stats import rankdata

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.explained import Explained
from grappe.analysis.statistics.interval import FloatArray, IntArray, tail_of
from grappe.analysis.statistics.random_subsets import subset_sums
from grappe.analysis.statistics.reason import Reason
from grappe.analysis.statistics.tails import SLACK

SMALL = 20
"""Up to this size of the smaller group the distribution of the pairs is worked out exactly."""
MOST_WORK = 50_000_000
"""Additions beyond which ties are left to the normal distribution: a tenth of a second or so."""
DRAWS = 9_999
"""Of a Monte-Carlo test: with the observed one, ten thousand."""
MOST_DRAWN = 5_000_000
"""Values drawn in all beyond which groups are so large that the normal distribution serves: half a second."""
SEED = 1_963
Alternative = Literal["two-sided", "greater", "less"]
EMPTY_GROUP = N_("L’un des deux groupes est vide : il n’y a rien à comparer.")
NO_PEERS = N_("Il n’y a personne à qui comparer : aucun rang ne peut être donné.")
NO_VALUE = N_("Une valeur manque : ce qui n’a pas de valeur n’a pas de rang.")
TOO_FEW = N_("Les groupes sont trop petits pour un intervalle à ce niveau.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MannWhitney:
    """Whether one group tends to lie above the other."""

    statistic: float
    """U: pairs in which the first group is above, a tie for half a pair (R's W); NaN with its reason."""
    p_value: float
    """0 to 1; NaN with its reason."""
    method: Literal["exact", "normal", "monte_carlo", ""]
    """How the p value was found."""
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """By how much the first group lies above the second, in the unit of the values."""

    estimate: float
    """Hodges and Lehmann's; NaN with its reason, as what follows."""
    low: float
    high: float
    attained: float
    """The level that the interval attains without ties; with them it covers at least as often."""
    reason: Reason | None = None


def percentile_ranks(values: npt.ArrayLike, peers: npt.ArrayLike) -> Explained:
    """Return where each value stands among the peers: (those below + half of those equal) / peers.

    values: (n,); peers: (m,), same unit. Shares out (n,), 0 to 1; NaN with its reason without peers or
    without value.
    """
    given, others = _row("values", values), np.sort(_without_blanks("peers", peers))
    if not len(others):
        return Explained(np.full(given.shape, np.nan), Reason(NO_PEERS) if len(given) else None)
    ranks = (np.searchsorted(others, given, "left") + np.searchsorted(others, given, "right")) / (
        2 * len(others)
    )
    blank = np.isnan(given)
    return Explained(np.where(blank, np.nan, ranks), Reason(NO_VALUE) if blank.any() else None)


def shift(a: npt.ArrayLike, b: npt.ArrayLike, *, level: float = 0.95) -> Shift:
    """Return the shift from `b` to `a` with its distribution-free interval, in their unit.

    The shift is the median of all the differences between one of `a` and one of `b` (Hodges and Lehmann
    1963, Annals of Mathematical Statistics 34:598-611); the ends are the k-th smallest and k-th largest of
    the m * n differences, k the largest with P(U < k) <= (1 - level)/2 (Moses; Hollander and Wolfe 1999,
    Nonparametric Statistical Methods, 2nd ed., section 4.3). P is exact when the smaller group has 20 values
    at most, normal beyond.
    With ties it covers at least as often as it says. a: (m,), b: (n,), finite; takes m * n of memory. NaN
    with its reason when a group is empty; so are the ends when both are too small.
    """
    tail, blank = tail_of(level), float("nan")
    m, n = len(_row("a", a)), len(_row("b", b))
    differences = _differences(a, b)
    if not m * n:
        return Shift(estimate=blank, low=blank, high=blank, attained=blank, reason=Reason(EMPTY_GROUP))
    estimate = float(np.median(differences))
    if min(m, n) <= SMALL:
        below = _tail_of_pairs(min(m, n), max(m, n))
        k = int(np.searchsorted(below, tail * (1 + SLACK), "right"))
        missed = float(below[k - 1]) if k else 0.0
    else:
        deviation = np.sqrt(m * n * (m + n + 1) / 12)
        k = int(m * n / 2 + float(ndtri(tail)) * deviation)
        missed = float(ndtr((k - 0.5 - m * n / 2) / deviation))
    if k < 1:
        return Shift(estimate=estimate, low=blank, high=blank, attained=blank, reason=Reason(TOO_FEW))
    ends = np.partition(differences, (k - 1, m * n - k))
    return Shift(
        estimate=estimate, low=float(ends[k - 1]), high=float(ends[m * n - k]), attained=1 - 2 * missed
    )


def mann_whitney(
    a: npt.ArrayLike, b: npt.ArrayLike, *, alternative: Alternative = "two-sided", draws: int = 0
) -> MannWhitney:
    """Test whether `a` and `b` are alike (Mann and Whitney 1947, Annals of Math. Statistics 18:50-60).

    Exact when the smaller group has 20 values at most: the share of all the ways to draw it from the values
    of both, ties with their mean rank (Lehmann 1975, Nonparametrics, section 1.4), as long as that takes
    50 million additions at most. Otherwise normal, corrected for ties and for continuity; or, with `draws`,
    Monte Carlo: so many of those ways drawn from one seed, each tail (as far or farther + 1) / (draws + 1)
    (Phipson and Smyth 2010, Statistical Applications in Genetics and Molecular Biology 9:39), as long as that
    draws 5 million values at most. Two-sided is twice the smaller tail, 1 at most; 1 when all are equal.

    a: (m,), b: (n,), without blanks. alternative: "greater" when `a` would lie above `b`.
    ValueError: blanks, not one row, an alternative unknown.
    """
    refuse_alternative(alternative)
    first, second = _without_blanks("a", a), np.sort(_without_blanks("b", b))
    m, n = len(first), len(second)
    if not m * n:
        return MannWhitney(statistic=np.nan, p_value=np.nan, method="", reason=Reason(EMPTY_GROUP))
    # Twice the number of pairs in which `a` is above, a tie counting for half a pair.
    doubled = int(
        np.searchsorted(second, first, "left").sum() + np.searchsorted(second, first, "right").sum()
    )
    ties = np.unique(np.concatenate([first, second]), return_counts=True)[1]
    few, many = min(m, n), max(m, n)
    # Both tails of the pairs that the smaller group wins are those of the larger, turned round.
    won = doubled if m <= n else 2 * m * n - doubled
    exact = few <= SMALL and (ties.max() == 1 or _work(few, many) <= MOST_WORK)
    drawn = not exact and 0 < few * draws <= MOST_DRAWN
    if drawn:
        lower, upper = _drawn_tails(won, few, ties, draws)
        lower, upper = (lower, upper) if m <= n else (upper, lower)
    elif not exact:
        lower, upper = _normal_tails(doubled, m, n, ties)
    elif ties.max() == 1:
        lower, upper = _tails_without_ties(doubled // 2, few, many)
    else:
        lower, upper = _tails_with_ties(won, few, tuple(ties.tolist()))
        lower, upper = (lower, upper) if m <= n else (upper, lower)
    return MannWhitney(
        statistic=doubled / 2,
        p_value=both_tails(lower, upper, alternative),
        method="exact" if exact else "monte_carlo" if drawn else "normal",
    )


def refuse_alternative(alternative: str) -> None:
    """Raise a ValueError for what is no alternative."""
    if alternative not in ("two-sided", "greater", "less"):
        raise ValueError(f"`alternative` is two-sided, greater or less, not {alternative}.")


def both_tails(lower: float, upper: float, alternative: Alternative) -> float:
    """Return the p value from P(as low or lower) and P(as high or higher), 1 at most."""
    chosen = {"less": lower, "greater": upper, "two-sided": 2 * min(lower, upper)}[alternative]
    return min(1.0, chosen)


def _normal_tails(doubled: int, m: int, n: int, ties: IntArray) -> tuple[float, float]:
    if len(ties) == 1:
        return 1.0, 1.0
    size, tied = m + n, ties.astype(np.float64)
    deviation = np.sqrt(m * n / 12 * (size + 1 - float((tied**3 - tied).sum()) / (size * (size - 1))))
    away = doubled / 2 - m * n / 2
    return float(ndtr((away + 0.5) / deviation)), float(ndtr((0.5 - away) / deviation))


def _tails_without_ties(u: int, m: int, n: int) -> tuple[float, float]:
    below = _tail_of_pairs(m, n)

    def at_most(count: int) -> float:
        if count < 0:
            return 0.0
        # The distribution is symmetric, and only half of it is kept.
        return float(below[count]) if count < len(below) else 1 - at_most(m * n - count - 1)

    return at_most(u), at_most(m * n - u)


def _work(few: int, many: int) -> int:
    return (few + many) * few * (2 * few * many + 1)


@lru_cache(maxsize=16)
def _chances_with_ties(few: int, ties: tuple[int, ...]) -> FloatArray:
    """Return the chance of each doubled U, 0 to 2 * few * many, `ties` the sizes of the groups of equals.

    Value after value: in how many ways can k of them be drawn, with a given sum of doubled mean ranks?
    The least doubled rank sum, few * (few + 1), is left out of the sums.
    """
    size, ranks = sum(ties), _doubled_ranks(ties)
    most = 2 * few * (size - few)
    # A sum of k doubled ranks is k * (k + 1) at least, so that what is above that fits in `most`.
    ways = np.zeros((few + 1, most + 1))
    ways[0, 0] = 1.0
    for rank in ranks.tolist():
        for k in range(few, 0, -1):
            up = rank - 2 * k
            if up >= 0:
                if up <= most:
                    ways[k, up:] += ways[k - 1, : most + 1 - up]
            else:
                ways[k, :up] += ways[k - 1, -up:]
    chances: FloatArray = ways[few] / ways[few].sum()
    chances.flags.writeable = False
    return chances


def _tails_with_ties(won: int, few: int, ties: tuple[int, ...]) -> tuple[float, float]:
    chances = _chances_with_ties(few, ties)
    return float(chances[: won + 1].sum()), float(chances[won:].sum())


def _drawn_tails(won: int, few: int, ties: IntArray, draws: int) -> tuple[float, float]:
    sums = subset_sums(_doubled_ranks(ties), few, draws, seed=SEED) - few * (few + 1)
    lower, upper = int((sums <= won).sum()), int((sums >= won).sum())
    return (lower + 1) / (draws + 1), (upper + 1) / (draws + 1)


def _doubled_ranks(ties: npt.ArrayLike) -> IntArray:
    sizes = np.asarray(ties)
    doubled: IntArray = np.rint(2 * rankdata(np.repeat(np.arange(len(sizes)), sizes))).astype(np.int64)
    return doubled


@lru_cache(maxsize=16)
def _tail_of_pairs(m: int, n: int) -> FloatArray:
    """Return P(U <= u) for u from 0 to the middle, of U the pairs in which one of m beats one of n.

    The counts are the coefficients of the Gaussian binomial, the product over i = 1 ... m of
    (1 - q^(n+i)) / (1 - q^i): m shifts and m running sums, each on a row of m * n / 2 + 1.
    They are divided along the way, so that the large ones do not overflow.
    """
    row = np.zeros(m * n // 2 + 1)
    row[0] = 1.0
    for i in range(1, m + 1):
        if n + i < len(row):
            row[n + i :] -= row[: -(n + i)].copy()
        padded = np.zeros(-(-len(row) // i) * i)
        padded[: len(row)] = row
        row = np.cumsum(padded.reshape(-1, i), axis=0).ravel()[: len(row)] * (i / (n + i))
    tail = np.cumsum(row)
    tail.flags.writeable = False
    return tail


def _differences(a: npt.ArrayLike, b: npt.ArrayLike) -> FloatArray:
    first, second = _without_blanks("a", a), _without_blanks("b", b)
    if np.isinf(first).any() or np.isinf(second).any():
        raise ValueError("Values are finite: the difference of two that are not is no number.")
    return np.subtract.outer(first, second).ravel()


def _row(name: str, values: npt.ArrayLike) -> FloatArray:
    row = np.asarray(values, dtype=np.float64)
    if row.ndim != 1:
        raise ValueError(f"`{name}` is one row of values, not of shape {row.shape}.")
    return row


def _without_blanks(name: str, values: npt.ArrayLike) -> FloatArray:
    row = _row(name, values)
    if np.isnan(row).any():
        raise ValueError(f"`{name}` has blanks: {int(np.isnan(row).sum())} of {len(row)} are NaN.")
    return row
