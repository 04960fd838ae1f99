"""The effect in matched units, with the errors of Abadie and Imbens."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.covariates import covariate_table, independent_columns
from grappe.analysis.statistics.effect import Effect
from grappe.analysis.statistics.interval import BoolArray, FloatArray
from grappe.analysis.statistics.matching import Matches, MatchRule, match
from grappe.analysis.statistics.reason import Reason

ONE_MATCHED = N_("Une seule unité a un semblable : l’effet n’a pas d’erreur type.")
NO_VARIANCE = N_(
    "Une unité n’a pas de voisine dans son propre groupe : la dispersion autour d’elle, et l’erreur type, ne s’estiment pas."
)


def matched_effect(
    outcome: npt.ArrayLike,
    matches: Matches,
    *,
    adjust: npt.ArrayLike | None = None,
    alike: npt.ArrayLike | None = None,
    neighbours: int = 0,
    population: bool = True,
) -> Effect:
    """Return the mean difference between treated units and those like them.

    Abadie and Imbens (2006, Econometrica 74:235-267), on those who found a match: the treated, the others
    or all, as was asked of `match`. The chance of being treated is taken as known, if it was matched on.

    outcome: (n,), without blanks. adjust: (n,) or (n, columns), covariates whose remaining differences
    are taken out by regression among the matches (Abadie and Imbens 2011, JBES 29:1-11).
    neighbours: 0, the outcomes are equally spread around each unit (R's `Matching`); from 1 on, the spread
    is that among so many neighbours within the group, by the covariates `alike` (n,) or (n, columns).
    population: the error for the population's effect, or for the effect on these very units.
    The effect has no influence. No pair, or one unit alone: NaN with its reason. ValueError: blanks,
    lengths that differ, neighbours without `alike`.
    """
    y = np.asarray(outcome, dtype=np.float64)
    kind, n = matches.treated, len(matches.treated)
    if y.shape != (n,) or not np.isfinite(y).all():
        raise ValueError(f"`outcome` is one row of {n} values without blanks.")
    if (neighbours > 0) != (alike is not None):
        raise ValueError("`neighbours` and `alike` go together.")
    if matches.reason is not None:
        return Effect(estimate=np.nan, error=np.nan, reason=matches.reason)
    sign = np.where(kind, 1.0, -1.0)[matches.unit]
    gap = y[matches.unit] - y[matches.match]
    if adjust is not None:
        gap = gap - _bias(y, matches, covariate_table(adjust, n))
    gap = sign * gap
    units = np.unique(matches.unit)
    own = np.bincount(matches.unit, matches.weight * gap, n)[units]
    estimate = float(own.mean())
    if len(units) < 2:
        return Effect(estimate=estimate, error=np.nan, reason=Reason(ONE_MATCHED))
    if alike is None:
        spread = np.full(n, float(matches.weight @ (gap - estimate) ** 2) / (2 * len(units)))
    else:
        spread = _spread_around(y, kind, covariate_table(alike, n), neighbours)
    used = np.bincount(matches.match, matches.weight, n)
    squares = np.bincount(matches.match, matches.weight**2, n)
    sought = np.zeros(n)
    sought[units] = 1.0
    counts = used**2 + 2 * used * sought - squares if population else (sought + used) ** 2
    if np.isnan(spread[counts != 0]).any():
        return Effect(estimate=estimate, error=np.nan, reason=Reason(NO_VARIANCE))
    variance = float(counts[counts != 0] @ spread[counts != 0])
    if population:
        variance += float(((own - estimate) ** 2).sum())
    return Effect(estimate=estimate, error=float(np.sqrt(max(variance, 0.0))) / len(units))


def _bias(y: FloatArray, matches: Matches, table: FloatArray) -> FloatArray:
    """Return, pair by pair, what the regression among the matches expects of the gap in covariates."""
    expected = np.zeros(len(matches.unit))
    used = np.bincount(matches.match, matches.weight, len(y))
    for group in (True, False):
        rows = np.flatnonzero((used > 0) & (matches.treated == group))
        pairs = matches.treated[matches.match] == group
        if not len(rows):
            continue
        design = np.column_stack([np.ones(len(rows)), table[rows]])
        kept = independent_columns(design)
        root = np.sqrt(used[rows])
        slopes = np.linalg.lstsq(design[:, kept] * root[:, None], y[rows] * root)[0]
        full = np.zeros(design.shape[1])
        full[kept] = slopes
        expected[pairs] = (table[matches.unit[pairs]] - table[matches.match[pairs]]) @ full[1:]
    return expected


def _spread_around(y: FloatArray, kind: BoolArray, table: FloatArray, neighbours: int) -> FloatArray:
    """Return J/(J+1) (y - mean of the J nearest of the same group)^2; NaN for one alone in its group."""
    n = len(y)
    # Each unit twice: as one that looks for others, itself among them, and as one that may be found.
    found = match(
        np.repeat([True, False], n),
        np.concatenate([table, table]),
        exact=np.tile(kind, 2),
        rule=MatchRule(neighbours=neighbours + 1),
    )
    mates = found.match - n
    other = mates != found.unit
    count = np.bincount(found.unit[other], minlength=n)
    total = np.bincount(found.unit[other], y[mates[other]], n)
    spread = np.full(n, np.nan)
    some = count > 0
    spread[some] = count[some] / (count[some] + 1) * (y[some] - total[some] / count[some]) ** 2
    return spread
