"""Lines through data: least squares and the logit, with errors that suit what was drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import statsmodels.api as sm
from scipy.optimize import linprog
from scipy.special import stdtr, stdtrit

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.coded import BLANK, Labels, coded
from grappe.analysis.statistics.interval import FloatArray, IntArray, Interval, tail_of
from grappe.analysis.statistics.reason import Reason

Errors = Literal["classical", "HC0", "HC1", "HC2", "HC3", "clustered"]
CONSTANT = "constant"
TOO_FEW = N_("Il y a trop peu de lignes complètes pour autant de variables.")
COLLINEAR = N_(
    "Les variables ne sont pas indépendantes : l’une se déduit des autres, et leurs effets se confondent."
)
SEPARATED = N_(
    "Les variables séparent les oui des non sans erreur : leurs effets n’ont pas d’estimation finie."
)
ONE_OUTCOME = N_("Toutes les lignes ont la même issue : il n’y a rien à expliquer.")
ONE_CLUSTER = N_("Toutes les lignes sont d’un même groupe : les erreurs par groupe ne peuvent s’estimer.")
EXACT_LINE = N_("Une ligne détermine à elle seule l’un des effets : cette sorte d’erreurs ne peut s’estimer.")
UNCONVERGED = N_("L’estimation n’a pas abouti.")
NO_SPREAD = N_("La variable à expliquer ne varie pas : il n’y a pas de part expliquée.")
FEW_CLUSTERS = N_("Il y a trop peu de groupes pour estimer, par groupe, l’erreur de chaque effet.")
NO_ERROR = N_("Un effet au moins n’a pas d’erreur : les variables disent exactement ce qu’elles expliquent.")
ROUNDING = 1e-13
"""Residuals this small beside y are rounding: the fit is exact."""
NEGLIGIBLE = 1e-12
"""Variance by clusters, relatively to that of alike rows, below which it is rounding."""
INDEPENDENT = 1e-12
"""Least singular value of the columns, each of length 1, relatively to the largest: below it they are not."""
GAP = 1e-7
"""What a separation must reach, the columns being orthonormal and the coefficients 1 at most."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Regression:
    """Coefficients and how sure they are. Arrays are (k,), the constant first; NaN with a reason."""

    names: tuple[str, ...]
    coefficients: FloatArray
    """In units of y for one unit of x; of the logit, in logarithms of odds."""
    errors: FloatArray
    p_values: FloatArray
    """Two-sided; by Student for least squares, normal for the logit."""
    interval: Interval
    covariance: FloatArray
    """(k, k)."""
    explained: float
    """R squared, or McFadden's for the logit; NaN with a reason."""
    used: int
    """Rows without a blank."""
    freedom: int
    """Degrees of freedom of the errors: rows less k, or clusters less 1."""
    reason: Reason | None = None


def ordinary_least_squares(
    y: npt.ArrayLike,
    x: npt.ArrayLike,
    *,
    names: Sequence[str] | None = None,
    errors: Errors = "classical",
    clusters: Labels | None = None,
    constant: bool = True,
    level: float = 0.95,
) -> Regression:
    """Fit y by least squares, with errors that fit the drawing.

    "classical": of one variance; HC0 (White 1980, Econometrica 48:817-838) to HC3 (MacKinnon and White 1985,
    Journal of Econometrics 29:305-325): of any; "clustered": rows of a cluster go together (Liang and Zeger
    1986, Biometrika 73:13-22), times G/(G-1) (n-1)/(n-k), Student's with G - 1 degrees of freedom.

    y: (n,); x: (n, columns) or (n,); rows with a blank (in `clusters` too) stay aside.
    Collinear columns, too few rows, a single cluster: NaN with its reason.
    ValueError: shapes or names that do not fit, clusters without "clustered" or the reverse.
    """
    data = _data(y, x, names=names, clusters=clusters, constant=constant)
    _refuse_errors(errors, ("classical", "HC0", "HC1", "HC2", "HC3", "clustered"), clusters=clusters)
    reason = _reason(data)
    if reason is not None:
        return _nothing(data, reason)
    fit = sm.OLS(data.y, data.x).fit()
    leverage = fit.get_influence().hat_matrix_diag
    if errors in ("HC2", "HC3") and leverage.max() > 1 - 1e-9:
        return _nothing(data, Reason(EXACT_LINE))
    fit = _with_errors(fit, errors, data.clusters)
    varies = np.ptp(data.y) > 0 if constant else bool(data.y.any())
    return _result(
        data,
        fit,
        free=_freedom(data),
        level=level,
        explained=float(fit.rsquared) if varies else float("nan"),
        reason=None if varies else Reason(NO_SPREAD),
    )


