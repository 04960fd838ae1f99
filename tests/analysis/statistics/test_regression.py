from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize

from grappe.analysis.statistics.regression import Errors, logit, ordinary_least_squares

CLOSE = 1e-9  # the normal equations solved otherwise, on columns that are well apart
RNG = np.random.default_rng(12)
X = RNG.normal([0, 3], size=(48, 2))
CLUSTERS = [f"c{number}" for number in RNG.integers(0, 9, 48)]
Y = 1 + X @ [2, -1] + RNG.normal(size=48) * (1 + X[:, 0] ** 2)
YES = (X[:, 0] + RNG.logistic(size=48) > 0).astype(float)
DESIGN = np.column_stack([np.ones(48), X])


def meat(scores: np.ndarray, clusters: list[str] | None = None) -> np.ndarray:
    """Sum of the outer products of the rows, or of the sums of each cluster's rows."""
    if clusters is not None:
        scores = np.array(
            [scores[[own == name for own in clusters]].sum(axis=0) for name in sorted(set(clusters))]
        )
    return sum(np.outer(row, row) for row in scores)


@pytest.mark.parametrize("errors", ["classical", "HC0", "HC1", "HC2", "HC3", "clustered"])
def test_the_errors_are_those_of_the_formula(errors: Errors) -> None:
    bread = np.linalg.inv(DESIGN.T @ DESIGN)
    coefficients = bread @ DESIGN.T @ Y
    residuals, leverage = Y - DESIGN @ coefficients, np.diag(DESIGN @ bread @ DESIGN.T)
    groups = len(set(CLUSTERS))
    middle = {
        "classical": np.linalg.inv(bread) * (residuals @ residuals) / 45,
        "HC0": meat(DESIGN * residuals[:, None]),
        "HC1": meat(DESIGN * residuals[:, None]) * 48 / 45,
        "HC2": meat(DESIGN * (residuals / np.sqrt(1 - leverage))[:, None]),
        "HC3": meat(DESIGN * (residuals / (1 - leverage))[:, None]),
        "clustered": meat(DESIGN * residuals[:, None], CLUSTERS) * groups / (groups - 1) * 47 / 45,
    }[errors]

    found = ordinary_least_squares(Y, X, errors=errors, clusters=CLUSTERS if errors == "clustered" else None)

    np.testing.assert_allclose(found.coefficients, coefficients, rtol=CLOSE)
    np.testing.assert_allclose(found.covariance, bread @ middle @ bread, rtol=CLOSE)
    np.testing.assert_allclose(found.errors, np.sqrt(np.diag(found.covariance)), rtol=CLOSE)
    assert found.freedom == (groups - 1 if errors == "clustered" else 45)
    assert found.names == ("constant", "x1", "x2")


def test_the_interval_leaves_out_what_the_test_refuses() -> None:
    found = ordinary_least_squares(Y, X, errors="HC3")
    edge = ordinary_least_squares(Y - found.interval.low[1] * X[:, 0], X, errors="HC3")

    assert edge.p_values[1] == pytest.approx(0.05, abs=1e-9)


@pytest.mark.parametrize("errors", ["classical", "HC0", "clustered"])
def test_the_logit_is_the_summit_of_the_likelihood(errors: Errors) -> None:
    def lost(coefficients: np.ndarray) -> float:
        return float(np.logaddexp(0, np.where(YES > 0, -1, 1) * (DESIGN @ coefficients)).sum())

    summit = minimize(lost, np.zeros(3), method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-13})
    chance = 1 / (1 + np.exp(-DESIGN @ summit.x))
    bread = np.linalg.inv((DESIGN * (chance * (1 - chance))[:, None]).T @ DESIGN)
    groups, scores = len(set(CLUSTERS)), DESIGN * (YES - chance)[:, None]
    covariance = {
        "classical": bread,
        "HC0": bread @ meat(scores) @ bread,
        "clustered": bread @ meat(scores, CLUSTERS) @ bread * groups / (groups - 1) * 47 / 45,
    }[errors]

    found = logit(YES, X, errors=errors, clusters=CLUSTERS if errors == "clustered" else None)

    np.testing.assert_allclose(found.coefficients, summit.x, atol=1e-6)
    np.testing.assert_allclose(found.covariance, covariance, rtol=1e-5)
    share = YES.mean()
    alone = -48 * (share * np.log(share) + (1 - share) * np.log(1 - share))
    assert found.explained == pytest.approx(1 - summit.fun / alone, abs=1e-9)


