from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import sqrt

import numpy as np
import pytest
from scipy import integrate, stats

from grappe.analysis.statistics.explained import Explained
from grappe.analysis.statistics.power import (
    detectable_shares,
    did_minimum_detectable_effect,
    minimum_detectable_effect,
    paired_minimum_detectable_effect,
    size_per_group,
    t_test_power,
)

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

    assert found.reason is None
    assert found.values.shape == (3, 4)
    np.testing.assert_array_equal(
        found, [[float(minimum_detectable_effect(a, b)) for b in n_b] for a in n_a.ravel()]
    )


def test_larger_groups_see_smaller_effects() -> None:
    found = minimum_detectable_effect(np.arange(1, 2000), 10).values

    assert (np.diff(found) < 0).all()


EMPTY = "L’un des groupes est vide : aucune différence ne peut s’y voir."
ONE_EACH = "Chaque groupe n’a qu’une valeur : rien ne dit combien elles varient, et aucune différence ne peut s’y voir."


@pytest.mark.parametrize(
    ("n_a", "n_b", "said"),
    [
        (0, 20, EMPTY),
        (20, 0, EMPTY),
        (0, 0, EMPTY),
        (1, 1, ONE_EACH),
        # The first of those that are too small says it.
        ([9, 1, 0], [9, 1, 9], ONE_EACH),
        ([[9], [0]], [1, 1], EMPTY),
    ],
)
@pytest.mark.parametrize(
    "function",
    [
        minimum_detectable_effect,
        partial(did_minimum_detectable_effect, correlation=0.5),
        partial(t_test_power, effect=0.5),
    ],
)
def test_groups_that_leave_no_freedom_see_nothing_and_say_why(
    function: Callable[..., Explained], n_a: object, n_b: object, said: str
) -> None:
    found = function(n_a, n_b)
    first, second = np.broadcast_arrays(np.asarray(n_a), np.asarray(n_b))

    small = (first == 0) | (second == 0) | (first + second < 3)
    np.testing.assert_array_equal(np.isnan(np.asarray(found)), small)
    assert found.reason is not None
    assert found.reason.sentence() == said


def test_fewer_than_two_pairs_see_no_change_and_say_why() -> None:
    for pairs in (0, 1, [30, 1]):
        found = paired_minimum_detectable_effect(pairs)
        assert found.reason is not None
        assert (
            found.reason.sentence()
            == "Il y a moins de deux paires : rien ne dit combien les changements varient."
        )
    assert paired_minimum_detectable_effect([2, 30]).reason is None


@pytest.mark.parametrize(("level", "power"), [(0.0, 0.8), (0.05, 1.0), (0.8, 0.05), (0.05, 0.05)])
def test_a_power_below_the_level_is_refused(level: float, power: float) -> None:
    with pytest.raises(ValueError, match="0 < level < power < 1"):
        minimum_detectable_effect(5, 50, level=level, power=power)


@pytest.mark.parametrize("correlation", [-0.5, 0.0, 0.8])
@pytest.mark.parametrize("n", [2, 5, 40])
def test_a_paired_change_is_seen_as_often_as_asked(n: int, correlation: float) -> None:
    effect = float(paired_minimum_detectable_effect(n, correlation=correlation))
    spread = sqrt(2 - 2 * correlation)
    critical = stats.t.ppf(0.975, n - 1)

    # The square of a noncentral t is a noncentral F.
    seen = 1 - stats.ncf.cdf(critical**2, 1, n - 1, n * (effect / spread) ** 2)

    assert seen == pytest.approx(0.8, abs=1e-8)


def test_a_difference_in_differences_is_seen_as_often_as_asked_in_a_simulated_world() -> None:
    rng = np.random.default_rng(81)
    effect = float(did_minimum_detectable_effect(6, 60, correlation=0.7))
    covariance = [[1, 0.7], [0.7, 1]]
    members = rng.multivariate_normal([0, effect], covariance, (8_000, 6))
    peers = rng.multivariate_normal([0, 0], covariance, (8_000, 60))

    seen = (
        stats.ttest_ind(members[..., 1] - members[..., 0], peers[..., 1] - peers[..., 0], axis=1).pvalue
        < 0.05
    )

    assert seen.mean() == pytest.approx(0.8, abs=4 * sqrt(0.8 * 0.2 / 8_000))


