"""Which bases can give a share: the quick arithmetic against counting on one's fingers."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from grappe.analysis.audit.bases import (
    able,
    bases_of_mean,
    bases_of_share,
    bases_of_total,
    nearest_shares,
    numerators,
    whole_numbers,
)
from grappe.analysis.audit.printed import Range, printed


def share(percent: str, relation: str = "eq") -> Range:
    return printed(Fraction(percent), len(percent.partition(".")[2]), relation).over(100)


def counted(wanted: Range, largest: int) -> list[int]:
    """The slow twin: every k of every n."""
    return [n for n in range(1, largest + 1) if any(Fraction(k, n) in wanted for k in range(n + 1))]


@pytest.mark.parametrize("percent", ["0", "1", "33", "33.3", "46", "50", "66.67", "83", "99", "99.5", "100"])
@pytest.mark.parametrize("relation", ["eq", "about", "lt", "le", "gt", "ge"])
def test_the_bases_of_a_share_are_those_that_counting_finds(percent: str, relation: str) -> None:
    wanted = share(percent, relation)

    assert whole_numbers(bases_of_share(wanted, 60)) == counted(wanted, 60)


def test_every_percentage_of_the_synthesis_of_2010_has_its_bases() -> None:
    # METHOD.md, section 0: 83 % alone; the four impact shares; all five.
    four = [share(p) for p in ("46", "42", "50", "38")]

    assert whole_numbers(bases_of_share(share("83"), 29)) == [6, 12, 18, 23, 24, 29]
    assert whole_numbers(able(four, 29)) == [24, 26]
    assert whole_numbers(able([*four, share("83")], 29)) == [24]


def test_a_mean_of_whole_numbers_needs_a_whole_sum() -> None:
    # N. J. L. Brown and J. Heathers (2017): 28 whole numbers have no mean of 5.19; 5.18 is 145 / 28.
    assert not bases_of_mean(printed(Fraction("5.19"), 2), 28)[28]
    assert bases_of_mean(printed(Fraction("5.18"), 2), 28)[28]


@pytest.mark.parametrize(
    ("total", "mean", "decimals"),
    [
        ("498", "24", 0),
        ("1000", "33.3", 1),
        ("-30", "-2", 0),
        ("7", "2.3", 1),
        ("5", "40", 0),
        ("41", "1.02", 2),
    ],
)
@pytest.mark.parametrize("relation", ["eq", "about"])
def test_the_bases_of_a_total_and_a_mean_are_those_that_counting_finds(
    total: str, mean: str, decimals: int, relation: str
) -> None:
    whole, middle = printed(Fraction(total), 0, relation), printed(Fraction(mean), decimals)

    found = bases_of_total(whole, middle)

    assert found is not None
    assert list(found) == [n for n in range(1, 200) if whole.over(n).meets(middle)]


@pytest.mark.parametrize(("total", "mean"), [("0", "0"), ("10", "0"), ("0", "3")])
def test_near_zero_a_total_and_a_mean_tell_no_base(total: str, mean: str) -> None:
    assert bases_of_total(printed(Fraction(total), 0), printed(Fraction(mean), 0)) is None


def test_a_total_of_498_with_a_mean_of_24_is_of_21() -> None:
    assert bases_of_total(printed(Fraction(498), 0), printed(Fraction(24), 0)) == range(21, 22)


def test_a_country_has_its_base_too() -> None:
    found = bases_of_total(printed(Fraction(1_000_000), 0), printed(Fraction(24), 0))

    assert found is not None
    assert 41_667 in found


def test_the_numerators_of_a_base_are_those_that_fit() -> None:
    assert list(numerators(share("50"), 24)) == [12]
    assert list(numerators(share("1"), 300)) == [2, 3, 4]
    assert list(numerators(share("46"), 29)) == []
    assert list(numerators(share("50", "gt"), 4)) == [3, 4]
    assert list(numerators(share("50", "lt"), 4)) == [0, 1]


def test_the_nearest_shares_stand_on_both_sides() -> None:
    assert nearest_shares(share("46"), 29) == [(13, Fraction(13, 29)), (14, Fraction(14, 29))]


def test_many_digits_are_refused_before_they_overflow() -> None:
    with pytest.raises(ValueError, match="too many digits"):
        bases_of_share(Range(Fraction(10**17, 3), None), 10_000)


def test_ten_thousand_respondents_are_searched_at_once() -> None:
    found = able([share("46.1"), share("42.3")], 10_000)

    assert found.shape == (10_001,)
    assert not found[0]
    assert np.flatnonzero(found)[0] == next(
        n
        for n in range(1, 10_001)
        if bases_of_share(share("46.1"), n)[n] and bases_of_share(share("42.3"), n)[n]
    )
