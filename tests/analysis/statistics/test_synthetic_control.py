"""Synthetic controls: a made-up truth, a fine grid, another program, and where there is nothing to mix."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from pysyncon import Synth

from grappe.analysis.statistics.synthetic_control import (
    placebo_in_time,
    placebos_in_space,
    synthetic_control,
)

Array = np.ndarray[Any, np.dtype[np.float64]]
GRID = 200  # steps of 0.005
SEARCH = 2e-3  # the other program stops where its own optimiser is content


def world(units: int = 8, periods: int = 20) -> Array:
    rng = np.random.default_rng(2010)
    factors = rng.normal(size=(2, periods)).cumsum(axis=1)
    return rng.random((units, 2)) @ factors + rng.normal(0, 0.3, (units, periods)) + 10


def test_a_unit_that_is_a_mixture_is_taken_apart_and_its_effect_found() -> None:
    y = world()
    y[0] = 0.7 * y[3] + 0.3 * y[5]
    y[0, 12:] += [1, 2, 3, 4, 5, 6, 7, 8]

    found = synthetic_control(y, treated=0, before=12)

    np.testing.assert_allclose(found.weights, [0, 0, 0, 0.7, 0, 0.3, 0, 0], atol=1e-9)
    np.testing.assert_allclose(found.gaps[12:], [1, 2, 3, 4, 5, 6, 7, 8], rtol=1e-9)
    assert found.effect == pytest.approx(4.5, rel=1e-9)
    assert np.isnan(found.ratio)
    assert found.ratio_reason is not None


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e9])
@pytest.mark.parametrize("treated", [0, 1, 2, 3])
def test_three_donors_are_mixed_as_the_best_of_a_fine_grid(treated: int, scale: float) -> None:
    y = world(4) * scale
    donors = np.delete(y, treated, axis=0)[:, :12]
    grid = [np.array([a, b, GRID - a - b]) / GRID for a in range(GRID + 1) for b in range(GRID + 1 - a)]
    losses = [float(((y[treated, :12] - mix @ donors) ** 2).mean()) for mix in grid]
    best = int(np.argmin(losses))

    found = synthetic_control(y, treated=treated, before=12)

    np.testing.assert_allclose(np.delete(found.weights, treated), grid[best], atol=2 / GRID)
    assert found.rmspe_before**2 <= losses[best] * (1 + 1e-12)


def test_given_the_importance_another_program_finds_the_same_mixture() -> None:
    y = world()
    rng = np.random.default_rng(1)
    predictors, importance = rng.normal(size=(8, 3)), np.array([0.5, 0.3, 0.2])
    other = Synth()
    other.fit(
        X0=pd.DataFrame(predictors[1:].T),
        X1=pd.Series(predictors[0], name="one"),
        Z0=pd.DataFrame(y[1:, :12].T),
        Z1=pd.Series(y[0, :12], name="one"),
        custom_V=importance,
    )

    found = synthetic_control(y, treated=0, before=12, predictors=predictors, importance=10 * importance)

    np.testing.assert_allclose(found.weights[1:], other.W, atol=SEARCH)
    np.testing.assert_allclose(found.importance, importance)


def test_the_importance_that_is_searched_follows_the_outcome_as_well_as_another_programs() -> None:
    y = world()
    predictors = np.column_stack([y[:, :12].mean(axis=1), y[:, 3], y[:, 11], np.ones(8)])
    other = Synth()
    other.fit(
        X0=pd.DataFrame(predictors[1:, :3].T),
        X1=pd.Series(predictors[0, :3], name="one"),
        Z0=pd.DataFrame(y[1:, :12].T),
        Z1=pd.Series(y[0, :12], name="one"),
    )
    theirs = float(np.sqrt(((y[0, :12] - other.W @ y[1:, :12]) ** 2).mean()))

    found = synthetic_control(y, treated=0, before=12, predictors=predictors)

    assert found.rmspe_before <= theirs * (1 + 1e-6)
    assert found.importance[3] == 0
    assert found.importance.sum() == pytest.approx(1)
    assert found.weights.sum() == pytest.approx(1)
    assert found.weights.min() >= 0


def test_placebos_rank_the_treated_unit_first_when_only_it_has_an_effect() -> None:
    y = world()
    y[4, 12:] += 25

    found = placebos_in_space(y, treated=4, before=12)

    by_hand = []
    for row in range(8):
        gaps = synthetic_control(y, treated=row, before=12).gaps
        by_hand.append(np.sqrt((gaps[12:] ** 2).mean() / (gaps[:12] ** 2).mean()))
    np.testing.assert_allclose(found.ratios, by_hand, rtol=1e-12)
    assert found.p_value == sum(ratio >= by_hand[4] for ratio in by_hand) / 8 == 1 / 8


def test_placebos_that_fit_badly_do_not_count() -> None:
    y = world()
    y[2] += 1000

    found = placebos_in_space(y, treated=4, before=12, worst=5)

    assert not found.counted[2]
    assert np.isnan(found.ratios[2])
    wanted = (found.ratios[found.counted] >= found.ratios[4]).mean()
    assert found.p_value == pytest.approx(wanted)


def test_a_placebo_in_time_sees_nothing_of_the_treatment() -> None:
    y = world()
    treated = y.copy()
    treated[0, 12:] += 100

    found = placebo_in_time(treated, treated=0, before=12, earlier=8)

    np.testing.assert_array_equal(found.gaps, synthetic_control(y[:, :12], treated=0, before=8).gaps)
    with pytest.raises(ValueError, match="is before the treatment: 12 of 12 periods"):
        placebo_in_time(y, treated=0, before=12, earlier=12)


def test_a_donor_with_a_blank_is_left_out_and_named() -> None:
    y = world()
    lacking = y.copy()
    lacking[3, 15] = np.nan

    found = synthetic_control(lacking, treated=0, before=12)

    assert found.left_out.tolist() == [3]
    without = synthetic_control(np.delete(y, 3, axis=0), treated=0, before=12)
    np.testing.assert_allclose(found.gaps, without.gaps)


@pytest.mark.parametrize(
    ("y", "before", "said"),
    [
        ([[1.0, 2.0, 3.0]], 2, "Aucune unité de comparaison n’est observée à chaque période."),
        ([[1.0, np.nan, 3.0], [1.0, 2.0, 3.0]], 2, "L’unité traitée n’est pas observée à chaque période"),
        ([[1.0, 2.0], [1.0, 2.0]], 2, "Aucune période ne précède le traitement, ou aucune ne le suit."),
        ([[1.0, 2.0], [1.0, 2.0]], 0, "Aucune période ne précède le traitement, ou aucune ne le suit."),
    ],
)
def test_where_there_is_nothing_to_mix_it_is_said(y: list[list[float]], before: int, said: str) -> None:
    found = synthetic_control(y, treated=0, before=before)
    placebos = placebos_in_space(y, treated=0, before=before)

    assert np.isnan(found.gaps).all()
    assert found.reason is not None
    assert found.reason.sentence().startswith(said)
    assert np.isnan(placebos.p_value)
    assert placebos.reason is not None


def test_outcomes_all_equal_have_no_ratio() -> None:
    found = placebos_in_space(np.ones((4, 6)), treated=0, before=3)

    assert np.isnan(found.p_value)
    assert found.reason is not None
    assert found.reason.sentence().startswith("L’ajustement avant le traitement est parfait")


def test_a_row_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="There are 2 units, counted from 0, and the treated one is 2"):
        synthetic_control([[1, 2], [1, 2]], treated=2, before=1)
