"""Intervals of a share and of a mean, against what is published or follows from the 2010 report."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from scipy.stats import hypergeom, t

from grappe.analysis.statistics.finite_population import hypergeometric_interval, wilson_interval
from grappe.analysis.statistics.location import mean_interval

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
    ],
)
def test_wilsons_intervals(positives: int, answers: int, published: tuple[float, float]) -> None:
    np.testing.assert_allclose(wilson_interval(positives, answers), published, rtol=0, atol=FOUR_DECIMALS)


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
