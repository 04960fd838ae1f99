"""The titles and values that Kobo, ODK and LimeSurvey write, and our own table: all the same answers."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest

from grappe.analysis.dossier.faults import DossierRefused, Unreadable
from grappe.analysis.dossier.forms.questionnaire import Choice, Question, Questionnaire
from grappe.analysis.survey.answers import Answers, read_answers

SCALE = (Choice("y", {"fr": "Oui", "en": "Yes"}), Choice("n", {"fr": "Non", "en": "No"}))
SERVICES = (
    Choice("veille", {"fr": "La veille"}),
    Choice("foires", {"fr": "Les foires"}),
    Choice("emploi", {"fr": "L’emploi"}),
)
FORM = Questionnaire(
    questions=(
        Question("plan", "select_one", {"fr": "Connaissez-vous le plan ?"}, choices=SCALE, groups=("g",)),
        Question("services", "select_multiple", {"fr": "Quels services ?"}, choices=SERVICES, groups=("g",)),
        Question("emplois", "integer", {"fr": "Combien d’emplois ?"}),
        Question("depuis", "date", {"fr": "Membre depuis"}),
        Question("avis", "text", {"fr": "Votre avis"}),
        Question("projet", "text", {"fr": "Titre du projet"}, groups=("projets",), repeat="projets"),
        Question("budget", "decimal", {"fr": "Budget du projet"}, groups=("projets",), repeat="projets"),
    ),
    languages=("fr",),
)
OWN = """response_id,member_id,submitted_on,plan,services,emplois,depuis,avis
r1,m1,2024-05-01,y,veille foires,12,2010-03-01,"Bien, merci"
r2,,2024-05-02,n,,,,
"""
KOBO = """_id,_uuid,_submission_time,_validation_status,_index,g/plan,g/services,g/services/veille,g/services/foires,g/services/emploi,emplois,depuis,avis,member_id,__version__
r1,u1,2024-05-01T09:12:44,,1,y,veille foires,1,1,0,12,2010-03-01,"Bien, merci",m1,v1
r2,u2,2024-05-02T10:00:00,,2,n,,,,,,,,,v1
"""
KOBO_LABELS = """_id;_submission_time;Connaissez-vous le plan ?;Quels services ?;Quels services ?/La veille;Quels services ?/Les foires;Quels services ?/L’emploi;Combien d’emplois ?;Membre depuis;Votre avis;member_id
r1;2024-05-01T09:12:44;Oui;La veille Les foires;1;1;0;12;2010-03-01;Bien, merci;m1
r2;2024-05-02T10:00:00;Non;;;;;;;;
"""
KOBO_GROUPS = KOBO_LABELS.replace(";Connaissez", ";Le cluster/Vous et lui/Connaissez").replace(
    ";Quels services", ";Le cluster/Vous et lui/Quels services"
)
CENTRAL = """SubmissionDate,g-plan,g-services,emplois,depuis,avis,member_id,meta-instanceID,KEY,SubmitterName,ReviewState,Edits
2024-05-01T09:12:44.120Z,y,veille foires,12,2010-03-01,"Bien, merci",m1,r1,r1,Anne,,0
2024-05-02T10:00:00.000Z,n,,,,,,r2,r2,Anne,,0
"""
LIMESURVEY = """"id. Response ID","submitdate. Date submitted","lastpage. Last page","startlanguage. Start language","plan. Connaissez-vous le plan ?","services[veille]. Quels services ? [La veille]","services[foires]. Quels services ? [Les foires]","services[emploi]. Quels services ? [L’emploi]","emplois. Combien d’emplois ?","depuis. Membre depuis","avis. Votre avis","member_id. Membre"
"r1","2024-05-01 09:12:44","3","fr","Oui","Oui","Oui","Non","12","2010-03-01 00:00:00","Bien, merci","m1"
"r2","2024-05-02 10:00:00","3","fr","Non","N/A","N/A","N/A","","","",""
"""
LIMESURVEY_CODES = """id,submitdate,lastpage,startlanguage,seed,plan,services_veille,services_foires,services_emploi,emplois,depuis,avis,member_id
r1,2024-05-01 09:12:44,3,fr,1,y,Y,Y,N,12,2010-03-01,"Bien, merci",m1
r2,2024-05-02 10:00:00,3,fr,2,n,,,,,,,
"""
EXPORTS = {
    "own": OWN,
    "kobo": KOBO,
    "kobo_labels": KOBO_LABELS,
    "kobo_labels_with_their_groups": KOBO_GROUPS,
    "central": CENTRAL,
    "limesurvey": LIMESURVEY,
    "limesurvey_codes": LIMESURVEY_CODES,
}


def read(tmp_path: Path, words: str, form: Questionnaire = FORM, *, encoding: str = "utf-8") -> Answers:
    path = tmp_path / "export.csv"
    path.write_bytes(words.encode(encoding))
    return read_answers(path, form)


def expected() -> list[dict[str, object]]:
    return [
        {
            "_row": 2,
            "response_id": "r1",
            "member_id": "m1",
            "submitted_on": dt.date(2024, 5, 1),
            "plan": "y",
            "services": ["veille", "foires"],
            "emplois": 12.0,
            "depuis": dt.date(2010, 3, 1),
            "avis": "Bien, merci",
        },
        {
            "_row": 3,
            "response_id": "r2",
            "member_id": None,
            "submitted_on": dt.date(2024, 5, 2),
            "plan": "n",
            "services": None,
            "emplois": None,
            "depuis": None,
            "avis": None,
        },
    ]


@pytest.mark.parametrize("words", EXPORTS.values(), ids=list(EXPORTS))
def test_every_tool_s_export_gives_the_same_answers(tmp_path: Path, words: str) -> None:
    answers = read(tmp_path, words)

    assert answers.frame.to_dicts() == expected()
    assert (answers.extra, answers.faults) == ((), ())
    assert answers.absent == ("projet", "budget")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding_of_excel_is_read(tmp_path: Path, encoding: str) -> None:
    words = OWN.replace("Bien, merci", "Très bien, déjà")

    assert read(tmp_path, words, encoding=encoding).frame["avis"][0] == "Très bien, déjà"


@pytest.mark.parametrize("mark", [";", "\t"])
def test_every_mark_between_cells_is_found(tmp_path: Path, mark: str) -> None:
    words = OWN.replace('"Bien, merci"', "Bien").replace(",", mark)

    assert read(tmp_path, words).frame["services"][0].to_list() == ["veille", "foires"]


def test_a_title_above_the_header_is_passed_over(tmp_path: Path) -> None:
    answers = read(tmp_path, "Enquête 2024\n\n" + OWN)

    assert answers.frame["_row"].to_list() == [4, 5]
    assert answers.frame.drop("_row").to_dicts() == [
        {name: value for name, value in row.items() if name != "_row"} for row in expected()
    ]


def test_blank_rows_are_no_answers(tmp_path: Path) -> None:
    answers = read(tmp_path, OWN.replace("\nr2", "\n,,,,,,,\n , ,,,,,,\nr2"))

    assert answers.frame["_row"].to_list() == [2, 5]


def test_none_ticked_is_told_from_silence(tmp_path: Path) -> None:
    words = "response_id,services/veille,services/foires\na,0,0\nb,,\nc,TRUE,FALSE\n"

    assert read(tmp_path, words).frame["services"].to_list() == [[], None, ["veille"]]


def test_the_words_of_other_tick_it_where_limesurvey_keeps_them(tmp_path: Path) -> None:
    listed = (*SERVICES, Choice("other", {"fr": "Autre"}))
    form = Questionnaire(
        (
            Question(
                "services",
                "select_multiple",
                {"fr": "Quels services ?"},
                choices=listed,
                other="services[other]",
            ),
            Question("services[other]", "text", {"fr": "Quels services ? – Autre"}),
        )
    )
    words = "id,services[veille],services[other]\n1,Y,Un stage\n2,N,\n3,,\n"
    answers = read(tmp_path, words, form)

    assert answers.frame["services"].to_list() == [["veille", "other"], [], None]
    assert answers.frame["services[other]"].to_list() == ["Un stage", None, None]


def test_a_list_that_is_kept_elsewhere_is_read_as_it_is_written(tmp_path: Path) -> None:
    form = Questionnaire((Question("lieux", "select_multiple", {}), Question("lieu", "select_one", {})))
    answers = read(tmp_path, "response_id,lieux,lieu\na,liege namur,Huy\n", form)

    assert answers.frame.select("lieux", "lieu").rows() == [(["liege", "namur"], "Huy")]
    assert answers.faults == ()


def test_more_than_sixty_choices_are_each_ticked(tmp_path: Path) -> None:
    names = [f"c{number}" for number in range(150)]
    form = Questionnaire(
        (Question("q", "select_multiple", {}, choices=tuple(Choice(name, {}) for name in names)),)
    )
    rows = [["1" if (row + place) % 7 == 0 else "0" for place in range(150)] for row in range(9)]
    lines = [",".join(f"q/{name}" for name in names), *(",".join(row) for row in rows)]

    assert read(tmp_path, "\n".join(lines), form).frame["q"].to_list() == [
        [name for name, tick in zip(names, row, strict=True) if tick == "1"] for row in rows
    ]


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    book = openpyxl.Workbook()
    del book["Sheet"]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


PROJECTS = [
    {"response_id": "r1", "projet": "A", "budget": 10.5},
    {"response_id": "r1", "projet": "B", "budget": None},
]


def test_the_repeats_of_a_kobo_workbook_follow_their_submission(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "kobo.xlsx",
        {
            "projets": [
                [
                    "projets/projet",
                    "projets/budget",
                    "_index",
                    "_parent_table_name",
                    "_parent_index",
                    "_submission__id",
                ],
                ["A", 10.5, 1, "Enquête", 1, "r1"],
                ["B", None, 2, "Enquête", 1, "r1"],
                ["Perdu", 1, 3, "Enquête", 9, "r9"],
            ],
            "Enquête": [["_id", "_index", "g/plan"], ["r1", 1, "y"], ["r2", 2, "n"]],
        },
    )
    answers = read_answers(path, FORM)

    assert answers.frame["plan"].to_list() == ["y", "n"]
    assert answers.repeats["projets"].to_dicts() == PROJECTS
    assert [fault.row for fault in answers.faults] == [4]
    assert answers.absent == ("services", "emplois", "depuis", "avis")


@pytest.mark.parametrize("packed", [False, True])
def test_the_files_of_odk_are_read_together(tmp_path: Path, packed: bool) -> None:  # noqa: FBT001 -- a parameter
    files = {
        "enquete.csv": "SubmissionDate,g-plan,KEY\n2024-05-01T00:00:00Z,y,uuid:1\n2024-05-02T00:00:00Z,n,uuid:2\n",
        "enquete-projets.csv": "projet,budget,PARENT_KEY,KEY\nA,10.5,uuid:1,uuid:1/projets[1]\nB,,uuid:1,uuid:1/projets[2]\n",
    }
    folder = tmp_path / "export"
    folder.mkdir()
    for name, words in files.items():
        (folder / name).write_text(words, "utf-8")
    path = folder
    if packed:
        path = tmp_path / "export.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name in files:
                archive.write(folder / name, name)
    answers = read_answers(path, FORM)

    assert answers.frame["response_id"].to_list() == ["uuid:1", "uuid:2"]
    assert answers.repeats["projets"].to_dicts() == [{**row, "response_id": "uuid:1"} for row in PROJECTS]


def test_a_repeat_in_the_row_of_its_submission_is_unfolded(tmp_path: Path) -> None:
    words = "_id,projets[1]/projet,projets[1]/budget,projets[2]/projet\nr1,A,10.5,B\nr2,,,\n"

    assert read(tmp_path, words).repeats["projets"].to_dicts() == PROJECTS


def test_an_answer_that_left_the_list_is_kept_and_told_once(tmp_path: Path) -> None:
    answers = read(tmp_path, "response_id,plan\na,oui\nb,peut-être\nc,Non\nd,peut-être\n")

    assert answers.frame["plan"].to_list() == ["y", "peut-être", "n", "peut-être"]
    assert [(fault.severity, fault.row, fault.column) for fault in answers.faults] == [("warning", 3, "plan")]
    assert "2 fois, lignes 3 à 5" in answers.faults[0].sentence()


def test_a_choice_that_left_the_list_is_kept_from_its_own_column(tmp_path: Path) -> None:
    answers = read(tmp_path, "response_id,services/veille,services/mission\na,1,1\nb,1,0\n")

    assert answers.frame["services"].to_list() == [["veille", "mission"], ["veille"]]
    assert ["« mission »" in fault.sentence() for fault in answers.faults] == [True]


def test_a_number_in_words_is_left_out_and_told(tmp_path: Path) -> None:
    answers = read(tmp_path, 'response_id,emplois\na,douze\nb,"1 200,0"\n')

    assert answers.frame["emplois"].to_list() == [None, 1200.0]
    assert ["« douze » n’est pas un nombre" in fault.sentence() for fault in answers.faults] == [True]


def test_one_identifier_twice_and_one_column_twice_are_told(tmp_path: Path) -> None:
    answers = read(tmp_path, "response_id,plan,plan\na,y,n\na,n,n\n")

    assert answers.frame["plan"].to_list() == ["y", "n"]
    assert [(fault.row, fault.column) for fault in answers.faults] == [(3, "response_id"), (None, "plan")]


def test_answers_without_identifiers_are_called_by_their_rows(tmp_path: Path) -> None:
    assert read(tmp_path, "plan,avis\ny,Bon\n\nn,Bof\n").frame["response_id"].to_list() == ["2", "4"]


def test_columns_that_are_no_question_are_named(tmp_path: Path) -> None:
    assert read(tmp_path, "response_id,plan,couleur\na,y,bleu\n").extra == ("couleur",)


def test_the_answers_of_another_form_are_refused_with_the_nearest_name(tmp_path: Path) -> None:
    with pytest.raises(DossierRefused) as refused:
        read(tmp_path, "identifiant,emploi,couleur\na,y,bleu\n")

    assert "aucune colonne" in refused.value.sentences()[0]
    assert "emploi → emplois" in refused.value.sentences()[0]


@pytest.mark.parametrize("words", ["", "\n\n"])
def test_an_empty_file_is_refused(tmp_path: Path, words: str) -> None:
    with pytest.raises(DossierRefused) as refused:
        read(tmp_path, words)

    assert "est vide" in refused.value.sentences()[0]


def test_a_header_without_answers_is_no_answer(tmp_path: Path) -> None:
    answers = read(tmp_path, "response_id,plan,services,emplois,depuis\n")

    assert answers.frame.height == 0
    assert answers.faults == ()


def test_a_row_longer_than_the_header_is_still_read(tmp_path: Path) -> None:
    answers = read(tmp_path, "response_id,plan\na,y\nb,n,trop\n")

    assert answers.frame["plan"].to_list() == ["y", "n"]


def test_a_file_that_ends_inside_a_cell_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        read(tmp_path, 'response_id,plan\na,"y\n')


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        read_answers(tmp_path / "nowhere.csv", FORM)
