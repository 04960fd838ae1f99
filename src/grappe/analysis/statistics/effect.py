"""An effect with its standard error, and what each unit weighs in it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.special import ndtr, ndtri

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.coded import BLANK, Labels, coded
from grappe.analysis.statistics.interval import FloatArray, IntArray, tail_of
from grappe.analysis.statistics.reason import Reason

ONE_CLUSTER = N_("Toutes les unités sont d’une même grappe : l’erreur type ne peut être estimée.")
NO_SPREAD = N_("Rien ne varie d’une unité à l’autre : l’erreur type ne peut être estimée.")
ROUNDING = 1e-12
"""Share of the effect's own size under which an error is rounding and no error."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Effect:
    """An estimated effect, in the unit of the outcome."""

    estimate: float
    """NaN with its reason."""
    error: float
    """Standard error, same unit; NaN with its reason."""
    influence: FloatArray = field(default_factory=lambda: np.zeros(0))
    """(units,), the influence function of the estimate, times one over the number of units: it sums to
    about zero, and the error is the root of the sum of its squares. Empty where no error was asked."""
    reason: Reason | None = None
    """Why the estimate, or only its error, is NaN."""

    @property
    def p_value(self) -> float:
        """Two-sided, normal; NaN without an error."""
        if not self.error > 0:
            return float("nan")
        return float(2 * ndtr(-abs(self.estimate / self.error)))

    def interval(self, *, level: float = 0.95) -> tuple[float, float]:
        """Return the normal interval around the estimate; NaN twice without an error."""
        half = float(ndtri(1 - tail_of(level))) * self.error
        return self.estimate - half, self.estimate + half


def absent(reason: Reason, units: int) -> Effect:
    """Return an effect that the data does not give."""
    return Effect(estimate=np.nan, error=np.nan, influence=np.full(units, np.nan), reason=reason)


def effect_of(estimate: float, influence: FloatArray, clusters: IntArray | None = None) -> Effect:
    """Return the effect with the error that its influence (units,) gives, summed within clusters.

    clusters: (units,), from 0. Without any: each unit is its own. One cluster, or an influence of nothing
    but rounding: no error, and its reason.
    """
    reason = None
    if clusters is not None:
        if len(np.unique(clusters)) < 2:
            reason = Reason(ONE_CLUSTER)
        error = float(np.sqrt((np.bincount(clusters, influence) ** 2).sum()))
    else:
        error = float(np.sqrt((influence**2).sum()))
    if reason is None and error <= ROUNDING * abs(estimate):
        reason = Reason(NO_SPREAD)
    return Effect(
        estimate=estimate, error=error if reason is None else np.nan, influence=influence, reason=reason
    )


def cluster_codes(clusters: Labels | None, size: int) -> IntArray | None:
    """Return the clusters as numbers. ValueError: a blank, or another length than `size`."""
    if clusters is None:
        return None
    codes = coded("clusters", clusters).codes
    if len(codes) != size:
        raise ValueError(f"`clusters` has {len(codes)} labels for {size} rows.")
    if (codes == BLANK).any():
        raise ValueError("`clusters` has blanks: each row is of a cluster.")
    return codes
