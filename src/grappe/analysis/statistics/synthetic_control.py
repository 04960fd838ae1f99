"""One treated unit beside the mixture of others that was most like it before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize, nnls

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.interval import BoolArray, FloatArray, IntArray
from grappe.analysis.statistics.reason import Reason

ROUNDING = 1e-10
"""Share of the outcomes' size under which a distance is rounding."""
STEPS = 2000
"""Steps of each search for the importance of predictors."""
NO_DONOR = N_("Aucune unité de comparaison n’est observée à chaque période.")
BLANKS = N_("L’unité traitée n’est pas observée à chaque période, ou une caractéristique lui manque.")
NO_BEFORE = N_("Aucune période ne précède le traitement, ou aucune ne le suit.")
PERFECT = N_(
    "L’ajustement avant le traitement est parfait : le rapport des écarts après et avant n’existe pas."
)
NO_PLACEBO = N_("Aucune autre unité n’a de témoin synthétique : il n’y a rien à quoi comparer l’écart.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SyntheticControl:
    """A unit and its synthetic control; all NaN with the reason where there is none."""

    weights: FloatArray
    """(units,), none negative, of sum 1; 0 for the treated unit and for those left out."""
    importance: FloatArray
    """(predictors,), of sum 1: what each counts for in the likeness; 0 for one that does not vary."""
    gaps: FloatArray
    """(periods,), the unit's outcome less that of its control."""
    rmspe_before: float
    """Root of the mean squared gap before the treatment, in the unit of the outcome."""
    rmspe_after: float
    ratio: float
    """After over before; NaN with `ratio_reason`."""
    effect: float
    """Mean gap after the treatment, in the unit of the outcome. It has no error: see `placebos_in_space`."""
    left_out: IntArray
    """Rows of the units left out of the comparison, for lack of an outcome or of a predictor."""
    reason: Reason | None = None
    ratio_reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Placebos:
    """The gap of the treated unit among those of the others, as if each had been treated."""

    gaps: FloatArray
    """(units, periods); NaN for a unit without a control."""
    rmspe_before: FloatArray
    """(units,)"""
    ratios: FloatArray
    """(units,), RMSPE after over before; NaN for a unit that does not count."""
    counted: BoolArray
    """(units,), those that count: the treated, and the others with a control that fits well enough."""
    p_value: float
    """Share of those counted whose ratio is the treated unit's or more: at least one of their number."""
    reason: Reason | None = None


def synthetic_control(
    outcome: npt.ArrayLike,
    *,
    treated: int,
    before: int,
    predictors: npt.ArrayLike | None = None,
    importance: npt.ArrayLike | None = None,
) -> SyntheticControl:
    """Mix the other units into one that is like the treated one before its treatment.

    Abadie, Diamond and Hainmueller (2010, JASA 105:493-505). The weights are exact (least distance to a
    convex hull, by non-negative least squares). The importance of the predictors, unless given, is the one
    whose mixture best follows the outcome before: a search that starts from equal importance, from a
    regression's and from each predictor alone, always the same way.

    outcome: (units, periods), in the order of time. treated: row of the treated unit. before: how many
    periods precede the treatment. predictors: (units, predictors), known before, scaled by their standard
    deviation; None: the outcomes before, as they are. importance: (predictors,), none negative.
    Other units with a blank are left out and named. ValueError: rows or lengths that do not fit.
    """
    y, table, given = _checked(outcome, treated, before, predictors, importance)
    units, periods = y.shape
    whole = np.asarray(np.isfinite(y).all(axis=1) & np.isfinite(table).all(axis=1))
    donors = np.flatnonzero(whole & (np.arange(units) != treated))
    left = np.flatnonzero(~whole & (np.arange(units) != treated))
    reason = None
    if not 0 < before < periods:
        reason = Reason(NO_BEFORE)
    elif not whole[treated]:
        reason = Reason(BLANKS)
    elif not len(donors):
        reason = Reason(NO_DONOR)
    if reason is not None:
        return _absent(units, periods, table.shape[1], left, reason)
    scaled = table if predictors is None else _scaled(table, np.append(donors, treated))
    apart = (scaled[donors] - scaled[treated]).T
    path = (y[donors, :before] - y[treated, :before]).T
    if given is not None:
        chosen = given / given.sum()
    elif predictors is None:
        chosen = np.full(before, 1 / before)
    else:
        chosen = _searched(apart, path, scaled, y[:, :before], donors)
    weights = np.zeros(units)
    weights[donors] = _hull_weights(np.sqrt(chosen)[:, None] * apart)
    gaps = y[treated] - weights[donors] @ y[donors]
    sizes = [float(np.sqrt((part**2).mean())) for part in (gaps[:before], gaps[before:])]
    perfect = sizes[0] <= ROUNDING * float(np.abs(y[treated]).max())
    return SyntheticControl(
        weights=weights,
        importance=chosen,
        gaps=gaps,
        rmspe_before=sizes[0],
        rmspe_after=sizes[1],
        ratio=np.nan if perfect else sizes[1] / sizes[0],
        effect=float(gaps[before:].mean()),
        left_out=left,
        ratio_reason=Reason(PERFECT) if perfect else None,
    )


def placebos_in_space(
    outcome: npt.ArrayLike,
    *,
    treated: int,
    before: int,
    predictors: npt.ArrayLike | None = None,
    importance: npt.ArrayLike | None = None,
    worst: float = np.inf,
) -> Placebos:
    """Do as if each unit had been treated in turn, and say how rare the treated one's gap is.

    Abadie, Diamond and Hainmueller (2010, section 3.4): the treated unit is among the others' donors.
    worst: units whose RMSPE before is more than so many times the treated one's do not count.
    The rest as `synthetic_control`. The treated unit without a ratio, or no other unit: NaN with the reason.
    """
    y = np.asarray(outcome, dtype=np.float64)
    found = [
        synthetic_control(y, treated=row, before=before, predictors=predictors, importance=importance)
        for row in range(len(y))
    ]
    own = found[treated]
    fits = np.array([one.rmspe_before for one in found])
    ratios = np.array([one.ratio for one in found])
    counted = np.isfinite(ratios) & (fits <= worst * own.rmspe_before)
    counted[treated] = True
    reason = own.reason or own.ratio_reason
    if reason is None and counted.sum() < 2:
        reason = Reason(NO_PLACEBO)
    p = np.nan
    if reason is None:
        # A tie with the treated unit is as rare as it is, rounding apart.
        p = float((ratios[counted] >= ratios[treated] * (1 - 1e-12)).mean())
    return Placebos(
        gaps=np.stack([one.gaps for one in found]),
        rmspe_before=fits,
        ratios=np.where(counted, ratios, np.nan),
        counted=counted,
        p_value=p,
        reason=reason,
    )


def placebo_in_time(
    outcome: npt.ArrayLike,
    *,
    treated: int,
    before: int,
    earlier: int,
    predictors: npt.ArrayLike | None = None,
    importance: npt.ArrayLike | None = None,
) -> SyntheticControl:
    """Do as if the treatment had come after `earlier` periods, and look at nothing from the real one on.

    Abadie, Diamond and Hainmueller (2015, AJPS 59:495-510): the effect should be none. predictors are to
    be known before the earlier day. ValueError: a day that is not earlier.
    """
    if not 0 < earlier < before:
        raise ValueError(f"The day of a placebo is before the treatment: {earlier} of {before} periods.")
    y = np.asarray(outcome, dtype=np.float64)[:, :before]
    return synthetic_control(y, treated=treated, before=earlier, predictors=predictors, importance=importance)


def _hull_weights(apart: FloatArray) -> FloatArray:
    """Return the mixture (donors,) nearest to the origin, of points (dimensions, donors).

    The least of |C u|^2 + (1 - sum u)^2 over u >= 0 lies on the mixture's ray: for u = s w it is
    c / (1 + c), which grows with c = |C w|^2.
    """
    sizes = np.linalg.norm(apart, axis=0)
    # In the unit of the nearest point, unless it is no distance away beside the others.
    scale = max(float(sizes.min()), 1e-6 * float(sizes.max()), 1e-300)
    system = np.vstack([apart / scale, np.ones(apart.shape[1])])
    solved = nnls(system, np.append(np.zeros(len(apart)), 1.0), maxiter=30 * system.shape[1] + 100)[0]
    return np.asarray(solved / solved.sum())


def _searched(
    apart: FloatArray, path: FloatArray, scaled: FloatArray, early: FloatArray, donors: IntArray
) -> FloatArray:
    """Return the importance (predictors,) whose mixture follows the outcome best before the treatment."""
    varied = np.flatnonzero(np.abs(scaled[donors]).max(axis=0) > 0)
    k = scaled.shape[1]
    if not len(varied):
        return np.full(k, 1 / k)

    def full(raw: FloatArray) -> FloatArray:
        found = np.zeros(k)
        found[varied] = np.abs(raw)
        return found / found.sum() if found.any() else np.full(k, 1 / k)

    unit = max(float((path**2).mean()), 1e-300)

    def loss(raw: FloatArray) -> float:
        weights = _hull_weights(np.sqrt(full(raw))[:, None] * apart)
        return float(((path @ weights) ** 2).mean()) / unit

    starts = [np.full(len(varied), 1 / len(varied))]
    slopes = np.linalg.lstsq(
        np.column_stack([np.ones(len(donors)), scaled[donors][:, varied]]), early[donors]
    )[0]
    by_regression = (slopes[1:] ** 2).sum(axis=1)
    if by_regression.any():
        starts.append(by_regression / by_regression.sum())
    alone = np.eye(len(varied)) * 0.9 + 0.1 / len(varied)
    starts += sorted(alone, key=loss)[:2]
    best = starts[0]
    for start in starts:
        found = minimize(
            loss,
            start,
            method="Nelder-Mead",
            options={"maxfev": STEPS, "xatol": 1e-8, "fatol": 1e-12, "adaptive": len(varied) > 4},
        )
        if loss(found.x) < loss(best):
            best = np.asarray(found.x)
    return full(best)


def _scaled(table: FloatArray, rows: IntArray) -> FloatArray:
    """Return predictors by their standard deviation; 0 for one that does not vary."""
    if len(rows) < 2:
        return np.zeros_like(table)
    spread = table[rows].std(axis=0, ddof=1)
    flat = spread <= 1e-12 * np.abs(table[rows]).max(axis=0, initial=0.0)
    return np.where(flat, 0.0, (table - table[rows].mean(axis=0)) / np.where(flat, 1.0, spread))


def _checked(
    outcome: npt.ArrayLike,
    treated: int,
    before: int,
    predictors: npt.ArrayLike | None,
    importance: npt.ArrayLike | None,
) -> tuple[FloatArray, FloatArray, FloatArray | None]:
    y = np.asarray(outcome, dtype=np.float64)
    if y.ndim != 2:
        raise ValueError(f"`outcome` is a table of units and periods, not of shape {y.shape}.")
    if not 0 <= treated < len(y):
        raise ValueError(f"There are {len(y)} units, counted from 0, and the treated one is {treated}.")
    table = y[:, : max(before, 0)] if predictors is None else np.asarray(predictors, dtype=np.float64)
    if table.ndim == 1:
        table = table[:, None]
    if table.ndim != 2 or len(table) != len(y):
        raise ValueError(f"`predictors` is a table of {len(y)} units, not of shape {table.shape}.")
    if importance is None:
        return y, table, None
    given = np.asarray(importance, dtype=np.float64)
    if given.shape != (table.shape[1],) or not (np.isfinite(given) & (given >= 0)).all() or not given.any():
        raise ValueError(
            f"`importance` has one value for each of the {table.shape[1]} predictors, not all 0."
        )
    return y, table, given


def _absent(units: int, periods: int, predictors: int, left: IntArray, reason: Reason) -> SyntheticControl:
    return SyntheticControl(
        weights=np.full(units, np.nan),
        importance=np.full(predictors, np.nan),
        gaps=np.full(periods, np.nan),
        rmspe_before=np.nan,
        rmspe_after=np.nan,
        ratio=np.nan,
        effect=np.nan,
        left_out=left,
        reason=reason,
        ratio_reason=reason,
    )
