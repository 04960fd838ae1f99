"""For each unit, those most like it in the other group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.spatial.distance import cdist

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.coded import BLANK, Labels, coded
from grappe.analysis.statistics.covariates import covariate_table, indicator
from grappe.analysis.statistics.interval import BoolArray, FloatArray, IntArray
from grappe.analysis.statistics.reason import Reason

BLOCK = 4_000_000
"""Distances worked out at once: 32 MB of them."""
NOBODY_LIKE = N_("Aucune unité n’a de semblable dans l’autre groupe.")
Estimand = Literal["att", "atc", "ate"]
"""The effect on the treated, on the others (controls), or on all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchRule:
    """Who counts as alike."""

    metric: Literal["mahalanobis", "scaled"] = "mahalanobis"
    """Distances by the covariance of all the units, or only by each column's standard deviation."""
    neighbours: int = 1
    """Matches of each unit; ties may make them more, a caliper or few controls fewer."""
    caliper: float | None = None
    """The largest distance; for one score, in its standard deviations."""
    replace: bool = True
    """Whether a unit may serve several times."""
    ties: float = 1e-5
    """With replacement: squared distances so close to the last neighbour's are as near as it is."""

    def __post_init__(self) -> None:
        """Refuse what is no rule."""
        if self.metric not in {"mahalanobis", "scaled"}:
            raise ValueError(f"No such metric: {self.metric}.")
        if self.neighbours < 1 or self.ties < 0 or (self.caliper is not None and not self.caliper >= 0):
            raise ValueError("At least one neighbour, and neither ties nor caliper below 0.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Matches:
    """Pairs of a unit and one like it in the other group."""

    treated: BoolArray
    """(n,)"""
    unit: IntArray
    """(pairs,), the row of the unit that a match was sought for; sorted upwards."""
    match: IntArray
    """(pairs,), the row of its match."""
    weight: FloatArray
    """(pairs,), 1 over the number of the unit's matches."""
    distance: FloatArray
    """(pairs,)"""
    unmatched: IntArray
    """Rows of units that a match was sought for, and not found."""
    estimand: Estimand
    reason: Reason | None = None
    """Why there is no pair at all."""

    @property
    def weights(self) -> FloatArray:
        """(n,), what each unit counts for in the matched sample: 1 for one matched, plus its uses."""
        counted = np.zeros(len(self.treated))
        counted[self.unit] = 1.0
        return counted + np.bincount(self.match, self.weight, len(self.treated))


def match(
    treated: npt.ArrayLike,
    covariates: npt.ArrayLike | None = None,
    *,
    exact: Labels | None = None,
    estimand: Estimand = "att",
    rule: MatchRule = MatchRule(),
    order: npt.ArrayLike | None = None,
) -> Matches:
    """Match each unit with the nearest of the other group.

    Abadie and Imbens (2006, Econometrica 74:235-267) with replacement: all those as near as the k-th
    nearest, each counting for its part. Without: the nearest that is left, round after round.
    treated: (n,), 0 or 1. covariates: (n,) or (n, columns), such as the chance from `propensity` alone; None:
    all those with the same `exact` label are alike. exact: (n,) labels, matches have the same one; a unit
    without label has no match. order: rows in the order in which they choose when there is no
    replacement (those of the data by default); descending scores are MatchIt's.
    Units without a match, from the caliper or for lack of others, are named; no pair at all has its reason.
    ValueError: blanks, lengths that differ, the effect on all without replacement.
    """
    kind = indicator("treated", treated)
    n = len(kind)
    if estimand not in {"att", "atc", "ate"}:
        raise ValueError(f"No such estimand: {estimand}.")
    if estimand == "ate" and not rule.replace:
        raise ValueError("Without replacement, not all the units of both groups can have matches.")
    table = np.zeros((n, 0)) if covariates is None else covariate_table(covariates, n)
    strata = np.zeros(n, dtype=np.int64) if exact is None else coded("exact", exact).codes
    if len(strata) != n:
        raise ValueError(f"`exact` has {len(strata)} labels for {n} units.")
    places = _whitened(table, rule.metric)
    sought = {"att": kind, "atc": ~kind, "ate": np.ones(n, dtype=np.bool_)}[estimand]
    chosen = np.arange(n) if order is None else np.asarray(order, dtype=np.int64)
    if not np.array_equal(np.sort(chosen), np.arange(n)):
        raise ValueError("`order` holds each row once.")
    found: list[tuple[IntArray, IntArray, FloatArray]] = []
    for stratum in np.unique(strata[strata != BLANK]):
        for group in (True, False):
            ours = chosen[(sought & (kind == group) & (strata == stratum))[chosen]]
            theirs = np.flatnonzero((kind != group) & (strata == stratum))
            if len(ours) and len(theirs):
                found += (_with if rule.replace else _without)(places, ours, theirs, rule)
    return _matches(kind, sought, found, estimand)


def _matches(
    kind: BoolArray,
    sought: BoolArray,
    found: list[tuple[IntArray, IntArray, FloatArray]],
    estimand: Estimand,
) -> Matches:
    nothing = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0))
    unit, other, distance = (np.concatenate(part) for part in zip(nothing, *found, strict=True))
    rank = np.lexsort((other, unit))
    unit, other, distance = unit[rank], other[rank], distance[rank]
    counts = np.bincount(unit, minlength=len(kind))
    return Matches(
        treated=kind,
        unit=unit,
        match=other,
        weight=1 / counts[unit],
        distance=distance,
        unmatched=np.flatnonzero(sought & (counts == 0)),
        estimand=estimand,
        reason=None if len(unit) else Reason(NOBODY_LIKE),
    )


