from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from scipy.optimize import minimize

from grappe.analysis.statistics.calibration import (
    Calibration,
    Distance,
    calibrate,
    post_stratify,
    rake_design,
)
from grappe.analysis.statistics.raking import rake
from grappe.analysis.statistics.survey_design import Design, Sampling, survey_design
from grappe.analysis.statistics.survey_estimates import means, ratios, shares, totals
from grappe.analysis.statistics.survey_quantiles import quantiles

MET = 1e-8  # totals are met to a billionth of them
ROUNDING = 1e-9
FOUND = 1e-5  # relative: where the general optimiser stops
STEP = 1e-5  # of a numeric derivative

RNG = np.random.default_rng(29)
KINDS = np.array(["firm", "lab", "school"])[RNG.permutation(np.arange(40) % 3)]
PLACES = np.array(["north", "south"])[RNG.permutation(np.arange(40) % 2)]
STAFF = RNG.gamma(3, 8, 40)
VALUES = 3 * STAFF + RNG.normal(0, 5, 40)
WEIGHTS = RNG.uniform(1, 3, 40)
POPULATION = {"firm": 50.0, "lab": 20.0, "school": 15.0}
VARIABLES = {"1": np.ones(40), "staff": STAFF}
TOTALS = {"1": 85.0, "staff": 85.0 * 27}


