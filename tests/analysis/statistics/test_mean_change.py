from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.multivariate import test_mvmean as hotelling

from grappe.analysis.statistics.mean_change import joint_change, mean_change


@pytest.mark.parametrize("size", [2, 5, 30])
def test_the_mean_change_is_that_of_scipy(size: int) -> None:
    changes = np.random.default_rng(size).normal(0.3, 1.0, size)
    theirs = stats.ttest_1samp(changes, 0.0)

    found = mean_change(np.append(changes, np.nan))

    assert found.units == size
    assert found.p_value == pytest.approx(float(theirs.pvalue), rel=1e-10)
    assert found.interval(level=0.9) == pytest.approx(tuple(theirs.confidence_interval(0.9)), rel=1e-10)


def test_one_change_or_the_same_for_all_has_no_error_and_says_why() -> None:
    for changes in ([], [1.0], [0.25, 0.25, 0.25]):
        found = mean_change(changes)

        assert found.reason is not None
        assert np.isnan([found.p_value, *found.interval()]).all()


@pytest.mark.parametrize(("units", "kinds"), [(6, 2), (12, 3), (40, 4)])
def test_several_changes_at_once_are_tested_as_statsmodels_does(units: int, kinds: int) -> None:
    rng = np.random.default_rng(units)
    table = rng.normal(0.2, 1.0, (units, kinds)) @ rng.normal(size=(kinds, kinds))

    found = joint_change(np.vstack([table, np.full(kinds, np.nan)]))

    assert found.units == units
    assert found.p_value == pytest.approx(float(hotelling(table).pvalue), rel=1e-9)


def test_as_many_kinds_as_units_or_twice_the_same_kind_cannot_be_tested() -> None:
    few = joint_change(np.random.default_rng(1).normal(size=(3, 3)))
    twice = joint_change(np.repeat(np.random.default_rng(2).normal(size=(9, 1)), 2, axis=1))

    assert few.reason is not None
    assert twice.reason is not None
    assert np.isnan([few.p_value, twice.p_value]).all()
