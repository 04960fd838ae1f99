"""Two groups and two periods: the estimates by hand, their influences by moving each weight a little."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm

from grappe.analysis.statistics.difference_scores import METHODS, Method
from grappe.analysis.statistics.differences import difference_between_sections, difference_in_differences

Array = np.ndarray[Any, np.dtype[np.float64]]
ROUNDING = 1e-9  # two ways to the same logit and least squares
STEP = 1e-5  # how far a weight is moved: the quotient is then right to about its square
QUOTIENT = 2e-6


def world(n: int = 60) -> dict[str, Array]:
    rng = np.random.default_rng(2604)
    x = rng.normal(size=(n, 2))
    x[:, 1] = np.round(x[:, 1])
    treated = (rng.random(n) < 1 / (1 + np.exp(-0.5 * x[:, 0]))).astype(float)
    before = rng.normal(size=n) + x[:, 0]
    return {
        "x": x,
        "treated": treated,
        "before": before,
        "after": before + 0.4 * x[:, 0] + treated + rng.normal(size=n),
        "late": (rng.random(n) < 0.5).astype(float),
        "weights": rng.integers(1, 4, n).astype(float),
    }


def by_hand(data: dict[str, Array], method: Method) -> float:
    """The panel's estimate, with the logit and the least squares of statsmodels."""
    change, treated, w = data["after"] - data["before"], data["treated"], data["weights"]
    design = sm.add_constant(data["x"])
    chance = (
        sm.GLM(treated, design, family=sm.families.Binomial(), freq_weights=w).fit(tol=1e-14).predict(design)
    )
    others = treated == 0
    expected = sm.WLS(change[others], design[others], weights=w[others]).fit().predict(design)
    odds = w * others * chance / (1 - chance)
    rest = change - (0 if method == "ipw" else expected)
    beside = 0.0 if method == "reg" else np.average(rest, weights=odds)
    return float(np.average(rest, weights=w * treated) - beside)


def moved(estimate: Callable[[Array], float], weights: Array) -> Array:
    """How the estimate answers to the weight of each unit, times that weight: its influence."""
    found = []
    for place in range(len(weights)):
        up, down = weights.copy(), weights.copy()
        up[place] *= 1 + STEP
        down[place] *= 1 - STEP
        found.append((estimate(up) - estimate(down)) / (2 * STEP))
    return np.array(found)


@pytest.mark.parametrize("method", METHODS)
def test_a_panel_is_what_two_textbook_fits_make_of_it(method: Method) -> None:
    data = world()

    found = difference_in_differences(
        data["before"],
        data["after"],
        data["treated"],
        covariates=data["x"],
        weights=data["weights"],
        method=method,
    )

    assert found.estimate == pytest.approx(by_hand(data, method), rel=ROUNDING)


@pytest.mark.parametrize("method", METHODS)
def test_the_influence_of_a_unit_is_how_the_effect_answers_to_its_weight(method: Method) -> None:
    data = world()

    def estimate(weights: Array) -> float:
        return difference_in_differences(
            data["before"],
            data["after"],
            data["treated"],
            covariates=data["x"],
            weights=weights,
            method=method,
        ).estimate

    found = difference_in_differences(
        data["before"],
        data["after"],
        data["treated"],
        covariates=data["x"],
        weights=data["weights"],
        method=method,
    )
    expected = moved(estimate, data["weights"])
    np.testing.assert_allclose(found.influence, expected, atol=QUOTIENT)
    assert found.error == pytest.approx(np.sqrt((expected**2).sum()), rel=1e-4)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("covariates", [True, False], ids=["covariates", "none"])
def test_so_it_is_for_sections(method: Method, covariates: bool) -> None:  # noqa: FBT001 - a case
    data = world(90)

    def estimate(weights: Array) -> Any:
        return difference_between_sections(
            data["after"],
            data["treated"],
            data["late"],
            covariates=data["x"] if covariates else None,
            weights=weights,
            method=method,
        )

    found = estimate(data["weights"])

    expected = moved(lambda weights: float(estimate(weights).estimate), data["weights"])
    np.testing.assert_allclose(found.influence, expected, atol=QUOTIENT)


