"""Numbers that count nobody are neither counts nor shares."""

from __future__ import annotations

import pytest

from grappe.analysis.audit.reading.finder import proposed_claims
from grappe.analysis.audit.reading.numerals import numbers_in
from grappe.analysis.language.catalogues import Language


def statistics(sentence: str, language: Language) -> list[tuple[float, str]]:
    return [(float(stated.value), stated.statistic) for stated in numbers_in(sentence, language)]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The effect is real (p = 0.03)."),
        ("en", "The effect is real, p < .05, with F(2, 30) = 4.1 and t = 2."),
        ("en", "The correlation was r = 0.6, R² = 0.36, χ²(3) = 12.5."),
        ("fr", "Le lien est significatif (p < 0,05 ; r = 0,42 ; R² = 0,18)."),
        ("nl", "Het verband is significant (p < 0,05; t = 2)."),
        ("fr", "La réunion s’est tenue à la salle 7, au local 12."),
        ("fr", "Tel.: 02/345.67.89 - page 12 - art. 5 §2 du décret, § 3."),
        ("en", "See table 3, room 4, version 2.1 and ISO 9001."),
        ("nl", "Zie tabel 3, zaal 4, versie 2.1 en ISO 9001."),
    ],
)
def test_formulas_rooms_and_references_are_not_found(language: Language, sentence: str) -> None:
    assert statistics(sentence, language) == []


@pytest.mark.parametrize(
    ("language", "sentence", "values"),
    [
        ("en", "The p-value was 0.03 and the regression coefficient 0.42.", [0.03, 0.42]),
        ("en", "An odds ratio of 2 and a standard deviation of 9 FTE were found.", [2, 9]),
        ("fr", "Le coefficient de corrélation est de 0,45 et l’écart-type de 9 ETP.", [0.45, 9]),
        ("nl", "De odds ratio is 2 en de standaardafwijking 9 VTE.", [2, 9]),
        ("en", "95% CI 12-34%", [95, 12, 34]),
        ("en", "The 95% confidence interval for the share runs from 12% to 34%.", [95, 12, 34]),
        ("fr", "IC à 95 % [12 % ; 34 %]", [95, 12, 34]),
        ("fr", "IC95% [12; 34]", [12, 34]),
        ("en", "The turnover is up 12%.", [12]),
        ("fr", "intervalle de confiance à 95 % : 12 à 34 %", [95, 12, 34]),
        ("nl", "95%-betrouwbaarheidsinterval: 12-34%", [95, 12, 34]),
        ("fr", "la marge d’erreur de 5 % et le niveau de confiance de 95 %", [5, 95]),
        ("en", "significant at the 5% level", [5]),
        ("fr", "Le taux a varié de -0,5 %.", [-0.5]),
        ("en", "The number of members rose to 84 (+40%).", [84, 40]),
        ("fr", "Le chiffre d’affaires a progressé de 12 %.", [12]),
        ("en", "Turnover changed by 12%.", [12]),
        ("en", "Turnover is 12% higher.", [12]),
        ("nl", "De omzet is met 12 % gestegen, een toename van 3 %.", [12, 3]),
        ("fr", "Le taux a reculé de 3 points de pourcentage.", [3]),
        ("fr", "Le taux a reculé de 3 points.", [3]),
        ("en", "The rate fell by 3 percentage points.", [3]),
        ("nl", "De graad daalde met 3 procentpunt.", [3]),
        ("fr", "L’écart entre les deux groupes est de 12 points.", [12]),
        ("en", "It is a 12-point gap.", [12]),
        ("fr", "L’intervalle de confiance à 95 % est compris entre 12 % et 34 %.", [95, 12, 34]),
        ("nl", "Met een betrouwbaarheid van 95 % ligt het tussen 12 % en 34 %.", [95, 12, 34]),
        ("en", "IQR 4-22", [4, 22]),
    ],
)
def test_what_is_of_no_units_has_no_statistic_and_is_unsure(
    language: Language, sentence: str, values: list[float]
) -> None:
    counted = [84] if 84 in values else []
    found = statistics(sentence, language)

    assert [value for value, _ in found] == values
    assert [value for value, statistic in found if statistic] == counted
    claims = proposed_claims(sentence, language=language)
    assert [float(claim.value or 0) for claim in claims if claim.certain] == counted
    assert {claim.base_group for claim in claims} == {""}


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("en", "46% of the members (95% CI 40-52%) and 30% of the others", [46, 30]),
        ("fr", "46 % des membres (IC 95 % : 40–52 %), 30 % des autres", [46, 30]),
        ("fr", "L’écart-type est grand ; 40 % des membres doutent.", [40]),
        ("fr", "La part est passée de 12 % à 15 % en hausse.", [12, 15]),
        ("en", "12% increased their turnover.", [12]),
        ("nl", "12% van de leden nam deel, 30% niet.", [12, 30]),
    ],
)
def test_the_shares_beside_them_stay_shares(language: Language, sentence: str, expected: list[float]) -> None:
    found = statistics(sentence, language)

    assert [value for value, statistic in found if statistic == "share"] == expected


@pytest.mark.parametrize(
    ("language", "sentence", "unit"),
    [
        ("fr", "Le coût est de 3,5 k€ par membre.", "eur"),
        ("fr", "Ils tiennent 3 réunions par membre.", "count"),
        ("en", "The cost is €3,500 per member.", "eur"),
        ("en", "They have 12 FTE per firm.", "fte"),
        ("nl", "De kost is 3500 euro per lid.", "eur"),
    ],
)
def test_so_much_a_head_is_a_mean(language: Language, sentence: str, unit: str) -> None:
    (stated,) = numbers_in(sentence, language)

    assert (stated.statistic, stated.unit) == ("mean", unit)


@pytest.mark.parametrize(
    ("text", "statistic"),
    [
        ("Participation was 130% of the target.", ""),
        ("Les objectifs ont été atteints à 110 %.", ""),
        ("De omzet bedraagt 130 % van die van 2015.", ""),
        ("120 % des membres sont satisfaits.", "share"),
        ("120% of the respondents agree.", "share"),
    ],
)
def test_over_a_hundred_per_cent_is_a_share_of_people_only(text: str, statistic: str) -> None:
    (found,) = [number for number in numbers_in(text) if number.unit == "percent"]

    assert found.statistic == statistic
