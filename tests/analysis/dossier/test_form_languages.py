"""The languages of a form, and the one that it calls its own."""

from __future__ import annotations

import pytest

from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.forms.questionnaire import Questionnaire
from grappe.analysis.dossier.forms.xlsform import read_questionnaire
from grappe.analysis.dossier.grids import Grid

Rows = list[list[str]]
HEADER = ["type", "name", "label::Français (fr)", "label::English (en)"]
SURVEY = [
    HEADER,
    ["text", "a", "Quoi ?", "What?"],
    ["text", "b", "Pourquoi ?", ""],
    ["select_one l or_other", "c", "Lequel ?", "Which?"],
    ["select_one l", "d", "Et ?", ""],
    ["start", "e", "", ""],
]
CHOICES = [
    ["list_name", "name", "label::Français (fr)", "label::English (en)"],
    ["l", "x", "Le premier", "The first"],
    ["l", "y", "Le second", ""],
]


def read(survey: Rows, choices: Rows, language: str | None = None) -> tuple[Questionnaire, list[Fault]]:
    settings = [["default_language"], [language]] if language else None
    grids = [
        Grid("form.xlsx", name, rows)
        for name, rows in (("survey", survey), ("choices", choices), ("settings", settings))
        if rows
    ]
    found, faults = read_questionnaire("form.xlsx", grids)
    assert found is not None
    return found, faults


def test_a_language_of_its_own_that_none_of_its_words_is_in_is_told() -> None:
    found, (fault,) = read(SURVEY, CHOICES, "Nederlands (nl)")

    assert found.languages == ("fr", "en")
    assert fault.severity == "warning"
    assert fault.sentence() == (
        "questionnaire, colonne settings.default_language : la langue par défaut du questionnaire (« nl ») "
        "n’est celle d’aucun de ses libellés. Ses langues : fr, en."
    )


@pytest.mark.parametrize(("language", "first"), [("English (en)", "en"), ("French", "fr"), (None, "fr")])
def test_a_language_of_its_own_that_it_is_written_in_comes_first(language: str | None, first: str) -> None:
    found, faults = read(SURVEY, CHOICES, language)

    assert found.languages[0] == first
    assert faults == []


def test_words_that_say_no_language_are_in_the_form_s_own() -> None:
    found, faults = read([["type", "name", "label"], ["text", "a", "Wat?"]], [], "nl")

    assert (found.languages, faults) == (("nl",), [])
