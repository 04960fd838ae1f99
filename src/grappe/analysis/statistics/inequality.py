"""How unequally a total is shared out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.interval import BoolArray, FloatArray
from grappe.analysis.statistics.reason import Reason
from grappe.analysis.statistics.weights import checked_weights

NO_VALUE = N_("Aucune valeur n’est connue : il n’y a pas d’inégalité à mesurer.")
NEGATIVE = N_("Une valeur au moins est négative : l’indice ne vaut que pour des parts d’un total.")
ZERO_TOTAL = N_("Le total fait zéro : il n’y a rien à partager.")
ALONE = N_("Une seule valeur est connue : elle ne peut différer d’aucune autre.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gini:
    """Gini's index."""

    index: float
    """0 (all alike) to 1 (all to one); NaN with its reason."""
    used: int
    """Values with a weight; blanks stay aside."""
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Concentration:
    """Herfindahl's index."""

    index: float
    """Sum of the squared shares, from 1 / `used` to 1; NaN with its reason."""
    equivalent: float
    """1 / `index`: as many equal parts would be as concentrated; NaN with its reason."""
    used: int
    """Values; blanks stay aside."""
    reason: Reason | None = None


def gini(values: npt.ArrayLike, weights: npt.ArrayLike | None = None, *, corrected: bool = False) -> Gini:
    """Return Gini's index: the mean difference of two units over twice the mean.

    Plain, the pairs are all those that can be drawn with replacement, a unit with itself too; corrected,
    those of two different units, which for equal weights multiplies by n / (n - 1) (Deltas 2003, Review of
    Economics and Statistics 85:226-234).

    values: (n,), none negative; NaN: a blank, set aside. weights: (n,), none negative, on any scale.
    ValueError: weights negative or blank, lengths that differ, infinite values.
    """
    x, w = _given(values, weights)
    reason = _reason(x)
    if reason is None and corrected and len(x) < 2:
        reason = Reason(ALONE)
    if reason is not None:
        return Gini(index=np.nan, used=len(x), reason=reason)
    order = np.argsort(x, kind="stable")
    # Relative to the largest, so that sums of huge or tiny values stay numbers.
    x, w = x[order] / x.max(), w[order] / w.sum()
    before = np.cumsum(w) - w
    index = float((w * x * (2 * before + w - 1)).sum() / (w * x).sum())
    if corrected:
        index /= float(1 - (w**2).sum())
    return Gini(index=max(index, 0.0), used=len(x))


def herfindahl(values: npt.ArrayLike) -> Concentration:
    """Return Herfindahl's index: the sum of the squared shares of a total (Hirschman 1964, AER 54:761).

    values: (n,), none negative; NaN: a blank, set aside. ValueError: not one row, infinite values.
    """
    x, _ = _given(values, None)
    reason = _reason(x)
    if reason is not None:
        return Concentration(index=np.nan, equivalent=np.nan, used=len(x), reason=reason)
    shares = x / x.max()
    index = float((shares**2).sum() / shares.sum() ** 2)
    return Concentration(index=index, equivalent=1 / index, used=len(x))


def _given(values: npt.ArrayLike, weights: npt.ArrayLike | None) -> tuple[FloatArray, FloatArray]:
    """Return the values that are there and have a weight, and their weights."""
    x = np.asarray(values, dtype=np.float64)
    if x.ndim != 1:
        raise ValueError(f"`values` is one row, not of shape {x.shape}.")
    if np.isinf(x).any():
        raise ValueError("`values` are finite.")
    w = np.ones(len(x)) if weights is None else checked_weights(weights)
    if len(w) != len(x):
        raise ValueError(f"It takes one weight for each of the {len(x)} values, not {len(w)}.")
    kept: BoolArray = ~np.isnan(x) & (w > 0)
    w = w[kept]
    return x[kept], w / w.max(initial=0) if len(w) else w


def _reason(x: FloatArray) -> Reason | None:
    if not len(x):
        return Reason(NO_VALUE)
    if x.min() < 0:
        return Reason(NEGATIVE)
    return None if x.max() > 0 else Reason(ZERO_TOTAL)
