"""The amount that is needed: it reaches the target, and a euro less does not."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.forecast.books import CLOSED, books, year

from grappe.analysis.forecast.answer import Answer, answers
from grappe.analysis.forecast.changes import read_change
from grappe.analysis.forecast.plans import Books
from grappe.analysis.forecast.words import lever_needs


def of(results: list[int]) -> Books:
    """Books whose years to come close with these results."""
    rows = [
        year(2010 + place, {"costs": 200_000.0, "eligible_costs": 0.0, "fees": 200_000.0 + result}, "s")
        for place, result in enumerate(results)
    ]
    return books(year(2009, CLOSED), *rows)


def asked(found: Books, more: int = 0, start: int = 2010) -> Answer:
    last = max(found.plans[0].years)
    return answers(found, changes=[read_change(f"commissions@{start}-{last}=+{more}")])[0]


def test_the_amount_by_hand() -> None:
    # 47,500 − 30,000 − 30,000 − 30,000 − 30,000 = −72,500 after four years: 18,125 a year. From the
    # second of them 72,500 / 3 = 24,166.67, and the year before (17,500) holds.
    needed = asked(of([-30_000] * 4)).needed

    assert [(one.start, one.target, one.amount) for one in needed[:2]] == [
        (2010, 2013, 18_125),
        (2011, 2013, 24_167),
    ]


def test_every_year_until_the_target_must_hold_not_only_the_last() -> None:
    # Below zero in the second year (47,500 − 100,000), far above in the third.
    assert asked(of([0, -100_000, 200_000])).needed[0].amount == 26_250


def test_nothing_lacking_nothing_is_needed() -> None:
    found = asked(of([0, 0]))

    assert found.needed[0].amount == 0
    assert lever_needs(found) == []


def test_what_begins_after_the_reserves_are_gone_comes_too_late() -> None:
    assert [one.amount for one in asked(of([-50_000, 0])).needed] == [2_500, None]


def test_a_specific_subsidy_covers_up_to_its_ceiling_and_no_further() -> None:
    def said(result: int) -> str:
        return dict(lever_needs(asked(of([result]))))["specific_subsidy"].sentence("fr")

    assert "sous le plafond" in said(-47_500 - 24_000)
    assert "ne suffit pas : il manquerait 1\u00a0€ par an" in said(-47_500 - 24_001)


@settings(deadline=None)
@given(st.lists(st.integers(-150_000, 20_000), max_size=3), st.integers(-150_000, -1), st.data())
def test_the_amount_reaches_the_target_and_a_euro_less_does_not(
    results: list[int], lacking: int, data: st.DataObject
) -> None:
    # The last year takes the reserves below zero, so that something is needed from the first one on.
    found = of([*results, lacking - 47_500 - sum(results)])
    needed = data.draw(st.sampled_from([one for one in asked(found).needed if one.amount]))
    assert needed.amount is not None

    enough, short = (asked(found, needed.amount - less, needed.start).after for less in (0, 1))

    assert all((y.reserves or 0) >= -1e-6 for y in enough.years if y.year <= needed.target)
    assert any((y.reserves or 0) < -1e-6 for y in short.years if y.year <= needed.target)
