"""Ticks in their many writings, and « other » with its words, as each tool exports them."""

from __future__ import annotations

from pathlib import Path

import pytest

from grappe.analysis.dossier.forms.other import SPECIFY, SUPPLIED
from grappe.analysis.dossier.forms.questionnaire import Choice, Question, Questionnaire
from grappe.analysis.survey.answers import Answers, read_answers

PLAN = Question("plan", "text", {"fr": "Le plan"})
CHOICES = (Choice("a", {"fr": "Lettre"}), Choice("b", {"fr": "Salon"}))
WITH_OTHER = (
    Question("one", "select_one", {"fr": "Lequel ?"}, choices=(*CHOICES, SUPPLIED), other="one_other"),
    Question("one_other", "text", SPECIFY),
    Question("all", "select_multiple", {"fr": "Lesquels ?"}, choices=(*CHOICES, SUPPLIED), other="all_other"),
    Question("all_other", "text", SPECIFY),
)
OWN_OTHER = (*CHOICES, Choice("z", {"fr": "Autre service"}))
NAMED_OTHERWISE = (
    Question("one", "select_one", {"fr": "Lequel ?"}, choices=OWN_OTHER, other="mots"),
    Question("mots", "text", {"fr": "Précisez lequel"}),
    Question("all", "select_multiple", {"fr": "Lesquels ?"}, choices=OWN_OTHER, other="dits"),
    Question("dits", "text", {"fr": "Précisez lesquels"}),
)


def read(tmp_path: Path, words: str, *questions: Question) -> Answers:
    path = tmp_path / "export.csv"
    path.write_text(words, encoding="utf-8")
    return read_answers(path, Questionnaire((PLAN, *questions)))


def several(choices: tuple[Choice, ...]) -> Question:
    return Question("all", "select_multiple", {"fr": "Lesquels ?"}, choices=choices)


@pytest.mark.parametrize(
    ("yes", "no"),
    [
        *(("1", "0"), ("1.0", "0.0"), ("1,0", "0,0"), ("TRUE", "FALSE"), ("True", "False")),
        *(("Oui", "Non"), ("yes", "no"), ("x", ""), ("Y", "N"), ("Ja", "Nee"), ("vrai", "faux")),
    ],
)
def test_a_tick_is_read_in_every_writing(tmp_path: Path, yes: str, no: str) -> None:
    rows = f'r1,p,"{yes}","{no}"\nr2,p,"{no}","{yes}"\nr3,p,,\n'
    answers = read(tmp_path, f"_id,plan,all/a,all/b\n{rows}", several(CHOICES))

    assert answers.frame["all"].to_list() == [["a"], ["b"], None]
    assert answers.faults == ()


def test_a_zero_is_no_tick_of_the_choice_that_is_named_zero(tmp_path: Path) -> None:
    choices = (Choice("0", {"fr": "Aucun"}), Choice("1", {"fr": "Un"}))
    answers = read(tmp_path, "_id,plan,all/0,all/1\nr1,p,0,1\nr2,p,1,0\nr3,p,0.0,0.0\n", several(choices))

    assert answers.frame["all"].to_list() == [["1"], ["0"], []]


def test_a_code_written_as_a_fraction_is_the_choice_of_that_name(tmp_path: Path) -> None:
    scale = tuple(Choice(str(point), {"fr": f"Le point {point}"}) for point in range(1, 4))
    asked = Question("note", "select_one", {"fr": "Note"}, choices=scale)
    answers = read(tmp_path, '_id,plan,note\nr1,p,1.0\nr2,p,"2,0"\nr3,p,3\n', asked)

    assert answers.frame["note"].to_list() == ["1", "2", "3"]
    assert answers.faults == ()


@pytest.mark.parametrize(
    ("header", "questions", "names"),
    [
        ("one,one[other],all[a],all[b],all[other]", WITH_OTHER, ("one_other", "all_other", "other")),
        ("one,one_other,all_a,all_b,all[other]", WITH_OTHER, ("one_other", "all_other", "other")),
        (
            "one. Lequel ?,one[other]. Lequel ? [Autre],all[a]. Lesquels ? [Lettre],all[b]. Lesquels ? [Salon],all[other]. Lesquels ? [Autre]",
            WITH_OTHER,
            ("one_other", "all_other", "other"),
        ),
        (
            "Lequel ?,Lequel ? [Autre],Lesquels ? [Lettre],Lesquels ? [Salon],Lesquels ? [Autre]",
            WITH_OTHER,
            ("one_other", "all_other", "other"),
        ),
        ("one,one[other],all[a],all[b],all[other]", NAMED_OTHERWISE, ("mots", "dits", "z")),
    ],
    ids=["codes", "codes of r", "codes and words", "words", "an other of the form's own"],
)
def test_limesurvey_s_other_is_the_form_s_with_its_words(
    tmp_path: Path, header: str, questions: tuple[Question, ...], names: tuple[str, str, str]
) -> None:
    one, dits, other = names
    rows = "r1,p,a,,Y,N,\nr2,p,-oth-,bof,,Y,Café\nr3,p,,,,,\n"
    answers = read(tmp_path, f"id,plan,{header}\n{rows}", *questions)

    assert answers.frame["one"].to_list() == ["a", other, None]
    assert answers.frame[one].to_list() == [None, "bof", None]
    assert answers.frame["all"].to_list() == [["a"], ["b", other], None]
    assert answers.frame[dits].to_list() == [None, "Café", None]
    assert (answers.faults, answers.extra) == ((), ())


@pytest.mark.parametrize("written", ["Other", "Autre", "Anders", "Andere", "Sonstiges", "-oth-", "other"])
def test_other_is_read_in_the_words_of_every_tool(tmp_path: Path, written: str) -> None:
    answers = read(tmp_path, f"_id,plan,one\nr1,p,{written}\n", *WITH_OTHER)

    assert answers.frame["one"].to_list() == ["other"]
    assert answers.faults == ()


def test_the_words_that_pyxform_gives_to_the_question_of_other_are_a_title_of_it(tmp_path: Path) -> None:
    answers = read(tmp_path, "_id,plan,Lequel ?,Specify other.\nr1,p,Other,bof\n", *WITH_OTHER[:2])

    assert answers.frame.select("one", "one_other").rows() == [("other", "bof")]


def test_kobo_s_ticks_of_other_are_no_words_of_it(tmp_path: Path) -> None:
    answers = read(tmp_path, "_id,plan,all/a,all/other\nr1,p,1,0\nr2,p,0,1\n", *WITH_OTHER)

    assert answers.frame["all"].to_list() == [["a"], ["other"]]
    assert "all_other" in answers.absent


def test_limesurvey_s_code_of_other_is_no_choice_where_the_form_asks_for_none(tmp_path: Path) -> None:
    asked = Question("one", "select_one", {"fr": "Lequel ?"}, choices=CHOICES)
    answers = read(tmp_path, "_id,plan,one\nr1,p,-oth-\n", asked)

    assert answers.frame["one"].to_list() == ["-oth-"]
    assert len(answers.faults) == 1
