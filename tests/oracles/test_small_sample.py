"""Rank tests and power in small groups, against what is published."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtri
from statsmodels.datasets import longley, spector

from grappe.analysis.statistics.agreement import Metric, fleiss_kappa, kappa_of_table, krippendorff_alpha
from grappe.analysis.statistics.inequality import gini, herfindahl
from grappe.analysis.statistics.multiplicity import correct_for_many
from grappe.analysis.statistics.power import (
    detectable_shares,
    did_minimum_detectable_effect,
    minimum_detectable_effect,
    paired_minimum_detectable_effect,
    size_per_group,
    t_test_power,
)
from grappe.analysis.statistics.ranks import mann_whitney, shift
from grappe.analysis.statistics.regression import logit, ordinary_least_squares
from grappe.analysis.statistics.signed_ranks import pseudo_median, signed_rank_test

FOUR_DECIMALS = 5e-5  # as many as are printed
THREE_DECIMALS = 5e-4
TWO_DECIMALS = 5e-3

# Permeability of the placenta at term and at 12 to 26 weeks: M. Hollander and D. A. Wolfe (1973),
# Nonparametric Statistical Methods, p. 69 f.; in the help page of R's wilcox.test.
TERM = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
EARLIER = [1.15, 0.88, 0.90, 0.74, 1.21]


def test_the_placentas_of_hollander_and_wolfe() -> None:
    # R prints W = 35 and p = 0.1272 for the alternative "greater": half of what both sides give.
    assert sum(one > other for one in TERM for other in EARLIER) == 35
    assert mann_whitney(TERM, EARLIER).p_value / 2 == pytest.approx(0.1272, abs=FOUR_DECIMALS)
    assert mann_whitney(TERM, EARLIER).p_value == pytest.approx(2 * 0.1272061272061272, rel=1e-12)


def test_the_shift_of_the_placentas() -> None:
    # The shift by another program. The usual tables of U refuse, at 5 % on both sides, 8 pairs or fewer for
    # 5 and 10 values: the ends are the 9th difference from below and from above.
    differences = np.sort(np.subtract.outer(TERM, EARLIER).ravel())

    found = shift(TERM, EARLIER)
    assert found.estimate == pytest.approx(0.305, abs=1e-12)
    assert (found.low, found.high) == (differences[8], differences[-9])


@pytest.mark.parametrize(
    ("members", "published"), [(5, 1.34), (10, 0.94), (20, 0.66), (30, 0.54), (50, 0.42), (100, 0.29)]
)
def test_the_effects_that_ten_controls_per_member_let_us_see(members: int, published: float) -> None:
    found = float(minimum_detectable_effect(members, 10 * members))

    assert found == pytest.approx(published, abs=TWO_DECIMALS)


def test_five_members_among_the_five_hundred_firms_of_their_sector() -> None:
    assert float(minimum_detectable_effect(5, 500)) == pytest.approx(1.26, abs=TWO_DECIMALS)


def test_sixty_four_per_group_see_half_a_standard_deviation() -> None:
    # J. Cohen (1988), Statistical Power Analysis, 2nd ed., table 2.4.1: 64; to two decimals, 63.77.
    found = minimum_detectable_effect([63, 64], [63, 64]).values

    assert found[1] < 0.5 < found[0]
    # Between whole numbers the effect runs as 1 / sqrt(n): straight in its own inverse square.
    exact = np.interp(-(0.5**-2), -(found**-2)[::-1], [64, 63])
    assert float(exact) == pytest.approx(63.77, abs=TWO_DECIMALS)


def test_large_groups_come_down_to_the_normal() -> None:
    wanted = (ndtri(0.975) + ndtri(0.8)) * np.sqrt(2 / 1_000_000)

    assert float(minimum_detectable_effect(1_000_000, 1_000_000)) == pytest.approx(wanted, rel=1e-5)


@pytest.mark.parametrize(
    ("members", "published"), [(5, 0.85), (10, 0.59), (20, 0.42), (30, 0.34), (50, 0.26), (100, 0.19)]
)
def test_the_changes_that_ten_controls_per_member_let_us_see(members: int, published: float) -> None:
    # Values before and after that correlate at 0.8; by another program.
    found = float(did_minimum_detectable_effect(members, 10 * members, correlation=0.8))

    assert found == pytest.approx(published, abs=TWO_DECIMALS)


def test_sizes_and_powers_that_other_programs_print() -> None:
    # R's power.t.test and G*Power: 63.77 and 104.93 per group; 64 give 0.8015; 33.37 pairs, so 34.
    assert size_per_group(0.5).per_group == pytest.approx(63.76561058785403, abs=1e-5)
    assert size_per_group(0.5, power=0.95).per_group == pytest.approx(104.93, abs=TWO_DECIMALS)
    assert float(t_test_power(64, 64, 0.5)) == pytest.approx(0.8015, abs=FOUR_DECIMALS)
    pairs = paired_minimum_detectable_effect([33, 34], correlation=0.5).values
    assert pairs[1] < 0.5 < pairs[0]


def test_the_sample_size_of_fleiss_levin_and_paik() -> None:
    # 0.25 beside 0.40, 1 % and a power of 95 %: 357 per group, once n = 344 is corrected for continuity
    # (2003, Statistical Methods for Rates and Proportions, 3rd ed., table A.4).
    assert detectable_shares(344, 344, 0.25, level=0.01, power=0.95).above < 0.4
    assert detectable_shares(343, 343, 0.25, level=0.01, power=0.95).above > 0.4
    assert round(344 / 4 * (1 + np.sqrt(1 + 4 / (344 * 0.15))) ** 2) == 357


def test_the_placentas_on_one_side() -> None:
    found = mann_whitney(TERM, EARLIER, alternative="greater")

    assert (found.statistic, found.method) == (35, "exact")
    assert found.p_value == pytest.approx(0.1272, abs=FOUR_DECIMALS)


def test_the_ages_of_onset() -> None:
    # In the manual of scipy's mannwhitneyu: U = 17, exact p = 0.1111.
    found = mann_whitney([19, 22, 16, 29, 24], [20, 11, 17, 12])

    assert found.statistic == 17
    assert found.p_value == pytest.approx(1 / 9, rel=1e-12)


# Hamilton's scale of depression before and after a tranquilliser: Hollander and Wolfe (1973), p. 29 f.; in
# the help page of R's wilcox.test.
BEFORE = np.array([1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30])
AFTER = np.array([0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29])


def test_the_tranquilliser_of_hollander_and_wolfe() -> None:
    found = signed_rank_test(BEFORE - AFTER, alternative="greater")

    assert (found.statistic, found.method) == (40, "exact")
    assert found.p_value == pytest.approx(0.01953, abs=5e-6)


def test_the_effect_of_the_tranquilliser() -> None:
    # Hollander and Wolfe (1999), examples 3.3 and 3.4: 0.46, from 0.010 to 0.786 at 96.1 %.
    found = pseudo_median(BEFORE - AFTER)

    assert (found.estimate, found.low, found.high) == pytest.approx((0.46, 0.010, 0.786), abs=1e-9)
    assert found.attained == pytest.approx(0.961, abs=THREE_DECIMALS)


def test_darwins_maize() -> None:
    # C. Darwin (1876), pairs of plants, crossed less self-fertilised, in eighths of an inch; in the manual of
    # scipy's wilcoxon: the smaller sum of ranks is 24, p = 0.041259765625.
    found = signed_rank_test([49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48])

    assert (15 * 16 / 2 - found.statistic, found.p_value) == (24, 0.041259765625)


def test_the_fifteen_tests_of_benjamini_and_hochberg() -> None:
    # (1995), JRSS B 57:289-300, section 3.2.
    p_values = [
        *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
        *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0),
    ]

    assert correct_for_many(p_values).rejected.sum() == 4
    assert correct_for_many(p_values, method="bonferroni").rejected.sum() == 3
    # By hand: 0.0095 * 15/4, and 0.0019 * 13 by Holm.
    assert correct_for_many(p_values).adjusted[3] == pytest.approx(0.035625, rel=1e-12)
    assert correct_for_many(p_values, method="holm").adjusted[2] == pytest.approx(0.0247, rel=1e-12)


FOUR_OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
THREE_CODERS = [
    [None, None, None, None, None, 3, 4, 1, 2, 1, 1, 3, 3, None, 3],
    [1, None, 2, 1, 3, 3, 4, 3, None, None, None, None, None, None, None],
    [None, None, 2, 1, 3, 4, 4, None, 2, 1, 1, 3, 3, None, 4],
]


@pytest.mark.parametrize(
    ("codings", "metric", "published"),
    [
        # K. Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, sections C and D.
        (FOUR_OBSERVERS, "nominal", 0.743),
        (FOUR_OBSERVERS, "ordinal", 0.815),
        (FOUR_OBSERVERS, "interval", 0.849),
        (FOUR_OBSERVERS, "ratio", 0.797),
        # Sections A and B of the same: two observers, of two values and of five.
        ([[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]], "nominal", 0.095),
        ([list("aabbdcccedda"), list("babbbccceddd")], "nominal", 0.692),
        # In many manuals, first in Wikipedia's article.
        (THREE_CODERS, "nominal", 0.691),
        (THREE_CODERS, "interval", 0.811),
    ],
)
def test_krippendorffs_examples(codings: list[list[object]], metric: Metric, published: float) -> None:
    assert krippendorff_alpha(codings, metric=metric).alpha == pytest.approx(published, abs=THREE_DECIMALS)


def test_two_readers_of_grants() -> None:
    # In Wikipedia's article on Cohen's kappa: 0.40.
    assert kappa_of_table([[20, 5], [10, 15]]).kappa == pytest.approx(0.4, abs=1e-12)


def test_two_dermatologists() -> None:
    # In the manual of SAS (PROC FREQ, "Computing Tests for Agreement"): 0.3449 (0.0724), and with linear
    # weights 0.5082 (0.0655).
    table = [[10, 4, 1, 0], [5, 10, 12, 2], [2, 4, 12, 5], [0, 2, 6, 13]]
    plain, weighted = kappa_of_table(table), kappa_of_table(table, weights="linear")

    assert (plain.kappa, plain.error) == pytest.approx((0.3449, 0.0724), abs=FOUR_DECIMALS)
    assert (plain.low, plain.high) == pytest.approx((0.2030, 0.4868), abs=FOUR_DECIMALS)
    assert (weighted.kappa, weighted.error) == pytest.approx((0.5082, 0.0655), abs=FOUR_DECIMALS)


def test_fourteen_raters_of_ten_subjects() -> None:
    # In Wikipedia's article on Fleiss' kappa: 0.210.
    table = [
        *([0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1]),
        *([7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7]),
    ]

    assert fleiss_kappa(table).kappa == pytest.approx(0.20993070442195522, rel=1e-9)


def test_the_incomes_of_the_ineq_package() -> None:
    # In the help page of R's `ineq`: 0.4620911; with its small-sample correction, times 10/9.
    incomes = [541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]

    assert gini(incomes).index == pytest.approx(0.4620911, abs=5e-8)
    assert gini(incomes, corrected=True).index == pytest.approx(0.4620911 * 10 / 9, abs=1e-7)


def test_the_market_of_the_merger_guidelines() -> None:
    # U.S. Department of Justice, Herfindahl-Hirschman Index: shares of 30, 30, 20 and 20 per cent make 2600.
    assert 10_000 * herfindahl([30, 30, 20, 20]).index == pytest.approx(2600, abs=1e-9)


def test_longleys_employment() -> None:
    # NIST, Statistical Reference Datasets: certified values.
    data = longley.load_pandas()

    found = ordinary_least_squares(data.endog, data.exog, names=list(data.exog))

    np.testing.assert_allclose(
        found.coefficients,
        [
            *(-3482258.63459582, 15.0618722713733, -0.0358191792925910, -2.02022980381683),
            *(-1.03322686717359, -0.0511041056535807, 1829.15146461355),
        ],
        rtol=1e-9,  # columns that nearly follow from each other: a condition of 5e9
    )
    np.testing.assert_allclose(
        found.errors,
        [
            *(890420.383607373, 84.9149257747669, 0.0334910077722432, 0.488399681651699),
            *(0.214274163161675, 0.226073200069370, 455.478499142212),
        ],
        rtol=1e-9,
    )
    assert found.explained == pytest.approx(0.995479004577296, abs=1e-12)


def test_the_grades_of_spector_and_mazzeo() -> None:
    # W. H. Greene, Econometric Analysis, table "Estimated probability models": the logit.
    data = spector.load_pandas()

    found = logit(data.endog, data.exog)

    assert found.coefficients.tolist() == pytest.approx([-13.021, 2.826, 0.095, 2.379], abs=THREE_DECIMALS)
    assert found.errors.tolist() == pytest.approx([4.931, 1.263, 0.142, 1.065], abs=THREE_DECIMALS)