def logit(
    y: npt.ArrayLike,
    x: npt.ArrayLike,
    *,
    names: Sequence[str] | None = None,
    errors: Literal["classical", "HC0", "clustered"] = "classical",
    clusters: Labels | None = None,
    constant: bool = True,
    level: float = 0.95,
) -> Regression:
    """Fit the chance of a yes by maximum likelihood, its logarithm of odds being linear in x.

    McCullagh and Nelder (1989), Generalized Linear Models, 2nd ed., chapter 4. A combination of the columns
    that parts the yes from the no, even with ties on the border, has no estimate (Albert and Anderson 1984,
    Biometrika 71:1-10): it is found by linear programming beforehand (Konis 2007), and said.

    y: (n,), 0 or 1, NaN a blank; the others, shapes and errors as `ordinary_least_squares`, the intervals
    normal. ValueError: also a y that is neither.
    """
    data = _data(y, x, names=names, clusters=clusters, constant=constant)
    _refuse_errors(errors, ("classical", "HC0", "clustered"), clusters=clusters)
    if not np.isin(data.y, (0, 1)).all():
        raise ValueError("`y` is 0 or 1.")
    reason = _reason(data)
    if reason is None and np.ptp(data.y) == 0:
        reason = Reason(ONE_OUTCOME)
    if reason is None and _separated(data.y, data.x):
        reason = Reason(SEPARATED)
    if reason is not None:
        return _nothing(data, reason)
    # On orthonormal columns Newton's steps are sound whatever the units; the effects come back after.
    basis, back = np.linalg.qr(data.x)
    found = sm.Logit(data.y, basis).fit(disp=0, maxiter=200, warn_convergence=False)
    if not found.mle_retvals["converged"]:
        return _nothing(data, Reason(UNCONVERGED))
    start = np.linalg.solve(back, found.params)
    fit = sm.Logit(data.y, data.x).fit(
        disp=0, start_params=start, maxiter=200, warn_convergence=False, **_settings(errors, data.clusters)
    )
    return _result(data, fit, free=np.inf, level=level, explained=float(fit.prsquared), reason=None)


@dataclass(frozen=True, slots=True, eq=False)
class _Data:
    """The complete rows."""

    y: FloatArray
    x: FloatArray
    clusters: IntArray | None
    names: tuple[str, ...]


def _data(
    y: npt.ArrayLike,
    x: npt.ArrayLike,
    *,
    names: Sequence[str] | None,
    clusters: Labels | None,
    constant: bool,
) -> _Data:
    outcome, columns = np.asarray(y, dtype=np.float64), np.asarray(x, dtype=np.float64)
    columns = columns[:, None] if columns.ndim == 1 else columns
    if outcome.ndim != 1 or columns.ndim != 2 or len(outcome) != len(columns):
        raise ValueError(f"`y` is (n,) and `x` (n, columns), not {outcome.shape} and {columns.shape}.")
    if np.isinf(outcome).any() or np.isinf(columns).any():
        raise ValueError("`y` and `x` are finite.")
    called = tuple(names) if names is not None else tuple(f"x{i + 1}" for i in range(columns.shape[1]))
    if len(called) != columns.shape[1]:
        raise ValueError(f"It takes {columns.shape[1]} names, not {len(called)}.")
    codes = None if clusters is None else coded("clusters", clusters).codes
    if codes is not None and len(codes) != len(outcome):
        raise ValueError(f"It takes one cluster for each of the {len(outcome)} rows, not {len(codes)}.")
    complete = ~np.isnan(outcome) & ~np.isnan(columns).any(axis=1)
    if codes is not None:
        complete &= codes != BLANK
        codes = codes[complete]
    outcome, columns = outcome[complete], columns[complete]
    if constant:
        columns, called = np.column_stack([np.ones(len(columns)), columns]), (CONSTANT, *called)
    return _Data(outcome, columns, codes, called)


