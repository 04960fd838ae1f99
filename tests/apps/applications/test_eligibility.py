"""The conditions of the statutes, case by case: to be read by somebody who knows statutes.

The cluster is in Wallonia (BE3). 4000 is Liège, 1000 Brussels, 9000 Ghent; FR is Lille.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from grappe.analysis.language.catalogues import LANGUAGES, catalogue, say
from grappe.apps.applications.rules.eligibility import (
    CRITERIA,
    Found,
    Place,
    criteria_of,
    is_eligible,
    judged,
    region_of,
)

DAY, BEFORE, AFTER = dt.date(2026, 5, 4), dt.date(2026, 1, 1), dt.date(2026, 12, 1)
YES, NO, UNKNOWN = "met", "not_met", "unknown"


def place(code: str, fte: str | None = None, **told: object) -> Place:
    return Place(postal_code=code, fte=None if fte is None else Decimal(fte), **told)  # type: ignore[arg-type]


TABLE = [
    # what is declared                                         a place      a person
    ("one person full time in Liège", [place("4000", "1")], YES, YES),
    ("forty of them", [place("4000", "40")], YES, YES),
    ("half a person in Liège", [place("4000", "0.5")], YES, NO),
    ("nobody in Liège", [place("4000", "0")], YES, NO),
    ("nobody said how many in Liège", [place("4000")], YES, UNKNOWN),
    ("a self-employed in main activity", [place("4000", self_employed_main=True)], YES, YES),
    ("the same, who works less than full time", [place("4000", "0.6", self_employed_main=True)], YES, YES),
    ("the German-speaking part is in the region", [place("4700", "1")], YES, YES),
    ("Brussels is another region", [place("1000", "12")], NO, NO),
    ("Ghent is another region", [place("9000", "12")], NO, NO),
    ("France", [place("59000", "12", country="FR")], NO, NO),
    ("a French postal code that is one of ours too", [place("4000", "12", country="FR")], NO, NO),
    ("people in Brussels, an empty room in Liège", [place("1000", "12"), place("4000", "0")], YES, NO),
    ("people in both", [place("1000", "12"), place("4000", "1")], YES, YES),
    ("half a person in each of two towns", [place("4000", "0.5"), place("5000", "0.5")], YES, NO),
    ("a code that no list knows", [place("4999", "3")], UNKNOWN, UNKNOWN),
    ("no code", [place("", "3")], UNKNOWN, UNKNOWN),
    ("a code nobody knows, beside Brussels", [place("", "3"), place("1000", "3")], UNKNOWN, UNKNOWN),
    ("no place at all", [], UNKNOWN, UNKNOWN),
    ("Liège until last year", [place("4000", "3", until=BEFORE)], UNKNOWN, UNKNOWN),
    ("Liège from next winter on", [place("4000", "3", since=AFTER)], UNKNOWN, UNKNOWN),
    ("it opened this very day", [place("4000", "3", since=DAY)], YES, YES),
    ("its first day without it is this one", [place("4000", "3", until=DAY)], UNKNOWN, UNKNOWN),
]


@pytest.mark.parametrize(("case", "places", "a_place", "a_person"), TABLE, ids=[row[0] for row in TABLE])
def test_an_effective_member_has_a_place_in_the_region_with_a_person_in_it(
    case: str, places: list[Place], a_place: str, a_person: str
) -> None:
    verdicts = judged(in_region=True, region="BE3", places=places, found=[], day=DAY)

    assert [one.answer for one in verdicts] == [a_place, a_person], case
    assert is_eligible(verdicts) == (a_place == a_person == YES)


@pytest.mark.parametrize("places", [row[1] for row in TABLE], ids=[row[0] for row in TABLE])
def test_nothing_is_asked_of_an_adherent_member(places: list[Place]) -> None:
    verdicts = judged(in_region=False, region="BE3", places=places, found=[], day=DAY)

    assert (verdicts, is_eligible(verdicts)) == ((), True)


def test_what_somebody_found_counts_before_what_is_declared_and_the_last_one_counts() -> None:
    def found(answer: str, number: int) -> Found:
        return Found(
            criterion="person_at_work", answer=answer, as_of=BEFORE, words="Bilan social", number=number
        )

    def person(*evidence: Found) -> tuple[str, dt.date, int | None]:
        _, verdict = judged(
            in_region=True, region="BE3", places=[place("4000", "0.5")], found=evidence, day=DAY
        )
        return verdict.answer, verdict.as_of, verdict.evidence

    assert person() == (NO, DAY, None)
    assert person(found(YES, 7)) == (YES, BEFORE, 7)
    assert person(found(YES, 7), found(UNKNOWN, 9)) == (UNKNOWN, BEFORE, 9)


def test_a_cluster_whose_region_nobody_said_can_tell_nothing() -> None:
    verdicts = judged(in_region=True, region="", places=[place("4000", "3")], found=[], day=DAY)

    assert {one.answer for one in verdicts} == {UNKNOWN}


def test_each_verdict_tells_in_every_language_the_place_that_decides() -> None:
    for _, places, _, _ in TABLE:
        for one in judged(in_region=True, region="BE3", places=places, found=[], day=DAY):
            for language in LANGUAGES:
                told = say(one.why, language, place=one.place)
                assert one.place in told
                assert "{" not in told
                assert language == "fr" or catalogue(language).gettext(one.why) != one.why


def test_the_conditions_of_a_category_have_their_names() -> None:
    assert criteria_of(in_region=True) == tuple(CRITERIA)


@pytest.mark.parametrize(
    ("code", "country", "region"),
    [
        ("4000", "BE", "BE3"),
        (" 4000 ", "BE", "BE3"),
        ("1000", "", "BE1"),
        ("59000", "FR", "FR"),
        ("x", "BE", None),
    ],
)
def test_a_place_is_in_a_region_abroad_or_nowhere_known(code: str, country: str, region: str | None) -> None:
    assert region_of(code, country) == region
