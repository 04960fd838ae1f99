"""Staggered effects: by loops and plain means, by another library, and where data is lacking."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from diff_diff import CallawaySantAnna

from grappe.analysis.statistics.effect import Effect
from grappe.analysis.statistics.group_time import Comparison, GroupTime, group_time_effects
from grappe.analysis.statistics.group_time_summary import (
    Summary,
    effects_by_group,
    effects_by_period,
    event_study,
    simple_effect,
)
from grappe.analysis.statistics.two_way import two_way_fixed_effects
from grappe.analysis.statistics.uniform_bands import uniform_bands

ROUNDING = 1e-9  # the same operations on doubles in another order
STEP, QUOTIENT = 1e-5, 2e-6  # a weight moved by little, and how right the quotient then is
PERIODS = (1, 2, 3, 5, 6, 8)  # not consecutive


def rows(n: int = 80, groups: tuple[int, ...] = (0, 3, 5, 8)) -> pd.DataFrame:
    rng = np.random.default_rng(225)
    of, x, weight = rng.choice(groups, n), rng.normal(size=n), rng.integers(1, 4, n)
    made = [(f"u{unit}", period, of[unit], x[unit], weight[unit]) for unit in range(n) for period in PERIODS]
    frame = pd.DataFrame(made, columns=["unit", "period", "first", "x", "weight"])
    treated = (frame["first"] > 0) & (frame["period"] >= frame["first"])
    frame["y"] = rng.normal(size=len(frame)) + 0.3 * frame["x"] * frame["period"] + treated
    return frame.sample(frac=1, random_state=3)  # unsorted


def found(frame: pd.DataFrame, **more: Any) -> GroupTime:
    return group_time_effects(
        frame["y"].to_numpy(),
        unit=frame["unit"].tolist(),
        period=frame["period"].to_numpy(),
        first_treated=frame["first"].to_numpy(),
        **more,
    )


def by_loops(frame: pd.DataFrame, group: float, period: float, control: str) -> float:
    """Plain weighted means of four cells."""
    base = max(t for t in PERIODS if t < group) if period >= group else max(t for t in PERIODS if t < period)
    changes: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    for _, unit in frame.groupby("unit"):
        value, first = unit.set_index("period")["y"], unit["first"].iloc[0]
        beside = first == 0 or (control == "not_yet" and first > period and first != group)
        if first == group or beside:
            changes[bool(first == group)].append((value[period] - value[base], unit["weight"].iloc[0]))
    treated, others = (np.array(changes[one]) for one in (True, False))
    return float(
        np.average(treated[:, 0], weights=treated[:, 1]) - np.average(others[:, 0], weights=others[:, 1])
    )


@pytest.mark.parametrize("control", ["never", "not_yet"])
def test_each_effect_is_four_means_in_a_loop(control: Any) -> None:
    frame = rows()

    effects = found(frame, weights=frame["weight"], comparison=Comparison(control=control))

    assert [(cell.group, cell.period) for cell in effects.cells] == [
        (g, t) for g in (3, 5, 8) for t in PERIODS[1:]
    ]
    for cell in effects.cells:
        expected = by_loops(frame, cell.group, cell.period, control)
        assert cell.effect.estimate == pytest.approx(expected, rel=ROUNDING)


@pytest.mark.parametrize("control", ["never", "not_yet"])
@pytest.mark.parametrize("base", ["varying", "universal"])
@pytest.mark.parametrize("anticipation", [0, 1])
@pytest.mark.parametrize("method", ["reg", "ipw"])
@pytest.mark.filterwarnings("ignore")  # that library talks
def test_another_library_finds_the_same(control: Any, base: Any, anticipation: int, method: Any) -> None:
    frame = rows(300)
    theirs = CallawaySantAnna(
        control_group={"never": "never_treated", "not_yet": "not_yet_treated"}[control],
        base_period=base,
        anticipation=anticipation,
        estimation_method=method,
    ).fit(frame, "y", "unit", "period", "first", covariates=["x"], aggregate="event_study")
    how = Comparison(control=control, base=base, anticipation=anticipation, method=method)

    effects = found(frame, covariates=frame["x"], comparison=how)

    ours = {(cell.group, cell.period): cell.effect for cell in effects.cells}
    assert ours.keys() == theirs.group_time_effects.keys()
    for at, cell in theirs.group_time_effects.items():
        pair = (ours[at].estimate, ours[at].error)
        assert pair == pytest.approx((cell["effect"], cell["se"]), rel=1e-7, abs=ROUNDING, nan_ok=True)
    for part in event_study(effects).parts:
        other = theirs.event_study_effects[part.at]
        pair = (part.effect.estimate, part.effect.error)
        assert pair == pytest.approx((other["effect"], other["se"]), rel=1e-7, abs=ROUNDING, nan_ok=True)


@pytest.mark.parametrize("method", ["ipw", "dr"])
@pytest.mark.filterwarnings("ignore")  # that library talks
def test_so_it_does_of_units_seen_once(method: Any) -> None:
    frame = rows(500).drop_duplicates("unit")
    theirs = CallawaySantAnna(estimation_method=method, panel=False).fit(
        frame, "y", "unit", "period", "first", covariates=["x"]
    )

    effects = group_time_effects(
        frame["y"],
        unit=None,
        period=frame["period"],
        first_treated=frame["first"],
        covariates=frame["x"],
        comparison=Comparison(method=method),
    )

    ours = {(cell.group, cell.period): (cell.effect.estimate, cell.effect.error) for cell in effects.cells}
    for at, cell in theirs.group_time_effects.items():
        assert ours[at] == pytest.approx((cell["effect"], cell["se"]), rel=1e-7)


def summaries(effects: GroupTime) -> dict[str, Effect]:
    every: dict[str, Summary] = {
        "simple": simple_effect(effects),
        "group": effects_by_group(effects),
        "period": effects_by_period(effects),
        "since": event_study(effects),
        "balanced": event_study(effects, balanced=1),
    }
    return {
        f"{name} {at}": effect
        for name, summary in every.items()
        for at, effect in [("overall", summary.overall), *((part.at, part.effect) for part in summary.parts)]
    }


def test_the_error_of_a_summary_counts_that_the_sizes_of_groups_are_estimated() -> None:
    frame = rows(40)
    units = list(dict.fromkeys(frame["unit"]))
    weight = frame["weight"].to_numpy(dtype=float)
    effects = found(frame, weights=weight)
    order = {label: place for place, label in enumerate(effects.panel.units)}

    for unit in units[:12]:
        mine = (frame["unit"] == unit).to_numpy()
        up, down = (
            summaries(found(frame, weights=np.where(mine, weight * (1 + move), weight)))
            for move in (STEP, -STEP)
        )
        for name, effect in summaries(effects).items():
            moved = (up[name].estimate - down[name].estimate) / (2 * STEP)
            assert effect.influence[order[unit]] == pytest.approx(moved, abs=QUOTIENT), name


def test_rows_as_cross_sections_have_the_estimates_of_the_panel() -> None:
    frame = rows()
    panel = found(frame)

    sections = group_time_effects(
        frame["y"],
        unit=None,
        period=frame["period"],
        first_treated=frame["first"],
        clusters=frame["unit"].tolist(),
    )

    ours = [cell.effect.estimate for cell in sections.cells]
    np.testing.assert_allclose(ours, [cell.effect.estimate for cell in panel.cells], rtol=ROUNDING)
    # Clustered by unit, rows are their units again.
    errors = [cell.effect.error for cell in sections.cells]
    np.testing.assert_allclose(errors, [cell.effect.error for cell in panel.cells], rtol=ROUNDING)


def test_what_is_left_out_is_counted() -> None:
    frame = rows(60, (0, 1, 3)).reset_index(drop=True)
    always = frame.loc[frame["first"] == 1, "unit"].nunique()
    unit = frame.loc[frame["first"] == 0, "unit"].iloc[0]
    frame.loc[(frame["unit"] == unit) & (frame["period"] == 5), "y"] = np.nan

    effects = found(frame)

    assert [note.sentence() for note in effects.notes] == [
        "Lignes écartées, parce qu’une valeur y manque : 1 sur 360.",
        "Unités écartées, parce qu’elles ne sont pas observées à chaque période : 1 sur 60.",
        f"Unités écartées, parce qu’elles sont traitées dès la première période : {always}.",
    ]
    assert unit not in effects.panel.units
    assert len(effects.panel.units) == 59 - always


def test_without_anyone_never_treated_each_effect_says_so_or_the_last_group_is_the_comparison() -> None:
    frame = rows(60, (3, 5, 8))

    never = found(frame)
    not_yet = found(frame, comparison=Comparison(control="not_yet"))

    first = never.cells[0].effect
    assert np.isnan(first.estimate)
    assert first.reason is not None
    assert first.reason.sentence() == "Groupe 3, période 2 : aucune unité de comparaison."
    assert simple_effect(never).overall.reason is not None
    assert simple_effect(never).left_out == 8
    assert not_yet.groups.tolist() == [3, 5]
    assert not_yet.panel.periods.tolist() == [1, 2, 3, 5, 6]
    for cell in not_yet.cells:
        expected = by_loops(frame.assign(weight=1), cell.group, cell.period, "not_yet")
        assert cell.effect.estimate == pytest.approx(expected, rel=ROUNDING)
    assert not_yet.notes[0].sentence().startswith("Aucune unité n’est jamais traitée : le dernier groupe (8)")


def test_a_group_of_one_has_no_error() -> None:
    frame = rows()
    only = frame.loc[frame["first"] == 5, "unit"].iloc[0]
    frame = frame[(frame["first"] != 5) | (frame["unit"] == only)]

    effects = found(frame)

    assert effects.alone == (5.0,)
    mine = [cell.effect for cell in effects.cells if cell.group == 5]
    assert np.isfinite([effect.estimate for effect in mine]).all()
    assert np.isnan([effect.error for effect in mine]).all()
    assert all(effect.reason and effect.reason.sentence().startswith("Groupe 5 :") for effect in mine)
    assert np.isnan(effects.pretest_p)
    assert effects.pretest_reason is not None


def test_the_reference_period_has_an_effect_of_zero_and_says_why_it_has_no_error() -> None:
    study = event_study(found(rows(60, (0, 3)), comparison=Comparison(base="universal")))

    reference = next(part.effect for part in study.parts if part.at == -1)
    assert reference.estimate == 0
    assert np.isnan(reference.error)
    assert reference.reason is not None
    assert reference.reason.sentence() == "Période de référence : l’effet y est nul par définition."
    assert study.left_out == 0


def test_a_column_that_repeats_another_changes_nothing_and_is_named() -> None:
    frame = rows()
    once = found(frame, covariates=frame["x"])

    twice = found(frame, covariates=np.column_stack([frame["x"], 2 * frame["x"] + 1, np.ones(len(frame))]))

    assert (
        twice.notes[-1].sentence()
        == "Caractéristiques écartées, parce que d’autres les disent déjà (rangs : 2, 3)."
    )
    np.testing.assert_array_equal(
        [cell.effect.estimate for cell in twice.cells], [cell.effect.estimate for cell in once.cells]
    )


def test_nobody_has_nothing_to_say() -> None:
    effects = group_time_effects([], unit=[], period=[], first_treated=[])

    assert effects.cells == ()
    assert np.isnan(simple_effect(effects).overall.estimate)
    assert simple_effect(effects).overall.reason is not None
    assert event_study(effects).overall.reason is not None


def test_a_unit_seen_twice_in_a_period_or_treated_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="two rows for one period: 'a'"):
        group_time_effects([1, 2], unit=["a", "a"], period=[1, 1], first_treated=[0, 0])
    with pytest.raises(ValueError, match="`first_treated` changes within a unit: 'a'"):
        group_time_effects([1, 2], unit=["a", "a"], period=[1, 2], first_treated=[0, 2])


def test_the_band_of_one_effect_is_its_interval_and_without_errors_there_is_none() -> None:
    effects = found(rows(200))
    one = simple_effect(effects).overall

    band = uniform_bands([one], rng=np.random.default_rng(1), draws=5000)
    none = uniform_bands(
        [Effect(estimate=1.0, error=np.nan, influence=np.zeros(3))], rng=np.random.default_rng(1)
    )

    np.testing.assert_allclose([band.low[0], band.high[0]], one.interval(), rtol=0.1)
    assert np.isnan(none.low).all()
    assert none.reason is not None


def test_two_way_fixed_effects_are_a_regression_on_a_column_for_each_unit_and_period() -> None:
    frame = rows(25).iloc[:-20]  # unbalanced
    treated = ((frame["first"] > 0) & (frame["period"] >= frame["first"])).astype(float)
    columns = pd.get_dummies(frame[["unit", "period"]].astype(str), dtype=float).to_numpy()
    design = np.column_stack([treated, columns]) * np.sqrt(frame["weight"].to_numpy())[:, None]
    expected = np.linalg.lstsq(design, frame["y"].to_numpy() * np.sqrt(frame["weight"].to_numpy()))[0][0]

    effect = two_way_fixed_effects(
        frame["y"],
        treated,
        unit=frame["unit"].tolist(),
        period=frame["period"].to_numpy(),
        weights=frame["weight"],
    )
    flat = two_way_fixed_effects([1, 2, 3, 4], [0, 0, 1, 1], unit=[1, 1, 2, 2], period=[1, 2, 1, 2])

    assert effect.estimate == pytest.approx(expected, rel=1e-8)
    assert np.isnan(flat.estimate)
    assert flat.reason is not None
