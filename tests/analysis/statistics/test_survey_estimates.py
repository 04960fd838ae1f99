from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from scipy import stats

from grappe.analysis.statistics.survey_design import Design, Sampling, survey_design
from grappe.analysis.statistics.survey_estimates import (
    Estimates,
    by_group,
    means,
    ratios,
    share_interval,
    shares,
    totals,
)

ROUNDING = 1e-9  # the same sums of doubles in another order
STEP = 1e-6  # of a numeric derivative, of which a millionth is left

RNG = np.random.default_rng(17)
STRATA = np.repeat(["a", "b", "c"], [8, 12, 10])
UNITS = np.arange(30) // 2
WEIGHTS = RNG.uniform(1, 5, 30)
VALUES = RNG.normal(50, 10, 30)
OTHERS = VALUES * 0.5 + RNG.normal(20, 3, 30)
KINDS = RNG.choice(["firm", "lab", "school"], 30)


def clustered(weights: np.ndarray = WEIGHTS) -> Design:
    return survey_design(Sampling(units=UNITS, strata=STRATA), weights=weights)


def error_by_derivatives(estimate: object, *, column: int = 0) -> float:
    """Linearise by moving each weight a little (Deville 1999), then take the error of the total."""
    assert callable(estimate)
    influence = []
    for row in range(30):
        moved = [WEIGHTS.copy(), WEIGHTS.copy()]
        moved[0][row] += STEP
        moved[1][row] -= STEP
        up, down = (float(estimate(clustered(weights)).values[column]) for weights in moved)
        influence.append((up - down) / (2 * STEP))
    return float(totals(influence, clustered()).errors[0])


@pytest.mark.parametrize(
    "estimate",
    [
        lambda design: means(VALUES, design),
        lambda design: totals(VALUES, design),
        lambda design: ratios(VALUES, OTHERS, design),
        lambda design: means(VALUES, design, domain=KINDS == "lab"),
        lambda design: ratios(VALUES, OTHERS, design, domain=KINDS == "firm"),
        lambda design: means(np.where(KINDS == "lab", np.nan, VALUES), design),
    ],
    ids=["mean", "total", "ratio", "mean of a domain", "ratio of a domain", "mean with blanks"],
)
def test_the_error_is_that_of_the_numeric_derivatives(estimate: object) -> None:
    assert callable(estimate)

    assert estimate(clustered()).errors[0] == pytest.approx(error_by_derivatives(estimate), rel=1e-6)


def test_a_mean_of_a_simple_sample_is_the_textbooks() -> None:
    found = means(VALUES, survey_design(Sampling(population=[57] * 30)))

    error = VALUES.std(ddof=1) / sqrt(30) * sqrt(1 - 30 / 57)
    half = stats.t.ppf(0.975, 29) * error
    assert (found.values[0], found.errors[0]) == (
        pytest.approx(VALUES.mean(), rel=ROUNDING),
        pytest.approx(error, rel=ROUNDING),
    )
    np.testing.assert_allclose(np.ravel(found.interval()), [VALUES.mean() - half, VALUES.mean() + half])
    np.testing.assert_allclose(found.design_effects, [1.0])
    normal = found.interval(0.9, normal=True)
    np.testing.assert_allclose(normal.high - normal.low, 2 * stats.norm.ppf(0.95) * error)


def test_a_proportion_of_a_stratified_sample_is_cochrans() -> None:
    # Cochran (1977), equation 5.52: sum W_h^2 p_h q_h (1 - f_h) / (n_h - 1).
    strata, yes = ["a"] * 4 + ["b"] * 5, [1, 1, 0, 1, 0, 0, 1, 0, 0]
    design = survey_design(Sampling(strata=strata, population=[12] * 4 + [20] * 5))

    found = shares(["yes" if one else "no" for one in yes], design)

    variance = (12 / 32) ** 2 * 0.75 * 0.25 * (1 - 4 / 12) / 3 + (20 / 32) ** 2 * 0.2 * 0.8 * (1 - 5 / 20) / 4
    assert found.labels == ("no", "yes")
    assert found.estimates.values[1] == pytest.approx(12 / 32 * 0.75 + 20 / 32 * 0.2)
    assert found.estimates.covariance[1, 1] == pytest.approx(variance, rel=ROUNDING)
    assert found.estimates.covariance[0, 1] == pytest.approx(-variance, rel=ROUNDING)


