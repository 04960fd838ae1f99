"""Designs whose weights agree with what is known of the population."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, hstack

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.coded import Labels
from grappe.analysis.statistics.interval import FloatArray
from grappe.analysis.statistics.raking import (
    NOTHING,
    ROUNDS,
    TOLERANCE,
    Cells,
    Gap,
    Margin,
    Population,
    cells_of,
    rake,
)
from grappe.analysis.statistics.reason import Reason
from grappe.analysis.statistics.survey_design import Adjustment, Design, inverse_of_products
from grappe.analysis.statistics.weights import EffectiveSize, kish

Distance = Literal["linear", "exponential", "logit"]
"""How a weight may move. "linear": the regression estimator, where some may come out negative.
"exponential": that of raking, never negative. "logit": between two bounds."""

BLANK_VARIABLE = N_(
    "Calage : la variable « {variable} » a des valeurs manquantes ({count}). Complétez-les ou écartez ces réponses."
)
OUT_OF_REACH = N_(
    "Le calage n’a pas abouti en {rounds} tours : la variable « {variable} » fait {reached} en tout au lieu de {wanted}."
)
NEWTON = 100


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Calibration:
    """A calibrated design, and what it cost."""

    design: Design
    """All estimates apply to it; with a reason it gives none."""
    factors: FloatArray
    """(n,), calibrated weight / weight before; 1 where that is zero; NaN when there is a reason."""
    smallest: float
    """The smallest weight that is not zero, below 0 for some regressions; NaN when there is a reason."""
    largest: float
    effective: EffectiveSize
    """Kish's, of the calibrated weights."""
    rounds: int
    gap: Gap | None
    """What the weights miss the population by most; None when the calibration could not start."""
    reason: Reason | None = None
    """Why there are no weights."""


class Known(NamedTuple):
    """What calibration is about, in numbers of a size near 1."""

    names: Sequence[str]
    columns: FloatArray
    """(n, p), 0 in rows without weight."""
    wanted: FloatArray
    """(p,)."""
    scale: FloatArray
    """(p,), what columns and totals were divided by."""


class Bounds(NamedTuple):
    """Between which factors a logit calibration stays."""

    low: float
    high: float


def post_stratify(
    design: Design, labels: Labels, population: Population, *, name: str = "post-strates"
) -> Calibration:
    """Return the design with weights that give each post-stratum its population.

    Holt and Smith (1979, JRSS A 142:33-46); errors are those of the residuals to the post-strata's means
    (Särndal, Swensson and Wretman 1992, section 7.6). labels: (n,); population: units by label. `name` is
    what a reason calls the post-strata. A post-stratum that only the population has, or only the sample, is
    never put with another: it is the reason why there are no weights.
    ValueError: lengths, a population that is negative.
    """
    return rake_design(design, margins={name: Margin(labels, population)})


def rake_design(
    design: Design,
    *,
    margins: Mapping[str, Margin | tuple[Labels, Population]],
    tolerance: float = TOLERANCE,
    rounds: int = ROUNDS,
) -> Calibration:
    """Return the design raked to margins (see `rake`), with linearised errors.

    Errors are those of the residuals of a regression on all the margins at once, with the weights before
    raking: Deville and Särndal (1992, JASA 87:376-382), Deville, Särndal and Sautory (1993, JASA
    88:1013-1020); so does R's `survey`. ValueError: as `rake`.
    """
    if np.any(design.weights < 0):
        raise ValueError("Raking multiplies weights: none may be negative, as regression makes them.")
    found = rake(design.weights, margins=margins, tolerance=tolerance, rounds=rounds)
    if found.reason is not None:
        return _failed(design, design.reason or found.reason, found.rounds, found.gap)
    cells = [
        cells_of(name, labels, population, design.weights) for name, (labels, population) in margins.items()
    ]
    indicators = csr_array(hstack([_indicators(cell) for cell in cells], format="csr"))
    return _calibrated(design, indicators, found.weights, found.rounds, found.gap)


def calibrate(
    design: Design,
    variables: Mapping[str, npt.ArrayLike],
    totals: Mapping[str, float],
    *,
    distance: Distance = "linear",
    bounds: tuple[float, float] | None = None,
    tolerance: float = TOLERANCE,
) -> Calibration:
    """Return the design with weights that give every variable its total in the population.

    "linear" is the generalised regression estimator: weights w(1 + x'b). "exponential" gives w exp(x'b),
    which on indicators is raking; "logit" holds the factors between two bounds (Deville and Särndal 1992,
    JASA 87:376-382, cases 1, 2 and 6). Errors are those of the residuals of a regression on the variables
    with the weights before, for all the distances.

    variables: name -> (n,), such as {"1": ones, "staff": ...}: a constant is a variable like another.
    totals: name -> total in the population. bounds: for "logit", of the factors, such as (0.5, 2).
    Blanks in a variable, or totals that no weights reach, have their `reason`.
    ValueError: names or lengths that differ, no variable, bounds that are not on both sides of 1.
    """
    if (distance == "logit") != (bounds is not None) or (bounds and not 0 <= bounds[0] < 1 < bounds[1]):
        raise ValueError(f'Bounds go with "logit", on both sides of 1: {distance}, {bounds}.')
    if not tolerance > 0:
        raise ValueError(f"It takes a tolerance above 0: {tolerance}.")
    columns = _columns(design, variables, totals)
    weighing = design.weights != 0
    reason = design.reason or (None if weighing.any() else Reason(NOTHING))
    for name, column in zip(variables, columns.T, strict=True):
        blanks = int(np.isnan(column[weighing]).sum())
        if blanks and reason is None:
            reason = Reason(BLANK_VARIABLE, {"variable": name, "count": blanks})
    if reason is not None:
        return _failed(design, reason, 0, None)
    columns = np.where(weighing[:, None], columns, 0.0)
    wanted = np.array([totals[name] for name in variables], dtype=np.float64)
    # Totals of variables in any unit, and of a sample or a population of any size, compare to these.
    scale = np.maximum(np.abs(columns).max(axis=0), np.finfo(np.float64).tiny)
    known = Known(tuple(variables), columns / scale, wanted / scale, scale)
    weights, rounds = _solved(design.weights, known, distance, bounds and Bounds(*bounds), tolerance)
    gap = _gap(known, weights)
    if _off(known, weights) > tolerance:
        values = {"variable": gap.margin, "rounds": rounds}
        figures = {"reached": f"{gap.reached:.10g}", "wanted": f"{gap.wanted:.10g}"}
        return _failed(design, Reason(OUT_OF_REACH, values | figures), rounds, gap)
    return _calibrated(design, csr_array(columns), weights, rounds, gap)


