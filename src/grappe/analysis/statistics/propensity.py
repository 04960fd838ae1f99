"""The chance of being treated, given what is known before.

A weighted logit of our own beside `regression.logit` (statsmodels): staggered effects fit one for each group
and period, and want the bare coefficients in tens of microseconds. The tests hold it against statsmodels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import expit

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.covariates import covariate_table, independent_columns, indicator
from grappe.analysis.statistics.interval import FloatArray, IntArray
from grappe.analysis.statistics.reason import Reason
from grappe.analysis.statistics.weights import checked_weights

ROUNDS = 100
CONVERGED = 1e-12
"""Change of the deviance, relative to it, under which the fit is done."""
FAR = 30.0
"""Linear predictor beyond which a chance is 0 or 1 to the last digit: the groups are separated."""
SEPARATED = N_(
    "Les caractéristiques séparent entièrement les unités traitées des autres : aucune n’a de semblable."
)
ONE_KIND = N_("Toutes les unités sont traitées, ou aucune ne l’est : il n’y a rien à comparer.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Propensity:
    """A fitted chance."""

    coefficients: FloatArray
    """(1 + columns,), the constant first; NaN with the reason, 0 for a column that repeats others."""
    linear: FloatArray
    """(n,), the linear predictor."""
    chances: FloatArray
    """(n,), between 0 and 1."""
    collinear: IntArray
    """Places of the columns that repeat the constant or columns before them: they are left out."""
    reason: Reason | None = None


def propensity(
    treated: npt.ArrayLike, covariates: npt.ArrayLike, *, weights: npt.ArrayLike | None = None
) -> Propensity:
    """Fit the chance of being treated by maximum likelihood (Fisher's scoring).

    treated: (n,), 0 or 1. covariates: (n, columns) or (n,), without a constant: one is added.
    weights: (n,), none negative. Groups that the covariates separate entirely, or only one group: NaN with
    the reason. ValueError: blanks, lengths that differ.
    """
    kind = indicator("treated", treated)
    table = covariate_table(covariates, len(kind))
    weight = np.ones(len(kind)) if weights is None else checked_weights(weights)
    design = np.column_stack([np.ones(len(kind)), table])
    scale = np.abs(design).max(axis=0, initial=0.0)
    scale[scale == 0] = 1.0
    kept = independent_columns(design / scale)
    found, reason = fit(kind.astype(np.float64), design[:, kept] / scale[kept], weight)
    coefficients = np.zeros(design.shape[1]) if reason is None else np.full(design.shape[1], np.nan)
    coefficients[kept] = found / scale[kept]
    linear = design @ coefficients
    left = np.setdiff1d(np.arange(1, design.shape[1]), kept) - 1
    return Propensity(
        coefficients=coefficients, linear=linear, chances=expit(linear), collinear=left, reason=reason
    )


def fit(treated: FloatArray, design: FloatArray, weights: FloatArray) -> tuple[FloatArray, Reason | None]:
    """Return the coefficients for a design (n, k) of full rank, constant included, and why there are none."""
    k = design.shape[1]
    nothing = np.full(k, np.nan)
    total = weights.sum()
    share = float(weights @ treated / total) if total > 0 else 0.0
    if not 0 < share < 1:
        return nothing, Reason(ONE_KIND)
    weights = weights / total
    beta, before = np.zeros(k), np.inf
    for _ in range(ROUNDS):
        linear = design @ beta
        chance = expit(linear)
        deviance = float(weights @ np.logaddexp(0, np.where(treated > 0, -linear, linear)))
        if before - deviance <= CONVERGED * deviance and before < np.inf:
            break
        before = deviance
        bent = weights * chance * (1 - chance)
        try:
            slope, bend = design.T @ (weights * (treated - chance)), design.T @ (bent[:, None] * design)
            step = np.asarray(np.linalg.solve(bend, slope), dtype=np.float64)
        except np.linalg.LinAlgError:
            return nothing, Reason(SEPARATED)
        beta = _shortened(beta, step, treated, design, weights, deviance)
    linear = design @ beta
    certain = np.abs(linear[weights > 0]) > FAR
    if certain.all() or before < CONVERGED:
        return nothing, Reason(SEPARATED)
    return beta, None


def _shortened(
    beta: FloatArray,
    step: FloatArray,
    treated: FloatArray,
    design: FloatArray,
    weights: FloatArray,
    deviance: float,
) -> FloatArray:
    """Return where the step leads, halved until the fit is no worse, rounding apart."""
    for _ in range(30):
        linear = design @ (beta + step)
        if float(weights @ np.logaddexp(0, np.where(treated > 0, -linear, linear))) <= deviance * (
            1 + CONVERGED
        ):
            break
        step = step / 2
    return beta + step