def test_a_domain_is_estimated_within_the_whole_design() -> None:
    # By hand: a simple sample of 4 of 8, in which 2 are of the domain. Its total sums 5, 9, 0 and 0.
    design = survey_design(Sampling(population=8), weights=[2.0] * 4)
    domain = np.array([True, True, False, False])

    found = totals([5.0, 9.0, 40.0, 60.0], design, domain=domain)

    spread = np.var([5.0, 9.0, 0.0, 0.0], ddof=1)
    assert found.values[0] == 28.0
    assert found.covariance[0, 0] == pytest.approx(8**2 * (1 - 4 / 8) * spread / 4, rel=ROUNDING)
    assert (found.used[0], found.eligible[0], found.freedom[0]) == (2, 2, 1)


def test_several_columns_give_what_each_gives_alone() -> None:
    blanks = np.where(KINDS == "firm", np.nan, OTHERS)
    together = means(np.column_stack([VALUES, blanks]), clustered())

    for column, values in enumerate([VALUES, blanks]):
        alone = means(values, clustered())
        assert together.values[column] == pytest.approx(alone.values[0], rel=ROUNDING)
        assert together.errors[column] == pytest.approx(alone.errors[0], rel=ROUNDING)
        assert (together.used[column], together.freedom[column]) == (alone.used[0], alone.freedom[0])


def test_a_difference_of_two_means_is_the_mean_of_the_differences() -> None:
    both = means(np.column_stack([VALUES, OTHERS]), clustered()).contrast([1, -1])
    single = means(VALUES - OTHERS, clustered())

    assert both.values[0] == pytest.approx(single.values[0], rel=ROUNDING)
    assert both.errors[0] == pytest.approx(single.errors[0], rel=ROUNDING)


def test_two_groups_are_compared_with_what_their_units_share() -> None:
    columns = np.column_stack([np.where(kind == KINDS, VALUES, np.nan) for kind in ("firm", "lab")])

    found = means(columns, clustered()).contrast([1, -1])

    wanted = error_by_derivatives(lambda design: means(columns, design).contrast([1, -1]))
    assert found.errors[0] == pytest.approx(wanted, rel=1e-6)


def test_each_group_is_a_domain() -> None:
    found = by_group(KINDS, lambda rows: means(VALUES, clustered(), domain=rows))

    assert list(found) == ["firm", "lab", "school"]
    for kind, estimate in found.items():
        assert estimate.values[0] == pytest.approx(
            np.average(VALUES[kind == KINDS], weights=WEIGHTS[kind == KINDS])
        )
        assert estimate.used[0] == (kind == KINDS).sum()


def test_blanks_leave_the_base_and_both_counts_are_told() -> None:
    values = np.where(np.arange(30) < 4, np.nan, VALUES)

    found = means(values, clustered(), domain=KINDS != "lab")

    assert found.eligible[0] == (KINDS != "lab").sum()
    assert found.used[0] == ((KINDS != "lab") & (np.arange(30) >= 4)).sum()


def test_degrees_of_freedom_are_units_less_strata() -> None:
    assert means(VALUES, clustered()).freedom[0] == 15 - 3
    # The eight rows of stratum a are four units.
    assert means(VALUES, clustered(), domain=STRATA == "a").freedom[0] == 4 - 1


def test_answers_all_equal_have_no_error() -> None:
    found = means(np.full(30, 7.0), clustered())

    assert found.errors[0] == pytest.approx(0.0, abs=1e-12)
    np.testing.assert_allclose(np.ravel(found.interval()), [7.0, 7.0])
    assert found.reasons == (None,)


