"""One group beside another, by ranks: what the shape of the distribution cannot spoil."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from grappe.analysis.statistics.interval import FloatArray, tail_of
from grappe.analysis.statistics.tails import SLACK

SMALL = 20
"""Up to this size of the smaller group the distribution of the pairs is worked out exactly."""


def percentile_ranks(values: npt.ArrayLike, peers: npt.ArrayLike) -> FloatArray:
    """Return where each value stands among the peers: (those below + half of those equal) / peers.

    values: (n,); peers: (m,), same unit. Shares out (n,), 0 to 1; NaN without peers or without value.
    """
    given, others = _row("values", values), np.sort(_without_blanks("peers", peers))
    if not len(others):
        return np.full(given.shape, np.nan)
    ranks = (np.searchsorted(others, given, "left") + np.searchsorted(others, given, "right")) / (
        2 * len(others)
    )
    return np.where(np.isnan(given), np.nan, ranks)


def hodges_lehmann(a: npt.ArrayLike, b: npt.ArrayLike) -> float:
    """Return the median of all the differences between one of `a` and one of `b`, in their unit.

    Hodges and Lehmann (1963, Annals of Mathematical Statistics 34:598-611). a: (m,), b: (n,); takes
    m * n of memory. NaN when a group is empty.
    """
    differences = _differences(a, b)
    return float(np.median(differences)) if len(differences) else float("nan")


def hodges_lehmann_interval(
    a: npt.ArrayLike, b: npt.ArrayLike, *, level: float = 0.95
) -> tuple[float, float]:
    """Return the distribution-free interval of the shift from `b` to `a`, in their unit.

    The k-th smallest and k-th largest of the m * n differences, k the largest with
    P(U < k) <= (1 - level)/2 (Moses; Hollander and Wolfe 1999, Nonparametric Statistical Methods,
    2nd ed., section 4.3). P is exact when the smaller group has 20 values at most, normal beyond.
    With ties it covers at least as often as it says. NaN twice when the groups are too small.
    """
    tail = tail_of(level)
    m, n = len(_row("a", a)), len(_row("b", b))
    differences = _differences(a, b)
    if not m * n:
        return float("nan"), float("nan")
    if min(m, n) <= SMALL:
        k = int(np.searchsorted(_tail_of_pairs(min(m, n), max(m, n)), tail * (1 + SLACK), "right"))
    else:
        k = int(m * n / 2 + float(ndtri(tail)) * np.sqrt(m * n * (m + n + 1) / 12))
    if k < 1:
        return float("nan"), float("nan")
    ends = np.partition(differences, (k - 1, m * n - k))
    return float(ends[k - 1]), float(ends[m * n - k])


def mann_whitney_p(a: npt.ArrayLike, b: npt.ArrayLike) -> float:
    """Return the two-sided p value of Mann and Whitney (1947, Annals of Math. Statistics 18:50-60).

    Exact (twice the smaller tail, 1 at most) when there are no ties and the smaller group has 20 values
    at most; otherwise normal, corrected for ties and for continuity. a: (m,), b: (n,). 1 when all the
    values are equal; NaN when a group is empty.
    """
    first, second = _without_blanks("a", a), np.sort(_without_blanks("b", b))
    m, n = len(first), len(second)
    if not m * n:
        return float("nan")
    # Twice the number of pairs in which `a` is above, a tie counting for half a pair.
    doubled = int(
        np.searchsorted(second, first, "left").sum() + np.searchsorted(second, first, "right").sum()
    )
    fewer = min(doubled, 2 * m * n - doubled)
    ties = np.unique(np.concatenate([first, second]), return_counts=True)[1].astype(np.float64)
    if min(m, n) <= SMALL and ties.max() == 1:
        return min(1.0, 2 * float(_tail_of_pairs(min(m, n), max(m, n))[fewer // 2]))
    size = m + n
    variance = m * n / 12 * (size + 1 - float((ties**3 - ties).sum()) / (size * (size - 1)))
    if len(ties) == 1:
        return 1.0
    return min(1.0, 2 * float(ndtr((fewer / 2 - m * n / 2 + 0.5) / np.sqrt(variance))))


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
    return np.subtract.outer(_without_blanks("a", a), _without_blanks("b", b)).ravel()


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
