"""Rank tests and power in small groups, against what is published."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtri

from grappe.analysis.statistics.power import minimum_detectable_effect
from grappe.analysis.statistics.ranks import hodges_lehmann, hodges_lehmann_interval, mann_whitney_p

FOUR_DECIMALS = 5e-5  # as many as are printed
TWO_DECIMALS = 5e-3

# Permeability of the placenta at term and at 12 to 26 weeks: M. Hollander and D. A. Wolfe (1973),
# Nonparametric Statistical Methods, p. 69 f.; in the help page of R's wilcox.test.
TERM = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
EARLIER = [1.15, 0.88, 0.90, 0.74, 1.21]


def test_the_placentas_of_hollander_and_wolfe() -> None:
    # R prints W = 35 and p = 0.1272 for the alternative "greater": half of what both sides give.
    assert sum(one > other for one in TERM for other in EARLIER) == 35
    assert mann_whitney_p(TERM, EARLIER) / 2 == pytest.approx(0.1272, abs=FOUR_DECIMALS)
    assert mann_whitney_p(TERM, EARLIER) == pytest.approx(2 * 0.1272061272061272, rel=1e-12)


def test_the_shift_of_the_placentas() -> None:
    # The shift by another program. The usual tables of U refuse, at 5 % on both sides, 8 pairs or fewer for
    # 5 and 10 values: the ends are the 9th difference from below and from above.
    differences = np.sort(np.subtract.outer(TERM, EARLIER).ravel())

    assert hodges_lehmann(TERM, EARLIER) == pytest.approx(0.305, abs=1e-12)
    assert hodges_lehmann_interval(TERM, EARLIER) == (differences[8], differences[-9])


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
    found = minimum_detectable_effect([63, 64], [63, 64])

    assert found[1] < 0.5 < found[0]
    # Between whole numbers the effect runs as 1 / sqrt(n): straight in its own inverse square.
    exact = np.interp(-(0.5**-2), -(found**-2)[::-1], [64, 63])
    assert float(exact) == pytest.approx(63.77, abs=TWO_DECIMALS)


def test_large_groups_come_down_to_the_normal() -> None:
    wanted = (ndtri(0.975) + ndtri(0.8)) * np.sqrt(2 / 1_000_000)

    assert float(minimum_detectable_effect(1_000_000, 1_000_000)) == pytest.approx(wanted, rel=1e-5)
