"""A dossier whose questionnaire and answers come straight from a survey tool."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.forms.matching import column_of, verdict
from grappe.analysis.dossier.reading import inspect_dossier, read_dossier

Files = dict[str, str]
Writer = Callable[..., Path]
EXAMPLES = Path(__file__).parent / "data" / "xlsform_examples"
SHEETS: dict[str, list[list[str]]] = {
    "survey": [
        ["type", "name", "label", "grappe_role"],
        ["begin_group", "g", "Groupe", ""],
        ["select_one oui_non", "plan", "Connaissez-vous le plan ?", "strategy_known"],
        ["select_multiple avec", "partenaires", "Avec qui ?", "partnership:any"],
        ["end_group", "", "", ""],
    ],
    "choices": [
        ["list_name", "name", "label", "grappe_positive"],
        ["oui_non", "oui", "Oui", "yes"],
        ["oui_non", "non", "Non", "no"],
        ["avec", "cluster", "Un cluster", "yes"],
        ["avec", "personne", "Personne", "no"],
    ],
}


def form() -> bytes:
    book, packed = openpyxl.Workbook(), io.BytesIO()
    del book["Sheet"]
    for name, rows in SHEETS.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(packed)
    return packed.getvalue()


def verdicts(dossier: Dossier, name: str) -> list[str | None]:
    assert dossier.questionnaire is not None
    question = next(q for q in dossier.questionnaire.questions if q.name == name)
    responses = dossier.tables["responses"]
    column = column_of(question, responses.columns)
    assert column is not None
    return [verdict(question, answer) for answer in responses[column]]


KOBO = """_id,_uuid,_submission_time,member_id,g/plan,g/partenaires/cluster,g/partenaires/personne
7,u7,2010-02-24T09:00:00,m1,oui,1,0
8,u8,2010-02-25T09:00:00,,non,0,1
9,u9,2010-02-26T09:00:00,,,,
"""
CENTRAL = """SubmissionDate,member_id,g-plan,g-partenaires,meta-instanceID,KEY
2010-02-24T09:00:00.120Z,m1,oui,cluster personne,7,7
2010-02-25T09:00:00.120Z,,non,personne,8,8
2010-02-26T09:00:00.120Z,,,,9,9
"""
LIMESURVEY = """"id. Response ID","submitdate. Date submitted","member_id","plan. Connaissez-vous le plan ?","partenaires[cluster]. Avec qui ? [Un cluster]","partenaires[personne]. Avec qui ? [Personne]"
"7","2010-02-24 09:00:00","m1","Oui","Oui","Non"
"8","2010-02-25 09:00:00","","Non","Non","Oui"
"9","2010-02-26 09:00:00","","","",""
"""


@pytest.mark.parametrize("export", [KOBO, CENTRAL, LIMESURVEY], ids=["kobo", "central", "limesurvey"])
def test_the_export_of_a_tool_serves_as_the_answers(plain: Files, write: Writer, export: str) -> None:
    dossier = read_dossier(write({**plain, "questionnaire.xlsx": form(), "responses.csv": export}))

    responses = dossier.tables["responses"]
    assert responses["response_id"].to_list() == ["7", "8", "9"]
    assert responses["member_id"].to_list() == ["m1", None, None]
    assert responses["submitted_on"].to_list() == [dt.date(2010, 2, day) for day in (24, 25, 26)]
    assert verdicts(dossier, "plan") == ["yes", "no", None]
    assert verdicts(dossier, "partenaires") == ["yes", "no", None]
    assert [warning.sentence() for warning in dossier.warnings if warning.table == "responses"] == []


def test_an_identifier_of_ours_is_taken_before_those_of_a_tool(plain: Files, write: Writer) -> None:
    dossier = read_dossier(
        write({**plain, "questionnaire.xlsx": form(), "responses.csv": "_id,response_id,plan\n1,r1,oui\n"})
    )

    assert dossier.tables["responses"]["response_id"].to_list() == ["r1"]


@pytest.mark.parametrize("title", ["plan", "g/plan", "Connaissez-vous le plan ?", "g/partenaires/cluster"])
def test_the_answers_of_an_export_that_numbers_none_are_numbered_by_row(
    plain: Files, write: Writer, title: str
) -> None:
    files = plain | {"responses.csv": f",{title}\n1,\n2,oui\n", "questionnaire.xlsx": form()}

    dossier, told = inspect_dossier(write(files))

    assert dossier is not None
    assert dossier.tables["responses"]["response_id"].to_list() == ["2", "3"]
    assert [(f.row, f.column) for f in told if f.table == "responses" and f.column == "response_id"] == [
        (1, "response_id")
    ]


def test_a_list_of_members_who_answered_is_numbered_too(plain: Files, write: Writer) -> None:
    dossier, _ = inspect_dossier(write(plain | {"responses.csv": "member_id\nm1\n"}))

    assert dossier is not None
    assert dossier.tables["responses"]["response_id"].to_list() == ["2"]


@pytest.mark.parametrize("beside", [{}, {"questionnaire.xlsx": form()}])
def test_a_table_of_which_nothing_is_known_is_no_answers(
    plain: Files, write: Writer, beside: dict[str, bytes]
) -> None:
    dossier, told = inspect_dossier(write(plain | {"responses.csv": "truc,chose\n1,2\n"} | beside))

    assert dossier is None
    assert [f.value for f in told if f.severity == "fault"] == ["truc chose"]


def test_an_identifier_that_is_misspelled_is_asked_for(plain: Files, write: Writer) -> None:
    files = plain | {"responses.csv": "reponse_id,plan\n1,oui\n", "questionnaire.xlsx": form()}

    _, told = inspect_dossier(write(files))

    assert [(f.column, f.value) for f in told if f.severity == "fault"] == [("response_id", "reponse_id")]


def test_a_form_of_old_excel_is_a_questionnaire(plain: Files, write: Writer) -> None:
    old = (EXAMPLES / "yes_or_no_question.xls").read_bytes()
    dossier = read_dossier(write({**plain, "questionnaire.xls": old}))

    assert dossier.questionnaire is not None
    assert [q.type for q in dossier.questionnaire.questions] == ["select_one"]


def test_a_structure_of_limesurvey_is_a_questionnaire(plain: Files, write: Writer) -> None:
    header = "class\ttype/scale\tname\trelevance\ttext\thelp\tlanguage\tvalidation\tmandatory\tother"
    structure = (
        f"{header}\nS\t\tlanguage\t\tfr\nG\tG0\tGroupe\t1\t\t\tfr\nQ\tY\tplan\t1\tLe plan ?\t\tfr\t\tN\tN\n"
    )
    dossier = read_dossier(
        write({**plain, "questionnaire.txt": structure, "responses.csv": "response_id,plan\nr1,Y\n"})
    )

    assert dossier.questionnaire is not None
    assert verdicts(dossier, "plan") == ["no"]


def test_an_old_workbook_that_is_no_questionnaire_is_still_passed_over(plain: Files, write: Writer) -> None:
    old = (EXAMPLES / "yes_or_no_question.xls").read_bytes()
    dossier, faults = inspect_dossier(write({**plain, "actions.xls": old}))

    assert dossier is not None
    assert ["actions.xls" in fault.sentence() for fault in faults] == [True]