@pytest.mark.parametrize("scale", [1e-8, 1e8])
def test_units_change_the_effects_and_nothing_else(scale: float) -> None:
    for fit, y in ((ordinary_least_squares, Y), (logit, YES)):
        plain, scaled = fit(y, X), fit(y, X * scale)
        np.testing.assert_allclose(scaled.coefficients[1:] * scale, plain.coefficients[1:], rtol=1e-6)
        np.testing.assert_allclose(scaled.p_values, plain.p_values, rtol=1e-5)


def test_rows_with_a_blank_stay_aside() -> None:
    y, x, clusters = Y.copy(), X.copy(), list[object](CLUSTERS)
    y[0], x[1, 1], clusters[2] = np.nan, np.nan, None

    found = ordinary_least_squares(y, x, errors="clustered", clusters=clusters)
    wanted = ordinary_least_squares(Y[3:], X[3:], errors="clustered", clusters=CLUSTERS[3:])

    assert found.used == 45
    np.testing.assert_array_equal(found.errors, wanted.errors)


COLLINEAR = (
    "Les variables ne sont pas indépendantes : l’une se déduit des autres, et leurs effets se confondent."
)
SEPARATED = "Les variables séparent les oui des non sans erreur : leurs effets n’ont pas d’estimation finie."


@pytest.mark.parametrize(
    "extra",
    [X[:, 0] * 3 - 1, X[:, 0] + X[:, 1], np.full(48, 7.0), np.zeros(48), X[:, 0] * 1e12],
)
def test_columns_that_follow_from_others_are_a_sentence(extra: np.ndarray) -> None:
    for fit, y in ((ordinary_least_squares, Y), (logit, YES)):
        found = fit(y, np.column_stack([X, extra]))
        assert np.isnan([*found.coefficients, *found.errors, found.explained]).all()
        assert found.reason is not None
        assert found.reason.sentence() == COLLINEAR


@pytest.mark.parametrize(
    ("x", "y"),
    [
        ([1, 2, 3, 4, 5, 6], [0, 0, 0, 1, 1, 1]),
        ([1, 2, 3, 3, 5, 6], [0, 0, 0, 1, 1, 1]),  # apart but for a tie on the border
        ([0, 0, 0, 0, 1, 1], [0, 1, 0, 1, 1, 1]),  # all of one kind say yes
    ],
)
def test_what_parts_yes_from_no_is_a_sentence(x: list[float], y: list[float]) -> None:
    for scale in (1e-6, 1, 1e6):
        found = logit(y, np.array(x) * scale)
        assert np.isnan(found.coefficients).all()
        assert found.reason is not None
        assert found.reason.sentence() == SEPARATED


def test_one_swap_is_enough_for_an_estimate() -> None:
    found = logit([0, 0, 1, 0, 1, 1], [1, 2, 3, 4, 5, 6])

    assert found.reason is None
    assert found.coefficients[1] > 0


