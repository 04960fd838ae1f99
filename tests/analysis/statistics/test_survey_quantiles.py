from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from grappe.analysis.statistics.calibration import calibrate
from grappe.analysis.statistics.survey_design import Design, Sampling, survey_design
from grappe.analysis.statistics.survey_estimates import means
from grappe.analysis.statistics.survey_quantiles import Kind, quantiles

ROUNDING = 1e-9  # sums of weights in another order

NUMPYS = {1: "inverted_cdf", 2: "averaged_inverted_cdf", 4: "interpolated_inverted_cdf", 7: "linear"}
"""Hyndman and Fan's types as numpy calls them."""


def equal(values: list[float]) -> Design:
    return survey_design(weights=np.full(len(values), 33.847))


@given(
    st.lists(st.integers(0, 20).map(float), min_size=2, max_size=40),
    st.sampled_from([0.1, 0.25, 0.3, 0.5, 0.75, 0.9]),
    st.sampled_from(sorted(NUMPYS)),
)
def test_with_equal_weights_each_kind_is_numpys(values: list[float], p: float, kind: Kind) -> None:
    found = quantiles(values, equal(values), p, kind=kind)

    assert found.values[0] == pytest.approx(
        np.quantile(values, p, method=NUMPYS[kind]), rel=ROUNDING, abs=1e-9
    )


@given(
    st.lists(st.tuples(st.integers(0, 9).map(float), st.integers(1, 4)), min_size=1, max_size=20),
    st.sampled_from([0.1, 0.25, 0.5, 0.75, 0.9]),
    st.sampled_from([1, 2]),
)
def test_whole_weights_are_answers_repeated(rows: list[tuple[float, int]], p: float, kind: Kind) -> None:
    values, weights = (list(column) for column in zip(*rows, strict=True))

    found = quantiles(values, survey_design(weights=weights), p, kind=kind)

    wanted = np.quantile(np.repeat(values, weights), p, method=NUMPYS[kind])
    assert found.values[0] == pytest.approx(wanted, rel=ROUNDING)


def test_the_interval_is_that_of_the_share_read_back() -> None:
    rng = np.random.default_rng(5)
    values, weights, units = rng.normal(100, 20, 60), rng.uniform(1, 4, 60), np.arange(60) // 3
    design = survey_design(Sampling(units=units), weights=weights)
    ordered = np.argsort(values)
    shares = np.cumsum(weights[ordered]) / weights.sum()

    found = quantiles(values, design, 0.5)

    below = means((values <= found.values[0]).astype(float), design)
    factor = stats.t.ppf(0.975, 19)
    ends = [below.values[0] + side * factor * below.errors[0] for side in (-1, 1)]
    wanted = [
        next(values[row] for row, share in zip(ordered, shares, strict=True) if share >= end) for end in ends
    ]
    assert [found.low[0], found.high[0]] == wanted
    assert found.errors[0] == pytest.approx((wanted[1] - wanted[0]) / (2 * factor), rel=ROUNDING)
    assert (found.freedom, found.used, found.eligible) == (19, 60, 60)


@pytest.mark.parametrize("kind", [1, 2, 4, 7])
def test_the_order_of_the_rows_does_not_matter(kind: Kind) -> None:
    rng = np.random.default_rng(7)
    values, weights = rng.integers(0, 12, 50).astype(float), rng.uniform(1, 5, 50)
    order = rng.permutation(50)

    found = quantiles(values, survey_design(weights=weights), [0.2, 0.5, 0.8], kind=kind)
    shuffled = quantiles(values[order], survey_design(weights=weights[order]), [0.2, 0.5, 0.8], kind=kind)

    for one, other in (
        (found.values, shuffled.values),
        (found.low, shuffled.low),
        (found.high, shuffled.high),
    ):
        np.testing.assert_allclose(one, other, rtol=ROUNDING)


def test_a_domain_without_its_blanks_and_zero_weights_is_its_base() -> None:
    values = [1.0, 2.0, 3.0, 4.0, np.nan, 900.0, 800.0]
    design = survey_design(weights=[1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 1.0])

    found = quantiles(values, design, 0.5, domain=np.array([True] * 6 + [False]))

    assert (found.values[0], found.used, found.eligible) == (2.0, 4, 5)


def test_answers_all_equal_are_their_own_interval() -> None:
    found = quantiles([4.0] * 6, equal([4.0] * 6), [0.25, 0.5])

    np.testing.assert_array_equal([found.values, found.low, found.high], np.full((3, 2), 4.0))
    np.testing.assert_array_equal(found.errors, [0.0, 0.0])
    assert found.reasons == (None, None)


def test_when_everybody_answered_the_quantile_is_certain() -> None:
    found = quantiles([1.0, 2.0, 6.0], survey_design(Sampling(population=[3, 3, 3])), 0.5)

    assert (found.values[0], found.low[0], found.high[0], found.errors[0]) == (2.0, 2.0, 2.0, 0.0)


def test_an_end_that_the_sample_does_not_reach_is_missing_alone() -> None:
    values = [float(rank) for rank in range(1, 21)]

    found = quantiles(values, equal(values), 0.1)

    assert (found.values[0], found.high[0]) == (2.0, 5.0)
    assert np.isnan([found.low[0], found.errors[0]]).all()
    assert found.reasons[0] is not None


def test_too_few_answers_have_a_quantile_and_no_interval() -> None:
    found = quantiles([1.0, 2.0, 3.0, 4.0], equal([1.0] * 4), [0.5, 0.9])

    np.testing.assert_array_equal(found.values, [2.0, 4.0])
    assert np.isnan([found.low, found.high, found.errors]).all()
    assert [reason and reason.sentence() for reason in found.reasons] == [
        "Trop peu de réponses pour borner ce quantile."
    ] * 2


@pytest.mark.parametrize(
    ("values", "weights", "said"),
    [
        (
            [np.nan, np.nan],
            [1.0, 1.0],
            "Aucune des réponses de ce sous-ensemble n’a de valeur ici : la base est vide.",
        ),
        ([1.0, 2.0], [0.0, 0.0], "Aucune réponse n’a de poids : il n’y a rien à estimer."),
        ([1.0], [1.0], "Une seule unité a été tirée : l’erreur ne peut être estimée."),
    ],
)
def test_what_has_no_quantile_or_no_error_has_a_reason(
    values: list[float], weights: list[float], said: str
) -> None:
    found = quantiles(values, survey_design(weights=weights), 0.5)

    assert np.isnan([found.low[0], found.high[0], found.errors[0]]).all()
    assert found.reasons[0] is not None
    assert found.reasons[0].sentence() == said


def test_negative_weights_have_no_order_and_no_quantile() -> None:
    x = np.array([1.0, 2.0, 3.0, 30.0])
    calibrated = calibrate(survey_design(weights=np.ones(4)), {"1": np.ones(4), "x": x}, {"1": 4.0, "x": 4.0})
    assert calibrated.smallest < 0

    found = quantiles(x, calibrated.design, 0.5)

    assert np.isnan([found.values[0], found.low[0]]).all()
    assert found.reasons[0] is not None
    assert found.reasons[0].sentence() == (
        "Des poids sont négatifs après calage : l’ordre des réponses ne donne pas de quantile."
    )


@pytest.mark.parametrize(
    ("values", "p", "said"),
    [([1.0, 2.0], 1.0, "ends excluded"), ([[1.0, 2.0], [3.0, 4.0]], 0.5, "one variable, not of 2")],
)
def test_arguments_that_make_no_sense_are_refused(values: list[float], p: float, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        quantiles(values, survey_design(weights=[1.0, 1.0]), p)
