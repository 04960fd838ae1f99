"""Staggered difference-in-differences on minimum wages, against what R's `did` publishes. Source: `data/`."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grappe.analysis.statistics.difference_scores import Method
from grappe.analysis.statistics.effect import Effect
from grappe.analysis.statistics.group_time import Comparison, GroupTime, group_time_effects
from grappe.analysis.statistics.group_time_summary import effects_by_group, event_study, simple_effect
from grappe.analysis.statistics.two_way import two_way_fixed_effects
from grappe.analysis.statistics.uniform_bands import uniform_bands

DATA = Path(__file__).parent / "data"
EXPECTED: dict[str, Any] = json.loads((DATA / "mpdta_expected.json").read_text(encoding="utf-8"))
PUBLISHED: dict[str, Any] = EXPECTED["published_nocov_reg_nevertreated"]
FOUR_DECIMALS = 5.1e-5  # as many as are printed
ROUNDING = 1e-9  # the same operations on doubles in another order
DRAWS = 0.1  # published errors come from a bootstrap of a thousand draws: some per cent apart
MODELS: dict[str, tuple[bool, Method]] = {
    "nocov_reg": (False, "reg"),
    "xlpop_dr": (True, "dr"),
    "xlpop_reg": (True, "reg"),
    "xlpop_ipw": (True, "ipw"),
}


def columns() -> dict[str, np.ndarray[Any, np.dtype[np.float64]]]:
    with (DATA / "mpdta.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    return {name: np.array([float(row[name]) for row in rows]) for name in rows[0]}


def effects(model: str) -> GroupTime:
    data = columns()
    covariates, method = MODELS[model]
    return group_time_effects(
        data["lemp"],
        unit=data["countyreal"],
        period=data["year"],
        first_treated=data["first_treat"],
        covariates=data["lpop"] if covariates else None,
        comparison=Comparison(method=method),
    )


def pair(effect: Effect) -> tuple[float, float]:
    return effect.estimate, effect.error


@pytest.mark.parametrize("model", MODELS)
def test_every_effect_and_error_is_that_of_the_independent_program(model: str) -> None:
    found, verified = effects(model), EXPECTED["verified"][model]
    dynamic, group = event_study(found), effects_by_group(found)

    by_hand = {
        "gt": {f"{cell.group:g},{cell.period:g}": pair(cell.effect) for cell in found.cells},
        "dynamic": {f"{part.at:g}": pair(part.effect) for part in dynamic.parts},
        "group": {f"{part.at:g}": pair(part.effect) for part in group.parts},
    }

    for name, parts in by_hand.items():
        assert parts.keys() == verified[name].keys()
        for at, numbers in parts.items():
            assert numbers == pytest.approx(verified[name][at], rel=ROUNDING)
    assert pair(simple_effect(found).overall) == pytest.approx(verified["simple"], rel=ROUNDING)
    assert pair(dynamic.overall) == pytest.approx(verified["dynamic_overall"], rel=ROUNDING)
    assert pair(group.overall) == pytest.approx(verified["group_overall"], rel=ROUNDING)


def test_the_published_effects_to_their_digits() -> None:
    found = effects("nocov_reg")
    dynamic, group = event_study(found), effects_by_group(found)

    gt = {f"{cell.group:g},{cell.period:g}": cell.effect.estimate for cell in found.cells}
    assert gt == pytest.approx(PUBLISHED["att_gt"], abs=FOUR_DECIMALS)
    since = {f"{part.at:g}": part.effect.estimate for part in dynamic.parts}
    assert since == pytest.approx(PUBLISHED["dynamic"], abs=FOUR_DECIMALS)
    of = {f"{part.at:g}": part.effect.estimate for part in group.parts}
    assert of == pytest.approx(PUBLISHED["group"], abs=FOUR_DECIMALS)
    for name, overall in (
        ("simple", simple_effect(found).overall),
        ("dynamic_overall", dynamic.overall),
        ("group_overall", group.overall),
    ):
        assert overall.estimate == pytest.approx(PUBLISHED[name][0], abs=FOUR_DECIMALS)
        assert overall.error == pytest.approx(PUBLISHED[name][1], rel=DRAWS)


def test_the_test_of_what_goes_before() -> None:
    assert effects("nocov_reg").pretest_p == pytest.approx(PUBLISHED["pretest_p"], abs=5e-6)


def test_two_way_fixed_effects() -> None:
    data = columns()
    treated = (data["first_treat"] > 0) & (data["year"] >= data["first_treat"])

    found = two_way_fixed_effects(data["lemp"], treated, unit=data["countyreal"], period=data["year"])

    verified = EXPECTED["verified_twfe"]
    assert found.estimate == pytest.approx(PUBLISHED["twfe"], abs=FOUR_DECIMALS)
    assert pair(found) == pytest.approx((verified["coef"], verified["se_crv1"]), rel=ROUNDING)


def test_the_bootstrap_finds_the_errors_again_and_its_band_is_wider_than_one_interval() -> None:
    parts = [part.effect for part in event_study(effects("nocov_reg")).parts]

    found = uniform_bands(parts, rng=np.random.default_rng(7), draws=4000)

    np.testing.assert_allclose(found.errors, [part.error for part in parts], rtol=DRAWS)
    assert 2.2 < found.critical < 3.0  # 1.96 for one, 2.69 for seven that know nothing of each other
