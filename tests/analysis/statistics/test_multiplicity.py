from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control
from statsmodels.stats.multitest import multipletests

from grappe.analysis.statistics.multiplicity import Correction, correct_for_many

CLOSE = 1e-12
P_VALUES = st.lists(st.sampled_from([0.0, 1e-9, 0.001, 0.01, 0.02, 0.04, 0.5, 1.0]), min_size=1, max_size=9)


def slowly(p_values: list[float], method: Correction) -> list[float]:
    """Each p value against all, from the definitions."""
    m = len(p_values)
    if method == "bonferroni":
        return [min(1.0, m * p) for p in p_values]
    ordered = sorted(p_values)
    if method == "holm":
        return [
            min(1.0, max((m - k) * each for k, each in enumerate(ordered) if each <= p)) for p in p_values
        ]
    harmonic = sum(1 / k for k in range(1, m + 1)) if method == "benjamini_yekutieli" else 1.0
    return [
        min(1.0, *(harmonic * m * each / (k + 1) for k, each in enumerate(ordered) if each >= p))
        for p in p_values
    ]


@pytest.mark.parametrize("method", ["bonferroni", "holm", "benjamini_hochberg", "benjamini_yekutieli"])
@given(P_VALUES)
def test_the_adjusted_values_follow_their_definitions(method: Correction, p_values: list[float]) -> None:
    found = correct_for_many(p_values, method=method)

    assert found.adjusted.tolist() == pytest.approx(slowly(p_values, method), rel=CLOSE)
    assert found.reason is None


def test_the_step_down_is_that_of_statsmodels() -> None:
    p_values = np.random.default_rng(3).uniform(0, 0.02, 30)
    rejected, adjusted = multipletests(p_values, 0.2, "holm")[:2]

    found = correct_for_many(p_values, method="holm", level=0.2)

    np.testing.assert_allclose(found.adjusted, adjusted, rtol=CLOSE)
    np.testing.assert_array_equal(found.rejected, rejected)


def test_the_discovery_rates_are_those_of_scipy() -> None:
    p_values = np.random.default_rng(1).uniform(0, 0.3, 40)

    np.testing.assert_allclose(
        correct_for_many(p_values).adjusted, false_discovery_control(p_values), rtol=CLOSE
    )
    np.testing.assert_allclose(
        correct_for_many(p_values, method="benjamini_yekutieli").adjusted,
        false_discovery_control(p_values, method="by"),
        rtol=CLOSE,
    )


@pytest.mark.parametrize("method", ["bonferroni", "holm", "benjamini_hochberg", "benjamini_yekutieli"])
def test_what_falls_is_what_is_adjusted_to_the_level_at_most(method: Correction) -> None:
    p_values = np.random.default_rng(2).beta(0.3, 2, 60)

    found = correct_for_many(p_values, method=method, level=0.1)

    assert found.rejected.tolist() == (found.adjusted <= 0.1).tolist()
    assert 0 < found.rejected.sum() < 60


def test_a_comparison_without_value_stays_aside_and_does_not_count() -> None:
    found = correct_for_many([0.01, np.nan, 0.04])

    assert found.tested == 2
    np.testing.assert_array_equal(found.adjusted, [0.02, np.nan, 0.04])
    assert found.rejected.tolist() == [True, False, True]
    assert found.reason is not None
    assert found.reason.sentence() == (
        "Une comparaison au moins n’a pas de valeur p : elle ne compte pas parmi les tests."
    )


def test_no_test_at_all_leaves_nothing() -> None:
    assert correct_for_many([]).adjusted.shape == (0,)
    assert correct_for_many([np.nan]).tested == 0


def test_what_is_no_p_value_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        correct_for_many([1.2])
    with pytest.raises(ValueError, match="not tukey"):
        correct_for_many([0.2], method="tukey")  # type: ignore[arg-type] # that is the point
    with pytest.raises(ValueError, match="one row"):
        correct_for_many([[0.2]])
    with pytest.raises(ValueError, match="A level lies"):
        correct_for_many([0.2], level=1.0)
