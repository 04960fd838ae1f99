"""How alike two groups are, column by column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.covariates import covariate_table, indicator
from grappe.analysis.statistics.interval import BoolArray, FloatArray
from grappe.analysis.statistics.reason import Reason
from grappe.analysis.statistics.weights import checked_weights, effective_size

EMPTY_GROUP = N_("L’un des deux groupes est vide : il n’y a rien à comparer.")
NO_SPREAD = N_("La caractéristique ne varie pas parmi les unités traitées : l’écart n’a pas d’étalon.")
TWO_VALUES = N_(
    "La caractéristique n’a que deux valeurs : sa part dit tout, et le rapport des variances rien."
)
NO_RATIO = N_(
    "La caractéristique ne varie pas dans l’un des groupes : le rapport des variances n’existe pas."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnBalance:
    """One covariate in both groups."""

    treated: float
    """Mean of the treated, in the unit of the covariate; NaN with `reason`."""
    controls: float
    """Mean of the others."""
    standardised: float
    """The difference of means in standard deviations of all the treated, before any matching."""
    variance_ratio: float
    """Variance of the treated over that of the others; NaN with `ratio_reason`."""
    ecdf_mean: float
    """Mean distance between the two cumulative distributions over the values seen, 0 to 1; of a
    covariate of two values, the difference of their shares."""
    ecdf_max: float
    """The largest one (Kolmogorov and Smirnov's), 0 to 1."""
    reason: Reason | None = None
    """Why `standardised`, and the means with it when a group is empty, are NaN."""
    ratio_reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """All the covariates, and how many units the groups are worth."""

    columns: tuple[ColumnBalance, ...]
    treated: float
    """Kish's effective number of the treated; NaN when there are none (each column says so)."""
    controls: float
    """The same of the others."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Support:
    """The scores that both groups have."""

    low: float
    high: float
    """NaN twice with the reason."""
    inside: BoolArray
    """(n,)"""
    outside_treated: int
    outside_controls: int
    reason: Reason | None = None


def balance(
    covariates: npt.ArrayLike,
    treated: npt.ArrayLike,
    *,
    weights: npt.ArrayLike | None = None,
    two_values: Literal["share", "sample"] = "share",
) -> Balance:
    """Compare covariates (n,) or (n, columns) between the treated and the others.

    Rosenbaum and Rubin (1985, The American Statistician 39:33-38); Stuart (2010, Statistical Science
    25:1-21), as in R's `MatchIt`. weights: (n,), of matching (`Matches.weights`); the standard deviation
    is always that of all the treated, unweighted, so that before and after have one measure.
    two_values: the spread of a covariate of two values is that of a share, as in `MatchIt`, or that of a
    sample, as in R's `Matching`. ValueError: blanks, lengths that differ.
    """
    kind = indicator("treated", treated)
    table = covariate_table(covariates, len(kind))
    weight = np.ones(len(kind)) if weights is None else checked_weights(weights)
    if len(weight) != len(kind):
        raise ValueError(f"`weights` has {len(weight)} values for {len(kind)} units.")
    return Balance(
        columns=tuple(_column(column, kind, weight, two_values) for column in table.T),
        treated=effective_size(weight[kind]).size,
        controls=effective_size(weight[~kind]).size,
    )


def common_support(score: npt.ArrayLike, treated: npt.ArrayLike) -> Support:
    """Return the span of scores (n,) that both groups have: from the higher minimum to the lower maximum.

    Dehejia and Wahba (1999, JASA 94:1053-1062). Without any, or with one group: NaN with the reason.
    """
    kind = indicator("treated", treated)
    values = covariate_table(score, len(kind))[:, 0]
    if kind.all() or not kind.any():
        nobody = np.zeros(len(kind), dtype=np.bool_)
        return Support(
            low=np.nan,
            high=np.nan,
            inside=nobody,
            outside_treated=int(kind.sum()),
            outside_controls=int((~kind).sum()),
            reason=Reason(EMPTY_GROUP),
        )
    low = max(values[kind].min(), values[~kind].min())
    high = min(values[kind].max(), values[~kind].max())
    inside = (values >= low) & (values <= high)
    reason = None
    if low > high:
        low = high = np.nan
        reason = Reason(N_("Les deux groupes n’ont aucun score en commun."))
    return Support(
        low=float(low),
        high=float(high),
        inside=inside,
        outside_treated=int((kind & ~inside).sum()),
        outside_controls=int((~kind & ~inside).sum()),
        reason=reason,
    )


def _column(values: FloatArray, kind: BoolArray, weights: FloatArray, two_values: str) -> ColumnBalance:
    if not (weights[kind].any() and weights[~kind].any()):
        return ColumnBalance(
            treated=np.nan,
            controls=np.nan,
            standardised=np.nan,
            variance_ratio=np.nan,
            ecdf_mean=np.nan,
            ecdf_max=np.nan,
            reason=Reason(EMPTY_GROUP),
            ratio_reason=Reason(EMPTY_GROUP),
        )
    seen = np.unique(values)
    two = len(seen) <= 2
    means = [float(np.average(values[group], weights=weights[group])) for group in (kind, ~kind)]
    all_treated = values[kind]
    as_share = two and two_values == "share"
    spread = float(all_treated.std(ddof=0 if as_share or len(all_treated) < 2 else 1))
    flat = spread <= 1e-12 * float(np.abs(all_treated).max())
    ratio, why = _ratio(values, kind, weights, two=two)
    steps = np.abs(_cumulated(values, kind, weights, seen) - _cumulated(values, ~kind, weights, seen))
    return ColumnBalance(
        treated=means[0],
        controls=means[1],
        standardised=np.nan if flat else (means[0] - means[1]) / spread,
        variance_ratio=ratio,
        ecdf_mean=float(steps.max() if two else steps.mean()),
        ecdf_max=float(steps.max()),
        reason=Reason(NO_SPREAD) if flat else None,
        ratio_reason=why,
    )


def _cumulated(values: FloatArray, group: BoolArray, weights: FloatArray, seen: FloatArray) -> FloatArray:
    """Return the share of the group's weight at or below each value seen."""
    places = np.searchsorted(seen, values[group])
    total = np.cumsum(np.bincount(places, weights[group], len(seen)))
    return np.asarray(total / total[-1])


def _ratio(
    values: FloatArray, kind: BoolArray, weights: FloatArray, *, two: bool
) -> tuple[float, Reason | None]:
    if two:
        return np.nan, Reason(TWO_VALUES)
    variances = []
    for group in (kind, ~kind):
        given, weight = values[group], weights[group]
        centre, total = np.average(given, weights=weight), weight.sum()
        left = total - (weight**2).sum() / total
        variance = float(weight @ (given - centre) ** 2 / left) if left > 1e-12 * total else 0.0
        variances.append(variance if variance > (1e-12 * float(np.abs(given).max())) ** 2 else 0.0)
    if 0.0 in variances:
        return np.nan, Reason(NO_RATIO)
    return variances[0] / variances[1], None
