"""A matched comparison from end to end: match, follow, test before entry, estimate after, judge."""

from __future__ import annotations

import numpy as np
import polars as pl

from grappe.analysis.registry.effects import rules
from grappe.analysis.registry.effects.alike import Matched, matched
from grappe.analysis.registry.effects.paths import Paths, Stayed, paths, stayed
from grappe.analysis.registry.effects.second_look import second_look
from grappe.analysis.registry.effects.study import Outcome, Panel, Study, panel_of
from grappe.analysis.registry.effects.verdict import (
    Finding,
    Followed,
    Verdict,
    Window,
    common_reasons,
    reasons_of,
    strength_of,
)
from grappe.analysis.statistics.contingency import independence
from grappe.analysis.statistics.mean_change import MeanChange, joint_change, mean_change
from grappe.analysis.statistics.multiplicity import correct_for_many
from grappe.analysis.statistics.power import paired_minimum_detectable_effect
from grappe.analysis.statistics.reason import Reason

HALF = 0.5
"""The correlation at which a change varies as much as a value: one standard deviation of the changes."""


def matched_comparison(rows: pl.DataFrame, study: Study) -> Verdict:
    """Compare members with companies like them before and after they joined, and say what can be said.

    rows: see `study.panel_of`. Each member's change since the year before entry, less that of the companies
    matched with it, in two windows of years fixed beforehand: the first ones, and the late ones. Who joined
    counts as a member ever after: who leaves again is not taken out, for the leaving may be an effect.
    """
    panel = panel_of(rows, study)
    found = matched(panel, study)
    kept = stayed(panel, study, found.pairings)
    stayed_p = _stayed_p(kept)
    common = common_reasons(found, kept, stayed_p)
    followed = tuple(_followed(panel, study, one, found) for one in study.outcomes)
    windows = (Window(first=0, last=study.late - 1), Window(first=study.late, last=study.horizon))
    asked = [
        (one, window, _change(one.paths, window), reasons_of(one.placebo, one.placebo_p, change))
        for one in followed
        for window in windows
        for change in [_change(one.paths, window)]
    ]
    tested = [change.p_value if not (common or reasons) else np.nan for _, _, change, reasons in asked]
    corrected = correct_for_many(tested, method="holm", level=rules.LEVEL)
    findings = [
        _finding(panel, study, found, one, window, change, (*common, *reasons), float(p))
        for (one, window, change, reasons), p in zip(asked, corrected.adjusted, strict=True)
    ]
    return Verdict(
        findings=tuple(findings),
        followed=followed,
        matched=found,
        stayed=kept,
        stayed_p=stayed_p,
        tested=corrected.tested,
        level=study.level,
        reasons=common,
    )


def _stayed_p(kept: Stayed) -> float:
    counts = [
        [kept.members_stayed, kept.members - kept.members_stayed],
        [kept.companies_stayed, kept.companies - kept.companies_stayed],
    ]
    # One class only: all stayed, or nobody did, and nothing sets them apart.
    p = independence(counts).p_value
    return 1.0 if np.isnan(p) else p


def _followed(panel: Panel, study: Study, outcome: Outcome, found: Matched) -> Followed:
    own = paths(panel, study, outcome, found.pairings)
    before = placebo_years(study)
    mean = mean_change(own.mean_over(before))
    joint = joint_change(own.gaps[:, np.isin(own.since, before)])
    return Followed(
        outcome=outcome,
        paths=own,
        by_year=tuple(mean_change(column) for column in own.gaps.T),
        placebo=mean,
        placebo_p=smaller_of_two(mean.p_value, joint.p_value),
    )


def placebo_years(study: Study) -> list[int]:
    """Return the years since entry in which nothing can have happened, and that matching did not look at."""
    return [since for since in study.since if since < -study.before]


def smaller_of_two(first: float, second: float) -> float:
    """Return the p value of two tests of one hypothesis (Bonferroni); of the one that there is, or NaN."""
    there = [p for p in (first, second) if not np.isnan(p)]
    return min(1.0, len(there) * min(there)) if there else float("nan")


def _change(own: Paths, window: Window) -> MeanChange:
    return mean_change(own.mean_over(window.years))


def _finding(
    panel: Panel,
    study: Study,
    found: Matched,
    one: Followed,
    window: Window,
    change: MeanChange,
    reasons: tuple[Reason, ...],
    p_value: float,
) -> Finding:
    low, high = change.interval(level=study.level)
    widened = widen(study, one.paths, window, rules.WORSE)
    further = widen(study, one.paths, window, rules.MUCH_WORSE)
    second = None
    is_found = not reasons and p_value <= rules.LEVEL
    if is_found:
        second = second_look(panel, study, one.outcome, found, (window.first, window.last))
    least = float(paired_minimum_detectable_effect(change.units, correlation=HALF)) * change.spread
    return Finding(
        outcome=one.outcome,
        window=window,
        state="not_identifiable" if reasons else "found" if is_found else "not_found",
        strength=strength_of(found, change, (widened, further), second) if is_found else None,
        reasons=reasons,
        change=change,
        low=low,
        high=high,
        p_value=p_value,
        detectable=least,
        lowest=widened[0],
        highest=widened[1],
        second=second,
    )


def widen(study: Study, own: Paths, window: Window, worse: float) -> tuple[float, float]:
    """Return the interval of an effect when what was seen before entry is taken to weigh on it.

    Two things can make a comparison wrong without showing in the year before entry. A slope of their own goes
    on: what the placebo shows comes back with the other sign. Or members had their luck, good or bad, just
    before they joined, and so had those taken for alike: what the placebo shows is found again with its sign
    (Chabé-Ferret 2015, Journal of Econometrics 185:110-123, whose estimator is symmetric in time for that
    reason). Each member's effect is corrected for the one, then for the other, in proportion of the
    years that lie between and of how much `worse` things go, and the interval holds both intervals and the
    plain one: a bound relative to what was seen before, as in Rambachan and Roth (2023, Review of Economic
    Studies 90:2555-2591).
    """
    after, before = own.mean_over(window.years), own.mean_over(placebo_years(study))
    distance_after = _distance(own, window.years)
    distance_before = _distance(own, placebo_years(study))
    ratio = worse * distance_after / distance_before if distance_before > 0 else np.nan
    ends = [
        mean_change(values).interval(level=study.level)
        for values in (after, after - ratio * before, after + ratio * before)
    ]
    lows, highs = zip(*ends, strict=True)
    return float(np.min(lows)), float(np.max(highs))


def _distance(own: Paths, years: range | list[int]) -> float:
    """Return how far from the year before entry the values told are, on average; NaN without any."""
    part = np.isin(own.since, list(years))
    told = np.isfinite(own.gaps[:, part]).sum(axis=0)
    far = np.abs(own.since[part] + 1)
    return float(told @ far / told.sum()) if told.sum() else float("nan")
