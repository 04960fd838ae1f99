"""The same question by another way: effects by year of entry and year, on all companies of the classes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from grappe.analysis.registry.effects.alike import Matched
from grappe.analysis.registry.effects.study import Outcome, Panel, Study
from grappe.analysis.statistics.difference_scores import METHODS, Method
from grappe.analysis.statistics.effect import Effect
from grappe.analysis.statistics.group_time import Comparison, group_time_effects
from grappe.analysis.statistics.group_time_summary import event_study
from grappe.analysis.statistics.interval import FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondLook:
    """An effect by Callaway and Sant'Anna's way, and on whom."""

    estimate: float
    """NaN: none could be estimated."""
    low: float
    high: float
    method: Method
    """Doubly robust; regression alone where too few members enter in a year for chances to be fitted."""
    members: int
    companies: int


def second_look(
    panel: Panel, study: Study, outcome: Outcome, found: Matched, window: tuple[int, int]
) -> SecondLook | None:
    """Return the effect over a window of years since entry: doubly robust, staggered, not yet members beside.

    The members matched, and the companies of their classes that tell each year from the first entry's past to
    the end: companies that come or go in between are in the matched comparison only. None: nobody is left.
    """
    members = np.array([one.member for one in found.pairings], dtype=np.int64)
    entries = {one.entry for one in found.pairings}
    first_year = int(panel.years[0])
    kept = np.zeros(len(panel.units), dtype=np.bool_)
    for one in found.pairings:
        place = one.entry - 1 - first_year
        kept |= np.isnan(panel.joined) & (panel.strata[:, place] == panel.strata[one.member, place])
    kept[members] = True
    start = max(0, min(entries, default=first_year) - study.before - study.placebo - first_year)
    values = panel.values(outcome)[:, start:]
    levels = [panel.values(one)[:, start:] for one in study.alike]
    whole = kept & np.isfinite(values).all(axis=1)
    for level in levels:
        whole &= np.isfinite(level).all(axis=1)
    rows = np.flatnonzero(whole)
    joined = panel.joined[rows]
    if not np.isnan(joined).any() or np.isnan(joined).all():
        return None
    covariates = np.column_stack([level[rows].ravel() for level in levels])
    for method in METHODS[:2]:
        effect = _overall(values[rows], panel.years[start:], joined, covariates, method, window)
        if np.isfinite(effect.error):
            low, high = effect.interval(level=study.level)
            return SecondLook(
                estimate=effect.estimate,
                low=low,
                high=high,
                method=method,
                members=int((~np.isnan(joined)).sum()),
                companies=int(np.isnan(joined).sum()),
            )
    return None


def _overall(
    values: FloatArray,
    years: np.ndarray,
    joined: FloatArray,
    covariates: FloatArray,
    method: Method,
    window: tuple[int, int],
) -> Effect:
    many = values.shape[1]
    effects = group_time_effects(
        values.ravel(),
        unit=np.repeat(np.arange(len(values)), many),
        period=np.tile(years.astype(np.float64), len(values)),
        first_treated=np.repeat(joined, many),
        covariates=covariates,
        comparison=Comparison(control="not_yet", method=method),
    )
    return event_study(effects, earliest=window[0], latest=window[1]).overall