def test_when_everybody_answered_the_mean_is_certain() -> None:
    census = survey_design(Sampling(population=[3, 3, 3]))

    found = means([1.0, 2.0, 6.0], census)
    share = shares(["yes", "yes", "yes"], census).estimates

    assert (found.values[0], found.errors[0]) == (3.0, 0.0)
    np.testing.assert_array_equal(np.ravel(found.interval()), [3.0, 3.0])
    np.testing.assert_array_equal(np.ravel(share_interval(share)), [1.0, 1.0])
    assert found.reasons == (None,)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            lambda: means(VALUES, clustered(), domain=KINDS == "union"),
            "Aucune réponse n’est de ce sous-ensemble : il n’y a rien à estimer.",
        ),
        (
            lambda: means(np.full(30, np.nan), clustered()),
            "Aucune des réponses de ce sous-ensemble n’a de valeur ici : la base est vide.",
        ),
        (
            lambda: totals(VALUES, clustered(np.zeros(30))),
            "Aucune réponse n’a de poids : il n’y a rien à estimer.",
        ),
        (
            lambda: ratios(VALUES, np.zeros(30), clustered()),
            "Le dénominateur fait zéro en tout : il n’y a pas de rapport.",
        ),
    ],
)
def test_what_cannot_be_estimated_has_a_reason(found: object, said: str) -> None:
    assert callable(found)
    estimate = found()

    assert np.isnan([estimate.values[0], estimate.errors[0], *np.ravel(estimate.interval())]).all()
    assert estimate.reasons[0].sentence() == said


def test_one_empty_column_does_not_spoil_the_others() -> None:
    found = means(np.column_stack([VALUES, np.full(30, np.nan)]), clustered())

    alone = means(VALUES, clustered())
    assert (found.values[0], found.errors[0]) == pytest.approx((alone.values[0], alone.errors[0]))
    assert np.isnan([found.values[1], found.errors[1]]).all()
    assert found.reasons[0] is None
    assert found.reasons[1] is not None


def test_a_mean_within_one_unit_has_no_error() -> None:
    # Its residuals sum to 0 there, whatever they are.
    found = means(VALUES, clustered(), domain=UNITS == 3)

    assert found.values[0] == pytest.approx(np.average(VALUES[UNITS == 3], weights=WEIGHTS[UNITS == 3]))
    assert np.isnan([found.errors[0], *np.ravel(found.interval())]).all()
    assert found.reasons[0] is not None
    assert found.reasons[0].sentence() == (
        "Les réponses viennent d’une seule unité tirée : l’erreur ne peut être estimée."
    )


def test_one_answer_left_by_blanks_has_no_error() -> None:
    found = means([3.0, np.nan, np.nan], survey_design(weights=np.ones(3)))

    assert (found.values[0], found.used[0], found.eligible[0]) == (3.0, 1, 3)
    assert np.isnan(found.errors[0])


def test_one_unit_in_each_stratum_has_an_error_and_no_interval() -> None:
    found = means(VALUES, clustered(), domain=np.isin(UNITS, [0, 5, 12]))

    assert found.errors[0] > 0.1
    assert np.isnan(found.interval()).all()
    assert found.reasons[0] is not None
    assert found.reasons[0].sentence() == (
        "Les réponses viennent de trop peu d’unités tirées pour que l’estimation ait un intervalle."
    )


@pytest.mark.parametrize("labels", [[None] * 30, [float("nan")] * 30])
def test_shares_of_nothing_are_none_and_have_a_reason(labels: list[object]) -> None:
    found = shares(labels, clustered())

    assert found.labels == ()
    assert found.reason is not None
    assert found.reason.sentence() == (
        "Aucune des réponses de ce sous-ensemble n’a de valeur ici : la base est vide."
    )


def simple_share(positives: int, n: int) -> Estimates:
    return means([1.0] * positives + [0.0] * (n - positives), survey_design(weights=np.ones(n)))


