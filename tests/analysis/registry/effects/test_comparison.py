"""The matched comparison on made registries whose truth is known (`bench/worlds`)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from bench.worlds.made import WORLDS, World, made

from grappe.analysis.registry.effects.alike import matched
from grappe.analysis.registry.effects.comparison import matched_comparison, widen
from grappe.analysis.registry.effects.paths import paths
from grappe.analysis.registry.effects.study import Outcome, Study, panel_of
from grappe.analysis.registry.effects.verdict import (
    ATTRITION,
    FEW_MEMBERS,
    NO_PLACEBO,
    NOBODY,
    PLACEBO_FAILED,
    Verdict,
    Window,
)
from grappe.analysis.statistics.group_time import Comparison, group_time_effects
from grappe.analysis.statistics.group_time_summary import event_study

FTE = Outcome("fte")
STUDY = Study(outcomes=(FTE, Outcome("value_added_per_fte")))


def verdict_of(world: World, seed: int = 1, study: Study = STUDY) -> Verdict:
    return matched_comparison(made(world, seed), study)


def test_without_matching_the_paths_are_the_group_time_effects() -> None:
    rows = made(World(members=30, peers=80), 5).with_columns(
        joined=pl.when(pl.col("joined").is_not_null()).then(2010)
    )
    study = Study(outcomes=(FTE,), exact=(), neighbours=80, caliper=np.inf)
    panel = panel_of(rows, study)
    everyone = np.flatnonzero(np.isnan(panel.joined))
    pairings = [replace(one, beside=everyone) for one in matched(panel, study).pairings]

    found = paths(panel, study, FTE, pairings)

    theirs = event_study(
        group_time_effects(
            panel.values(FTE).ravel(),
            unit=np.repeat(np.arange(len(panel.units)), len(panel.years)),
            period=np.tile(panel.years, len(panel.units)),
            first_treated=np.repeat(panel.joined, len(panel.years)),
            comparison=Comparison(base="universal"),
        )
    )
    at = {int(part.at): part.effect.estimate for part in theirs.parts}
    told = [int(since) for since in found.since if since in at]
    assert len(pairings) == 30
    assert len(told) > 10
    mean = dict(zip(found.since.tolist(), found.unadjusted.mean(axis=0), strict=True))
    assert [mean[since] for since in told] == pytest.approx([at[since] for since in told], abs=1e-12)


def test_no_company_serves_twice_and_all_are_of_the_class_of_their_member() -> None:
    panel = panel_of(made(WORLDS["larger join"], 3), STUDY)

    found = matched(panel, STUDY)

    beside = np.concatenate([one.beside for one in found.pairings])
    assert len(beside) == len(set(beside.tolist())) == found.beside
    for one in found.pairings:
        column = one.entry - 1 - int(panel.years[0])
        assert set(panel.strata[one.beside, column]) == {panel.strata[one.member, column]}
    assert len(found.pairings) + len(found.left_out) == found.members == 40


def test_matching_leaves_members_more_alike_than_it_found_them() -> None:
    for metric in ("mahalanobis", "propensity"):
        found = verdict_of(WORLDS["larger join"], study=replace(STUDY, metric=metric)).matched

        size = next(one for one in found.balance if one.column == "log fte" and not one.is_change)
        assert size.unmatched.standardised > 0.5
        assert abs(size.matched.standardised) < 0.25


def test_a_late_effect_is_found_where_it_is_and_nowhere_else() -> None:
    verdict = verdict_of(WORLDS["many members and late effect"], 2)

    states = {(one.outcome.column, one.window.first): one for one in verdict.findings}
    late = states["fte", 4]
    assert {key for key, one in states.items() if one.state == "found"} == {("fte", 4)}
    assert late.low < 0.25 < late.high
    assert late.may_say_impact
    assert late.second is not None
    assert late.second.method == "dr"
    assert late.second.estimate == pytest.approx(0.25, abs=0.1)
    assert verdict.tested == 4


def test_those_who_grew_already_before_they_joined_are_not_judged() -> None:
    verdict = verdict_of(replace(WORLDS["growing join"], members=120, peers=1500, slopes=0.06))

    own = [one for one in verdict.findings if one.outcome.column == "fte"]
    assert {one.state for one in own} == {"not_identifiable"}
    assert all(reason.message == PLACEBO_FAILED for one in own for reason in one.reasons)
    assert not any(one.may_say_impact for one in own)


def test_the_widened_interval_holds_zero_when_a_slope_explains_all() -> None:
    rows = made(World(members=60, peers=600), 4)
    # A slope that starts before entry and goes on, and nothing else.
    growing = rows.with_columns(
        fte=pl.col("fte") * ((pl.col("year") - 2003) * 0.02 * pl.col("joined").is_not_null()).exp()
    )
    study = replace(STUDY, covariates=(Outcome("value_added_per_fte"),))
    panel = panel_of(growing, study)

    found = paths(panel, study, FTE, matched(panel, study).pairings)

    plain = np.nanmean(found.mean_over(range(4, 9)))
    low, high = widen(study, found, Window(first=4, last=8), 1.0)
    assert plain > 0.08
    assert low < 0 < high


def test_few_members_are_no_study_and_none_at_all_even_less() -> None:
    few = verdict_of(WORLDS["few members"])
    nobody = matched_comparison(made(WORLDS["few members"], 1).with_columns(joined=2001), STUDY)

    assert few.reasons[0].message == FEW_MEMBERS
    assert {one.state for one in few.findings} == {"not_identifiable"}
    assert [reason.message for reason in nobody.reasons] == [NOBODY]
    assert set(nobody.matched.counts) == {"too_early"}


def test_without_years_for_a_placebo_nothing_is_claimed() -> None:
    rows = made(WORLDS["early effect"], 1).filter(pl.col("year") >= pl.col("joined").max() - 3)

    verdict = matched_comparison(rows, STUDY)

    assert all(NO_PLACEBO in [r.message for r in one.reasons] for one in verdict.findings)


def test_peers_that_cannot_fail_are_no_comparison_for_members_that_can() -> None:
    world = replace(WORLDS["failed peers gone"], members=150, peers=2000)

    verdict = verdict_of(world)

    assert ATTRITION in [reason.message for reason in verdict.reasons]
    assert verdict.stayed.companies_stayed == verdict.stayed.companies
    assert verdict.stayed.members_stayed < verdict.stayed.members


@pytest.mark.parametrize("column", ["joined", "size", "fte"])
def test_a_panel_that_lacks_a_column_is_refused(column: str) -> None:
    with pytest.raises(ValueError, match=column):
        matched_comparison(made(WORLDS["few members"], 1).drop(column), STUDY)


def test_a_company_twice_in_a_year_or_with_two_entries_is_refused() -> None:
    rows = made(WORLDS["few members"], 1)
    twice = pl.concat([rows, rows.head(1)])
    moved = rows.with_columns(joined=pl.when(pl.col("joined").is_not_null()).then(pl.col("year")))

    with pytest.raises(ValueError, match="once"):
        matched_comparison(twice, STUDY)
    with pytest.raises(ValueError, match="Two years"):
        matched_comparison(moved, STUDY)
