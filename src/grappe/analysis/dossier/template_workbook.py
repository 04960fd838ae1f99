"""The workbook of an empty dossier: a guide, then a sheet for each table."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from grappe.analysis.dossier.columns import Table
from grappe.analysis.dossier.tables import TABLES
from grappe.analysis.dossier.template_cells import (
    FIRST_ROW,
    FORMATS,
    GRAPE,
    HEADER_ROW,
    INK,
    LAST_ROW,
    LISTS,
    MIST,
    PLUM,
    SOFT,
    TITLE_ROW,
    comment,
    fill,
    header_style,
    rule,
    width_of,
    words_font,
)
from grappe.analysis.dossier.template_words import STEPS, USES, choices_of, note, table_names
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.vocabulary.countries import country_names

COUNTRY_COLUMN = 6


def dossier_workbook(language: Language) -> Workbook:
    """Return the empty workbook: the guide first, the tables in the order of the contract, the lists last."""
    workbook = Workbook()
    guide = workbook.active
    if not isinstance(guide, Worksheet):  # a new workbook has one sheet; openpyxl's types cannot say so
        raise TypeError(type(guide))
    guide.title = say(N_("Mode d’emploi"), language)
    sheets = {name: workbook.create_sheet(name) for name in table_names()}
    countries = _write_lists(workbook.create_sheet(LISTS), language)
    for name, sheet in sheets.items():
        _write_table(sheet, TABLES[name], language, countries)
    _write_guide(guide, language)
    return workbook


def _write_table(sheet: Worksheet, table: Table, language: Language, countries: str) -> None:
    """Write a title, the header, and no other cell: the sheet stays blank to the reader."""
    title = sheet.cell(TITLE_ROW, 1, say(table.about, language))
    title.font = words_font(size=13, bold=True, colour=PLUM)
    sheet.row_dimensions[TITLE_ROW].height = 26
    sheet.row_dimensions[HEADER_ROW].height = 22
    for position, column in enumerate(table.columns, 1):
        cell = sheet.cell(HEADER_ROW, position, column.name)
        cell.font, cell.fill, cell.border, cell.alignment = header_style(required=column.required)
        cell.comment = comment(note(column, language))
        letter = get_column_letter(position)
        kept = sheet.column_dimensions[letter]
        kept.width = width_of(column)
        kept.number_format = FORMATS.get(column.kind, "General")
        kept.font = words_font()
        held = rule(column, language, countries)
        if held is not None:
            held.add(f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}")
            sheet.add_data_validation(held)
    sheet.freeze_panes = f"A{FIRST_ROW}"
    sheet.sheet_properties.tabColor = PLUM if table.required else GRAPE
    sheet.page_setup.orientation = "landscape"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"


def _write_guide(sheet: Worksheet, language: Language) -> None:
    sheet.sheet_view.showGridLines = False
    for letter, width in (("A", 24), ("B", 14), ("C", 62), ("D", 62)):
        sheet.column_dimensions[letter].width = width
    title = sheet.cell(1, 1, say(N_("Le dossier d’évaluation du cluster"), language))
    title.font = words_font(size=19, bold=True, colour=PLUM)
    sheet.row_dimensions[1].height = 34
    row = 2
    for number, step in enumerate(STEPS, 1):
        row += 1
        cell = sheet.cell(row, 1, f"{number}. {say(step, language)}")
        cell.font = words_font()
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=4)
        sheet.row_dimensions[row].height = 32 if len(str(cell.value)) > 150 else 17
    row += 2
    heads = (N_("Feuille"), N_("Obligatoire"), N_("Ce qu’elle contient"), N_("Ce qu’elle permet"))
    for position, head in enumerate(heads, 1):
        cell = sheet.cell(row, position, say(head, language))
        cell.font, cell.fill, cell.border, cell.alignment = header_style(required=False)
    for name in table_names():
        row += 1
        table = TABLES[name]
        link = sheet.cell(row, 1, name)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"{quote_sheetname(name)}!A{FIRST_ROW}")
        link.font = words_font(bold=table.required, colour=GRAPE)
        sheet.cell(row, 2, say(N_("oui"), language) if table.required else "")
        sheet.cell(row, 3, say(table.about, language))
        sheet.cell(row, 4, say(USES[name], language))
        for position in range(1, 5):
            written = sheet.cell(row, position)
            written.alignment = Alignment(wrap_text=True, vertical="top")
            if position > 1:
                written.font = words_font(colour=INK if position < 4 else SOFT)
            if table.required:
                written.fill = fill(MIST)
        sheet.row_dimensions[row].height = 32 if max(map(len, _row_words(table, language))) > 62 else 17
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _row_words(table: Table, language: Language) -> tuple[str, str]:
    return say(table.about, language), say(USES[table.name], language)


def _write_lists(sheet: Worksheet, language: Language) -> str:
    """Write every closed list with its labels, then the countries; return the range of their codes."""
    heads = (N_("Feuille"), N_("Colonne"), N_("Valeur à écrire"), N_("Sens"))
    for position, head in enumerate(heads, 1):
        sheet.cell(1, position, say(head, language))
    sheet.cell(1, COUNTRY_COLUMN, say(N_("Pays"), language))
    sheet.cell(1, COUNTRY_COLUMN + 1, say(N_("Nom"), language))
    row = 1
    for name in table_names():
        for column in TABLES[name].columns:
            for code, label in choices_of(column, language).items():
                row += 1
                for position, words in enumerate((name, column.name, code, label), 1):
                    sheet.cell(row, position, words)
    countries = sorted(country_names(language).items())
    for place, (code, country) in enumerate(countries, 2):
        sheet.cell(place, COUNTRY_COLUMN, code)
        sheet.cell(place, COUNTRY_COLUMN + 1, country)
    for letter, width in (("A", 22), ("B", 18), ("C", 24), ("D", 44), ("F", 8), ("G", 40)):
        sheet.column_dimensions[letter].width = width
    for cell in sheet[1]:
        if cell.value:
            cell.font, cell.fill, cell.border, cell.alignment = header_style(required=False)
    sheet.freeze_panes = "A2"
    letter = get_column_letter(COUNTRY_COLUMN)
    return f"{LISTS}!${letter}$2:${letter}${len(countries) + 1}"
