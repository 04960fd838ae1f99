"""A question, as an address has it."""

from __future__ import annotations

import datetime as dt
from urllib.parse import parse_qs

import pytest

from grappe.apps.members.rules.wanted import STATES, Wanted, read_wanted, written

EVERYTHING = Wanted(
    words="étalonnage & 3D",
    states=("member", "gone"),
    categories=("effective",),
    kinds=("enterprise", "research"),
    provinces=("BE33", "other"),
    lacks=("contact",),
    joined_from=dt.date(2008, 3, 1),
    joined_to=dt.date(2010, 2, 28),
    order="joined_last",
)


@pytest.mark.parametrize("wanted", [Wanted(), EVERYTHING])
def test_a_question_is_read_as_it_was_written(wanted: Wanted) -> None:
    assert read_wanted(parse_qs(written(wanted))) == wanted


def test_the_members_of_the_day_are_asked_for_by_nothing() -> None:
    assert written(Wanted()) == ""


def test_what_means_nothing_counts_as_not_asked() -> None:
    told = {
        "etat": ["partout"],
        "manque": ["chaussures"],
        "depuis": ["hier"],
        "tri": ["hasard"],
        "qui": ["moi"],
    }

    assert read_wanted(told) == Wanted()


def test_a_value_is_put_in_and_taken_out() -> None:
    once = Wanted().toggled("kinds", "research")

    assert once == Wanted(kinds=("research",))
    assert once.toggled("kinds", "research") == Wanted()
    assert EVERYTHING.without("states").states == STATES
