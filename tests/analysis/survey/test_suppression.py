"""Small groups hidden, and what would give them away."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
from tests.analysis.survey.build import answers, line, lines, listed, question, read

from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.forms.questionnaire import Questionnaire
from grappe.analysis.survey.frame import frame_of
from grappe.analysis.survey.survey import survey
from grappe.analysis.survey.wishes import Wishes

MEMBERS = listed(
    *[(f"e{n}", "enterprise") for n in range(20)],
    *[(f"p{n}", "association_public") for n in range(12)],
    *[(f"r{n}", "research") for n in range(3)],
)
ROWS = [
    *[
        {"member": f"e{n}", "q": "good", "rare": "bad" if n < 2 else None, "n": float(n), "t": "mot"}
        for n in range(10)
    ],
    *[{"member": f"p{n}", "q": "bad", "n": 1.0} for n in range(6)],
    {"member": "r0", "q": "bad"},
]
QUESTIONS = [question("q"), question("rare"), question("n", "integer"), question("t", "text")]


def test_nothing_is_hidden_unless_asked() -> None:
    found = read(QUESTIONS, ROWS, members=MEMBERS, by=["kind"])

    assert "hidden" not in {
        row["missing"] for name in ("tables", "response", "crosstabs") for row in lines(found, name)
    }


def test_a_small_base_is_hidden_and_a_small_count_is_not() -> None:
    found = read(QUESTIONS, ROWS, members=MEMBERS, suppress_below=5)

    rare = line(found, "tables", question="rare", answer="bad")
    assert (rare["count"], rare["n"], rare["share"], rare["missing"]) == (None, None, None, "hidden")
    assert line(found, "tables", question="q", answer="bad")["count"] == 7
    assert line(found, "questions", question="rare")["n"] is None


def test_a_small_class_goes_with_the_next_smallest() -> None:
    found = read(QUESTIONS, ROWS, members=MEMBERS, suppress_below=5)

    told = {r["class"]: r["answered"] for r in lines(found, "response")}
    assert told == {None: 17, "enterprise": 10, "association_public": None, "research": None}
    compared = {r["class"]: r["asked"] for r in lines(found, "frame")}
    assert compared == {"enterprise": 20, "association_public": None, "research": None}
    crossed = {(r["class"], r["n"]) for r in lines(found, "crosstabs", question="q")}
    assert crossed == set()


def test_a_crossed_class_too_small_goes_with_another() -> None:
    found = read(QUESTIONS, ROWS, members=MEMBERS, by=["kind"], suppress_below=5)

    shown = {r["class"]: r["n"] for r in lines(found, "crosstabs", question="q", answer="good")}
    assert shown == {"enterprise": 10, "association_public": None, "research": None}


def test_extremes_authors_and_weights_are_nobodys_business() -> None:
    found = read(QUESTIONS, [*ROWS, {**ROWS[0]}], members=MEMBERS, weight_by=["kind"], suppress_below=5)

    number = line(found, "questions", question="n")
    assert (number["min"], number["max"], number["n"]) == (None, None, 16)
    assert {r["response_id"] for r in lines(found, "verbatims")} == {None}
    assert "weights" not in found.tables
    told = line(found, "audit", check="two_answers")
    assert told["sentence"] == "1 réponse a été remplacée par une réponse plus récente du même membre."


def test_the_order_of_the_texts_tells_nothing_of_their_authors() -> None:
    words = ["zèle", "bien", "mal", "assez", "trop", "peu"]
    questions = [question("late", "text"), question("early", "text")]
    found = read(
        questions, [{"late": word, "early": f"{n} {word}"} for n, word in enumerate(words)], suppress_below=5
    )

    told = [(row["question"], row["text"]) for row in lines(found, "verbatims")]
    assert told == [
        *[("late", word) for word in sorted(words)],
        *[("early", f"{n} {word}") for n, word in enumerate(words)],
    ]


def test_of_a_repeat_those_who_answered_are_counted_not_its_rows() -> None:
    rows = pl.DataFrame({"response_id": ["r1"] * 6, "v": ["good"] * 6, "n": [1.0, 2, 3, 4, 5, 6]})
    questions = [
        question("p"),
        question("v", repeat="visits"),
        question("n", "integer", repeat="visits"),
    ]
    found = read(questions, [{"p": "good"}] * 9, repeats={"visits": rows}, suppress_below=5)

    assert {row["count"] for row in lines(found, "tables", question="v")} == {None}
    assert line(found, "questions", question="n")["mean"] is None


def test_the_audit_names_no_row_and_no_answer_of_few() -> None:
    rows = [{"q": "good", "rare": "bad", "own": "moi"}] * 2 + [{"q": "good"}] * 8
    rows += [{"member": "m1", "q": "bad"}, {}]
    questions = [question("q"), question("rare"), question("own")]
    members = listed(("m2", "enterprise"))
    open_, discreet = (read(questions, rows, members=members, suppress_below=n) for n in (0, 5))

    checks = {"nobodys_member", "empty_answer", "off_the_list", "all_equal"}
    assert checks <= {row["check"] for row in lines(open_, "audit")}
    assert {row["rows"] for row in lines(discreet, "audit")} == {None}
    assert {row["question"] for row in lines(discreet, "audit")} == {None}


def test_a_warning_repeats_no_answer_of_few() -> None:
    form = Questionnaire((question("q"), question("rare", "integer")))
    given = answers(form, [{"q": "good", "rare": 1.0 if n < 2 else None} for n in range(9)])
    told = [
        Fault(table="responses", row=4, column=name, value="secret", what="« {value} »", severity="warning")
        for name in ("q", "rare")
    ]
    found = survey(replace(given, faults=tuple(told)), form, frame_of(None), Wishes(suppress_below=5))

    assert [row["sentence"] for row in lines(found, "audit", check="answers_file")] == [
        "responses, colonne q : « secret »",
        "responses, colonne rare : « … »",
    ]


def test_what_is_written_beside_the_list_is_crossed_with_nothing() -> None:
    rows = [{"member": f"e{n}", "q": "good" if n < 6 else "Chez Paul"} for n in range(7)]
    open_, discreet = (
        read([question("q")], rows, members=MEMBERS, by=["kind"], suppress_below=n) for n in (0, 5)
    )

    assert {row["answer"] for row in lines(open_, "crosstabs")} == {"good", "bad", "Chez Paul"}
    assert {row["answer"] for row in lines(discreet, "crosstabs")} == {"good", "bad"}
    assert line(discreet, "tables", answer="Chez Paul")["count"] == 1