def _whitened(table: FloatArray, metric: str) -> FloatArray:
    """Return coordinates (n, columns) whose plain distance is the metric's, without constant columns."""
    if len(table) < 2 or not table.shape[1]:
        return np.zeros((len(table), 1))
    spread = table.std(axis=0, ddof=1)
    varied = spread > 1e-12 * np.maximum(np.abs(table).max(axis=0), 1e-300)
    if not varied.any():
        return np.zeros((len(table), 1))
    scaled = (table[:, varied] - table[:, varied].mean(axis=0)) / spread[varied]
    if metric == "scaled":
        return np.asarray(scaled)
    # The inverse of the correlations, along the directions in which there is any spread.
    values, vectors = np.linalg.eigh(np.corrcoef(scaled, rowvar=False).reshape(scaled.shape[1], -1))
    kept = values > 1e-10 * values[-1]
    return np.asarray(scaled @ (vectors[:, kept] / np.sqrt(values[kept])))


def _with(
    places: FloatArray, ours: IntArray, theirs: IntArray, rule: MatchRule
) -> Iterator[tuple[IntArray, IntArray, FloatArray]]:
    step = max(1, BLOCK // len(theirs))
    nearest = min(rule.neighbours, len(theirs)) - 1
    for start in range(0, len(ours), step):
        block = ours[start : start + step]
        squared = cdist(places[block], places[theirs], "sqeuclidean")
        last = np.partition(squared, nearest, axis=1)[:, nearest]
        near = squared <= last[:, None] + rule.ties
        if rule.caliper is not None:
            near &= squared <= rule.caliper**2
        row, column = np.nonzero(near)
        yield block[row], theirs[column], np.sqrt(squared[row, column])


def _without(
    places: FloatArray, ours: IntArray, theirs: IntArray, rule: MatchRule
) -> Iterator[tuple[IntArray, IntArray, FloatArray]]:
    free = np.ones(len(theirs), dtype=np.bool_)
    most = np.inf if rule.caliper is None else rule.caliper**2
    pairs: list[tuple[int, int, float]] = []
    for _ in range(rule.neighbours):
        for row in ours:
            if not free.any():
                break
            squared = ((places[theirs] - places[row]) ** 2).sum(axis=1)
            squared[~free] = np.inf
            best = int(np.argmin(squared))
            if squared[best] <= most:
                free[best] = False
                pairs.append((int(row), int(theirs[best]), float(np.sqrt(squared[best]))))
    if pairs:
        units, others, distances = zip(*pairs, strict=True)
        yield np.array(units), np.array(others), np.array(distances)
