"""Two real studies, tabulated: what is counted is what a plain reading of the file counts."""

from __future__ import annotations

import collections
import csv
from pathlib import Path

import pytest
from tests.analysis.survey.build import line, lines

from grappe.analysis.dossier.forms.questionnaire import Choice, Question, Questionnaire
from grappe.analysis.dossier.forms.reading import read_form
from grappe.analysis.survey.answers import read_answers
from grappe.analysis.survey.frame import frame_of
from grappe.analysis.survey.survey import Survey, survey
from grappe.analysis.survey.wishes import Wishes

DATA = Path(__file__).parent / "data"
STUDIES = {
    "uk": ("uk_core_survey.lss", "uk_results.csv", 253),
    "nl": ("nl_survey.limesurvey.txt", "nl_results.csv", 77),
}
CLOSE = 1e-9
"""Sums of a few hundred numbers, in another order."""


def study(name: str) -> tuple[Questionnaire, Survey, list[dict[str, str]]]:
    form_file, answers_file, _ = STUDIES[name]
    form, _ = read_form(form_file, DATA / form_file)
    assert form is not None
    found = survey(
        read_answers(DATA / answers_file, form), form, frame_of(None, invited=1000), Wishes(language="en")
    )
    with (DATA / answers_file).open(encoding="utf-8-sig", newline="") as file:
        return form, found, list(csv.DictReader(file))


def cells(rows: list[dict[str, str]], question: Question) -> list[str] | None:
    """Return the cells of the column whose title begins with the question's code."""
    own = [title for title in rows[0] if title.startswith(f"{question.name}. ")]
    return [row[own[0]] for row in rows] if len(own) == 1 else None


def words_of(choice: Choice) -> set[str]:
    # Both files write words, not codes: of a scale whose code 2 reads « 1 », a cell « 1 » is code 2.
    return {words.casefold() for words in choice.labels.values()}


@pytest.mark.parametrize("name", STUDIES)
def test_every_answer_of_the_file_counts(name: str) -> None:
    _, found, rows = study(name)

    assert found.number == len(rows) == STUDIES[name][2]
    assert line(found, "response")["rate"] == len(rows) / 1000


@pytest.mark.parametrize(("name", "compared"), [("uk", 40), ("nl", 35)])
def test_closed_questions_are_counted_as_a_counter_counts_the_cells(name: str, compared: int) -> None:
    form, found, rows = study(name)

    seen = 0
    for question in form.questions:
        given = cells(rows, question)
        if question.type != "select_one" or given is None or not any(given):
            continue
        seen += 1
        plain = collections.Counter(cell.strip().casefold() for cell in given if cell.strip())
        told = lines(found, "tables", question=question.name)
        assert sum(row["count"] for row in told) == plain.total(), question.name
        listed = {choice.name: words_of(choice) for choice in question.choices}
        by_name = {row["answer"]: row["count"] for row in told if row["count"]}
        for answer, count in by_name.items():
            assert count == sum(plain[form_] for form_ in listed.get(answer, {answer.casefold()})), (
                question.name,
                answer,
            )
    assert seen >= compared


@pytest.mark.parametrize("name", STUDIES)
def test_numbers_have_the_mean_of_the_cells(name: str) -> None:
    form, found, rows = study(name)

    seen = 0
    for question in form.questions:
        given = cells(rows, question)
        if question.type not in ("integer", "decimal") or given is None:
            continue
        told = line(found, "questions", question=question.name)
        try:
            numbers = [float(cell) for cell in given if cell.strip()]
        except ValueError:
            continue
        if numbers:
            seen += 1
            assert told["n"] == len(numbers)
            assert told["mean"] == pytest.approx(sum(numbers) / len(numbers), abs=CLOSE)
    assert seen >= 3
