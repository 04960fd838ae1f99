"""Matching by brute force, errors by their formula in loops, balance in the open."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
import pytest

from grappe.analysis.statistics.balance import balance, common_support
from grappe.analysis.statistics.matched_effect import matched_effect
from grappe.analysis.statistics.matching import Estimand, Matches, MatchRule, match
from grappe.analysis.statistics.propensity import propensity

ROUNDING = 1e-9  # the same sums in another order
Array = np.ndarray[Any, np.dtype[np.float64]]


def world(n: int = 70) -> tuple[Array, Array, Array, list[str]]:
    rng = np.random.default_rng(74)
    x = np.column_stack([rng.normal(size=n), rng.integers(0, 4, n), rng.normal(size=n) * 1e6])
    treated = (rng.random(n) < 0.4).astype(float)
    outcome = x[:, 0] + x[:, 1] + treated + rng.normal(size=n)
    return treated, x, outcome, [str(label) for label in rng.choice(["a", "b", "c"], n)]


def sought(treated: Array, estimand: Estimand) -> list[int]:
    wanted = {"att": {1}, "atc": {0}, "ate": {0, 1}}[estimand]
    return [row for row in range(len(treated)) if treated[row] in wanted]


def brute(
    treated: Array,
    x: Array,
    strata: list[str],
    estimand: Estimand,
    neighbours: int,
    caliper: float,
    metric: str,
) -> dict[tuple[int, int], float]:
    covariance = np.cov(x, rowvar=False)
    inverse = np.linalg.inv(covariance if metric == "mahalanobis" else np.diag(np.diag(covariance)))
    pairs = {}
    for row in sought(treated, estimand):
        near = {
            other: (x[row] - x[other]) @ inverse @ (x[row] - x[other])
            for other in range(len(treated))
            if treated[other] != treated[row] and strata[other] == strata[row]
        }
        if near:
            last = sorted(near.values())[min(neighbours, len(near)) - 1]
            chosen = [other for other, d in near.items() if d <= last + 1e-5 and d <= caliper**2]
            pairs |= {(row, other): 1 / len(chosen) for other in chosen}
    return pairs


def as_pairs(found: Matches) -> dict[tuple[int, int], float]:
    rows = zip(found.unit.tolist(), found.match.tolist(), found.weight.tolist(), strict=True)
    return {(unit, other): weight for unit, other, weight in rows}


@pytest.mark.parametrize("estimand", ["att", "atc", "ate"])
@pytest.mark.parametrize("neighbours", [1, 3])
@pytest.mark.parametrize("caliper", [0.6, 1e9])
@pytest.mark.parametrize("metric", ["mahalanobis", "scaled"])
def test_matches_are_those_of_every_distance_worked_out(
    estimand: Estimand, neighbours: int, caliper: float, metric: Any
) -> None:
    treated, x, _, strata = world()
    rule = MatchRule(neighbours=neighbours, caliper=caliper, metric=metric)

    found = match(treated, x, exact=strata, estimand=estimand, rule=rule)

    expected = brute(treated, x, strata, estimand, neighbours, caliper, metric)
    assert as_pairs(found) == pytest.approx(expected)
    matched = {row for row, _ in expected}
    assert found.unmatched.tolist() == [row for row in sought(treated, estimand) if row not in matched]


def error_in_loops(y: Array, treated: Array, pairs: dict[tuple[int, int], float], spread: Any) -> list[float]:
    """The effect, and its error for the population and for these units."""
    units = sorted({row for row, _ in pairs})
    gaps: dict[int, float] = defaultdict(float)
    uses: dict[int, list[float]] = defaultdict(list)
    for (row, other), weight in pairs.items():
        gaps[row] += weight * (y[row] - y[other]) * (1 if treated[row] else -1)
        uses[other].append(weight)
    n, effect = len(units), sum(gaps[row] for row in units) / len(units)
    if spread is None:
        squares = [
            weight * ((y[row] - y[other]) * (1 if treated[row] else -1) - effect) ** 2
            for (row, other), weight in pairs.items()
        ]
        spread = [sum(squares) / (2 * n)] * len(y)
    whole = sum((gaps[row] - effect) ** 2 for row in units)
    here = 0.0
    for row in range(len(y)):
        k, squared, focal = sum(uses[row]), sum(weight**2 for weight in uses[row]), row in units
        whole += (k**2 + 2 * k * focal - squared) * spread[row]
        here += (focal + k) ** 2 * spread[row]
    return [effect, whole**0.5 / n, here**0.5 / n]


@pytest.mark.parametrize("estimand", ["att", "atc", "ate"])
@pytest.mark.parametrize("neighbours", [0, 2])
def test_errors_are_the_formula_in_loops(estimand: Estimand, neighbours: int) -> None:
    treated, x, y, _ = world()
    pairs = match(treated, x, estimand=estimand, rule=MatchRule(neighbours=2))
    spread = None
    if neighbours:
        inverse, spread = np.linalg.inv(np.cov(x, rowvar=False)), []
        for row in range(len(y)):
            mates = sorted(
                ((x[row] - x[other]) @ inverse @ (x[row] - x[other]), y[other])
                for other in range(len(y))
                if other != row and treated[other] == treated[row]
            )[:neighbours]
            spread.append(
                neighbours / (neighbours + 1) * (y[row] - np.mean([mate for _, mate in mates])) ** 2
            )

    found = [
        matched_effect(y, pairs, population=whole, neighbours=neighbours, alike=x if neighbours else None)
        for whole in (True, False)
    ]

    expected = error_in_loops(y, treated, as_pairs(pairs), spread)
    assert [found[0].estimate, found[0].error, found[1].error] == pytest.approx(expected, rel=ROUNDING)


def test_without_replacement_each_serves_once_and_the_order_decides() -> None:
    treated, x = [1, 1, 0, 0, 0], [0.0, 1.0, 0.9, 5.0, 9.0]
    rule = MatchRule(replace=False, metric="scaled")

    first = match(treated, x, rule=rule)
    last = match(treated, x, rule=rule, order=[4, 3, 2, 1, 0])
    close = match(treated, x, rule=MatchRule(replace=False, metric="scaled", caliper=0.1))

    assert list(as_pairs(first)) == [(0, 2), (1, 3)]
    assert list(as_pairs(last)) == [(0, 3), (1, 2)]
    assert (list(as_pairs(close)), close.unmatched.tolist()) == ([(1, 2)], [0])


def test_exact_matches_are_the_cells_and_the_effect_a_mean_of_their_differences() -> None:
    treated, _, y, strata = world()

    pairs = match(treated, exact=strata)

    cells = [
        (y[rows & (treated == 1)].mean() - y[rows & (treated == 0)].mean(), (rows & (treated == 1)).sum())
        for rows in (np.array(strata) == label for label in "abc")
    ]
    expected = np.average([gap for gap, _ in cells], weights=[count for _, count in cells])
    assert matched_effect(y, pairs).estimate == pytest.approx(expected, rel=ROUNDING)
    assert pairs.weights.sum() == pytest.approx(2 * treated.sum())


@pytest.mark.parametrize("estimand", ["att", "atc", "ate"])
def test_adjusted_for_what_remains_a_straight_world_is_found_exactly(estimand: Estimand) -> None:
    treated, x, _, _ = world()
    y = 4 + x @ np.array([2.0, -1.0, 3e-6]) + 7 * treated

    pairs = match(treated, x, estimand=estimand)

    assert matched_effect(y, pairs, adjust=x).estimate == pytest.approx(7, rel=1e-7)
    assert abs(matched_effect(y, pairs).estimate - 7) > 1e-3


def test_many_units_are_matched_in_blocks_as_one_by_one() -> None:
    rng = np.random.default_rng(5)
    score, treated = rng.random(4000), rng.random(4000) < 0.4

    found = match(treated, score, rule=MatchRule(metric="scaled", ties=0.0))

    controls = np.flatnonzero(~treated)
    nearest = [controls[np.argmin(np.abs(score[controls] - score[row]))] for row in np.flatnonzero(treated)]
    assert found.match.tolist() == nearest


def test_nobody_to_match_with_is_said() -> None:
    alone = match([1, 1, 1], [1.0, 2.0, 3.0])
    apart = match([1, 0], [1.0, 2.0], exact=["a", None])

    for found in (alone, apart):
        effect = matched_effect(np.arange(len(found.treated)), found)
        assert np.isnan(effect.estimate)
        assert effect.reason is not None
        assert effect.reason.sentence() == "Aucune unité n’a de semblable dans l’autre groupe."
    assert alone.unmatched.tolist() == [0, 1, 2]


def test_one_matched_unit_has_an_effect_and_no_error() -> None:
    found = matched_effect([5, 3, 1], match([1, 0, 0], [1.0, 1.1, 9.0]))

    assert found.estimate == 2
    assert np.isnan(found.error)
    assert found.reason is not None


def test_covariates_that_do_not_vary_make_all_alike() -> None:
    found = match([1, 1, 0, 0], [[1, 7], [1, 7], [1, 7], [1, 7]])

    assert as_pairs(found) == {(0, 2): 0.5, (0, 3): 0.5, (1, 2): 0.5, (1, 3): 0.5}


def test_matching_brings_the_groups_together_and_its_weights_say_how() -> None:
    treated, x, _, _ = world(300)
    x[:, 0] += treated
    pairs = match(treated, x[:, 0], rule=MatchRule(metric="scaled"))

    before, after = balance(x, treated), balance(x, treated, weights=pairs.weights)

    used = np.bincount(pairs.match, pairs.weight, len(treated))[treated == 0]
    assert abs(after.columns[0].standardised) < 0.2 < abs(before.columns[0].standardised)
    assert after.controls == pytest.approx(used.sum() ** 2 / (used**2).sum())
    assert before.controls == (treated == 0).sum()
    mean = np.average(x[treated == 0, 0], weights=used)
    assert after.columns[0].controls == pytest.approx(mean)


def test_balance_that_the_data_does_not_give_has_its_reason() -> None:
    flat = balance([3.0, 3.0, 1.0, 5.0, 2.0], [1, 1, 0, 0, 0]).columns[0]
    empty = balance([1.0, 2.0], [1, 1])

    assert np.isnan([flat.standardised, flat.variance_ratio]).all()
    assert flat.reason is not None
    assert flat.ratio_reason is not None
    assert empty.columns[0].reason is not None
    assert np.isnan(empty.controls)


def test_common_support_is_what_both_groups_have() -> None:
    found = common_support([0.1, 0.4, 0.9, 0.3, 0.5, 0.7], [0, 0, 0, 1, 1, 1])
    none = common_support([0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1])

    assert (found.low, found.high, found.outside_treated, found.outside_controls) == (0.3, 0.7, 0, 2)
    assert none.reason is not None
    assert not none.inside.any()


def test_a_logit_of_separate_groups_or_of_one_has_its_reason() -> None:
    apart, one = propensity([0, 0, 1, 1], [1.0, 2.0, 3.0, 4.0]), propensity([1, 1], [1.0, 2.0])

    assert apart.reason is not None
    assert apart.reason.sentence().startswith("Les caractéristiques séparent entièrement")
    assert one.reason is not None
    assert np.isnan(one.chances).all()
