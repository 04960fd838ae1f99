"""The numbers that sentences state in three languages, and what they do not state."""

from __future__ import annotations

from fractions import Fraction

import pytest

from grappe.analysis.audit.reading.numerals import numbers_in
from grappe.analysis.audit.reading.stated import Stated
from grappe.analysis.language.catalogues import Language


def told(sentence: str, language: Language | None = None) -> list[tuple[float, str, str, str]]:
    """Value, unit, relation and statistic of each number."""
    return [(float(s.value), s.unit, s.relation, s.statistic) for s in numbers_in(sentence, language)]


@pytest.mark.parametrize(
    ("digits", "language", "value", "decimals"),
    [
        ("1 234,5", "fr", "1234.5", 1),
        ("1\u202f234,5", "fr", "1234.5", 1),
        ("1\u00a0234\u00a0567", "fr", "1234567", 0),
        ("1.234,5", "fr", "1234.5", 1),
        ("1.234", "fr", "1234", 0),
        ("1,234", "fr", "1.234", 3),
        ("0.125", "fr", "0.125", 3),
        ("12.5", "fr", "12.5", 1),
        ("1,234.5", "en", "1234.5", 1),
        ("1,234", "en", "1234", 0),
        ("1.234", "en", "1.234", 3),
        ("1.234.567", "nl", "1234567", 0),
        ("12,50", "nl", "12.5", 2),
        ("1'234'567", "fr", "1234567", 0),
    ],
)
def test_digits_are_read_as_their_language_writes_them(
    digits: str, language: Language, value: str, decimals: int
) -> None:
    (stated,) = numbers_in(f"x {digits} xyz", language)

    assert (stated.value, stated.decimals) == (Fraction(value), decimals)


@pytest.mark.parametrize(
    "sentence",
    [
        "Au 1er mars 2010, puis le 11/06/2007 et le 1/03/2010, du 1er au 15 avril 2011.",
        "La période 2008-2010, l’exercice 2009, en 2008/09, depuis mai 2010.",
        "Le 2<sup>e</sup> triennat, la 3e année, la 1re et la 2ème fois.<sup>4</sup>",
        "Avenue Paul Pastur, n° 361, 6032 CHARLEROI, tél. 071/23.45.67 ou +32 71 23 45 67.",
        "Le dossier CSC 02-2008, la norme ISO 9001:2015, le code NACE 59.11, l’article 12.",
        "STEREO3D, MP3, B2B, CO2, la 3D, le Web 2.0, COVID-19 et Expo 58, entre autres.",
        "Voir le chapitre 3, les pages 12 à 14 et le tableau 4[^2].",
        "https://exemple.be/2010/12 et info12@exemple.be",
        "The 4th session on March 3, 2011, at 10:30 and on 2012-05-01, room no. 12.",
        "As of 31 December 2010, and on the 3rd March 2011, too.",
        "Op 3 mei 2011, Kerkstraat 12, 1000 Brussel, BTW BE 0123.456.789.",
        "3. Les membres ont répondu.",
        "Le cluster compte {members.total} membres et {survey.response_rate|1}.",
        "Un site neuf, ouvert 24/7.",
        "Les deux provinces comptent, ces deux chiffres aussi ; the two scenarios differ.",
        "Rien.",
        "",
    ],
)
def test_what_counts_nothing_is_not_found(sentence: str) -> None:
    assert numbers_in(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("moins de 20 % des membres", (20, "percent", "lt", "share")),
        ("un effectif inférieur à 21 personnes", (21, "fte", "lt", "total")),
        ("plus d’une dizaine de membres et au-delà", (10, "count", "gt", "count")),
        ("environ 12 membres", (12, "count", "about", "count")),
        ("près de **83% des répondants", (83, "percent", "about", "share")),
        ("des membres en nombre illimité (3 au minimum)", (3, "count", "ge", "count")),
        ("jusqu’à 40 entreprises", (40, "count", "le", "count")),
        ("une centaine de sociétés", (100, "count", "about", "count")),
        ("vingt-cinq membres", (25, "count", "eq", "count")),
        ("soixante et onze membres", (71, "count", "eq", "count")),
        ("les six axes de la stratégie", (6, "count", "eq", "count")),
        ("la moitié des membres", (50, "percent", "about", "share")),
        ("plus d’un tiers des membres", (33.33, "percent", "gt", "share")),
        ("trois quarts des membres", (75, "percent", "about", "share")),
        ("quatre entreprises sur cinq", (80, "percent", "about", "share")),
        ("un membre sur quatre", (25, "percent", "about", "share")),
        ("12 pour cent des membres", (12, "percent", "eq", "share")),
        ("le chiffre d’affaires est de 1,2 M€", (1_200_000, "eur", "about", "total")),
        ("le budget est de 150 000 €", (150_000, "eur", "eq", "total")),
        ("le résultat est de -12 k€", (-12_000, "eur", "about", "total")),
        ("un taux de 5 ‰", (0.5, "percent", "eq", "share")),
        ("une moyenne de 24 emplois", (24, "fte", "eq", "mean")),
        ("elle compte 24 emplois en moyenne", (24, "fte", "eq", "mean")),
        ("la médiane ne s’élève qu’à 13 emplois", (13, "fte", "eq", "median")),
        ("le troisième quartile est de 21 emplois", (21, "fte", "eq", "quantile")),
        ("le conseil se réunit 4 fois par an", (4, "count", "eq", "mean")),
        ("une durée de 3 ans", (3, "", "eq", "")),
        ("un budget en hausse de 4,5 %", (4.5, "percent", "eq", "")),
        ("un triennat subsidié à 80%", (80, "percent", "eq", "")),
        ("at least 12 of them", (12, "count", "ge", "count")),
        ("nearly 40 percent of members", (40, "percent", "about", "share")),
        ("the mean is 9.5 employees", (9.5, "fte", "eq", "mean")),
        ("four out of five of the firms", (80, "percent", "about", "share")),
        ("one in ten of the schools", (10, "percent", "about", "share")),
        ("a turnover of €1.2m", (1_200_000, "eur", "about", "total")),
        ("twenty-five of them are firms", (25, "count", "eq", "count")),
        ("minstens 12 van de bedrijven", (12, "count", "ge", "count")),
        ("de helft van de leden is het eens", (50, "percent", "about", "share")),
        ("een tiental leden van het netwerk", (10, "count", "about", "count")),
        ("twee op de drie leden van het netwerk", (67, "percent", "about", "share")),
        ("zesendertig leden van het netwerk", (36, "count", "eq", "count")),
        ("de mediaan van het aantal is 13 VTE", (13, "fte", "eq", "median")),
        ("minder dan 12 procent van het netwerk", (12, "percent", "lt", "share")),
    ],
)
def test_a_number_comes_with_what_the_sentence_means_by_it(
    sentence: str, expected: tuple[float, str, str, str]
) -> None:
    assert told(sentence) == [expected]


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("75 % des entreprises ont un effectif inférieur à 21 personnes.", "3/4"),
        ("25 % des entreprises emploient plus de 50 personnes.", "3/4"),
        ("10% of the companies employ fewer than 2 people, and that is all.", "1/10"),
        ("40 procent van de bedrijven heeft minder dan 5 werknemers.", "2/5"),
    ],
)
def test_a_share_under_a_size_is_a_quantile_too(sentence: str, level: str) -> None:
    share, size = numbers_in(sentence)

    assert (share.statistic, size.statistic, size.level) == ("share", "quantile", Fraction(level))


