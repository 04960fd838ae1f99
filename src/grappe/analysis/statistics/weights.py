"""Weights of answers: what may be given, and how many answers they are worth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.interval import FloatArray
from grappe.analysis.statistics.reason import Reason

NO_WEIGHT = N_("Aucune réponse n’a de poids : il n’y a rien à estimer.")


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveSize:
    """How many answers of equal weight would tell as much."""

    size: float
    """Answers: from 1 to the number of those with a weight; NaN without any."""
    design_effect: float
    """Answers with a weight / `size`, 1 or more: what unequal weights cost; NaN without any."""
    reason: Reason | None = None
    """Why both are NaN."""


def effective_size(weights: npt.ArrayLike) -> EffectiveSize:
    """Return the effective size of a sample: (sum of w)^2 / sum of w^2 (Kish 1965, section 11.7).

    Kish (1965), Survey Sampling; also 1992, Journal of Official Statistics 8:183-200.
    weights: (n,), none negative; weights of zero count for nothing. ValueError: negative, blank, infinite.
    """
    return kish(checked_weights(weights))


def kish(weights: FloatArray) -> EffectiveSize:
    """Return the effective size for weights (n,) of which regression may have made some negative."""
    given = weights[weights != 0]
    if not len(given):
        return EffectiveSize(size=np.nan, design_effect=np.nan, reason=Reason(NO_WEIGHT))
    # Relative to the largest, so that squares of huge or tiny weights stay numbers.
    relative = given / np.abs(given).max()
    size = float(relative.sum() ** 2 / (relative**2).sum())
    return EffectiveSize(size=size, design_effect=len(given) / size)


def checked_weights(weights: npt.ArrayLike) -> FloatArray:
    """Return weights as one row of doubles. ValueError: negative, blank, infinite, not one row."""
    given = np.asarray(weights, dtype=np.float64)
    if given.ndim != 1:
        raise ValueError(f"`weights` is one row, not of shape {given.shape}.")
    if not np.all(np.isfinite(given) & (given >= 0)):
        wrong = given[~(np.isfinite(given) & (given >= 0))]
        raise ValueError(
            f"Weights are finite and none is negative: {wrong[0]} ({len(wrong)} of {len(given)})."
        )
    return given
