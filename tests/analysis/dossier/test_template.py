"""The empty dossier: a sheet per table, each column explained, and a reader that takes it back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from frictionless import Package
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from grappe.analysis.dossier import template
from grappe.analysis.dossier.forms.questionnaire import Questionnaire
from grappe.analysis.dossier.reading import inspect_dossier, read_dossier
from grappe.analysis.dossier.roles import KEYED, PLAIN
from grappe.analysis.dossier.tables import TABLES
from grappe.analysis.dossier.template import FolderNotEmpty, write_new_dossier
from grappe.analysis.dossier.template_cells import FORMATS, OCHRE, YES_NO
from grappe.analysis.dossier.template_questionnaire import questionnaire_workbook
from grappe.analysis.dossier.template_words import USES, table_names
from grappe.analysis.dossier.template_workbook import dossier_workbook
from grappe.analysis.dossier.values import FALSE, TRUE
from grappe.analysis.dossier.whole import CannotWrite
from grappe.analysis.language.catalogues import LANGUAGES, Language, say


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    return request.param


@pytest.fixture(scope="module")
def workbook(language: Language) -> Workbook:
    return dossier_workbook(language)


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    write_new_dossier(tmp_path / "new", "fr")
    return tmp_path / "new"


def rules(sheet: Worksheet) -> dict[str, DataValidation]:
    """The rule of each column, by the letter of the column."""
    return {str(rule.sqref).partition("3:")[0]: rule for rule in sheet.data_validations.dataValidation}


def filled_in(folder: Path, write: Callable[[Workbook], None]) -> Path:
    """The dossier once someone has written in its workbook."""
    workbook = load_workbook(folder / template.WORKBOOK)
    write(workbook)
    workbook.save(folder / template.WORKBOOK)
    return folder


def write_row(sheet: Worksheet, **values: object) -> None:
    places = {cell.value: cell.column for cell in sheet[2]}
    row = sheet.max_row + 1
    for name, value in values.items():
        sheet.cell(row, places[name], value)


def write_one_of_each(workbook: Workbook) -> None:
    write_row(workbook["cluster"], cluster_id="C1", name="Le Cluster")
    write_row(
        workbook["members"],
        member_id="007",
        name="Atelier",
        kind="enterprise",
        joined_on=dt.date(2008, 5, 1),
        founding="oui",
        postal_code="4000",
    )


def test_the_sheets_are_a_guide_then_the_tables_then_the_lists(workbook: Workbook) -> None:
    assert workbook.sheetnames[1:] == [*table_names(), "lists"]
    assert sorted(table_names()) == sorted(TABLES)
    assert sorted(USES) == sorted(TABLES)


def test_every_column_of_the_contract_has_its_header_and_its_note(
    workbook: Workbook, language: Language
) -> None:
    for table in TABLES.values():
        sheet = workbook[table.name]

        assert [cell.value for cell in sheet[2]] == [column.name for column in table.columns]
        for cell, column in zip(sheet[2], table.columns, strict=True):
            assert cell.comment is not None
            words = cell.comment.text
            assert words.startswith(say(column.about, language))
            assert [
                code for code, label in (column.choices or {}).items() if say(label, language) not in words
            ] == []


def test_a_title_says_what_the_table_is_and_no_cell_is_merged(workbook: Workbook, language: Language) -> None:
    for table in TABLES.values():
        sheet = workbook[table.name]

        assert sheet["A1"].value == say(table.about, language)
        assert (sheet.merged_cells.ranges, sheet.freeze_panes, sheet.max_row) == (set(), "A3", 2)


def test_a_required_column_is_seen_by_its_ochre_line(workbook: Workbook) -> None:
    for table in TABLES.values():
        marked = {
            cell.value
            for cell in workbook[table.name][2]
            if cell.border.bottom.style == "thick" and cell.border.bottom.color.rgb.endswith(OCHRE)
        }

        assert marked == {column.name for column in table.columns if column.required}


def test_a_closed_list_offers_exactly_the_values_of_the_contract(workbook: Workbook) -> None:
    for table in TABLES.values():
        held = rules(workbook[table.name])
        for cell, column in zip(workbook[table.name][2], table.columns, strict=True):
            if column.choices:
                rule = held[cell.column_letter]

                assert rule.formula1.strip('"').split(",") == list(column.choices)
                assert (rule.type, rule.showErrorMessage) == ("list", True)


def test_yes_and_no_are_words_that_the_reader_knows(workbook: Workbook, language: Language) -> None:
    rule = rules(workbook["members"])["I"]

    yes, no = YES_NO[language]
    assert (rule.formula1, yes in TRUE, no in FALSE) == (f'"{yes},{no}"', True, True)


def test_excel_has_room_for_every_list_and_sentence_beside_a_cell(workbook: Workbook) -> None:
    for name in table_names():
        for rule in rules(workbook[name]).values():
            assert len(rule.formula1) <= 257
            assert max(len(rule.prompt or ""), len(rule.error or "")) <= 255
            assert max(len(rule.promptTitle or ""), len(rule.errorTitle or "")) <= 32


def test_identifiers_and_codes_are_text_so_that_their_zeros_stay(workbook: Workbook) -> None:
    for table in TABLES.values():
        sheet = workbook[table.name]
        formats = {
            column.kind: sheet.column_dimensions[cell.column_letter].number_format
            for cell, column in zip(sheet[2], table.columns, strict=True)
        }

        assert formats == {kind: FORMATS.get(kind, "General") for kind in formats}
    assert {FORMATS[kind] for kind in ("identifier", "nace", "postal_code", "enterprise_number")} == {"@"}


def test_a_reference_proposes_the_identifiers_of_the_other_sheet(workbook: Workbook) -> None:
    rule = rules(workbook["participations"])["B"]

    assert "members'!$A$3" in rule.formula1 or "members!$A$3" in rule.formula1
    assert rule.showErrorMessage is False


def test_the_guide_leads_to_every_sheet(workbook: Workbook) -> None:
    guide = workbook[workbook.sheetnames[0]]
    links = {
        cell.value: cell.hyperlink.location.replace("'", "") for (cell,) in guide["A1:A60"] if cell.hyperlink
    }

    assert links == {name: f"{name}!A3" for name in table_names()}


def test_nothing_begins_like_a_formula(workbook: Workbook) -> None:
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]

    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []


def test_the_empty_dossier_lacks_its_two_required_tables_and_nothing_else(dossier: Path) -> None:
    read, faults = inspect_dossier(dossier)

    assert read is None
    assert [(fault.table, fault.severity) for fault in faults] == [("cluster", "fault"), ("members", "fault")]


def test_one_cluster_and_one_member_make_a_good_dossier(dossier: Path) -> None:
    read = read_dossier(filled_in(dossier, write_one_of_each))

    assert sorted(read.tables) == ["cluster", "members"]
    member = read.tables["members"].row(0, named=True)
    assert (member["member_id"], member["joined_on"], member["founding"], member["postal_code"]) == (
        "007",
        dt.date(2008, 5, 1),
        True,
        "4000",
    )
    assert read.warnings == ()


def test_the_settings_are_blank_but_for_the_language(dossier: Path) -> None:
    settings = read_dossier(filled_in(dossier, write_one_of_each)).settings

    assert (settings.as_of, settings.period_from, settings.period_to) == ((), None, None)
    assert (settings.language, settings.survey_invited) == ("fr", None)


def test_the_descriptor_is_what_the_standard_says(dossier: Path) -> None:
    assert Package(str(dossier / "datapackage.json")).validate().valid
    assert list(json.loads((dossier / "datapackage.json").read_text("utf-8"))["grappe"]) == [
        *("as_of", "period_from", "period_to", "language"),
        *("reference", "evaluator", "client", "survey_invited", "drafts"),
    ]


def test_the_questionnaire_is_read_with_a_question_for_every_role(dossier: Path) -> None:
    questionnaire = read_dossier(filled_in(dossier, write_one_of_each)).questionnaire

    assert isinstance(questionnaire, Questionnaire)
    assert {kind: bool(questionnaire.with_role(kind)) for kind in (*KEYED, *PLAIN)} == dict.fromkeys(
        (*KEYED, *PLAIN), True
    )
    assert all(question.choices for question in questionnaire.with_role("impact"))


def test_the_questionnaire_has_the_shape_of_an_xlsform(language: Language) -> None:
    form = questionnaire_workbook(language)
    survey = list(form["survey"].iter_rows(min_row=2, values_only=True))
    names = [row[1] for row in survey if row[1]]
    kinds = [row[0] for row in survey]
    lists = {row[0] for row in form["choices"].iter_rows(min_row=2, values_only=True)}

    assert form.sheetnames == ["survey", "choices", "settings"]
    assert len(names) == len(set(names))
    assert [name for name in names if not name.isascii() or not name.isidentifier()] == []
    assert kinds.count("begin_group") == kinds.count("end_group") == 5
    assert {kind.split()[1] for kind in kinds if kind.startswith("select")} == lists
    assert form["settings"]["D2"].value in form["survey"]["C1"].value


def test_a_folder_that_holds_something_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("à garder", "utf-8")

    with pytest.raises(FolderNotEmpty) as refusal:
        write_new_dossier(tmp_path, "fr")

    assert refusal.value.exit_code == 2
    assert refusal.value.sentences("fr") == [
        f"« {tmp_path} » n’est pas vide : rien n’y a été écrit. Donnez le nom d’un nouveau dossier."
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "new").write_text("à garder", "utf-8")

    with pytest.raises(FolderNotEmpty) as refusal:
        write_new_dossier(tmp_path / "new", "en")

    assert "is a file" in refusal.value.sentences("en")[0]
    assert (tmp_path / "new").read_text("utf-8") == "à garder"


def test_a_parent_that_is_a_file_is_told_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")

    with pytest.raises(CannotWrite) as refusal:
        write_new_dossier(tmp_path / "file" / "new", "fr")

    assert refusal.value.exit_code == 2


@pytest.mark.parametrize("exists", [True, False])
def test_nothing_is_left_when_the_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exists: bool
) -> None:
    def full_disk(_language: Language) -> Workbook:
        raise OSError(28, "No space left on device")

    if exists:
        (tmp_path / "new").mkdir()
    monkeypatch.setattr(template, "questionnaire_workbook", full_disk)

    with pytest.raises(CannotWrite):
        write_new_dossier(tmp_path / "new", "fr")

    assert [path.name for path in tmp_path.rglob("*")] == (["new"] if exists else [])


def test_an_empty_folder_that_exists_is_filled(tmp_path: Path) -> None:
    written = write_new_dossier(tmp_path, "en")

    assert [path.name for path in written] == [
        *("datapackage.json", "dossier.xlsx", "questionnaire.xlsx", "README.txt")
    ]
    assert sorted(tmp_path.iterdir()) == sorted(written)
