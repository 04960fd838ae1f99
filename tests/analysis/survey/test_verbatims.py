"""What people wrote, by chapter."""

from __future__ import annotations

from tests.analysis.survey.build import lines, question, read

from grappe.analysis.dossier.forms.questionnaire import Choice


def test_texts_come_by_chapter_of_their_role_else_by_question() -> None:
    questions = [question("why", "text", role="verbatim:4"), question("free", "text"), question("q")]
    rows = [{"member": "m1", "why": "Parce que.", "free": "  "}, {"why": None, "free": "Merci !"}]

    assert [
        (r["chapter"], r["response_id"], r["text"]) for r in lines(read(questions, rows), "verbatims")
    ] == [
        ("4", "r1", "Parce que."),
        ("free", None, "Merci !"),
    ]


def test_the_words_of_other_are_read_too() -> None:
    one = question("job", choices=(Choice("other", {}), Choice("a", {})), other="job_other")
    found = read([one, question("job_other", "text")], [{"job": "other", "job_other": "Perchiste"}])

    assert [r["text"] for r in lines(found, "verbatims")] == ["Perchiste"]