def _refuse_errors(errors: str, known: tuple[str, ...], *, clusters: Labels | None) -> None:
    if errors not in known:
        raise ValueError(f"`errors` is one of {', '.join(known)}, not {errors}.")
    if (errors == "clustered") != (clusters is not None):
        raise ValueError("Clustered errors and `clusters` go together.")


def _reason(data: _Data) -> Reason | None:
    rows, columns = data.x.shape
    if rows <= columns or not columns:
        return Reason(TOO_FEW)
    length = np.abs(data.x).max(axis=0)
    if not length.all():
        return Reason(COLLINEAR)
    scaled = data.x / length
    scaled = scaled / np.sqrt((scaled**2).sum(axis=0))
    values = np.linalg.svd(scaled, compute_uv=False)
    if values[-1] < INDEPENDENT * values[0]:
        return Reason(COLLINEAR)
    if data.clusters is not None and len(np.unique(data.clusters)) < 2:
        return Reason(ONE_CLUSTER)
    return None


def _separated(y: FloatArray, x: FloatArray) -> bool:
    """Whether some combination of the columns is >= 0 for each yes, <= 0 for each no, and not always 0."""
    signed = np.where(y > 0, 1.0, -1.0)[:, None] * np.linalg.qr(x)[0] * np.sqrt(len(x))
    found = linprog(-signed.sum(axis=0), A_ub=-signed, b_ub=np.zeros(len(x)), bounds=(-1, 1), method="highs")
    return found.fun is not None and float(found.fun) < -GAP


def _settings(errors: str, clusters: IntArray | None) -> dict[str, Any]:
    """Return how statsmodels is asked for these errors."""
    if errors == "classical":
        return {}
    if errors == "clustered":
        return {"cov_type": "cluster", "cov_kwds": {"groups": clusters}}
    return {"cov_type": errors}


def _with_errors(fit: Any, errors: str, clusters: IntArray | None) -> Any:
    if errors == "classical":
        return fit
    settings = _settings(errors, clusters)
    return fit.get_robustcov_results(settings["cov_type"], use_t=True, **settings.get("cov_kwds", {}))


def _result(
    data: _Data, fit: Any, *, free: float, level: float, explained: float, reason: Reason | None
) -> Regression:
    """Tell what was found; `free` is infinite for normal intervals."""
    rows, columns = data.x.shape
    coefficients = np.asarray(fit.params, dtype=np.float64)
    covariance = np.asarray(fit.cov_params(), dtype=np.float64)
    residuals = fit.resid_response if np.isinf(free) else data.y - data.x @ coefficients
    if np.linalg.norm(residuals) <= ROUNDING * np.linalg.norm(data.y):
        covariance = np.zeros_like(covariance)
    elif data.clusters is not None:
        # Few clusters may leave an effect no spread at all: what remains is rounding, of either sign.
        plain = np.square(np.linalg.inv(np.linalg.qr(data.x)[1])).sum(axis=1) * np.square(residuals).mean()
        if np.any(np.diagonal(covariance) <= NEGLIGIBLE * plain):
            reason = Reason(FEW_CLUSTERS)
            covariance = np.full_like(covariance, np.nan)
    variances = np.diagonal(covariance)
    errors = np.sqrt(np.maximum(variances, 0))
    half = float(stdtrit(free, 1 - tail_of(level))) * errors
    sure = (errors > 0) & (reason is None)
    ratio = np.divide(coefficients, errors, out=np.full(columns, np.nan), where=sure)
    if reason is None and not sure.all():
        reason = Reason(NO_ERROR)
    return Regression(
        names=data.names,
        coefficients=coefficients,
        errors=errors,
        p_values=np.asarray(2 * stdtr(free, -np.abs(ratio))),
        interval=Interval(coefficients - half, coefficients + half),
        covariance=covariance,
        explained=explained,
        used=rows,
        freedom=_freedom(data),
        reason=reason,
    )


def _freedom(data: _Data) -> int:
    rows, columns = data.x.shape
    return rows - columns if data.clusters is None else len(np.unique(data.clusters)) - 1


def _nothing(data: _Data, reason: Reason) -> Regression:
    rows, columns = data.x.shape
    blank = np.full(columns, np.nan)
    return Regression(
        names=data.names,
        coefficients=blank,
        errors=blank,
        p_values=blank,
        interval=Interval(blank, blank),
        covariance=np.full((columns, columns), np.nan),
        explained=np.nan,
        used=rows,
        freedom=max(rows - columns, 0),
        reason=reason,
    )
