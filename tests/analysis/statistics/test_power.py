from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from scipy import integrate, stats

from grappe.analysis.statistics.power import minimum_detectable_effect

QUADRATURE = 1e-8  # what scipy's quad promises of an integral of size 1 (1.5e-8 asked, better had)


def power_by_integration(effect: float, n_a: int, n_b: int, level: float) -> float:
    """Reject when |Z + shift| > critical * S: the probability given S, over the density of S."""
    free = n_a + n_b - 2
    shift = effect / sqrt(1 / n_a + 1 / n_b)
    critical = stats.t.ppf(1 - level / 2, free)

    def rejected(s: float) -> float:
        both = stats.norm.cdf(shift - critical * s) + stats.norm.cdf(-shift - critical * s)
        return float(both * stats.chi.pdf(s * sqrt(free), free) * sqrt(free))

    ends = stats.chi.ppf([1e-14, 1 - 1e-14], free) / sqrt(free)
    return float(integrate.quad(rejected, *ends, limit=400, points=[float(shift / critical)])[0])


@pytest.mark.parametrize(
    ("n_a", "n_b"), [(1, 2), (2, 2), (3, 3), (1, 100), (5, 50), (5, 500), (30, 300), (100, 1000)]
)
@pytest.mark.parametrize(("level", "power"), [(0.05, 0.8), (0.01, 0.9), (0.1, 0.5)])
def test_the_effect_is_seen_as_often_as_asked(n_a: int, n_b: int, level: float, power: float) -> None:
    effect = float(minimum_detectable_effect(n_a, n_b, level=level, power=power))

    assert power_by_integration(effect, n_a, n_b, level) == pytest.approx(power, abs=QUADRATURE)


def test_the_test_does_what_is_said_of_it_in_a_simulated_world() -> None:
    rng = np.random.default_rng(80)
    effect = float(minimum_detectable_effect(5, 50))
    members, peers = rng.normal(effect, 1, (20_000, 5)), rng.normal(0, 1, (20_000, 50))

    seen = stats.ttest_ind(members, peers, axis=1).pvalue < 0.05

    # Four standard errors of a share of 0.8 among 20 000 worlds.
    assert seen.mean() == pytest.approx(0.8, abs=4 * sqrt(0.8 * 0.2 / 20_000))


def test_many_pairs_at_once_give_what_each_gives_alone() -> None:
    n_a, n_b = np.array([[5], [30], [5]]), np.array([1, 50, 500, 50])

    found = minimum_detectable_effect(n_a, n_b)

    assert found.shape == (3, 4)
    np.testing.assert_array_equal(
        found, [[minimum_detectable_effect(a, b) for b in n_b] for a in n_a.ravel()]
    )


def test_larger_groups_see_smaller_effects() -> None:
    found = minimum_detectable_effect(np.arange(1, 2000), 10)

    assert (np.diff(found) < 0).all()


def test_groups_that_leave_no_freedom_see_nothing() -> None:
    assert np.isnan(minimum_detectable_effect([1, 0, 5, 0], [1, 9, 0, 0])).all()


@pytest.mark.parametrize(("level", "power"), [(0.0, 0.8), (0.05, 1.0), (0.8, 0.05), (0.05, 0.05)])
def test_a_power_below_the_level_is_refused(level: float, power: float) -> None:
    with pytest.raises(ValueError, match="0 < level < power < 1"):
        minimum_detectable_effect(5, 50, level=level, power=power)