@pytest.mark.parametrize(
    ("sentence", "bases"),
    [
        ("24 des 29 répondants", [29, None]),
        ("24/29 répondants", [29, None]),
        ("46 % des 24 réponses", [24, None]),
        ("46 % (n = 24) et 30 % (n = 20)", [24, None, 20, None]),
        ("24 out of 29 respondents and the others", [29, None]),
        ("46 % de satisfaits", [None]),
    ],
)
def test_the_base_is_the_one_that_the_sentence_states(sentence: str, bases: list[int | None]) -> None:
    assert [stated.base for stated in numbers_in(sentence)] == bases


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("entre 10 et 20 entreprises", "count"),
        ("10 à 20 emplois", "fte"),
        ("10-20 % des membres", "percent"),
        ("between 10 and 20 of the firms", "count"),
        ("tussen 10 en 20 procent van het geheel", "percent"),
    ],
)
def test_a_range_is_at_least_and_at_most(sentence: str, unit: str) -> None:
    assert [(v, u, r) for v, u, r, _ in told(sentence)] == [(10, unit, "ge"), (20, unit, "le")]


@pytest.mark.parametrize(
    "sentence",
    [
        "La part a crû de 12 % à 15 %.",
        "La part est passée de 12 % à 15 %.",
        "The share of the members rose from 12% to 15%.",
    ],
)
def test_a_change_is_no_range(sentence: str) -> None:
    assert [(v, r) for v, _, r, _ in told(sentence)] == [(12, "eq"), (15, "eq")]


@pytest.mark.parametrize("sentence", ["12,5 %-15 % des membres", "12,5 % – 15 % des membres"])
def test_the_dash_of_a_range_is_no_minus(sentence: str) -> None:
    assert [(v, r) for v, _, r, _ in told(sentence)] == [(12.5, "ge"), (15, "le")]


def test_a_score_out_of_five_is_no_share() -> None:
    assert told("une note de 4 sur 5") == []


def test_the_words_and_their_place_are_those_of_the_sentence() -> None:
    sentence = "Enfin, près de **83% des répondants** et une dizaine d’autres."

    found: list[Stated] = numbers_in(sentence)

    assert [stated.words for stated in found] == ["83%", "une dizaine"]
    assert [sentence[slice(*stated.span)] for stated in found] == ["83%", "une dizaine"]


def test_four_digits_that_count_something_are_no_year() -> None:
    assert told("En 2009, 2000 emplois et 1950 membres") == [
        (2000, "fte", "eq", "total"),
        (1950, "count", "eq", "count"),
    ]


@pytest.mark.parametrize("tail", ["", " membres", " %"])
def test_an_endless_run_of_digits_is_no_number(tail: str) -> None:
    assert numbers_in("9" * 5000 + tail) == []
