"""The structures that LimeSurvey writes: each letter of its types, in both kinds of file."""

from __future__ import annotations

from pathlib import Path

import pytest

from grappe.analysis.dossier.faults import Unreadable
from grappe.analysis.dossier.forms.limesurvey import words_of
from grappe.analysis.dossier.forms.questionnaire import Question, Questionnaire
from grappe.analysis.dossier.forms.reading import read_form

TITLES = [
    "class",
    "type/scale",
    "name",
    "relevance",
    "text",
    "help",
    "language",
    "validation",
    "mandatory",
    "other",
]

Rows = list[tuple[str, str, str, str]]
"""Class, type or scale, name, text."""


def txt(path: Path, rows: Rows, *, other: bool = False, relevance: str = "1") -> Questionnaire:
    lines = [
        TITLES,
        ["S", "", "language", "", "fr", *[""] * 5],
        ["G", "G0", "Groupe", "1", "", "", "fr", "", "", ""],
    ]
    for kind, scale, name, text in rows:
        mark = "Y" if other and kind == "Q" else "N"
        lines.append([kind, scale, name, relevance if kind == "Q" else "", text, "", "fr", "", "", mark])
    file = path / "questionnaire.txt"
    file.write_text("\ufeff" + "\n".join("\t".join(line) for line in lines), "utf-8")
    found, faults = read_form(file.name, file)
    assert faults == []
    assert found is not None
    return found


def shapes(form: Questionnaire) -> list[tuple[str, str, list[str]]]:
    return [(q.name, q.type, [choice.name for choice in q.choices]) for q in form.questions]


PARTS: Rows = [("SQ", "0", "a", "Un"), ("SQ", "0", "b", "Deux")]
ANSWERS: Rows = [("A", "0", "A1", "Bien"), ("A", "0", "A2", "Mal")]
FIVE = ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    ("letter", "rows", "expected"),
    [
        ("L", ANSWERS, [("q", "select_one", ["A1", "A2"])]),
        ("!", ANSWERS, [("q", "select_one", ["A1", "A2"])]),
        ("O", ANSWERS, [("q", "select_one", ["A1", "A2"]), ("q[comment]", "text", [])]),
        ("5", [], [("q", "select_one", FIVE)]),
        ("Y", [], [("q", "select_one", ["Y", "N"])]),
        ("G", [], [("q", "select_one", ["F", "M"])]),
        ("I", [], [("q", "select_one", ["fr"])]),
        ("A", PARTS, [("q[a]", "select_one", FIVE), ("q[b]", "select_one", FIVE)]),
        ("B", PARTS[:1], [("q[a]", "select_one", [str(n) for n in range(1, 11)])]),
        ("C", PARTS[:1], [("q[a]", "select_one", ["Y", "U", "N"])]),
        ("E", PARTS[:1], [("q[a]", "select_one", ["I", "S", "D"])]),
        ("F", PARTS + ANSWERS, [("q[a]", "select_one", ["A1", "A2"]), ("q[b]", "select_one", ["A1", "A2"])]),
        ("H", PARTS[:1] + ANSWERS, [("q[a]", "select_one", ["A1", "A2"])]),
        (
            "1",
            [*PARTS[:1], *ANSWERS, ("A", "1", "B1", "Souvent")],
            [("q[a][1]", "select_one", ["A1", "A2"]), ("q[a][2]", "select_one", ["B1"])],
        ),
        (":", [*PARTS, ("SQ", "1", "x", "X")], [("q[a_x]", "decimal", []), ("q[b_x]", "decimal", [])]),
        (";", [*PARTS[:1], ("SQ", "1", "x", "X")], [("q[a_x]", "text", [])]),
        ("M", PARTS, [("q", "select_multiple", ["a", "b"])]),
        (
            "P",
            PARTS,
            [("q", "select_multiple", ["a", "b"]), ("q[acomment]", "text", []), ("q[bcomment]", "text", [])],
        ),
        ("N", [], [("q", "decimal", [])]),
        ("K", PARTS, [("q[a]", "decimal", []), ("q[b]", "decimal", [])]),
        ("Q", PARTS, [("q[a]", "text", []), ("q[b]", "text", [])]),
        ("S", [], [("q", "text", [])]),
        ("T", [], [("q", "text", [])]),
        ("U", [], [("q", "text", [])]),
        ("D", [], [("q", "date", [])]),
        ("R", ANSWERS, [("q", "rank", ["A1", "A2"])]),
        ("X", [], [("q", "note", [])]),
        ("*", [], [("q", "calculate", [])]),
        ("|", [], [("q", "file", []), ("q[filecount]", "integer", [])]),
    ],
)
def test_each_type_asks_what_its_columns_hold(
    tmp_path: Path, letter: str, rows: Rows, expected: list[tuple[str, str, list[str]]]
) -> None:
    assert shapes(txt(tmp_path, [("Q", letter, "q", "Question"), *rows])) == expected


@pytest.mark.parametrize(
    ("letter", "rows", "choices"), [("L", ANSWERS, ["A1", "A2", "-oth-"]), ("M", PARTS, ["a", "b", "other"])]
)
def test_an_other_is_a_choice_and_a_question_of_its_own(
    tmp_path: Path, letter: str, rows: Rows, choices: list[str]
) -> None:
    form = txt(tmp_path, [("Q", letter, "q", "Question"), *rows], other=True)

    assert [choice.name for choice in form.questions[0].choices] == choices
    assert form.questions[0].other == "q[other]"
    assert (form.questions[1].name, form.questions[1].type) == ("q[other]", "text")