def design(weights: npt.ArrayLike = WEIGHTS) -> Design:
    return survey_design(Sampling(units=np.arange(40) // 2), weights=weights)


def error_by_derivatives(calibrated: object) -> float:
    """Move each design weight a little, calibrate again, and take the error of what the total moves by."""
    assert callable(calibrated)
    influence = []
    for row in range(40):
        step = np.where(np.arange(40) == row, STEP, 0.0)
        up, down = (
            float(totals(VALUES, calibrated(design(weights)).design).values[0])
            for weights in (WEIGHTS + step, WEIGHTS - step)
        )
        influence.append((up - down) / (2 * STEP))
    return float(totals(influence, design()).errors[0])


@pytest.mark.parametrize(
    "calibrated",
    [
        lambda given: post_stratify(given, KINDS, POPULATION),
        lambda given: calibrate(given, VARIABLES, TOTALS),
        lambda given: calibrate(post_stratify(given, KINDS, POPULATION).design, VARIABLES, TOTALS),
    ],
    ids=["post-strata", "regression", "regression after post-strata"],
)
def test_the_error_is_that_of_the_numeric_derivatives(calibrated: object) -> None:
    assert callable(calibrated)

    found = totals(VALUES, calibrated(design()).design).errors[0]

    assert found == pytest.approx(error_by_derivatives(calibrated), rel=1e-5)


def test_a_post_stratified_mean_is_the_means_of_the_strata_put_together() -> None:
    found = means(VALUES, post_stratify(design(), KINDS, POPULATION).design)

    wanted = sum(
        count * np.average(VALUES[kind == KINDS], weights=WEIGHTS[kind == KINDS])
        for kind, count in POPULATION.items()
    )
    assert found.values[0] == pytest.approx(wanted / 85, rel=ROUNDING)


def test_post_strata_have_no_error_of_their_own() -> None:
    found = shares(KINDS, post_stratify(design(), KINDS, POPULATION).design).estimates

    np.testing.assert_allclose(found.values, np.array(list(POPULATION.values())) / 85, rtol=ROUNDING)
    np.testing.assert_allclose(found.errors, 0.0, atol=1e-9)


def test_regression_on_indicators_is_post_stratification() -> None:
    indicators = {kind: (kind == KINDS).astype(float) for kind in POPULATION}
    regressed = calibrate(design(), indicators, POPULATION)
    stratified = post_stratify(design(), KINDS, POPULATION)

    np.testing.assert_allclose(regressed.design.weights, stratified.design.weights, rtol=ROUNDING)
    assert means(VALUES, regressed.design).errors[0] == pytest.approx(
        means(VALUES, stratified.design).errors[0], rel=ROUNDING
    )


def test_the_regression_estimator_is_that_of_the_textbook() -> None:
    # Särndal, Swensson and Wretman (1992), equation 6.4.1: sum of w y + (t_x - sum of w x) B.
    x = np.column_stack([np.ones(40), STAFF])
    slopes = np.linalg.solve(x.T @ (WEIGHTS[:, None] * x), x.T @ (WEIGHTS * VALUES))
    wanted = WEIGHTS @ VALUES + (np.array([85.0, 85.0 * 27]) - x.T @ WEIGHTS) @ slopes

    found = totals(VALUES, calibrate(design(), VARIABLES, TOTALS).design)

    assert found.values[0] == pytest.approx(wanted, rel=ROUNDING)


def test_raking_by_steps_and_by_newton_are_the_same() -> None:
    places = {"north": 40.0, "south": 45.0}
    raked = rake_design(design(), margins={"kind": (KINDS, POPULATION), "place": (PLACES, places)})
    indicators = {kind: (kind == KINDS).astype(float) for kind in POPULATION}
    indicators |= {place: (place == PLACES).astype(float) for place in places}
    solved = calibrate(design(), indicators, POPULATION | places, distance="exponential")

    np.testing.assert_allclose(solved.design.weights, raked.design.weights, rtol=MET)
    assert means(VALUES, solved.design).errors[0] == pytest.approx(
        means(VALUES, raked.design).errors[0], rel=MET
    )


def distance_of(factors: npt.NDArray[np.float64], distance: Distance, low: float, high: float) -> float:
    """Deville and Särndal (1992), table 1: how far the weights have moved."""
    if distance == "linear":
        return float(WEIGHTS @ (factors - 1) ** 2 / 2)
    if distance == "exponential":
        return float(WEIGHTS @ (factors * np.log(factors) - factors + 1))
    speed = (high - low) / ((1 - low) * (high - 1))
    below = (factors - low) * np.log((factors - low) / (1 - low))
    above = (high - factors) * np.log((high - factors) / (high - 1))
    return float(WEIGHTS @ (below + above) / speed)


@pytest.mark.parametrize("distance", ["linear", "exponential", "logit"])
def test_calibrated_weights_are_the_nearest_that_meet_the_totals(distance: Distance) -> None:
    bounds = (0.4, 2.5) if distance == "logit" else None
    x = np.column_stack([np.ones(40), STAFF])

    found = calibrate(design(), VARIABLES, TOTALS, distance=distance, bounds=bounds)

    low, high = bounds or (0.0, np.inf)
    nearest = minimize(
        lambda factors: distance_of(factors, distance, low, high),
        np.full(40, 85 / WEIGHTS.sum()),
        bounds=[(low + 1e-3, min(high, 20) - 1e-3)] * 40,
        constraints={"type": "eq", "fun": lambda factors: (x.T @ (WEIGHTS * factors) - [85, 85 * 27]) / 100},
        method="SLSQP",
        options={"ftol": 1e-12, "maxiter": 200},
    )
    assert distance_of(found.factors, distance, low, high) == pytest.approx(float(nearest.fun), rel=FOUND)
    np.testing.assert_allclose(found.factors, nearest.x, atol=1e-3)
    np.testing.assert_allclose(x.T @ found.design.weights, [85, 85 * 27], rtol=MET)


def test_logit_factors_stay_within_their_bounds() -> None:
    free = calibrate(design(), VARIABLES, TOTALS)
    margin = 0.9 * (free.factors.max() - 1) + 1
    held = calibrate(design(), VARIABLES, TOTALS, distance="logit", bounds=(0.2, margin))

    assert held.reason is None
    assert held.factors.max() < margin < free.factors.max()
    assert held.factors.min() > 0.2


def test_variables_that_depend_on_each_other_do_no_harm() -> None:
    twice = {**VARIABLES, "twice": 2 * STAFF}

    found = calibrate(design(), twice, {**TOTALS, "twice": 2 * TOTALS["staff"]})

    plain = calibrate(design(), VARIABLES, TOTALS)
    np.testing.assert_allclose(found.design.weights, plain.design.weights, rtol=MET)
    assert means(VALUES, found.design).errors[0] == pytest.approx(
        means(VALUES, plain.design).errors[0], rel=MET
    )


@pytest.mark.parametrize("unit", [1e-9, 1e9])
def test_the_unit_of_a_variable_does_not_matter(unit: float) -> None:
    found = calibrate(design(), {"1": np.ones(40), "staff": STAFF * unit}, {"1": 85, "staff": 85 * 27 * unit})

    plain = calibrate(design(), VARIABLES, TOTALS)
    np.testing.assert_allclose(found.design.weights, plain.design.weights, rtol=MET)


def test_the_summary_is_that_of_the_weights() -> None:
    found = post_stratify(design(), KINDS, POPULATION)
    weights = found.design.weights

    assert (found.smallest, found.largest) == (weights.min(), weights.max())
    assert found.effective.size == pytest.approx(weights.sum() ** 2 / (weights**2).sum())
    np.testing.assert_allclose(found.factors, weights / WEIGHTS)


def test_a_weight_of_zero_stays_zero_whatever_its_variables() -> None:
    weights = np.where(np.arange(40) == 0, 0.0, WEIGHTS)
    blank = np.where(np.arange(40) == 0, np.nan, STAFF)

    found = calibrate(design(weights), {"1": np.ones(40), "staff": blank}, TOTALS)

    assert (found.design.weights[0], found.factors[0], found.reason) == (0.0, 1.0, None)


@pytest.mark.parametrize(
    ("calibrated", "said"),
    [
        (
            lambda: post_stratify(design(), KINDS, POPULATION | {"union": 2.0}, name="genre"),
            "Marge « genre » : la population a des « union » et l’échantillon n’en a aucun. Regroupez cette modalité avec une autre.",
        ),
        (
            lambda: post_stratify(design(), KINDS, {"firm": 50.0, "lab": 20.0}, name="genre"),
            "Marge « genre » : l’échantillon a des « school » et la population n’en a aucun. Corrigez la modalité ou donnez son effectif.",
        ),
        (
            lambda: rake_design(
                design(), margins={"genre": (KINDS, POPULATION), "lieu": (PLACES, {"north": 1, "south": 2})}
            ),
            "Les marges se contredisent : « genre » fait 85 en tout et « lieu » 3.",
        ),
        (
            lambda: calibrate(
                design(), {"staff": np.where(np.arange(40) < 2, np.nan, STAFF)}, {"staff": 1000.0}
            ),
            "Calage : la variable « staff » a des valeurs manquantes (2). Complétez-les ou écartez ces réponses.",
        ),
        (
            lambda: calibrate(design(np.zeros(40)), VARIABLES, TOTALS),
            "Aucune réponse n’a de poids : il n’y a rien à redresser.",
        ),
        (
            lambda: calibrate(design(), {"none": np.zeros(40)}, {"none": 3.0}),
            "Le calage n’a pas abouti en 0 tours : la variable « none » fait 0 en tout au lieu de 3.",
        ),
    ],
)
def test_what_cannot_be_calibrated_gives_no_number_but_a_reason(calibrated: object, said: str) -> None:
    assert callable(calibrated)
    found: Calibration = calibrated()

    assert found.reason is not None
    assert found.reason.sentence() == said
    assert np.isnan([*found.factors, found.smallest, found.largest, found.effective.size]).all()
    for estimate in (
        means(VALUES, found.design),
        totals(VALUES, found.design),
        ratios(VALUES, STAFF, found.design),
    ):
        assert np.isnan([estimate.values[0], estimate.errors[0]]).all()
        assert estimate.reasons == (found.reason,)
    assert quantiles(VALUES, found.design, 0.5).reasons == (found.reason,)


@pytest.mark.parametrize("distance", ["exponential", "logit"])
def test_totals_that_no_weights_reach_are_named(distance: Distance) -> None:
    # A mean beyond the largest value: no weights that are positive give it.
    bounds = (0.1, 5.0) if distance == "logit" else None

    found = calibrate(
        design(), VARIABLES, {"1": 85.0, "staff": 85 * 1000.0}, distance=distance, bounds=bounds
    )

    assert found.reason is not None
    assert "Le calage n’a pas abouti" in found.reason.sentence()
    assert np.isnan(means(VALUES, found.design).values[0])


def test_raking_a_design_gives_the_weights_of_raking() -> None:
    margins = {"kind": (KINDS, POPULATION), "place": (PLACES, {"north": 40, "south": 45})}

    found = rake_design(design(), margins=margins)

    np.testing.assert_array_equal(found.design.weights, rake(WEIGHTS, margins=margins).weights)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: calibrate(design(), VARIABLES, {"1": 85.0}), "Each variable has its total"),
        (lambda: calibrate(design(), {}, {}), "Each variable has its total"),
        (lambda: calibrate(design(), {"1": np.ones(3)}, {"1": 85.0}), "a finite value for each row"),
        (lambda: calibrate(design(), VARIABLES, TOTALS, distance="logit"), "Bounds go with"),
        (
            lambda: calibrate(design(), VARIABLES, TOTALS, distance="logit", bounds=(1.1, 2)),
            "both sides of 1",
        ),
        (lambda: calibrate(design(), VARIABLES, TOTALS, bounds=(0.5, 2)), "Bounds go with"),
        (lambda: post_stratify(design(), ["firm"], POPULATION), "1 labels for 40 weights"),
    ],
)
def test_arguments_that_make_no_sense_are_refused(call: object, said: str) -> None:
    assert callable(call)
    with pytest.raises(ValueError, match=said):
        call()
