"""What a report says of earlier years, or twice, is no figure of today."""

from __future__ import annotations

import pytest

from grappe.analysis.audit.reading.days import years_of
from grappe.analysis.audit.reading.finder import proposed_claims
from grappe.analysis.audit.reading.numerals import numbers_in
from grappe.analysis.audit.reading.words import folded
from grappe.analysis.language.catalogues import Language


def named(text: str, language: Language | None = None) -> list[tuple[int, str, bool]]:
    return [
        (int(c.value or 0), c.figure, c.certain) for c in proposed_claims(text, language=language) if c.value
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The cluster had 31 members in 2008 and 57 members in 2010.",
        "The cluster had 31 members in 2008. In 2010 the cluster had 57 members.",
        "In 2008 the cluster had 31 members, against 57 members in 2010.",
        "Le cluster comptait 31 membres en 2008 et 57 membres en 2010.",
        "Au 1er mars 2008, le cluster comptait 31 membres. Au 1er mars 2010, le cluster comptait 57 membres.",
        "Le cluster comptait 31 membres à sa création et compte aujourd’hui 57 membres.",
        "Le cluster comptait 31 membres au 31/12/2008. Le cluster compte 57 membres au 31/12/2010.",
        "Le cluster, créé en 2007 avec 31 membres, compte 57 membres en 2010.",
        "Il rassemble du monde : il est passé de 31 membres à 57 membres.",
        "De cluster telde 31 leden in 2008 en 57 leden in 2010.",
        "Aanvankelijk telde de cluster 31 leden. De cluster telt 57 leden.",
    ],
)
def test_the_last_year_has_the_figure(text: str) -> None:
    assert named(text) == [(31, "", False), (57, "members.total", True)]


def test_the_later_number_may_stand_first() -> None:
    text = "Le cluster comptait 57 membres en 2010, contre 31 membres en 2008."

    assert named(text) == [(57, "members.total", True), (31, "", False)]


def test_an_earlier_year_has_no_figure_even_alone() -> None:
    assert named("À sa création, le cluster comptait 31 membres.") == [(31, "", False)]


@pytest.mark.parametrize(
    "dated",
    [
        "Au 1er mars 2008, le cluster comptait 31 membres, dont 20 entreprises.",
        "Le cluster comptait 31 membres, dont 20 entreprises, en 2008.",
    ],
)
def test_parts_are_of_the_year_of_their_whole(dated: str) -> None:
    text = f"{dated} En 2010, le cluster comptait 57 membres, dont 36 entreprises."

    assert named(text) == [
        (31, "", False),
        (20, "", False),
        (57, "members.total", True),
        (36, "members.by_kind", True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Créé en 2008, le cluster compte 57 membres.",
        "Depuis 2008, le cluster compte 57 membres.",
        "Au sens du décret du 18 janvier 2007, le cluster compte 57 membres.",
        "Sur la période 2007-2009, le cluster compte 57 membres.",
        "Entre 2007 et 2009, le cluster compte 57 membres.",
    ],
)
def test_the_years_of_laws_foundations_and_periods_date_no_number(text: str) -> None:
    later = "En 2010, 29 réponses ont été reçues."

    assert named(f"{text} {later}") == [(57, "members.total", True), (29, "survey.responses", True)]


def test_the_founders_are_of_the_start_by_nature() -> None:
    text = "En 2007, 31 membres fondateurs signent. En 2010, le cluster compte 57 membres."

    assert named(text) == [(31, "founders.count", True), (57, "members.total", True)]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Le cluster compte 57 membres. Plus loin, le cluster compte 58 membres.", 57),
        ("Le cluster compte 57 membres. Le cluster compte 58 membres, dont 36 entreprises.", 58),
        ("Le cluster compte 57 membres. En 2010, le cluster compte 58 membres.", 58),
        ("Le cluster, qui comptait 57 membres en 2008, compte aujourd’hui 58 membres.", 58),
    ],
)
def test_of_two_values_of_one_figure_the_plainest_has_it_and_none_is_certain(text: str, kept: int) -> None:
    found = {value: (figure, certain) for value, figure, certain in named(text) if value in (57, 58)}

    assert found == {kept: ("members.total", False), 57 + 58 - kept: ("", False)}


def test_the_same_value_twice_is_certain_twice() -> None:
    text = "Le cluster compte 57 membres. En bref, le cluster compte 57 membres."

    assert named(text) == [(57, "members.total", True)] * 2


def test_the_budget_of_the_next_year_takes_no_figure_away() -> None:
    text = "Le cluster compte 57 membres en 2010. Le budget 2011 est de 150 000 €."

    assert named(text) == [(57, "members.total", True), (150_000, "", True)]


def test_a_number_without_a_year_has_none() -> None:
    sentence = folded("En 2008, 31 membres ; 12 partenaires.")

    assert years_of(numbers_in(sentence, "fr"), sentence, {}, "fr") == [2008, None]
