"""A quantile of an endless population, between two of the values seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import binom

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.interval import tail_of
from grappe.analysis.statistics.reason import Reason
from grappe.analysis.statistics.tails import SLACK

NO_VALUE = N_("Aucune valeur n’est connue : il n’y a pas de quantile.")
TOO_FEW = N_("Il y a trop peu de valeurs pour un intervalle à ce niveau.")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantileEstimate:
    """A quantile with its order-statistic interval, in the unit of the values."""

    estimate: float
    """Type 7 of Hyndman and Fan; NaN with its reason."""
    low: float
    high: float
    attained: float
    """The level that the interval attains for continuous values, at least the one asked; NaN without one."""
    used: int
    """Values; blanks stay aside."""
    reason: Reason | None = None


def quantile_estimate(values: npt.ArrayLike, p: float = 0.5, *, level: float = 0.95) -> QuantileEstimate:
    """Return a quantile (the median) of an endless population, and the ranked values that hold it.

    The number of values below the quantile is binomial: the low end is the value of the largest rank l with
    P(X < l) <= (1 - level)/2, the high end that of the smallest rank u with P(X >= u) <= (1 - level)/2
    (David and Nagaraja 2003, Order Statistics, 3rd ed., section 7.1). It supposes nothing of the values,
    and with ties covers at least as often as it says. For a finite population: `location.quantile_interval`.

    values: (n,), in any order; NaN: a blank, set aside. ValueError: p not between 0 and 1, not one row,
    infinite values.
    """
    tail = tail_of(level) * (1 + SLACK)
    if not 0 < p < 1:
        raise ValueError(f"A quantile of an endless population lies between 0 and 1, not at {p}.")
    given = np.asarray(values, dtype=np.float64)
    if given.ndim != 1:
        raise ValueError(f"`values` is one row, not of shape {given.shape}.")
    if np.isinf(given).any():
        raise ValueError(f"Values are finite or NaN: {int(np.isinf(given).sum())} are infinite.")
    ordered = np.sort(given[~np.isnan(given)])
    n = len(ordered)
    if not n:
        blank = float("nan")
        return QuantileEstimate(
            estimate=blank, low=blank, high=blank, attained=blank, used=0, reason=Reason(NO_VALUE)
        )
    below = binom.cdf(np.arange(n), n, p)  # P(X <= 0 ... n - 1), which is P(X < 1 ... n)
    above = binom.sf(np.arange(n), n, p)  # P(X >= 1 ... n)
    low, high = int((below <= tail).sum()), n - int((above <= tail).sum()) + 1
    given_interval = low >= 1 and high <= n
    return QuantileEstimate(
        estimate=float(np.quantile(ordered, p)),
        low=float(ordered[low - 1]) if given_interval else float("nan"),
        high=float(ordered[high - 1]) if given_interval else float("nan"),
        attained=float(1 - below[low - 1] - above[high - 1]) if given_interval else float("nan"),
        used=n,
        reason=None if given_interval else Reason(TOO_FEW),
    )
