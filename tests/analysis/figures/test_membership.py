"""Who is a member on a day, where the seats are, who came, went and stayed."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.analysis.figures.build import DAY, PERIOD, figure, member, values

NEXT_DAY = DAY + dt.timedelta(days=1)
EVE = DAY - dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("joined_on", "left_on", "counts"),
    [
        (DAY, None, 1),
        (NEXT_DAY, None, 0),
        (EVE, DAY, 0),
        (EVE, NEXT_DAY, 1),
    ],
)
def test_a_spell_counts_from_its_first_day_and_no_longer_on_the_day_of_leaving(
    joined_on: dt.date, left_on: dt.date | None, counts: int
) -> None:
    members = [member("m", joined_on=joined_on, left_on=left_on)]

    assert figure("members.total", members=members) == (counts, counts, counts)


def test_a_member_that_left_and_came_back_counts_once() -> None:
    spells = [member("m", left_on=DAY), member("m", joined_on=DAY)]

    assert figure("members.total", members=spells) == (1, 1, 1)


def test_every_kind_has_its_line_even_empty_and_n_is_that_of_all_the_members() -> None:
    members = [member("a"), member("b"), member("c", kind="research")]

    assert values("members.by_kind", members=members) == {
        "enterprise": 2,
        "research": 1,
        "education": 0,
        "association_public": 0,
    }
    assert figure("members.by_kind", "education", members=members) == (0, 3, 3)


def test_a_category_left_blank_is_not_used() -> None:
    members = [member("a", category="effective"), member("b", category=None)]

    assert figure("members.by_category", "effective", members=members) == (1, 1, 2)


SEATS = [
    member("liège", postal_code="4000"),
    member("namur", postal_code="5000", country="BE"),
    member("ghent", postal_code="9000"),
    member("abroad", postal_code="5000", country="FR"),
    member("nowhere", postal_code="0001"),
    member("university", postal_code="4000", kind="research"),
]


def test_the_region_is_that_of_the_seat_and_a_code_abroad_is_no_belgian_one() -> None:
    assert figure("members.enterprises_in_region", members=SEATS) == (2, 4, 5)


def test_provinces_are_keyed_by_nuts_and_only_those_that_occur_have_a_line() -> None:
    assert values("members.enterprises_by_province", members=SEATS) == {"BE23": 1, "BE33": 1, "BE35": 1}
    assert figure("members.enterprises_by_province", "BE33", members=SEATS) == (1, 4, 5)


def test_a_special_code_may_have_a_region_without_a_province() -> None:
    members = [member("port", postal_code="2099")]

    assert figure("members.enterprises_in_region", members=members) == (0, 1, 1)
    assert figure("members.enterprises_by_province", members=members) == (None, 0, 1)


def test_both_ends_of_the_period_count() -> None:
    first, last = PERIOD
    out = first - dt.timedelta(days=1), last + dt.timedelta(days=1)
    spells = [member(f"m{place}", joined_on=day) for place, day in enumerate((first, last, *out))]
    gone = [member(f"m{place}", left_on=day) for place, day in enumerate((first, last, *out), 1)]

    assert figure("members.joined", members=spells) == (2, 2, 2)
    assert figure("members.left", members=gone) == (2, 2, 2)


def test_retention_follows_those_of_the_first_day_even_through_a_break() -> None:
    early = dt.date(2005, 1, 1)
    spells = [
        member("stayed", joined_on=early),
        member("left", joined_on=early, left_on=dt.date(2009, 1, 1)),
        member("back", joined_on=early, left_on=dt.date(2008, 1, 1)),
        member("back", joined_on=dt.date(2009, 1, 1)),
        member("out on the last day", joined_on=early, left_on=PERIOD[1]),
        member("new", joined_on=dt.date(2008, 1, 1)),
    ]

    assert figure("members.retention", members=spells) == (0.5, 4, 4)


def test_without_a_member_on_the_first_day_there_is_no_retention() -> None:
    assert figure("members.retention", members=[member("new")]) == (None, 0, 0)
