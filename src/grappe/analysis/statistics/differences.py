"""Difference-in-differences: two groups, two periods."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.coded import Labels
from grappe.analysis.statistics.covariates import covariate_table, independent_columns, indicator
from grappe.analysis.statistics.difference_scores import METHODS, Method, panel_score, sections_score
from grappe.analysis.statistics.effect import Effect, absent, cluster_codes, effect_of
from grappe.analysis.statistics.interval import FloatArray
from grappe.analysis.statistics.reason import Reason
from grappe.analysis.statistics.weights import checked_weights

ONE_TREATED = N_(
    "Une seule unité est traitée ; ce qui la distingue des autres et l’effet ne se séparent pas, et l’effet n’a pas d’erreur type."
)


def difference_in_differences(
    before: npt.ArrayLike,
    after: npt.ArrayLike,
    treated: npt.ArrayLike,
    *,
    covariates: npt.ArrayLike | None = None,
    weights: npt.ArrayLike | None = None,
    clusters: Labels | None = None,
    method: Method = "dr",
) -> Effect:
    """Return the mean effect on the treated: their change beside that of the others.

    The same units (n,) before and after. Sant'Anna and Zhao (2020, Journal of Econometrics 219:101-122):
    doubly robust, by regression, or by weights; without covariates, the difference of mean changes.
    before, after: same unit. treated: 0 or 1. covariates: (n,) or (n, columns), known before.
    weights: none negative. clusters: labels, within which errors are summed. Units with a blank outcome
    count for nothing. ValueError: other blanks, lengths that differ.
    """
    change = _row("after", after) - _row("before", before)
    kind = indicator("treated", treated)

    def score(design: FloatArray, weight: FloatArray, kept: npt.NDArray[np.bool_]) -> Effect:
        found = panel_score(change[kept], kind[kept], design=design, weights=weight, method=method)
        if found.reason is not None:
            return absent(found.reason, len(change))
        return _effect(found.estimate, found.influence, kept, clusters)

    effect = _on_known(change, len(kind), covariates, weights, method, score)
    if effect.reason is None and int((kind & np.isfinite(change)).sum()) == 1:
        return Effect(
            estimate=effect.estimate, error=np.nan, influence=effect.influence, reason=Reason(ONE_TREATED)
        )
    return effect


def difference_between_sections(
    outcome: npt.ArrayLike,
    treated: npt.ArrayLike,
    after: npt.ArrayLike,
    *,
    covariates: npt.ArrayLike | None = None,
    weights: npt.ArrayLike | None = None,
    clusters: Labels | None = None,
    method: Method = "dr",
) -> Effect:
    """Return the mean effect on the treated from two samples of different units, one before, one after.

    Each row (n,) is one unit, seen once: treated 0 or 1, after 0 or 1. The rest as
    `difference_in_differences`; the composition of the groups is supposed not to change (Sant'Anna and
    Zhao 2020, section 2; the doubly robust one is the locally efficient one).
    """
    values, kind, late = _row("outcome", outcome), indicator("treated", treated), indicator("after", after)
    if len(late) != len(values):
        raise ValueError(f"`after` has {len(late)} values, and the outcome {len(values)}.")

    def score(design: FloatArray, weight: FloatArray, kept: npt.NDArray[np.bool_]) -> Effect:
        found = sections_score(
            values[kept], kind[kept], after=late[kept], design=design, weights=weight, method=method
        )
        if found.reason is not None:
            return absent(found.reason, len(values))
        return _effect(found.estimate, found.influence, kept, clusters)

    return _on_known(values, len(kind), covariates, weights, method, score)


def _on_known(
    values: FloatArray,
    size: int,
    covariates: npt.ArrayLike | None,
    weights: npt.ArrayLike | None,
    method: Method,
    score: Callable[[FloatArray, FloatArray, npt.NDArray[np.bool_]], Effect],
) -> Effect:
    if method not in METHODS:
        raise ValueError(f"No such method: {method}.")
    if len(values) != size:
        raise ValueError(f"`treated` has {size} values, and the outcome {len(values)}.")
    table = np.zeros((size, 0)) if covariates is None else covariate_table(covariates, size)
    weight = np.ones(size) if weights is None else checked_weights(weights)
    if len(weight) != size:
        raise ValueError(f"`weights` has {len(weight)} values, and the outcome {size}.")
    kept = np.isfinite(values)
    design = np.column_stack([np.ones(int(kept.sum())), table[kept]])
    return score(design[:, independent_columns(design)], weight[kept], kept)


def _effect(
    estimate: float, influence: FloatArray, kept: npt.NDArray[np.bool_], clusters: Labels | None
) -> Effect:
    spread = np.zeros(len(kept))
    spread[kept] = influence / int(kept.sum())
    return effect_of(estimate, spread, cluster_codes(clusters, len(kept)))


def _row(name: str, values: npt.ArrayLike) -> FloatArray:
    row = np.asarray(values, dtype=np.float64)
    if row.ndim != 1:
        raise ValueError(f"`{name}` is one row of values, not of shape {row.shape}.")
    return row
