"""Intervals of a share and of a mean, against what is published or follows from the 2010 report."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from scipy.stats import hypergeom, t

from grappe.analysis.statistics.finite_population import hypergeometric_interval, wilson_interval
from grappe.analysis.statistics.location import mean_interval
from grappe.analysis.statistics.order_statistics import quantile_estimate
from grappe.analysis.statistics.proportions import (
    clopper_pearson_interval,
    share_difference,
    wilson_corrected_interval,
)

FOUR_DECIMALS = 5e-5  # as many as are printed
THREE_DECIMALS = 5e-4

# Of 57 members of TWIST, the positives of those who answered (COMASE, May 2010): K by enumeration of all the
# shares, and the score interval with n (N - 1)/(N - n) for n, both by another program.
TWIST = {
    (24, 29): ((40, 52), (0.7109174349067378, 0.903557073370612)),
    (29, 29): ((53, 57), (0.9378821442127971, 1.0)),
    (0, 29): ((0, 4), (0.0, 0.062117855787202914)),
    (15, 29): ((22, 37), (0.3916226178340948, 0.6407181457594501)),
    (12, 24): ((20, 37), (0.35320780710231475, 0.6467921928976852)),
    (11, 24): ((17, 35), (0.31559896993915065, 0.6082503460260862)),
    (10, 24): ((15, 33), (0.2789321525978731, 0.5687664793326012)),
    (9, 24): ((13, 31), (0.2432352786161726, 0.5283126692795386)),
}


@pytest.mark.parametrize(("asked", "wanted"), [(key, value[0]) for key, value in TWIST.items()])
def test_the_exact_intervals_of_twist(asked: tuple[int, int], wanted: tuple[int, int]) -> None:
    found = hypergeometric_interval(*asked, 57)

    assert (float(found.low), float(found.high)) == (wanted[0] / 57, wanted[1] / 57)


@pytest.mark.parametrize(
    ("positives", "printed", "inside"), [(45, (110, 161), (111, 160)), (2, (2, 19), (2, 18))]
)
def test_the_employees_of_the_samplingbook(
    positives: int, printed: tuple[int, int], inside: tuple[int, int]
) -> None:
    # R's `samplingbook` 1.2.4, README: 100 asked among 300 employees. It prints the first counts that the
    # sample refuses (never below the positives seen); its later code, like ours, the last that it does not.
    low, high = hypergeometric_interval(positives, 100, 300)

    assert (round(float(low) * 300), round(float(high) * 300)) == inside
    assert (max(positives, inside[0] - 1), inside[1] + 1) == printed


@pytest.mark.parametrize(("asked", "wanted"), [(key, value[1]) for key, value in TWIST.items()])
def test_the_score_intervals_of_twist(asked: tuple[int, int], wanted: tuple[float, float]) -> None:
    np.testing.assert_allclose(wilson_interval(*asked, 57), wanted, rtol=0, atol=1e-12)


@pytest.mark.parametrize(
    ("positives", "answers", "published"),
    [
        # R. G. Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3.
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
        # The 83 % of TWIST as if its 57 members were endless.
        (24, 29, (0.6545, 0.9240)),
        (12, 24, (0.3143, 0.6857)),
    ],
)
def test_wilsons_intervals(positives: int, answers: int, published: tuple[float, float]) -> None:
    np.testing.assert_allclose(wilson_interval(positives, answers), published, rtol=0, atol=FOUR_DECIMALS)


@pytest.mark.parametrize(
    ("positives", "answers", "corrected", "exact"),
    [
        # The same table, methods 4 and 5.
        (81, 263, (0.2535, 0.3682), (0.2527, 0.3676)),
        (15, 148, (0.0598, 0.1644), (0.0578, 0.1617)),
        (0, 20, (0.0, 0.2005), (0.0, 0.1684)),
        (1, 29, (0.0018, 0.1963), (0.0009, 0.1776)),
    ],
)
def test_corrected_and_exact_intervals(
    positives: int, answers: int, corrected: tuple[float, float], exact: tuple[float, float]
) -> None:
    found = wilson_corrected_interval(positives, answers), clopper_pearson_interval(positives, answers)

    np.testing.assert_allclose(found, (corrected, exact), rtol=0, atol=FOUR_DECIMALS)


@pytest.mark.parametrize(
    ("positives", "answers", "published"),
    [
        # R. G. Newcombe (1998), Statistics in Medicine 17:873-890, table II, method 10.
        ((56, 48), (70, 80), (0.0524, 0.3339)),
        ((9, 3), (10, 10), (0.1705, 0.8090)),
        ((6, 2), (7, 7), (0.0582, 0.8062)),
        ((5, 0), (56, 29), (-0.0381, 0.1926)),
        ((0, 0), (10, 20), (-0.1611, 0.2775)),
        ((10, 0), (10, 20), (0.6791, 1.0)),
        ((10, 0), (10, 10), (0.6075, 1.0)),
    ],
)
def test_newcombes_differences(
    positives: tuple[int, int], answers: tuple[int, int], published: tuple[float, float]
) -> None:
    found = share_difference(positives, answers).interval

    np.testing.assert_allclose(found, published, rtol=0, atol=FOUR_DECIMALS)


@pytest.mark.parametrize(
    ("positives", "answers", "published"),
    [((56, 48), (70, 80), (0.0428, 0.3422)), ((9, 3), (10, 10), (0.1013, 0.8387))],
)
def test_newcombes_differences_corrected_for_continuity(
    positives: tuple[int, int], answers: tuple[int, int], published: tuple[float, float]
) -> None:
    # The same table, method 11.
    found = share_difference(positives, answers, corrected=True).interval

    np.testing.assert_allclose(found, published, rtol=0, atol=FOUR_DECIMALS)


@pytest.mark.parametrize(
    ("n", "ranks", "published"), [(10, (2, 9), 0.9785), (15, (4, 12), 0.9648), (20, (6, 15), 0.9586)]
)
def test_the_tabled_ranks_around_a_median(n: int, ranks: tuple[int, int], published: float) -> None:
    # The sign test turned round: the ranks that every table of it gives for 95 % (W. J. Conover 1999,
    # Practical Nonparametric Statistics, 3rd ed., section 3.2).
    found = quantile_estimate(np.arange(n) + 1.0)

    assert (found.low, found.high) == ranks
    assert found.attained == pytest.approx(published, abs=FOUR_DECIMALS)


def test_the_standard_error_of_cochrans_addresses() -> None:
    # W. G. Cochran (1977), section 3.2: 38 of 200 addresses in 3042; 578 in all, standard error 81.8.
    share = 38 / 200
    low, high = mean_interval(share, sqrt(share * (1 - share) * 200 / 199), 200, 3042)

    assert 3042 * float(high + low) / 2 == pytest.approx(577.98, abs=1e-9)
    assert 3042 * float(high - low) / 2 / t.ppf(0.975, 199) == pytest.approx(81.76819544868697, rel=1e-9)


@pytest.mark.parametrize(
    ("answers", "population", "exact", "score"),
    [
        # Lowest and mean coverage over all K, mean width; by another program.
        (29, 57, (0.959, 0.978, 0.202), (0.888, 0.953, 0.196)),
        (24, 57, (0.955, 0.980, 0.248), (0.927, 0.955, 0.232)),
        (60, 110, (0.958, 0.974, 0.138), (0.924, 0.955, 0.132)),
    ],
)
def test_the_coverage_of_the_two_intervals(
    answers: int, population: int, exact: tuple[float, ...], score: tuple[float, ...]
) -> None:
    x, marked = np.arange(answers + 1), np.arange(population + 1)[:, None]
    mass = hypergeom.pmf(x, population, marked, answers)
    found = {}
    for name, interval in (("exact", hypergeometric_interval), ("score", wilson_interval)):
        low, high = interval(x, answers, population)
        share = marked / population
        inside = (low <= share + 1e-12) & (share - 1e-12 <= high)
        coverage = (mass * inside).sum(axis=1)
        found[name] = (coverage.min(), coverage.mean(), (mass * (high - low)).sum(axis=1).mean())

    np.testing.assert_allclose([found["exact"], found["score"]], [exact, score], atol=THREE_DECIMALS)


def test_the_standard_error_of_a_mean_of_the_californian_schools() -> None:
    # R's `survey`, apisrs: 200 schools of 6194, mean of api00 656.58, standard error 9.4028 and, with the
    # finite population correction, 9.2497.
    low, high = mean_interval(656.585, 9.4028 * sqrt(200), 200, 6194)

    assert float(high - low) / 2 / t.ppf(0.975, 199) == pytest.approx(9.2497, abs=FOUR_DECIMALS)
    assert float(high + low) / 2 == pytest.approx(656.585, abs=1e-9)


def test_the_standard_error_of_cochrans_petitions() -> None:
    # W. G. Cochran (1977), Sampling Techniques, 3rd ed.: 50 sheets of 676, sum 1471, variance 229; the total
    # of 19 888 signatures has a standard error of 1392.17 (recomputed by another program).
    low, high = mean_interval(1471 / 50, sqrt(229), 50, 676)

    assert 676 * float(high - low) / 2 / t.ppf(0.975, 49) == pytest.approx(1392.173150150512, rel=1e-12)
