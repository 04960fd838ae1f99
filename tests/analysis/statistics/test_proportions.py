from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.stats import binom, norm
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from grappe.analysis.statistics.finite_population import wilson_interval
from grappe.analysis.statistics.proportions import (
    clopper_pearson_interval,
    share_difference,
    wilson_corrected_interval,
)

CLOSE = 1e-9  # two ways to invert the same function
EVERY = [(x, n) for n in (1, 2, 5, 17) for x in range(n + 1)]


@pytest.mark.parametrize("level", [0.5, 0.9, 0.95, 0.999])
def test_the_exact_interval_is_that_of_statsmodels(level: float) -> None:
    x, n = np.array(EVERY).T

    low, high = clopper_pearson_interval(x, n, level=level)

    wanted = np.array([proportion_confint(*each, alpha=1 - level, method="beta") for each in EVERY])
    np.testing.assert_allclose(np.stack([low, high], axis=1), wanted, atol=CLOSE)


@pytest.mark.parametrize("n", [5, 29])
def test_the_exact_interval_covers_at_least_as_often_as_it_says(n: int) -> None:
    low, high = clopper_pearson_interval(np.arange(n + 1), n)
    for share in np.linspace(0.001, 0.999, 57):
        inside = (low <= share) & (share <= high)
        assert binom.pmf(np.arange(n + 1), n, share)[inside].sum() >= 0.95 - CLOSE


@pytest.mark.parametrize(("x", "n"), [(1, 2), (3, 17), (16, 17), (40, 90)])
def test_the_corrected_interval_solves_the_corrected_score_equation(x: int, n: int) -> None:
    z = norm.ppf(0.975)

    def beyond(share: float, sign: int) -> float:
        return abs(x / n - share) - 1 / (2 * n) - z * np.sqrt(share * (1 - share) / n) * sign

    low, high = wilson_corrected_interval(x, n)

    assert float(low) == pytest.approx(brentq(beyond, 1e-12, x / n - 1 / (2 * n), args=(1,)), abs=CLOSE)
    assert float(high) == pytest.approx(brentq(beyond, x / n + 1 / (2 * n), 1 - 1e-12, args=(1,)), abs=CLOSE)


@pytest.mark.parametrize("level", [0.01, 0.5, 0.95])
def test_none_starts_at_zero_and_all_ends_at_one(level: float) -> None:
    x, n = np.array(EVERY).T
    for interval in (clopper_pearson_interval, wilson_corrected_interval):
        low, high = interval(x, n, level=level)
        np.testing.assert_array_equal(low[x == 0], 0)
        np.testing.assert_array_equal(high[x == n], 1)
        assert ((low >= 0) & (low <= x / n) & (x / n <= high) & (high <= 1)).all()


def test_no_answer_has_no_interval() -> None:
    for interval in (clopper_pearson_interval, wilson_corrected_interval):
        low, high = interval([0, 1], [0, 2])
        assert np.isnan(low).tolist() == np.isnan(high).tolist() == [True, False]


@pytest.mark.parametrize(("level"), [0.9, 0.95])
def test_the_difference_is_that_of_statsmodels(level: float) -> None:
    rng = np.random.default_rng(1)
    n_1, n_2 = rng.integers(1, 60, (2, 50))
    x_1, x_2 = rng.integers(0, n_1 + 1), rng.integers(0, n_2 + 1)

    found = share_difference((x_1, x_2), (n_1, n_2), level=level)

    assert found.reason is None
    for place in range(50):
        wanted = confint_proportions_2indep(
            x_1[place], n_1[place], x_2[place], n_2[place], method="newcomb", alpha=1 - level
        )
        assert found.interval.low[place] == pytest.approx(wanted[0], abs=CLOSE)
        assert found.interval.high[place] == pytest.approx(wanted[1], abs=CLOSE)


def test_turning_the_groups_round_turns_the_difference_round() -> None:
    for corrected in (False, True):
        one = share_difference((3, 9), (10, 14), corrected=corrected)
        other = share_difference((9, 3), (14, 10), corrected=corrected)
        assert float(one.difference) == -float(other.difference)
        assert float(one.interval.low) == pytest.approx(-float(other.interval.high), abs=CLOSE)


def test_a_difference_among_all_who_could_answer_is_sure() -> None:
    found = share_difference((3, 9), (10, 14), (10, 14))

    assert (float(found.interval.low), float(found.interval.high)) == pytest.approx(
        (float(found.difference),) * 2, abs=CLOSE
    )


def test_a_difference_to_a_population_known_in_full_is_as_wide_as_the_sample_is_unsure() -> None:
    found = share_difference((3, 50), (10, 100), (40, 100))
    low, high = wilson_interval(3, 10, 40)

    assert float(found.interval.low) == pytest.approx(float(low) - 0.5, abs=CLOSE)
    assert float(found.interval.high) == pytest.approx(float(high) - 0.5, abs=CLOSE)


def test_a_group_without_answers_has_no_difference_and_says_why() -> None:
    found = share_difference(([0, 1], 1), ([0, 2], 2))

    assert np.isnan(found.difference).tolist() == [True, False]
    assert np.isnan(found.interval.low).tolist() == [True, False]
    assert found.reason is not None
    assert (
        found.reason.sentence()
        == "L’un des groupes ne compte aucune réponse : il n’a pas de part à comparer."
    )


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="More positives than answers"):
        clopper_pearson_interval(3, 2)
    with pytest.raises(ValueError, match="not for both"):
        share_difference((1, 1), (2, 2), (3, 3), corrected=True)
