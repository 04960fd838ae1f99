"""For each question, the sources that the dossier has: coverage, and nothing guessed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.analysis.figures.build import asked_on, dossier_of, member

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.catalogue import figures, named
from grappe.analysis.figures.engine import evaluate
from grappe.analysis.figures.labels import labelled
from grappe.analysis.figures.prose import unknown_names
from grappe.analysis.figures.suppression import suppressed
from grappe.analysis.matrix.questions import proposed, questions_of
from grappe.analysis.matrix.triangulation import Beside, Matrix, matrices
from grappe.analysis.matrix.words import basis_words, quotes_shown, value_words
from grappe.analysis.vocabulary.classes import CRITERIA

QUESTION = {
    "question_id": "q",
    "criterion": "relevance",
    "chapter": 3,
    "question": "Qui sont-ils ?",
    "figures": ["members.total"],
    "answer": "Cinq entreprises.",
    "strength": "strong",
}
MEMBERS = [member(name) for name in "abcde"]
DOCUMENTS = [
    {"document_id": "d1", "title": "Statuts", "dated_on": dt.date(2007, 6, 11), "chapter": ["2", "3"]},
    {"document_id": "d2", "title": "Comptes", "chapter": ["8"]},
]
INTERVIEWS = [{"interview_id": f"i{place}", "member_ids": [name]} for place, name in enumerate("abcde")]


def codings(*stances: str, chapter: int = 3, theme: str = "masse") -> list[dict[str, Any]]:
    return [
        {"interview_id": f"i{n}", "chapter": chapter, "theme": theme, "stance": stance, "quote": f"Dit {n}."}
        for n, stance in enumerate(stances)
    ]


def matrix_of(dossier: Dossier, below: int = 0) -> Matrix:
    results = labelled(suppressed(evaluate(dossier, asked_on(dossier)), below), dossier, "fr")
    (found,) = matrices(dossier, results, language="fr", below=below)
    return found


def beside(question: dict[str, Any], below: int = 0, **tables: Any) -> Beside:
    (row,) = matrix_of(dossier_of(members=MEMBERS, matrix=[{**QUESTION, **question}], **tables), below).rows
    return row


def test_three_kinds_of_source_are_three_sources() -> None:
    row = beside({}, documents=DOCUMENTS, interviews=INTERVIEWS, codings=codings("positive", "mixed"))

    assert [document.id for document in row.documents] == ["d1"]
    assert [line["value"] for line in row.figures] == [5]
    assert (row.heard.interviews, row.heard.members) == (2, 2)
    assert (row.sources, row.coverage("fr")) == (3, "Trois sources")


@pytest.mark.parametrize(
    ("question", "tables", "words"),
    [
        ({"figures": []}, {}, "Aucune source"),
        ({}, {}, "Une source"),
        ({"figures": ["survey.response_rate"]}, {}, "Aucune source"),
        ({}, {"documents": DOCUMENTS}, "Deux sources"),
    ],
)
def test_a_source_that_says_nothing_is_none(
    question: dict[str, Any], tables: dict[str, Any], words: str
) -> None:
    assert beside(question, **tables).coverage("fr") == words


def test_documents_and_themes_that_are_named_come_before_those_of_the_chapter() -> None:
    heard = [*codings("positive"), *codings("negative", "negative", chapter=8, theme="Recettes")]

    row = beside(
        {"documents": ["d2"], "themes": ["recettes"]},
        documents=DOCUMENTS,
        interviews=INTERVIEWS,
        codings=heard,
    )

    assert [document.id for document in row.documents] == ["d2"]
    assert row.heard.stances == {"positive": 0, "negative": 2, "mixed": 0}


def test_a_figure_without_its_class_brings_all_its_classes() -> None:
    row = beside({"figures": ["members.by_kind", "members.by_kind[enterprise]"]})

    assert [line["key"] for line in row.figures] == [
        "enterprise",
        "research",
        "education",
        "association_public",
        "enterprise",
    ]


def test_a_class_that_the_results_do_not_have_is_told() -> None:
    assert beside({"figures": ["finance.result[1999]"]}).absent == ("finance.result[1999]",)


def test_a_question_without_chapter_finds_no_documents_by_chapter() -> None:
    row = beside({"chapter": None}, documents=[{"document_id": "d", "chapter": ["None"]}])

    assert row.documents == ()


def test_small_groups_of_the_interviewed_are_not_told_apart() -> None:
    said = {"interviews": INTERVIEWS, "codings": codings(*["positive"] * 4, "negative")}
    same = {"interviews": INTERVIEWS, "codings": codings(*["positive"] * 5)}

    assert beside({}, **said).hidden is False
    assert beside({}, 3, **said).hidden is True  # one was negative
    assert beside({}, 3, **same).hidden is False
    assert beside({}, 6, **same).hidden is True


def test_a_hidden_figure_is_no_source_and_says_so() -> None:
    row = beside({"figures": ["members.total"]}, 6)

    assert [value_words(line, "fr") for line in row.figures] == ["masqué (petit groupe)"]
    assert row.sources == 0


def test_a_value_comes_with_what_it_rests_on() -> None:
    row = beside({"figures": ["members.total", "survey.response_rate"]})

    assert value_words(row.figures[0], "fr") == "5"
    assert [basis_words(line, "fr") for line in row.figures] == ["sur 5", ""]
    assert value_words(row.figures[1], "fr").startswith("non disponible (")


def test_quotes_are_of_two_stances_where_there_are_two() -> None:
    row = beside({}, interviews=INTERVIEWS, codings=codings("positive", "positive", "negative"))

    assert quotes_shown(row.heard) == [("positive", "Dit 0."), ("negative", "Dit 2.")]


def test_an_unknown_figure_of_the_matrix_is_a_fault_with_the_nearest() -> None:
    dossier = dossier_of(members=MEMBERS, matrix=[{**QUESTION, "figures": ["members.totall"]}])

    (fault,) = unknown_names(dossier)

    assert (fault.table, fault.column, fault.value) == ("matrix", "figures", "members.totall")
    assert "members.total" in fault.sentence()


def test_a_dossier_without_a_matrix_gets_the_questions_proposed() -> None:
    dossier = dossier_of(members=MEMBERS)

    assert questions_of(dossier, "c", "fr") == proposed("fr")
    assert questions_of(dossier, "c", "en") == proposed("en")


def test_the_questions_proposed_cover_the_criteria_and_name_figures_that_exist() -> None:
    questions = proposed("fr")

    assert {question.criterion for question in questions} == set(CRITERIA)
    assert [name for q in questions for name in q.figures if named(name) is None] == []
    assert {named(name)[0] for q in questions for name in q.figures} <= set(figures())  # type: ignore[index] # said above
    assert len({question.id for question in questions}) == len(questions)
    assert [q.question for q in questions] != [q.question for q in proposed("en")]


def test_a_mean_is_printed_to_one_decimal_beside_a_question_too() -> None:
    line = {"figure": "site.news_per_month", "value": 7.125, "unit": "index", "status": "ok", "missing": None}

    assert value_words(line, "fr") == "7,1"
    assert value_words({**line, "figure": "partners.concentration"}, "fr") == "7,13"
