from __future__ import annotations

from math import comb

import numpy as np
import pytest

from grappe.analysis.statistics.location import quantile_interval
from grappe.analysis.statistics.order_statistics import quantile_estimate

CLOSE = 1e-12


def at_most(count: int, n: int, p: float) -> float:
    return sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(count + 1))


@pytest.mark.parametrize("n", [6, 9, 20, 41])
@pytest.mark.parametrize("p", [0.25, 0.5, 0.7])
@pytest.mark.parametrize("level", [0.5, 0.9, 0.95])
def test_the_ends_are_the_innermost_ranks_that_miss_seldom_enough(n: int, p: float, level: float) -> None:
    tail = (1 - level) / 2
    low = max((rank for rank in range(1, n + 1) if at_most(rank - 1, n, p) <= tail), default=0)
    high = min((rank for rank in range(1, n + 1) if 1 - at_most(rank - 1, n, p) <= tail), default=0)
    values = np.random.default_rng(n).permutation(n) + 1.0  # each is its own rank

    found = quantile_estimate(values, p, level=level)

    if low and high:
        assert (found.low, found.high) == (low, high)
        assert found.attained == pytest.approx(at_most(high - 1, n, p) - at_most(low - 1, n, p), rel=1e-9)
        assert found.attained >= level - CLOSE
    else:
        assert np.isnan(found.low)
        assert found.reason is not None


def test_a_large_population_is_as_good_as_endless() -> None:
    values = np.sort(np.random.default_rng(1).normal(size=30))
    low, high = quantile_interval(values, [0], [30], [10**7 + 1], 0.5)

    found = quantile_estimate(values)

    assert (found.low, found.high) == (float(low[0]), float(high[0]))


def test_what_is_attained_is_what_happens() -> None:
    rng = np.random.default_rng(4)
    attained = quantile_estimate(np.arange(11.0), level=0.9).attained

    worlds = rng.exponential(1, (4000, 11))
    held = [
        found.low <= np.log(2) <= found.high
        for found in (quantile_estimate(row, level=0.9) for row in worlds)
    ]

    # Four standard errors.
    assert np.mean(held) == pytest.approx(attained, abs=4 * np.sqrt(attained * (1 - attained) / 4000))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ([np.nan], "Aucune valeur n’est connue : il n’y a pas de quantile."),
        ([3.0, 1.0, 2.0], "Il y a trop peu de valeurs pour un intervalle à ce niveau."),
    ],
)
def test_too_few_values_are_a_sentence(values: list[float], sentence: str) -> None:
    found = quantile_estimate(values)

    assert np.isnan([found.low, found.high, found.attained]).all()
    assert found.reason is not None
    assert found.reason.sentence() == sentence


def test_six_values_are_the_fewest_for_a_median() -> None:
    assert np.isnan(quantile_estimate(range(5)).low)
    assert quantile_estimate(range(6)).attained == pytest.approx(1 - 2 / 64, rel=CLOSE)


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        quantile_estimate([1.0], 1.0)
    with pytest.raises(ValueError, match="one row"):
        quantile_estimate([[1.0]])


@pytest.mark.parametrize("value", [np.inf, -np.inf])
def test_an_infinite_value_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="finite or NaN: 1 are infinite"):
        quantile_estimate([1.0, value, np.nan])