def test_without_covariates_sections_are_a_difference_of_four_means() -> None:
    data = world()

    def mean(treated: int, late: int) -> float:
        return float(data["after"][(data["treated"] == treated) & (data["late"] == late)].mean())

    found = difference_between_sections(data["after"], data["treated"], data["late"])

    four = mean(1, 1) - mean(1, 0) - mean(0, 1) + mean(0, 0)
    assert found.estimate == pytest.approx(four, rel=ROUNDING)


@pytest.mark.parametrize("method", ["dr", "reg"])
def test_a_world_whose_effect_is_exact_is_found_exactly(method: Method) -> None:
    data = world()
    after = data["before"] + 2 * data["x"][:, 0] - data["x"][:, 1] + 3 + 5 * data["treated"]

    found = difference_in_differences(
        data["before"], after, data["treated"], covariates=data["x"], method=method
    )

    assert found.estimate == pytest.approx(5, rel=ROUNDING)


def test_so_is_the_robust_one_of_sections() -> None:
    data = world(90)
    trend = 2 * data["x"][:, 0] - data["x"][:, 1] + 3

    found = difference_between_sections(
        data["late"] * (trend + 5 * data["treated"]), data["treated"], data["late"], covariates=data["x"]
    )

    assert found.estimate == pytest.approx(5, rel=ROUNDING)


def test_without_covariates_the_error_is_that_of_two_means() -> None:
    data = world()
    change = data["after"] - data["before"]
    one, other = change[data["treated"] == 1], change[data["treated"] == 0]

    found = difference_in_differences(data["before"], data["after"], data["treated"])

    assert found.estimate == pytest.approx(one.mean() - other.mean(), rel=ROUNDING)
    assert found.error == pytest.approx(
        np.sqrt(one.var() / len(one) + other.var() / len(other)), rel=ROUNDING
    )


def test_a_weight_of_two_is_two_units_and_a_cluster_is_one() -> None:
    data = world()
    twice = {name: np.repeat(column, 2, axis=0) for name, column in data.items()}

    weighed = difference_in_differences(
        data["before"], data["after"], data["treated"], covariates=data["x"], weights=np.full(60, 2.0)
    )
    clustered = difference_in_differences(
        twice["before"],
        twice["after"],
        twice["treated"],
        covariates=twice["x"],
        clusters=[f"firm {place // 2}" for place in range(120)],
    )

    assert (clustered.estimate, clustered.error) == pytest.approx((weighed.estimate, weighed.error), rel=1e-8)


@pytest.mark.parametrize(
    ("treated", "weights", "said"),
    [
        ([0, 0, 0, 0], [1, 1, 1, 1], "Aucune unité traitée n’a de poids dans cette comparaison."),
        ([1, 1, 1, 1], [1, 1, 1, 1], "Aucune unité de comparaison n’a de poids dans cette comparaison."),
        ([1, 1, 0, 0], [1, 1, 0, 0], "Aucune unité de comparaison n’a de poids dans cette comparaison."),
    ],
)
def test_an_effect_without_two_groups_has_its_reason(
    treated: list[int], weights: list[int], said: str
) -> None:
    found = difference_in_differences([1, 2, 3, 4], [2, 3, 5, 9], treated, weights=weights)

    assert np.isnan([found.estimate, found.error]).all()
    assert found.reason is not None
    assert found.reason.sentence() == said


def test_groups_that_covariates_separate_have_no_weights_and_say_so() -> None:
    found = difference_in_differences(
        np.zeros(8), np.arange(8.0), [0, 0, 0, 0, 1, 1, 1, 1], covariates=np.arange(8.0), method="ipw"
    )

    assert np.isnan(found.estimate)
    assert found.reason is not None


def test_one_treated_unit_has_an_effect_and_no_error() -> None:
    found = difference_in_differences([0, 0, 0, 0], [5, 1, 2, 3], [1, 0, 0, 0])

    assert found.estimate == pytest.approx(3)
    assert np.isnan(found.error)
    assert found.reason is not None
    assert found.reason.sentence().startswith("Une seule unité est traitée")


def test_values_all_equal_have_no_error_and_a_blank_counts_for_nothing() -> None:
    found = difference_in_differences([1, 1, 1, 1, np.nan], [2, 2, 2, 2, 9], [1, 1, 0, 0, 1])

    assert found.estimate == pytest.approx(0, abs=1e-12)
    assert found.influence[4] == 0
