"""The « other » that an XLSForm gets by `or_other`: whose it is, and in which words."""

from __future__ import annotations

import pytest

from grappe.analysis.dossier.forms.questionnaire import Questionnaire
from grappe.analysis.dossier.forms.xlsform import read_questionnaire
from grappe.analysis.dossier.grids import Grid

Rows = list[list[str]]
CHOICES = [["list_name", "name", "label"], ["l", "a", "A"], ["l", "b", "B"]]
SURVEY = [
    ["type", "name", "label"],
    ["select_one l", "before", "Avant"],
    ["select_one l or_other", "asked", "Demandé"],
    ["select_multiple l or specify other", "several", "Plusieurs"],
    ["select_one l", "after", "Après"],
]


def read(survey: Rows, choices: Rows, settings: Rows | None = None) -> Questionnaire:
    sheets = {"survey": survey, "choices": choices, "settings": settings}
    grids = [Grid("form.xlsx", name, rows) for name, rows in sheets.items() if rows]
    found, faults = read_questionnaire("form.xlsx", grids)
    assert faults == []
    assert found is not None
    return found


def names(form: Questionnaire) -> dict[str, list[str]]:
    return {q.name: [choice.name for choice in q.choices] for q in form.questions if q.choices}


def test_only_the_questions_that_ask_for_other_have_it() -> None:
    form = read(SURVEY, CHOICES)

    assert names(form) == {
        "before": ["a", "b"],
        "asked": ["a", "b", "other"],
        "several": ["a", "b", "other"],
        "after": ["a", "b"],
    }
    assert {q.name: q.other for q in form.questions if q.other} == {
        "asked": "asked_other",
        "several": "several_other",
    }


def test_an_other_of_the_form_s_own_list_is_every_question_s_and_keeps_its_words() -> None:
    form = read(SURVEY, [*CHOICES, ["l", "other", "Un autre"]])

    assert set(map(tuple, names(form).values())) == {("a", "b", "other")}
    assert {
        q.choices[-1].labels["fr" if "fr" in q.choices[-1].labels else ""]
        for q in form.questions
        if q.choices
    } == {"Un autre"}


@pytest.mark.parametrize(
    ("language", "other", "specify"),
    [
        ("Français (fr)", "Autre", "Précisez"),
        ("English (en)", "Other", "Specify other."),
        ("Nederlands (nl)", "Andere", "Verduidelijk"),
        ("Deutsch (de)", "Sonstiges", "Bitte angeben"),
        ("Español (es)", "Other", "Specify other."),
    ],
)
def test_other_is_told_in_the_language_of_the_form(language: str, other: str, specify: str) -> None:
    survey = [["type", "name", f"label::{language}"], *SURVEY[1:]]
    form = read(survey, [["list_name", "name", f"label::{language}"], *CHOICES[1:]])
    questions = {question.name: question for question in form.questions}
    (code,) = form.languages

    labels = questions["asked"].choices[-1].labels
    assert (labels.get(code) or next(iter(labels.values()))) == other
    assert questions["asked_other"].words(code) == specify
    assert {*labels, *questions["asked_other"].labels} <= {"", code}


def test_the_words_that_pyxform_supplies_add_no_language_to_the_form() -> None:
    assert read(SURVEY, CHOICES, [["default_language"], ["fr"]]).languages == ("fr",)
    assert read(SURVEY, CHOICES).languages == ()