def test_words_groups_rows_and_conditions_are_kept(tmp_path: Path) -> None:
    form = txt(
        tmp_path,
        [("Q", "F", "q", "<p>Que&nbsp;pensez-vous ?</p>"), *PARTS, *ANSWERS],
        relevance='p.NAOK == "Y"',
    )

    assert form.languages == ("fr",)
    assert form.questions[1] == Question(
        "q[b]",
        "select_one",
        {"fr": "Que pensez-vous ? – Deux"},
        choices=form.questions[0].choices,
        row=4,
        groups=("Groupe",),
        relevant='p.NAOK == "Y"',
    )


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("<p>Un</p><p>deux &amp; trois</p>", "Un deux & trois"),
        ("a < b", "a < b"),
        ("<script>alert(1)</script>Oui", "Oui"),
        ("<!-- caché -->Oui<br/>non", "Oui non"),
        ("", ""),
    ],
)
def test_words_lose_their_markup(written: str, words: str) -> None:
    assert words_of(written) == words


def row(**cells: str) -> str:
    return (
        "<row>" + "".join(f"<{name}><![CDATA[{words}]]></{name}>" for name, words in cells.items()) + "</row>"
    )


def lss(head: str = "", **tables: list[str]) -> bytes:
    body = "".join(f"<{name}><rows>{''.join(rows)}</rows></{name}>" for name, rows in tables.items())
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}<document><LimeSurveyDocType>Survey</LimeSurveyDocType><languages><language>fr</language><language>en</language></languages>{body}</document>'.encode()


def old_structure() -> bytes:
    """One question in two languages, as versions before 4 keep it: a row for each language."""
    asked = {"qid": "1", "parent_qid": "0", "gid": "7", "type": "L", "title": "q", "question_order": "0"}
    answer = {"qid": "1", "code": "A1", "sortorder": "1", "scale_id": "0"}
    return lss(
        surveys=[row(language="fr", additional_languages="en")],
        surveys_languagesettings=[row(surveyls_language="fr", surveyls_title="Enquête")],
        groups=[row(gid="7", group_name="Groupe", group_order="0", language="fr")],
        questions=[
            row(**asked, question="Quoi ?", language="fr"),
            row(**asked, question="What?", language="en"),
        ],
        answers=[row(**answer, answer="Bien", language="fr"), row(**answer, answer="Well", language="en")],
    )


def new_structure() -> bytes:
    """The same, as versions from 4 keep it: the words in tables of their own."""
    return lss(
        surveys=[row(language="fr", additional_languages="en")],
        surveys_languagesettings=[row(surveyls_language="fr", surveyls_title="Enquête")],
        groups=[row(gid="7", group_order="0")],
        group_l10ns=[row(gid="7", group_name="Groupe", language="fr")],
        questions=[row(qid="1", parent_qid="0", gid="7", type="L", title="q", question_order="0")],
        question_l10ns=[
            row(qid="1", question="Quoi ?", language="fr"),
            row(qid="1", question="What?", language="en"),
        ],
        answers=[row(aid="5", qid="1", code="A1", sortorder="1", scale_id="0")],
        answer_l10ns=[row(aid="5", answer="Bien", language="fr"), row(aid="5", answer="Well", language="en")],
    )


def read(tmp_path: Path, content: bytes) -> Questionnaire:
    path = tmp_path / "questionnaire.lss"
    path.write_bytes(content)
    found, faults = read_form(path.name, path)
    assert faults == []
    assert found is not None
    return found


def test_old_and_new_versions_say_the_same(tmp_path: Path) -> None:
    form = read(tmp_path, old_structure())

    assert form == read(tmp_path, new_structure())
    assert (form.title, form.languages) == ("Enquête", ("fr", "en"))
    assert form.questions[0].labels == {"fr": "Quoi ?", "en": "What?"}
    assert form.questions[0].choices[0].labels == {"fr": "Bien", "en": "Well"}
    assert form.questions[0].groups == ("Groupe",)


def test_two_questions_of_one_code_are_told(tmp_path: Path) -> None:
    path = tmp_path / "questionnaire.lss"
    asked = {"parent_qid": "0", "gid": "7", "type": "S", "title": "q", "question": "Quoi ?", "language": "fr"}
    path.write_bytes(lss(questions=[row(qid="1", **asked), row(qid="2", **asked)]))

    _, faults = read_form(path.name, path)

    assert ["« q »" in fault.sentence() for fault in faults] == [True]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (lss('<!DOCTYPE d [<!ENTITY a "aaaa">]>'), "entités XML"),
        (lss("<!DOCTYPE d>"), "entités XML"),
        (old_structure()[:-40], "incomplète"),
        (lss(), "pas une structure LimeSurvey"),
        (b"<html><body>Not a survey</body></html>", "pas une structure LimeSurvey"),
    ],
)
def test_a_structure_that_is_none_or_no_honest_one_is_refused(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "questionnaire.lss"
    path.write_bytes(content)

    with pytest.raises(Unreadable) as refused:
        read_form(path.name, path)

    assert words in refused.value.sentences()[0]