def test_the_interval_of_a_share_of_a_simple_sample_is_clopper_and_pearsons() -> None:
    # p(1 - p)/(n - 1) is the variance: n - 1 answers are what it is worth, and Student's factors are equal.
    low, high = share_interval(simple_share(9, 30))

    exact = stats.beta.ppf([0.025, 0.975], [0.3 * 29, 0.3 * 29 + 1], [0.7 * 29 + 1, 0.7 * 29])
    np.testing.assert_allclose([low[0], high[0]], exact, rtol=ROUNDING)


@pytest.mark.parametrize(
    ("positives", "exact"), [(0, (0.0, 1 - 0.025 ** (1 / 30))), (30, (0.025 ** (1 / 30), 1.0))]
)
def test_none_or_all_of_a_simple_sample_have_clopper_and_pearsons_interval(
    positives: int, exact: tuple[float, float]
) -> None:
    low, high = share_interval(simple_share(positives, 30))

    np.testing.assert_allclose([low[0], high[0]], exact, rtol=ROUNDING)


def test_the_logit_interval_is_students_on_that_scale() -> None:
    found = simple_share(9, 30)
    low, high = share_interval(found, method="logit")

    half = stats.t.ppf(0.975, 29) * found.errors[0] / (0.3 * 0.7)
    np.testing.assert_allclose(
        np.log([low[0] / (1 - low[0]), high[0] / (1 - high[0])]), np.log(3 / 7) + np.array([-half, half])
    )


@pytest.mark.parametrize("positives", [0, 30])
def test_none_or_all_have_no_logit_interval_and_a_reason(positives: int) -> None:
    found = share_interval(simple_share(positives, 30), method="logit")

    assert np.isnan([found.low, found.high]).all()
    assert found.reason is not None
    assert found.reason.sentence() == (
        "Une part de 0 ou de 100 % n’a pas d’intervalle par le logit ; la méthode « beta » en donne un."
    )
    assert share_interval(simple_share(positives, 30)).reason is None
    assert share_interval(simple_share(9, 30), method="logit").reason is None


def test_a_share_of_nobody_has_no_logit_interval_for_another_reason() -> None:
    nobody = means([np.nan, np.nan, 1.0], survey_design(weights=[1.0, 1.0, 0.0]))
    found = share_interval(nobody, method="logit")

    assert np.isnan(found.low).all()
    assert found.reason is not None
    assert found.reason.sentence() == "Les données ne permettent pas d’intervalle."


def test_the_design_effect_compares_with_a_simple_sample() -> None:
    # Units of two equal answers: half the answers would do, but for n - 1.
    values = np.repeat(RNG.normal(size=15), 2)
    found = means(values, survey_design(Sampling(units=UNITS), weights=np.full(30, 1e9)))

    spread = values.var(ddof=1) / 30
    between = values[::2].var(ddof=1) / 15
    assert found.design_effects[0] == pytest.approx(between / spread, rel=1e-6)


@pytest.mark.parametrize("scale", [1e-12, 1e12])
def test_the_unit_of_values_and_weights_does_not_matter(scale: float) -> None:
    found = means(VALUES * scale, clustered(WEIGHTS / scale))

    assert found.values[0] / scale == pytest.approx(means(VALUES, clustered()).values[0], rel=ROUNDING)
    assert found.errors[0] / scale == pytest.approx(means(VALUES, clustered()).errors[0], rel=ROUNDING)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: means([1.0, 2.0], clustered()), "one row for each of the design's 30"),
        (lambda: means(VALUES, clustered(), domain=np.ones(30)), "domain of booleans"),
        (lambda: means(np.full(30, np.inf), clustered()), "30 are infinite"),
        (lambda: ratios(VALUES, np.ones((30, 2)), clustered()), "a denominator for each numerator"),
        (lambda: means(VALUES, clustered()).contrast([1, -1]), "It takes 1 coefficients"),
        (lambda: means(VALUES, clustered()).interval(95), "between 0 and 1, not 95"),
    ],
)
def test_arguments_that_make_no_sense_are_refused(call: object, said: str) -> None:
    assert callable(call)
    with pytest.raises(ValueError, match=said):
        call()