def test_half_a_correlation_neither_helps_nor_costs() -> None:
    assert float(did_minimum_detectable_effect(5, 50, correlation=0.5)) == pytest.approx(
        float(minimum_detectable_effect(5, 50)), rel=1e-12
    )


@pytest.mark.parametrize(("n_a", "n_b"), [(1, 2), (3, 3), (5, 500), (64, 64)])
@pytest.mark.parametrize("effect", [0.0, 0.3, 1.2, -1.2])
def test_the_power_is_that_of_the_integral(n_a: int, n_b: int, effect: float) -> None:
    wanted = power_by_integration(abs(effect), n_a, n_b, 0.05)

    assert float(t_test_power(n_a, n_b, effect)) == pytest.approx(wanted, abs=QUADRATURE)


def test_what_is_enormous_is_always_seen() -> None:
    found = t_test_power([5, 5, 1000], [500, 5, 1000], [[10.0], [1e3], [1e9]]).values

    assert (found > 1 - 1e-9).all()
    assert (found <= 1).all()


def test_power_effect_and_size_are_three_sides_of_one_thing() -> None:
    effect = float(minimum_detectable_effect(17, 34, level=0.01, power=0.9))

    assert float(t_test_power(17, 34, effect, level=0.01)) == pytest.approx(0.9, abs=QUADRATURE)
    found = size_per_group(-effect, level=0.01, power=0.9, ratio=2)
    assert found.per_group == pytest.approx(17, abs=1e-5)


@pytest.mark.parametrize(
    ("n_a", "n_b", "reference"), [(50, 50, 0.3), (20, 200, 0.5), (400, 30, 0.7), (80, 80, 0)]
)
def test_a_detectable_share_solves_its_equation(n_a: int, n_b: int, reference: float) -> None:
    found = detectable_shares(n_a, n_b, reference)
    for share in (found.above, found.below):
        if np.isnan(share):
            continue
        both = (n_a * share + n_b * reference) / (n_a + n_b)
        alike = stats.norm.ppf(0.975) * sqrt(both * (1 - both) * (1 / n_a + 1 / n_b))
        apart = stats.norm.ppf(0.8) * sqrt(share * (1 - share) / n_a + reference * (1 - reference) / n_b)
        assert abs(share - reference) == pytest.approx(alike + apart, rel=1e-9)
    assert (found.reason is None) == (reference > 0)


def test_a_detectable_share_is_seen_about_as_often_as_asked() -> None:
    rng = np.random.default_rng(3)
    found = detectable_shares(200, 200, 0.4)
    one, other = rng.binomial(200, found.above, 20_000), rng.binomial(200, 0.4, 20_000)
    both = (one + other) / 400
    seen = np.abs(one - other) / 200 > stats.norm.ppf(0.975) * np.sqrt(both * (1 - both) / 100)

    assert seen.mean() == pytest.approx(0.8, abs=0.015)  # the formula is an approximation


def test_what_cannot_be_seen_is_a_sentence() -> None:
    nothing, small, empty = size_per_group(0), detectable_shares(3, 3, 0.5), detectable_shares(0, 9, 0.5)

    assert np.isnan([nothing.per_group, small.above, small.below, empty.above, empty.below]).all()
    assert [found.reason and found.reason.sentence() for found in (nothing, small, empty)] == [
        "Un effet nul ne se voit avec aucun effectif.",
        "Les groupes sont trop petits : même une part de 0 ou de 100 % ne s’y distinguerait pas à coup sûr.",
        "L’un des groupes est vide : aucune différence ne peut s’y voir.",
    ]
    end = detectable_shares(80, 80, 1)
    assert np.isnan(end.above)
    assert end.below < 1
    assert end.reason is not None
    assert end.reason.sentence() == "La référence est de 0 ou de 100 % : aucune part n’est au-delà."


def test_arguments_without_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="A correlation"):
        did_minimum_detectable_effect(5, 5, correlation=1)
    with pytest.raises(ValueError, match="0 < level < 1"):
        t_test_power(5, 5, 1, level=1)
    with pytest.raises(ValueError, match="never NaN"):
        t_test_power(5, 5, np.nan)
    with pytest.raises(ValueError, match="a ratio above 0"):
        size_per_group(0.5, ratio=0)
    with pytest.raises(ValueError, match="A share lies"):
        detectable_shares(5, 5, 1.2)