def _solved(
    weights: FloatArray, known: Known, distance: Distance, bounds: Bounds | None, tolerance: float
) -> tuple[FloatArray, int]:
    """Return the calibrated weights by Newton's steps, halved while they lead astray, and how many."""
    slopes = np.zeros(len(known.wanted))
    found, off = weights, _off(known, weights)
    for turn in range(NEWTON):
        if off <= tolerance * 1e-3:
            return found, turn
        moving = weights * _factors(known.columns @ slopes, distance, bounds)[1]
        inverse = inverse_of_products(csr_array(known.columns), moving)
        step = inverse @ (known.wanted - known.columns.T @ found)
        for _ in range(30):
            tried = weights * _factors(known.columns @ (slopes + step), distance, bounds)[0]
            if _off(known, tried) < off:
                break
            step = step / 2
        else:
            return found, turn
        slopes, found, off = slopes + step, tried, _off(known, tried)
    return found, NEWTON


def _factors(moves: FloatArray, distance: Distance, bounds: Bounds | None) -> tuple[FloatArray, FloatArray]:
    """Return what weights are multiplied by, and how fast that moves. Both (n,)."""
    if distance == "linear":
        return 1 + moves, np.ones_like(moves)
    if bounds is None:
        # Beyond e^50 no weight is meant: the step will be halved.
        grown = np.exp(np.clip(moves, -50, 50))
        return grown, grown
    low, high = bounds
    speed = (high - low) / ((1 - low) * (high - 1))
    grown = (1 - low) * np.exp(np.clip(speed * moves, -50, 50))
    factors = (low * (high - 1) + high * grown) / (high - 1 + grown)
    return factors, speed * (factors - low) * (high - factors) / (high - low)


def _off(known: Known, weights: FloatArray) -> float:
    """Return by how much the worst total is missed, relatively to it and to what the weights carry."""
    carried = np.maximum(np.abs(known.wanted), np.abs(known.columns).T @ np.abs(weights))
    missed = np.abs(known.wanted - known.columns.T @ weights)
    return float(np.max(np.divide(missed, carried, out=np.zeros_like(missed), where=carried > 0)))


def _gap(known: Known, weights: FloatArray) -> Gap:
    reached = known.columns.T @ weights
    carried = np.maximum(np.abs(known.wanted), np.abs(known.columns).T @ np.abs(weights))
    missed = np.divide(np.abs(known.wanted - reached), carried, out=np.zeros_like(carried), where=carried > 0)
    worst = int(np.argmax(missed))
    name, scale = known.names[worst], float(known.scale[worst])
    return Gap(name, None, float(reached[worst]) * scale, float(known.wanted[worst]) * scale)


def _columns(
    design: Design, variables: Mapping[str, npt.ArrayLike], totals: Mapping[str, float]
) -> FloatArray:
    if not variables or set(variables) != set(totals):
        raise ValueError(f"Each variable has its total: {sorted(variables)}, {sorted(totals)}.")
    if not np.all(np.isfinite(list(totals.values()))):
        raise ValueError(f"Totals are finite numbers: {dict(totals)}.")
    given = {name: np.asarray(values, dtype=np.float64) for name, values in variables.items()}
    for name, values in given.items():
        if values.shape != design.weights.shape or np.isinf(values).any():
            raise ValueError(f"Variable `{name}` has a finite value for each row, or NaN: {values.shape}.")
    return np.stack(list(given.values()), axis=1)


def _indicators(cells: Cells) -> csr_array:
    # A row without a label has no weight, and may be of any.
    columns, rows = np.maximum(cells.codes, 0), np.arange(len(cells.codes))
    return csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(rows), len(cells.labels)))


def _calibrated(
    design: Design, variables: csr_array, weights: FloatArray, rounds: int, gap: Gap | None
) -> Calibration:
    weighing = design.weights != 0
    factors = np.divide(weights, design.weights, out=np.ones_like(weights), where=weighing)
    inverse = inverse_of_products(variables, design.weights)
    adjusted = Adjustment(variables, design.weights, inverse, factors)
    return Calibration(
        design=replace(design, weights=weights, adjustments=(*design.adjustments, adjusted)),
        factors=factors,
        smallest=float(weights[weighing].min()),
        largest=float(weights[weighing].max()),
        effective=kish(weights),
        rounds=rounds,
        gap=gap,
    )


def _failed(design: Design, reason: Reason, rounds: int, gap: Gap | None) -> Calibration:
    return Calibration(
        design=replace(design, reason=reason),
        factors=np.full(len(design.weights), np.nan),
        smallest=np.nan,
        largest=np.nan,
        effective=EffectiveSize(size=np.nan, design_effect=np.nan, reason=reason),
        rounds=rounds,
        gap=gap,
        reason=reason,
    )
