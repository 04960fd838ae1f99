"""What people wrote, by chapter."""

from __future__ import annotations

import pytest
from tests.analysis.survey.build import answers, lines, listed, question, read

from grappe.analysis.dossier.forms.questionnaire import Choice, Questionnaire
from grappe.analysis.survey.frame import frame_of
from grappe.analysis.survey.survey import survey
from grappe.analysis.survey.wishes import Wishes


def test_texts_come_by_chapter_of_their_role_else_by_question() -> None:
    questions = [question("why", "text", role="verbatim:4"), question("free", "text"), question("q")]
    rows = [{"member": "m1", "why": "Parce que.", "free": "  "}, {"why": None, "free": "Merci !"}]

    assert [
        (r["chapter"], r["response_id"], r["text"]) for r in lines(read(questions, rows), "verbatims")
    ] == [
        ("4", "r1", "Parce que."),
        ("free", "r2", "Merci !"),
    ]


@pytest.mark.parametrize("kind", ["text", "select_one"])
def test_who_answers_and_when_is_neither_a_text_nor_a_question(kind: str) -> None:
    keys = [question("member_id", kind), question("response_id", "text"), question("submitted_on", "date")]
    form = Questionnaire((*keys, question("q"), question("why", "text")))
    rows = answers(Questionnaire(form.questions[3:]), [{"member": "m1", "q": "good", "why": "Parce que."}])
    found = survey(rows, form, frame_of(None), Wishes())

    assert [row["text"] for row in lines(found, "verbatims")] == ["Parce que."]
    assert [row["question"] for row in lines(found, "questions")] == ["q", "why"]


@pytest.mark.parametrize(
    "codes",
    [["m1", "M2 ", "m3", "x"], ["r1", "r2", "r3", "r4"], ["m9", "m8", "m7", None]],
    ids=["own", "of_the_answer", "of_the_list"],
)
def test_ids_given_in_a_question_of_another_name_are_no_texts(codes: list[str | None]) -> None:
    rows = [{"member": f"m{n}", "code": code, "why": "…"} for n, code in enumerate(codes, 1)]
    members = listed(*[(f"m{n}", "enterprise") for n in range(1, 10)])
    found = read([question("code", "text"), question("why", "text")], rows, members=members)

    assert {row["question"] for row in lines(found, "verbatims")} == {"why"}


def test_numbers_that_happen_to_be_ids_are_texts() -> None:
    members = listed(*[(str(n), "enterprise") for n in range(1, 10)])
    found = read(
        [question("t", "text")],
        [{"member": str(n), "t": str(n % 3 + 1)} for n in range(4, 9)],
        members=members,
    )

    assert [row["text"] for row in lines(found, "verbatims")] == ["2", "3", "1", "2", "3"]


def test_the_words_of_other_are_read_too() -> None:
    one = question("job", choices=(Choice("other", {}), Choice("a", {})), other="job_other")
    found = read([one, question("job_other", "text")], [{"job": "other", "job_other": "Perchiste"}])

    assert [r["text"] for r in lines(found, "verbatims")] == ["Perchiste"]
