"""Which answers count, and what is said of the others."""

from __future__ import annotations

import datetime as dt

import polars as pl
from tests.analysis.survey.build import line, lines, listed, question, read

MEMBERS = listed(("m1", "enterprise"), ("m2", "enterprise"), ("m3", "research"))


def test_the_last_answer_of_a_member_counts_and_both_are_told() -> None:
    rows = [
        {"member": "m1", "q": "good", "day": dt.date(2010, 3, 2)},
        {"member": "m1", "q": "bad", "day": dt.date(2010, 3, 1)},
    ]
    found = read([question("q")], rows, members=MEMBERS)

    assert (found.read, found.number) == (2, 1)
    assert line(found, "tables", answer="good")["count"] == 1
    told = line(found, "audit", check="two_answers")
    assert told["sentence"] == "Le membre « m1 » a répondu 2 fois : sa dernière réponse compte."
    assert told["rows"] == "3"


def test_of_two_answers_of_one_day_the_lower_row_counts() -> None:
    rows = [{"member": "m1", "q": "good"}, {"member": "m1", "q": "bad"}, {"member": "m1", "q": "na"}]
    found = read([question("q")], rows)

    assert line(found, "tables", answer="na")["count"] == 1
    told = line(found, "audit", check="two_answers")
    assert told["sentence"] == "Le membre « m1 » a répondu 3 fois : sa dernière réponse compte."


def test_an_answer_that_says_nothing_is_none_and_replaces_none() -> None:
    rows = [{"member": "m1", "q": "good"}, {"member": "m1"}, {"member": "m2", "s": []}]
    found = read([question("q"), question("s", "select_multiple")], rows, members=MEMBERS)

    assert found.number == 1
    assert line(found, "audit", check="empty_answer")["rows"] == "3; 4"
    assert lines(found, "audit", check="two_answers") == []


def test_an_answer_only_in_a_repeat_is_an_answer() -> None:
    visits = pl.DataFrame({"response_id": ["r1"], "v": ["good"]})
    questions = [question("q"), question("v", repeat="visits")]

    assert read(questions, [{}, {}], repeats={"visits": visits}).number == 1


def test_answers_of_nobodys_member_count_but_not_in_the_classes() -> None:
    rows = [{"member": "m1", "q": "good"}, {"member": "zz", "q": "bad"}]
    found = read([question("q")], rows, members=MEMBERS)

    assert line(found, "response", by="all")["answered"] == 2
    assert sum(row["answered"] for row in lines(found, "response", by="kind")) == 1
    assert line(found, "audit", check="nobodys_member")["rows"] == "3"


def test_a_complete_answer_fills_in_four_questions_of_five() -> None:
    questions = [question(f"q{place}") for place in range(5)]
    full = {f"q{place}": "good" for place in range(5)}
    found = read(questions, [full, {**full, "q0": None}, {**full, "q0": None, "q1": None}])

    told = line(found, "response")
    assert (told["answered"], told["complete"], told["partial"]) == (3, 2, 1)


def test_one_answer_only_and_all_answers_equal_are_told() -> None:
    assert line(read([question("q")], [{"q": "good"}]), "audit")["check"] == "one_answer"
    equal = line(read([question("q")], [{"q": "good"}] * 3), "audit")
    assert equal["sentence"] == "« q » : les 3 réponses sont la même, « Bien »."


def test_a_question_that_nobody_answered_is_told() -> None:
    told = line(read([question("p"), question("q")], [{"p": "good"}, {"p": "bad"}]), "audit")

    assert (told["check"], told["sentence"]) == ("nobody_answered", "Personne n’a répondu à 1 question (q).")
