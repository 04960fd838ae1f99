"""What one comparison of two periods and two groups gives, unit by unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from scipy.special import expit

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.covariates import full_rank
from grappe.analysis.statistics.interval import BoolArray, FloatArray
from grappe.analysis.statistics.propensity import fit
from grappe.analysis.statistics.reason import Reason

Method = Literal["dr", "reg", "ipw"]
"""Doubly robust, regression of the outcome, or weights by the chance of being treated."""
METHODS: tuple[Method, ...] = ("dr", "reg", "ipw")
CERTAIN = 0.999
"""Chance of being treated from which on a treated unit has no comparison."""
TRIMMED = 0.995
"""Chance from which on a unit that is not treated would weigh too much, and is passed over."""
NO_TREATED = N_("Aucune unité traitée n’a de poids dans cette comparaison.")
NO_COMPARISON = N_("Aucune unité de comparaison n’a de poids dans cette comparaison.")
EMPTY_PERIOD = N_("L’un des deux groupes n’a pas d’observation avant, ou n’en a pas après.")
FEW_COMPARISONS = N_(
    "Trop peu d’unités de comparaison, ou trop semblables entre elles, pour tenir compte des caractéristiques."
)
FEW_TREATED = N_(
    "Trop peu d’unités traitées, ou trop semblables entre elles, pour tenir compte des caractéristiques."
)
NO_OVERLAP = N_(
    "Des unités traitées n’ont pas de semblables parmi les unités de comparaison : leur chance d’être traitées touche à 1."
)


class Score(NamedTuple):
    """An effect and the influence (n,) of each observation, of mean zero; or why there is none."""

    estimate: float
    influence: FloatArray
    reason: Reason | None = None


class Fitted(NamedTuple):
    """A regression: its values for everyone, and how each observation moves its coefficients."""

    values: FloatArray
    """(n,)"""
    moves: FloatArray
    """(n, k), influence on the coefficients."""


class Odds(NamedTuple):
    """Chances of being treated: the odds that weigh a comparison, and what moves their coefficients."""

    odds: FloatArray
    moves: FloatArray


@dataclass(slots=True)
class Sample:
    """Observations of one comparison."""

    treated: FloatArray
    """(n,), 0 or 1."""
    design: FloatArray
    """(n, k), the constant first."""
    weights: FloatArray
    """(n,), of mean 1."""

    @property
    def plain(self) -> bool:
        """Whether there is nothing but the constant: the three methods are then one."""
        return bool(self.design.shape[1] == 1)

    def regression(self, outcome: FloatArray, among: FloatArray) -> Fitted | None:
        """Fit the outcome by weighted least squares among those marked; None: they do not suffice."""
        weight = self.weights * among
        # Columns of one size, so that the rank is that of the columns and not of their units.
        scale = np.abs(self.design).max(axis=0)
        scale[scale == 0] = 1.0
        design = self.design / scale
        rows = weight > 0
        if not full_rank(design[rows] * np.sqrt(weight[rows])[:, None]):
            return None
        # By QR, of the square root of the weights: the normal equations would square the rounding.
        q, r = np.linalg.qr(design[rows] * np.sqrt(weight[rows])[:, None])
        solved = np.linalg.solve(r, q.T @ (outcome[rows] * np.sqrt(weight[rows])))
        values = design @ solved
        inverse = np.linalg.solve(r, np.linalg.solve(r, np.eye(len(r))).T)
        residual = np.where(rows, outcome - values, 0.0)
        moves = (weight * residual)[:, None] * design @ inverse.T * len(values)
        return Fitted(values, moves / scale)

    def odds(self) -> Odds | Reason:
        """Fit the chance of being treated."""
        scale = np.abs(self.design).max(axis=0)
        scale[scale == 0] = 1.0
        design = self.design / scale
        if not full_rank(design[self.weights > 0]):
            return Reason(FEW_COMPARISONS)
        beta, reason = fit(self.treated, design, self.weights)
        if reason is not None:
            return reason
        chance = expit(design @ beta)
        if float(chance[(self.treated > 0) & (self.weights > 0)].max()) >= CERTAIN:
            return Reason(NO_OVERLAP)
        bent = self.weights * chance * (1 - chance)
        inverse = np.linalg.inv(design.T @ (bent[:, None] * design)) * len(chance)
        moves = (self.weights * (self.treated - chance))[:, None] * design @ inverse / scale
        kept = (self.treated == 0) & (chance < TRIMMED)
        if not self.weights[kept].any():
            return Reason(NO_COMPARISON)
        return Odds(np.where(kept, chance / (1 - chance), 0.0), moves)

    def mean(
        self,
        weight: FloatArray,
        values: FloatArray,
        *,
        less: tuple[tuple[Fitted, float], ...] = (),
        odds: Odds | None = None,
    ) -> Score:
        """Return the weighted mean of the values, with the influence of what they were worked out from.

        less: regressions within `values`, with their sign there. odds: the chances within `weight`.
        """
        total = float(weight.mean())
        centre = float((weight * values).mean()) / total
        influence = weight * (values - centre) / total
        for fitted, sign in less:
            influence = influence + sign * (fitted.moves @ (weight @ self.design)) / len(weight) / total
        if odds is not None:
            influence = (
                influence + odds.moves @ ((weight * (values - centre)) @ self.design) / len(weight) / total
            )
        return Score(centre, influence)


def panel_score(
    change: FloatArray,
    treated: BoolArray,
    *,
    design: FloatArray,
    weights: FloatArray,
    method: Method = "dr",
) -> Score:
    """Compare the changes (n,) of the same units: treated beside the others.

    Sant'Anna and Zhao (2020, Journal of Econometrics 219:101-122), for panels: doubly robust (their
    traditional one: logit and least squares), regression (Heckman, Ichimura and Todd 1997) and
    Abadie's (2005) weights, normalised. design: (n, k), the constant first.
    """
    sample, reason = _sample(treated, design, weights)
    if sample is None:
        return Score(np.nan, np.full(len(change), np.nan), reason)
    marked = sample.weights * sample.treated
    if sample.plain:
        others = sample.weights * (1 - sample.treated)
        return _sum((1, sample.mean(marked, change)), (-1, sample.mean(others, change)))
    fitted = None
    if method != "ipw":
        fitted = sample.regression(change, 1 - sample.treated)
        if fitted is None:
            return _none(change, FEW_COMPARISONS)
    if fitted is not None and method == "reg":
        return sample.mean(marked, change - fitted.values, less=((fitted, -1.0),))
    odds = sample.odds()
    if isinstance(odds, Reason):
        return Score(np.nan, np.full(len(change), np.nan), odds)
    beside = sample.weights * odds.odds
    less = () if fitted is None else ((fitted, -1.0),)
    rest = change if fitted is None else change - fitted.values
    return _sum(
        (1, sample.mean(marked, rest, less=less)), (-1, sample.mean(beside, rest, less=less, odds=odds))
    )


def sections_score(
    outcome: FloatArray,
    treated: BoolArray,
    *,
    after: BoolArray,
    design: FloatArray,
    weights: FloatArray,
    method: Method = "dr",
) -> Score:
    """Compare two samples of different units, one before and one after, (n,) side by side.

    Sant'Anna and Zhao (2020), for repeated cross-sections of one composition: the doubly robust one is
    the locally efficient one.
    """
    sample, reason = _sample(treated, design, weights)
    if sample is None:
        return Score(np.nan, np.full(len(outcome), np.nan), reason)
    late = after.astype(np.float64)
    early, marked, other = 1 - late, sample.weights * sample.treated, sample.weights * (1 - sample.treated)
    if not all(((part * when) > 0).any() for part in (marked, other) for when in (late, early)):
        return _none(outcome, EMPTY_PERIOD)
    if method == "ipw" or sample.plain:
        return _weighted_sections(sample, outcome, late)
    beside = [sample.regression(outcome, (1 - sample.treated) * when) for when in (late, early)]
    if beside[0] is None or beside[1] is None:
        return _none(outcome, FEW_COMPARISONS)
    if method == "reg":
        return _sum(
            (1, sample.mean(marked * late, outcome)),
            (-1, sample.mean(marked * early, outcome)),
            (
                -1,
                sample.mean(
                    marked, beside[0].values - beside[1].values, less=((beside[0], 1.0), (beside[1], -1.0))
                ),
            ),
        )
    return _robust_sections(sample, outcome, late, (beside[0], beside[1]))


def _robust_sections(
    sample: Sample, outcome: FloatArray, late: FloatArray, beside: tuple[Fitted, Fitted]
) -> Score:
    early, marked = 1 - late, sample.weights * sample.treated
    own = [sample.regression(outcome, sample.treated * when) for when in (late, early)]
    if own[0] is None or own[1] is None:
        return _none(outcome, FEW_TREATED)
    odds = sample.odds()
    if isinstance(odds, Reason):
        return Score(np.nan, np.full(len(outcome), np.nan), odds)
    parts: list[tuple[int, Score]] = []
    for sign, when, mine, theirs in ((1, late, own[0], beside[0]), (-1, early, own[1], beside[1])):
        rest, gap = outcome - theirs.values, mine.values - theirs.values
        both = ((mine, 1.0), (theirs, -1.0))
        weighed = sample.weights * odds.odds * when
        if not weighed.any():
            return _none(outcome, NO_COMPARISON)
        parts += [
            (sign, sample.mean(marked * when, rest, less=((theirs, -1.0),))),
            (-sign, sample.mean(weighed, rest, less=((theirs, -1.0),), odds=odds)),
            (sign, sample.mean(marked, gap, less=both)),
            (-sign, sample.mean(marked * when, gap, less=both)),
        ]
    return _sum(*parts)


def _weighted_sections(sample: Sample, outcome: FloatArray, late: FloatArray) -> Score:
    marked = sample.weights * sample.treated
    odds: Odds | None = None
    beside = sample.weights * (1 - sample.treated)
    if not sample.plain:
        fitted = sample.odds()
        if isinstance(fitted, Reason):
            return Score(np.nan, np.full(len(outcome), np.nan), fitted)
        odds = fitted
        beside = sample.weights * odds.odds
        if not ((beside * late).any() and (beside * (1 - late)).any()):
            return _none(outcome, NO_COMPARISON)
    return _sum(
        (1, sample.mean(marked * late, outcome)),
        (-1, sample.mean(marked * (1 - late), outcome)),
        (-1, sample.mean(beside * late, outcome, odds=odds)),
        (1, sample.mean(beside * (1 - late), outcome, odds=odds)),
    )


def _sample(
    treated: BoolArray, design: FloatArray, weights: FloatArray
) -> tuple[Sample | None, Reason | None]:
    if not weights[treated].any():
        return None, Reason(NO_TREATED)
    if not weights[~treated].any():
        return None, Reason(NO_COMPARISON)
    return Sample(treated.astype(np.float64), design, weights / weights.mean()), None


def _none(outcome: FloatArray, message: str) -> Score:
    return Score(np.nan, np.full(len(outcome), np.nan), Reason(message))


def _sum(*parts: tuple[int, Score]) -> Score:
    estimate = sum(sign * score.estimate for sign, score in parts)
    return Score(float(estimate), np.sum([sign * score.influence for sign, score in parts], axis=0))
