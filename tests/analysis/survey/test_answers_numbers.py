"""Numbers with words beside them, numbers that are none, and those that are odd."""

from __future__ import annotations

from pathlib import Path

import pytest

from grappe.analysis.dossier.forms.questionnaire import Question, Questionnaire
from grappe.analysis.survey.answers import Answers, read_answers
from grappe.analysis.survey.frame import Frame
from grappe.analysis.survey.survey import survey
from grappe.analysis.survey.wishes import Wishes

STAFF = Question("staff", "decimal", {"fr": "Effectif"})
WHOLE = Question("whole", "integer", {"fr": "Emplois"})
DAY = Question("day", "date", {"fr": "Jour"})


def read(tmp_path: Path, cells: list[str], question: Question = STAFF) -> Answers:
    path = tmp_path / "export.csv"
    rows = "".join(f'{number},m{number},"{cell}"\n' for number, cell in enumerate(cells, 1))
    path.write_text(f"_id,member_id,{question.name}\n{rows}", encoding="utf-8")
    return read_answers(path, Questionnaire((question,)))


def values(tmp_path: Path, *cells: str) -> list[float | None]:
    return read(tmp_path, list(cells)).frame["staff"].to_list()


def told(answers: Answers) -> list[str]:
    return [fault.sentence() for fault in answers.faults]


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (("0 - Mostly me", "3", "5 - Mostly other people"), [0, 3, 5]),
        (("0: never", "5: always", "2"), [0, 5, 2]),
        (("1) jamais", "2", "10) toujours"), [1, 2, 10]),
        (("1. Jamais", "2", "10. Toujours"), [1, 2, 10]),
        (("1 (None at all)", "2", "5 (A lot)"), [1, 2, 5]),
        (("-3 – très mal", "0", "3 – très bien"), [-3, 0, 3]),
        (("12 ETP", "8,5 ETP", "3"), [12, 8.5, 3]),
        (("1 200 etp.", "3"), [1200, 3]),
        (("50 €", "3"), [50, 3]),
        (("1.5. Oui", "5"), [1.5, 5]),
    ],
)
def test_the_number_that_words_follow_is_read_and_told(
    tmp_path: Path, cells: tuple[str, ...], numbers: list[float]
) -> None:
    answers = read(tmp_path, list(cells))

    assert answers.frame["staff"].to_list() == numbers
    assert answers.unread == {}
    assert ["le nombre est lu" in sentence for sentence in told(answers)][:1] == [True]


@pytest.mark.parametrize(
    "cells",
    [
        ("10-20", "5"),
        ("10 - 20", "5"),
        ("5 - 10 personnes", "5"),
        ("12 ETP", "8 personnes", "5"),
        ("0 - Mostly me", "beaucoup", "5"),
        ("12 k", "5"),
        ("3 millions", "5"),
        ("12%", "5"),
        ("12:30", "5"),
        ("ISO 9001", "5"),
    ],
)
def test_what_is_not_surely_one_number_is_left_out_as_unread(tmp_path: Path, cells: tuple[str, ...]) -> None:
    answers = read(tmp_path, list(cells))

    assert answers.frame["staff"].to_list() == [*(None for _ in cells[1:]), 5]
    assert answers.unread == {"staff": tuple(range(2, len(cells) + 1))}
    assert len(answers.faults) == len(cells) - 1


def test_the_unread_are_no_blanks_and_put_a_reservation_on_the_mean(tmp_path: Path) -> None:
    answers = read(tmp_path, ["10-20", "20-30", "40", "60", "", "N/A"])
    (line,) = survey(answers, Questionnaire((STAFF,)), Frame(), Wishes()).tables["questions"].to_dicts()

    # The two whose number is not read answered all the same; the two who said nothing did not.
    assert (line["n"], line["unread"], line["mean"]) == (2, 2, 50)
    assert line["missing"] == "unread"


def test_one_unread_answer_among_many_puts_no_reservation(tmp_path: Path) -> None:
    answers = read(tmp_path, ["10-20", *map(str, range(1, 31))])
    (line,) = survey(answers, Questionnaire((STAFF,)), Frame(), Wishes()).tables["questions"].to_dicts()

    assert (line["n"], line["unread"], line["blank"], line["missing"]) == (30, 1, 0, None)


def test_a_question_of_which_nothing_is_read_says_so_rather_than_that_nobody_answered(tmp_path: Path) -> None:
    answers = read(tmp_path, ["hier", "demain"], DAY)
    (line,) = survey(answers, Questionnaire((DAY,)), Frame(), Wishes()).tables["questions"].to_dicts()

    assert (line["n"], line["unread"], line["missing"]) == (0, 2, "unread")


def test_a_fraction_where_a_whole_number_is_asked_is_kept_and_told(tmp_path: Path) -> None:
    answers = read(tmp_path, ["3,5", "4", "2,5"], WHOLE)

    assert answers.frame["whole"].to_list() == [3.5, 4, 2.5]
    assert told(answers) == [
        "responses, ligne 2, colonne whole : 2 réponses ne sont pas des nombres entiers (« 3,5 » …) ; elles sont gardées."
    ]
    assert told(read(tmp_path, ["3,5", "4"], STAFF)) == []


def test_a_lone_negative_number_is_told_as_a_likely_code(tmp_path: Path) -> None:
    answers = read(tmp_path, ["-999", "12", "-999", "30"], WHOLE)

    assert answers.frame["whole"].to_list() == [-999, 12, -999, 30]
    assert "« -999 » (2 fois) est le seul nombre négatif" in told(answers)[0]
    assert told(read(tmp_path, ["-3", "-1", "0", "2"], WHOLE)) == []


def test_a_question_without_a_column_has_neither_blanks_nor_unread(tmp_path: Path) -> None:
    answers = read(tmp_path, ["1", "2"])
    form = Questionnaire((STAFF, WHOLE))
    (line,) = survey(answers, form, Frame(), Wishes()).tables["questions"].filter(question="whole").to_dicts()

    assert (line["n"], line["blank"], line["unread"]) == (None, None, None)
