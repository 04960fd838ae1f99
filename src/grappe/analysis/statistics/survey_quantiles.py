"""Quantiles of a population, from a sample drawn by a design."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.interval import FloatArray, tail_of
from grappe.analysis.statistics.reason import Reason
from grappe.analysis.statistics.survey_design import Design
from grappe.analysis.statistics.survey_estimates import base_of, means

Kind = Literal[1, 2, 4, 7]
"""Hyndman and Fan's type of a quantile (1996, The American Statistician 50:361-365), with weights."""
SLACK = 1e-10
"""What a share may miss a sum of weights by and still be met."""

NEGATIVE = N_("Des poids sont négatifs après calage : l’ordre des réponses ne donne pas de quantile.")
TOO_FEW = N_("Trop peu de réponses pour borner ce quantile.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Quantiles:
    """m quantiles of one variable, with Woodruff's intervals."""

    probabilities: FloatArray
    """(m,), between 0 and 1."""
    values: FloatArray
    """(m,), in the unit of the answers; NaN with a reason."""
    low: FloatArray
    """(m,), lower ends; NaN with a reason."""
    high: FloatArray
    """(m,), upper ends; NaN with a reason."""
    errors: FloatArray
    """(m,), length of the interval / twice its Student (or normal) factor; NaN with a reason."""
    level: float
    used: int
    """Rows with a weight and a value."""
    eligible: int
    """Rows with a weight in the domain, blanks included."""
    freedom: int
    """Degrees of freedom: first-stage units less strata, of the rows used."""
    reasons: tuple[Reason | None, ...]
    """(m,), why a value or its interval is NaN; None where both are there."""


def quantiles(
    values: npt.ArrayLike,
    design: Design,
    probabilities: npt.ArrayLike,
    *,
    kind: Kind = 1,
    domain: npt.ArrayLike | None = None,
    level: float = 0.95,
    normal: bool = False,
) -> Quantiles:
    """Return quantiles by the weighted distribution, and the intervals of Woodruff (1952, JASA 47:635-646).

    With the answers in order and C_i the sum of the first i weights, of which W is the whole:
    kind 1 is the first answer with C_i >= pW (R `survey` 4.1 and later, rule "math", its default); kind 2
    the mean of it and the next where C_i = pW ("school"); kind 4 runs straight through the points
    (C_i/W, answer) (its rule before 4.1, and "hf4"); kind 7 through (C_(i-1)/C_(n-1), answer), which is
    numpy's when weights are equal ("hf7"). Of equal answers the heaviest comes first, in any order of rows.

    The interval is that of the share of the population at or below the quantile, with the design's error
    and Student's factor (normal: the normal one), read back through the same distribution. For kind 4 that
    share is p, and with `normal` the interval is R's before 4.1; for the others it is the sample's, as since.
    An end beyond 0 or 1 is NaN: the sample holds no answer beyond its own extremes.

    values: (n,), NaN for a blank; probabilities: (m,) or one, between 0 and 1, ends excluded.
    domain: (n,) of booleans. ValueError: a probability outside, infinite values, lengths.
    """
    tail = tail_of(level)
    p = np.atleast_1d(np.asarray(probabilities, dtype=np.float64))
    if p.ndim != 1 or not np.all((p > 0) & (p < 1)):
        raise ValueError(f"Quantiles lie between 0 and 1, ends excluded: {p}.")
    base = base_of(values, design, domain)
    if base.values.shape[1] != 1:
        raise ValueError(f"Quantiles are those of one variable, not of {base.values.shape[1]}.")
    counted = base.counted[:, 0]
    answers, weights = base.values[counted, 0], design.weights[counted]
    negative = bool(np.any(weights < 0))
    usable = len(answers) > 0 and design.reason is None and not negative
    order = np.lexsort((-weights, answers))
    answers, weights = answers[order], weights[order]
    found = _inverse(answers, weights, p, kind) if usable else np.full(len(p), np.nan)
    below = (base.values[:, :1] <= found).astype(np.float64)
    shares = means(np.where(counted[:, None], below, np.nan), design, domain=domain)
    freedom = np.inf if normal or design.complete else max(int(shares.freedom[0]), 0) or np.nan
    factor = float(stdtrit(freedom, 1 - tail))
    centres = np.where(np.isnan(shares.values), np.nan, p) if kind == 4 else shares.values
    ends = np.stack([centres - factor * shares.errors, centres + factor * shares.errors])
    alike = usable and answers[0] == answers[-1]
    # Without chance, or with all answers alike, there is nothing to bound.
    sure = np.isfinite(shares.values) & (shares.errors == 0) & (alike or design.complete)
    bounds = np.stack([np.where(sure, found, np.nan)] * 2)
    read = np.isfinite(ends) & (ends > 0) & (ends < 1) & (shares.errors > 0) & ~sure
    if read.any():
        bounds[read] = _inverse(answers, weights, ends[read], kind)
    low, high = bounds
    bounded = np.isfinite(low) & np.isfinite(high)
    reasons = [
        reason or (Reason(NEGATIVE) if negative else None if there else Reason(TOO_FEW))
        for reason, there in zip(shares.reasons, bounded, strict=True)
    ]
    return Quantiles(
        probabilities=p,
        values=found,
        low=low,
        high=high,
        errors=np.where(sure, 0.0, (high - low) / (2 * factor)),
        level=level,
        used=int(counted.sum()),
        eligible=int(base.eligible[0]),
        freedom=int(shares.freedom[0]),
        reasons=tuple(reasons),
    )


def _inverse(answers: FloatArray, weights: FloatArray, p: FloatArray, kind: Kind) -> FloatArray:
    """Return the answers (n,), in order, at shares p (m,) of their weights. (m,)."""
    sums = np.cumsum(weights)
    if kind == 7:
        points = np.concatenate([[0.0], sums[:-1]]) / (sums[-2] if len(sums) > 1 else 1.0)
        return np.interp(p, points, answers)
    shares = sums / sums[-1]
    if kind == 4:
        return np.interp(p, shares, answers)
    place = np.minimum(np.searchsorted(shares, p - SLACK), len(answers) - 1)
    if kind == 1:
        return answers[place]
    after = np.minimum(place + 1, len(answers) - 1)
    met = np.abs(shares[place] - p) <= SLACK
    return np.where(met, (answers[place] + answers[after]) / 2, answers[place])