def test_other_data_without_estimate_are_a_sentence() -> None:
    few = ordinary_least_squares([1.0, 2.0], [1.0, 3.0])
    alike = logit([1.0] * 48, X)
    lone = ordinary_least_squares(Y, X, errors="clustered", clusters=["a"] * 48)
    ruled = ordinary_least_squares([1, 1, 2, 1.5], [1, 0, 0, 0], errors="HC3")
    flat = ordinary_least_squares([2.0] * 48, X)

    assert [found.reason and found.reason.sentence() for found in (few, alike, lone, ruled, flat)] == [
        "Il y a trop peu de lignes complètes pour autant de variables.",
        "Toutes les lignes ont la même issue : il n’y a rien à expliquer.",
        "Toutes les lignes sont d’un même groupe : les erreurs par groupe ne peuvent s’estimer.",
        "Une ligne détermine à elle seule l’un des effets : cette sorte d’erreurs ne peut s’estimer.",
        "La variable à expliquer ne varie pas : il n’y a pas de part expliquée.",
    ]
    np.testing.assert_allclose(flat.coefficients, [2, 0, 0], atol=1e-12)


def test_clusters_that_leave_an_effect_no_spread_are_a_sentence() -> None:
    # The residuals of each half of the rows add up to 0, for the constant and for the half.
    half = np.repeat([0.0, 1.0], 24)
    for fit, y in ((ordinary_least_squares, Y), (logit, YES)):
        found = fit(y, half, errors="clustered", clusters=half)
        assert np.isnan([*found.errors, *found.p_values, *found.interval.low]).all()
        assert np.isfinite(found.coefficients).all()
        assert found.reason is not None
        assert found.reason.sentence() == (
            "Il y a trop peu de groupes pour estimer, par groupe, l’erreur de chaque effet."
        )


def test_what_is_explained_exactly_has_no_p_value() -> None:
    for errors in ("classical", "HC1"):
        found = ordinary_least_squares(3 - X @ [0.1, 7], X, errors=errors)  # type: ignore[arg-type] # one of two

        assert found.coefficients.tolist() == pytest.approx([3, -0.1, -7], rel=1e-9)
        assert found.errors.tolist() == [0, 0, 0]
        assert found.reason is not None
        assert found.reason.sentence() == (
            "Un effet au moins n’a pas d’erreur : les variables disent exactement ce qu’elles expliquent."
        )


def test_no_number_is_missing_without_its_reason_whatever_the_rows() -> None:
    rng = np.random.default_rng(0)
    reasons = set()
    for _ in range(150):
        n = int(rng.integers(3, 14))
        x, y = rng.integers(0, 4, (n, int(rng.integers(1, 3)))), rng.integers(0, 2, n)
        for found in (
            logit(y, x),
            ordinary_least_squares(y, x, errors="HC3"),
            ordinary_least_squares(y, x, errors="clustered", clusters=rng.integers(0, 3, n)),
        ):
            numbers = [
                *found.coefficients,
                *found.errors,
                *found.p_values,
                *found.interval.low,
                found.explained,
            ]
            assert np.isfinite(numbers).all() == (found.reason is None)
            reasons.add(found.reason and found.reason.message)
    assert len(reasons) > 4


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="0 or 1"):
        logit([0.0, 2.0, 1.0], [1.0, 2.0, 3.0])
    with pytest.raises(ValueError, match="go together"):
        ordinary_least_squares(Y, X, errors="clustered")
    with pytest.raises(ValueError, match="go together"):
        ordinary_least_squares(Y, X, clusters=CLUSTERS)
    with pytest.raises(ValueError, match="2 names"):
        ordinary_least_squares(Y, X, names=["a"])
    with pytest.raises(ValueError, match="one cluster for each"):
        ordinary_least_squares(Y, X, errors="clustered", clusters=["a"])
    with pytest.raises(ValueError, match="not HC9"):
        ordinary_least_squares(Y, X, errors="HC9")  # type: ignore[arg-type] # that is the point
    with pytest.raises(ValueError, match="finite"):
        ordinary_least_squares([np.inf], [1.0])
    with pytest.raises(ValueError, match=r"`x` \(n, columns\)"):
        ordinary_least_squares([1.0], [1.0, 2.0])
