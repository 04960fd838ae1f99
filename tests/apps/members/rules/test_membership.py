"""What acts make of a membership, as a table that a lawyer can read."""

from __future__ import annotations

import datetime as dt
from itertools import count

import pytest

from grappe.apps.members.rules.membership import (
    AlreadyMember,
    NotAMember,
    NothingChanges,
    Tie,
    spans_of,
    spells_of,
)
from grappe.apps.members.rules.timeline import Told

EFFECTIVE, ADHERENT = 1, 2
RECORDED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def acts(*told: tuple[str, str] | tuple[str, str, int]) -> list[Told[Tie]]:
    """Acts from (day, what) or (day, what, category), or (day, what, number of the act that it corrects)."""
    numbers = count(1)
    made = []
    for one in told:
        what, last = one[1], one[2] if len(one) == 3 else None
        corrected = what.startswith("!")
        what = what.removeprefix("!")
        category = EFFECTIVE if what in ("admitted", "received") else None
        if last is not None and not corrected:
            category = last
        number = next(numbers)
        made.append(
            Told(
                number,
                day(one[0]),
                RECORDED + dt.timedelta(days=number),
                last if corrected else None,
                None if what == "annulled" else Tie(what, category, "enterprise" if category else ""),
            )
        )
    return made


def read(told: list[Told[Tie]], known: dt.datetime | None = None) -> list[tuple[str, str | None, int, int]]:
    """From, until, category, act."""
    return [
        (str(span.since), str(span.until) if span.until else None, span.category, span.act)
        for span in spans_of(told, name="Forge", known=known)
    ]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (acts(), []),
        (acts(("2007-06-11", "admitted")), [("2007-06-11", None, EFFECTIVE, 1)]),
        (
            acts(("2007-06-11", "admitted"), ("2008-12-31", "resigned")),
            [("2007-06-11", "2008-12-31", EFFECTIVE, 1)],
        ),
        (
            acts(("2007-06-11", "admitted"), ("2009-01-01", "category_changed", ADHERENT)),
            [("2007-06-11", "2009-01-01", EFFECTIVE, 1), ("2009-01-01", None, ADHERENT, 2)],
        ),
        # Gone and come back: two memberships.
        (
            acts(("2007-06-11", "admitted"), ("2008-01-01", "resigned"), ("2010-01-01", "admitted")),
            [("2007-06-11", "2008-01-01", EFFECTIVE, 1), ("2010-01-01", None, EFFECTIVE, 3)],
        ),
        # Recorded late: the order is that of the days.
        (
            acts(("2010-01-01", "resigned"), ("2007-06-11", "admitted")),
            [("2007-06-11", "2010-01-01", EFFECTIVE, 2)],
        ),
        # Gone and come back on one day.
        (
            acts(("2007-06-11", "admitted"), ("2008-01-01", "excluded"), ("2008-01-01", "admitted")),
            [("2007-06-11", "2008-01-01", EFFECTIVE, 1), ("2008-01-01", None, EFFECTIVE, 3)],
        ),
        # In and out on one day: no day of membership.
        (acts(("2007-06-11", "admitted"), ("2007-06-11", "resigned")), []),
        # The day of a resignation corrected, then the correction annulled: nobody ever left.
        (
            acts(("2007-06-11", "admitted"), ("2008-01-01", "resigned"), ("2008-03-01", "!resigned", 2)),
            [("2007-06-11", "2008-03-01", EFFECTIVE, 1)],
        ),
        (
            acts(
                ("2007-06-11", "admitted"),
                ("2008-01-01", "resigned"),
                ("2008-03-01", "!resigned", 2),
                ("2008-03-01", "!annulled", 3),
            ),
            [("2007-06-11", None, EFFECTIVE, 1)],
        ),
        # An admission corrected stands where it stood: before the change of that very day.
        (
            acts(
                ("2007-06-11", "admitted"),
                ("2007-06-11", "category_changed", ADHERENT),
                ("2007-06-11", "!admitted", 1),
            ),
            [("2007-06-11", None, ADHERENT, 2)],
        ),
    ],
)
def test_a_membership_is_what_its_acts_make_of_it(
    told: list[Told[Tie]], expected: list[tuple[str, str | None, int, int]]
) -> None:
    assert read(told) == expected


@pytest.mark.parametrize(
    ("told", "refused"),
    [
        (acts(("2007-06-11", "admitted"), ("2008-01-01", "admitted")), AlreadyMember),
        (acts(("2007-06-11", "resigned")), NotAMember),
        (acts(("2007-06-11", "admitted"), ("2007-06-10", "resigned")), NotAMember),
        (
            acts(("2007-06-11", "admitted"), ("2008-01-01", "resigned"), ("2009-01-01", "excluded")),
            NotAMember,
        ),
        (acts(("2007-06-11", "category_changed", ADHERENT)), NotAMember),
        (
            acts(("2007-06-11", "admitted"), ("2008-01-01", "category_changed", EFFECTIVE)),
            NothingChanges,
        ),
        # The admission annulled, a resignation is left that nobody could explain.
        (
            acts(("2007-06-11", "admitted"), ("2008-01-01", "resigned"), ("2007-06-11", "!annulled", 1)),
            NotAMember,
        ),
    ],
)
def test_acts_that_do_not_follow_from_one_another_are_refused(
    told: list[Told[Tie]], refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        read(told)


def test_what_was_known_before_a_correction_is_asked_again() -> None:
    told = acts(("2007-06-11", "admitted"), ("2008-01-01", "resigned"), ("2008-03-01", "!resigned", 2))

    assert read(told, RECORDED + dt.timedelta(days=3)) == [("2007-06-11", "2008-01-01", EFFECTIVE, 1)]
    assert read(told, RECORDED + dt.timedelta(days=2)) == [("2007-06-11", None, EFFECTIVE, 1)]


def test_a_refusal_names_the_organisation_the_day_and_the_remedy() -> None:
    with pytest.raises(NotAMember) as refused:
        read(acts(("2007-06-11", "resigned")))

    (sentence,) = refused.value.sentences("fr")
    assert sentence == (
        "Forge n’est pas membre le 11 juin 2007 : aucun acte ne peut y mettre fin ni changer sa catégorie. "
        "Vérifiez le jour, ou enregistrez d’abord son admission."
    )


def test_a_change_of_category_does_not_cut_a_membership_in_two() -> None:
    spans = spans_of(
        acts(
            ("2007-06-11", "admitted"),
            ("2008-01-01", "category_changed", ADHERENT),
            ("2009-01-01", "resigned"),
            ("2010-01-01", "admitted"),
        ),
        name="Forge",
    )

    assert [
        (str(spell.joined_on), str(spell.left_on), spell.last.category) for spell in spells_of(spans)
    ] == [
        ("2007-06-11", "2009-01-01", ADHERENT),
        ("2010-01-01", "None", EFFECTIVE),
    ]
