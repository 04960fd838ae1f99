"""The chance of being treated, given what is known before: a logit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.linalg import qr
from scipy.special import expit

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.interval import BoolArray, FloatArray, IntArray
from grappe.analysis.statistics.reason import Reason
from grappe.analysis.statistics.weights import checked_weights

ROUNDS = 100
CONVERGED = 1e-12
"""Change of the deviance, relative to it, under which the fit is done."""
FAR = 30.0
"""Linear predictor beyond which a chance is 0 or 1 to the last digit: the groups are separated."""
RANK = 1e-10
"""Share of the largest diagonal element of R under which a column adds nothing."""
SEPARATED = N_(
    "Les caractéristiques séparent entièrement les unités traitées des autres : aucune n’a de semblable."
)
ONE_KIND = N_("Toutes les unités sont traitées, ou aucune ne l’est : il n’y a rien à comparer.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Logit:
    """A fitted logit."""

    coefficients: FloatArray
    """(1 + columns,), the constant first; NaN with the reason, 0 for a column that repeats others."""
    linear: FloatArray
    """(n,), the linear predictor."""
    chances: FloatArray
    """(n,), between 0 and 1."""
    collinear: IntArray
    """Places of the columns that repeat the constant or columns before them: they are left out."""
    reason: Reason | None = None


def logit(
    treated: npt.ArrayLike, covariates: npt.ArrayLike, *, weights: npt.ArrayLike | None = None
) -> Logit:
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
    return Logit(
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


def independent_columns(design: FloatArray) -> IntArray:
    """Return the places of columns that are no combination of those before them, in their order."""
    kept: list[int] = []
    basis = np.zeros((len(design), 0))
    for place in range(design.shape[1]):
        column = design[:, place]
        size = np.linalg.norm(column)
        # Twice: what rounding leaves the first time is taken the second.
        rest = column - basis @ (basis.T @ column)
        rest = rest - basis @ (basis.T @ rest)
        if size > 0 and np.linalg.norm(rest) > RANK * size:
            kept.append(place)
            basis = np.column_stack([basis, rest / np.linalg.norm(rest)])
    return np.array(kept, dtype=np.int64)


def full_rank(design: FloatArray) -> bool:
    """Say whether no column is a combination of the others."""
    if len(design) < design.shape[1]:
        return False
    diagonal = np.abs(np.diag(qr(design, mode="r", pivoting=True)[0]))
    return bool(diagonal[-1] > RANK * diagonal[0])


def indicator(name: str, values: npt.ArrayLike) -> BoolArray:
    """Return what is 0 or 1, true or false, as booleans. ValueError: anything else, or no row."""
    given = np.asarray(values)
    if given.ndim != 1:
        raise ValueError(f"`{name}` is one row, not of shape {given.shape}.")
    if not np.isin(given, (0, 1)).all():
        raise ValueError(f"`{name}` is 0 or 1, without blanks.")
    return given.astype(np.bool_)


def covariate_table(covariates: npt.ArrayLike, size: int) -> FloatArray:
    """Return covariates as (n, columns). ValueError: blanks, infinite values, another length."""
    table = np.asarray(covariates, dtype=np.float64)
    if table.ndim == 1:
        table = table[:, None]
    if table.ndim != 2 or len(table) != size:
        raise ValueError(f"`covariates` is a table of {size} rows, not of shape {table.shape}.")
    if not np.isfinite(table).all():
        raise ValueError(f"`covariates` has blanks: {int((~np.isfinite(table)).sum())} of {table.size}.")
    return table
