"""Forms that others wrote, held against the XForms made of them; and what is wrong with a form."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from pyxform.xls2xform import convert

from grappe.analysis.dossier import grids
from grappe.analysis.dossier.faults import Unreadable
from grappe.analysis.dossier.forms.languages import language_code, missing_language
from grappe.analysis.dossier.forms.questionnaire import Question, Questionnaire
from grappe.analysis.dossier.forms.reading import read_form
from grappe.analysis.dossier.forms.xlsform import read_questionnaire
from grappe.analysis.dossier.grids import Grid

DATA = Path(__file__).parent / "data"
EXAMPLES = sorted((DATA / "xlsform_examples").glob("*.xls*"))
XFORMS_OF_STUDIES = DATA / "xlsform_emission" / "xforms.zip"
with ZipFile(XFORMS_OF_STUDIES) as archive:
    PUBLISHED = {Path(name).stem: archive.read(name).decode() for name in archive.namelist()}
STUDIES = sorted(path for path in (DATA / "xlsform_emission").glob("*.xlsx") if path.stem in PUBLISHED)
INCLUDING = "include"
FLAT = "flat_xlsform_test.xlsx"
"""A form that asks its groups to be left out of the paths."""
XFORMS, XHTML = "{http://www.w3.org/2002/xforms}", "{http://www.w3.org/1999/xhtml}"
ASKING = {f"{XFORMS}{tag}": tag for tag in ("input", "select", "select1", "upload", "trigger", "range")} | {
    "{http://www.opendatakit.org/xforms}rank": "rank"
}
ASKED_AS = {"select": "select_multiple", "select1": "select_one", "rank": "rank", "trigger": "acknowledge"}
MADE_BY_PYXFORM = (
    "reserved_name_for_field_list_labels_",
    "generated_table_list_label_",
    "generated_note_name_",
)
NOT_SHOWN = (
    *("calculate", "hidden", "start", "end", "today", "deviceid", "simserial", "phonenumber", "subscriberid"),
    "username",
)

Rows = list[list[str]]


def form(path: Path) -> Questionnaire:
    found, faults = read_form(path.name, path)
    assert found is not None, [fault.sentence() for fault in faults]
    assert [fault.sentence() for fault in faults] == []
    return found


def asked(xform: str) -> Iterator[tuple[str, str]]:
    """Yield the path and the kind of each question of an XForm."""
    body = ET.fromstring(xform).find(f"{XHTML}body")  # noqa: S314 -- made by ourselves, of our data
    assert body is not None
    for element in body.iter():
        path = element.get("ref", "").split("/", 2)[-1]
        if element.tag in ASKING and not path.rpartition("/")[2].startswith(MADE_BY_PYXFORM):
            # a list too long for the form is an input with a query
            kind = "select_one" if element.get("query") else ASKED_AS.get(ASKING[element.tag], "")
            yield path, kind


def shown(questionnaire: Questionnaire, *, flat: bool = False) -> list[tuple[str, str]]:
    selects = tuple(ASKED_AS.values())
    return [
        (
            "/".join((*(() if flat else q.groups), q.name.rpartition("/")[2])),
            q.type if q.type in selects else "",
        )
        for q in questionnaire.questions
        if q.type not in NOT_SHOWN
    ]


@pytest.mark.parametrize(
    "path", [path for path in EXAMPLES if not path.name.startswith(INCLUDING)], ids=lambda path: path.name
)
def test_an_example_has_the_questions_of_its_xform_in_their_order(path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl's, of extensions of Excel in workbooks that others wrote
        xform = convert(str(path)).xform

    assert shown(form(path), flat=path.name == FLAT) == list(asked(xform))


@pytest.mark.parametrize("path", STUDIES, ids=lambda path: path.name)
def test_a_study_has_the_questions_of_the_xform_that_was_published_with_it(path: Path) -> None:
    assert shown(form(path)) == list(asked(PUBLISHED[path.stem]))


@pytest.mark.parametrize(
    "path", [path for path in EXAMPLES if path.name.startswith(INCLUDING)], ids=lambda path: path.name
)
def test_a_form_that_includes_another_says_which(path: Path) -> None:
    _, faults = read_form(path.name, path)

    assert [fault.column for fault in faults] == ["survey.type"]
    assert "inclut un autre formulaire" in faults[0].sentence()


def read(
    survey: Rows, choices: Rows | None = None, settings: Rows | None = None
) -> tuple[Questionnaire | None, list[str]]:
    sheets = {"survey": survey, "choices": choices, "settings": settings}
    found, faults = read_questionnaire(
        "form.xlsx", [Grid("form.xlsx", name, rows) for name, rows in sheets.items() if rows]
    )
    return found, [fault.sentence() for fault in faults]


def questions(survey: Rows, choices: Rows | None = None, settings: Rows | None = None) -> dict[str, Question]:
    found, faults = read(survey, choices, settings)
    assert faults == []
    assert found is not None
    return {question.name: question for question in found.questions}


HEADER = ["type", "name", "label", "grappe_role"]
YES_NO = [
    ["list_name", "name", "label", "grappe_positive"],
    ["yn", "y", "Oui", "yes"],
    ["yn", "n", "Non", "no"],
    ["yn", "na", "Sans objet", "na"],
]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("select_one yn", "select_one"),
        ("select one from yn", "select_one"),
        ("select1 yn", "select_one"),
        ("select_multiple yn", "select_multiple"),
        ("select all that apply from yn", "select_multiple"),
        ("rank yn", "rank"),
        ("int", "integer"),
        ("q string", "text"),
        ("add note prompt", "note"),
        ("photo", "file"),
        ("location", "geopoint"),
        ("datetime", "dateTime"),
    ],
)
def test_a_type_is_read_in_all_its_spellings(written: str, kind: str) -> None:
    assert questions([HEADER, [written, "q", "Question"]], YES_NO)["q"].type == kind


def test_roles_verdicts_rows_and_groups_are_kept() -> None:
    found = questions(
        [
            ["Enquête de satisfaction"],
            HEADER,
            ["begin_group", "g", "Groupe"],
            [],
            ["select_one yn", "q", "Question", "strategy_known"],
            ["begin_repeat", "r", "Répétition"],
            ["text", "t", "Texte", "verbatim:strategy"],
            ["end_repeat"],
            ["end_group"],
        ],
        YES_NO,
    )

    assert str(found["q"].role) == "strategy_known"
    assert [choice.positive for choice in found["q"].choices] == ["yes", "no", "na"]
    assert {name: (q.row, q.groups, q.repeat) for name, q in found.items()} == {
        "q": (5, ("g",), ""),
        "t": (7, ("g", "r"), "r"),
    }


@pytest.mark.parametrize("relevant", ["selected(${q}, 'autre')", "${q} = 'autre'", "${q}='autre'"])
def test_the_words_of_other_are_found_where_the_form_asks_them(relevant: str) -> None:
    header = [*HEADER, "relevant"]
    choices = [*YES_NO, ["yn", "autre", "Autre", ""]]
    survey = [header, ["select_one yn", "q", "Question"], ["text", "mots", "Précisez", "", relevant]]

    assert questions(survey, choices)["q"].other == "mots"


def test_or_other_adds_its_choice_and_its_question() -> None:
    found = questions([HEADER, ["select_one yn or_other", "q", "Question"]], YES_NO)

    assert found["q"].other == "q_other"
    assert [choice.name for choice in found["q"].choices] == ["y", "n", "na", "other"]
    assert found["q_other"].type == "text"


def test_one_name_in_two_groups_is_told_apart_by_its_path() -> None:
    survey = [HEADER]
    for group in ("a", "b"):
        survey += [["begin_group", group, group], ["text", "q", f"Question {group}"], ["end_group"]]

    assert list(questions(survey)) == ["a/q", "b/q"]


def test_each_group_s_other_is_the_one_in_that_group() -> None:
    header = [*HEADER, "relevant"]
    survey = [header]
    for group in ("a", "b"):
        survey += [
            ["begin_group", group, group],
            ["select_one yn", "q", f"Question {group}"],
            ["text", f"mots_{group}", "Précisez", "", "selected(../q, 'autre')"],
            ["end_group"],
        ]
    found = questions(survey, [*YES_NO, ["yn", "autre", "Autre", ""]])

    assert {name: question.other for name, question in found.items() if question.choices} == {
        "a/q": "mots_a",
        "b/q": "mots_b",
    }


def test_an_old_workbook_that_spans_too_many_blank_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    path = DATA / "xlsform_examples" / "yes_or_no_question.xls"
    assert form(path).questions
    monkeypatch.setattr(grids, "SPARSE_FROM", 1)

    with pytest.raises(Unreadable):
        read_form(path.name, path)


def test_languages_are_read_by_code_and_by_name() -> None:
    header = ["type", "name", "label::Français (fr)", "label::Dutch", "label::English"]
    found, _ = read([header, ["text", "q", "Pourquoi ?", "Waarom?", "Why?"]])

    assert found is not None
    assert found.languages == ("fr", "nl", "en")
    assert found.questions[0].words("nl") == "Waarom?"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Français (fr)", "fr"),
        ("Nederlands", "nl"),
        ("nl-BE", "nl"),
        ("anglais", "en"),
        ("German", "de"),
        ("default", ""),
        ("Klingon (tlh)", "tlh"),
        ("Wallon oriental", "wallonoriental"),
    ],
)
def test_the_name_of_a_language_gives_its_code(written: str, code: str) -> None:
    assert language_code(written) == code


def test_a_language_that_the_form_lacks_is_told_with_those_that_it_has() -> None:
    found, _ = read(
        [["type", "name", "label::Français (fr)", "label::English (en)"], ["text", "q", "Quoi ?", "What?"]]
    )

    assert found is not None
    assert missing_language(found, "en") is None
    fault = missing_language(found, "nl")
    assert fault is not None
    assert "« nl »" in fault.sentence()
    assert "fr, en" in fault.sentence()


def test_a_form_that_does_not_say_its_language_has_every_language() -> None:
    found, _ = read([HEADER, ["text", "q", "Quoi ?"]])

    assert found is not None
    assert missing_language(found, "nl") is None


@pytest.mark.parametrize(
    ("survey", "place", "words"),
    [
        (
            [HEADER, ["text", "q", "A"], ["text", "q", "B"]],
            "ligne 3",
            "« q » est déjà pris dans le même groupe",
        ),
        ([HEADER, ["begin_group", "g", "G"], ["text", "q", "A"]], "ligne 2", "« g » n’est jamais refermé"),
        ([HEADER, ["text", "q", "A"], ["end_group"]], "ligne 3", "qui n’est pas ouvert"),
        ([HEADER, ["text", "", "A"]], "ligne 2", "n’a pas de nom"),
        ([HEADER, ["", "q", "A"]], "ligne 2", "n’a pas de type"),
        ([HEADER, ["text", "q q", "A"]], "ligne 2", "le nom n’est pas admis"),
        ([HEADER, ["text", "q", "${nulle_part}"]], "ligne 2", "« nulle_part »"),
        ([HEADER, ["calculate", "q", ""]], "ligne 2", "la formule à calculer manque"),
        ([HEADER, ["txet", "q", "A"]], "ligne 2", "Vouliez-vous dire « text »"),
        ([HEADER, ["select_one ny", "q", "A"]], "ligne 2", "« ny »"),
        ([["type", "name", "name"], ["text", "q", "q"]], "ligne 1", "apparaît deux fois"),
    ],
)
def test_a_form_that_cannot_be_read_says_where_and_why(survey: Rows, place: str, words: str) -> None:
    _, faults = read(survey, YES_NO)

    assert len(faults) == 1
    assert place in faults[0]
    assert words in faults[0]


@pytest.mark.parametrize(
    ("choices", "place", "words"),
    [
        (
            [["list_name", "name", "label"], ["yn", "", "Oui"]],
            "ligne 2, colonne choices.name",
            "n’a pas de nom",
        ),
        ([["list_name", "label"], ["yn", "Oui"]], "questionnaire", "n’a pas toutes les colonnes"),
        ([["name", "label"], ["y", "Oui"]], "questionnaire", "« choices » n’a pas d’en-tête"),
    ],
)
def test_a_list_that_cannot_be_read_says_where_and_why(choices: Rows, place: str, words: str) -> None:
    _, faults = read([HEADER, ["select_one yn", "q", "A"]], choices)

    assert place in faults[0]
    assert words in faults[0]


def test_choices_of_one_name_are_told() -> None:
    _, faults = read([HEADER, ["select_one yn", "q", "A"]], [*YES_NO, ["yn", "y", "Oui encore", "yes"]])

    assert ["deux choix d’une même liste" in fault for fault in faults] == [True]


def test_a_form_without_questions_is_told() -> None:
    found, faults = read([HEADER])

    assert found is None
    assert ["ne pose aucune question" in fault for fault in faults] == [True]


def test_a_row_that_is_off_asks_nothing() -> None:
    header = [*HEADER, "disabled"]

    assert list(questions([header, ["text", "q", "A"], ["select_one zz", "z", "Z", "", "yes"]])) == ["q"]


@pytest.mark.parametrize(
    "content",
    [b"", b"   \n", b"\x89PNG\r\n\x1a\n\0\0", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1broken"],
)
def test_a_file_that_is_no_form_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "questionnaire.xlsx"
    path.write_bytes(content)

    with pytest.raises(Unreadable):
        read_form(path.name, path)
