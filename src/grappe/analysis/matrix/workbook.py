"""The evaluation matrix as a workbook, to be edited and put back in the dossier."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from grappe.analysis.dossier.columns import Column
from grappe.analysis.dossier.tables.inquiry import MATRIX
from grappe.analysis.matrix.questions import Question
from grappe.analysis.matrix.triangulation import Matrix

WIDTHS = {"question": 54, "judgement": 44, "answer": 54, "figures": 40, "documents": 24, "themes": 24}
WIDTH = 15
LAST_ROW = 500
PLUM, WHITE = "FF4A1942", "FFFFFFFF"


def write_workbook(file: Path, matrices: Sequence[Matrix]) -> None:
    """Write `matrix.xlsx` with the columns of the table `matrix`, the questions filled in.

    Of a campaign, with the column cluster_id. A text that begins like a formula is written as text.
    """
    workbook = Workbook()
    sheet = workbook.active
    if not isinstance(sheet, Worksheet):  # a new workbook has one sheet; openpyxl's types cannot say so
        raise TypeError(type(sheet))
    sheet.title = MATRIX.name
    of_campaign = len(matrices) > 1
    names = [*(["cluster_id"] if of_campaign else []), *(column.name for column in MATRIX.columns)]
    for place, name in enumerate(names, 1):
        head = sheet.cell(1, place, name)
        head.font, head.fill = Font(bold=True, color=WHITE), PatternFill("solid", start_color=PLUM)
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS.get(name, WIDTH)
    rows = [(matrix.cluster, row.question) for matrix in matrices for row in matrix.rows]
    for number, (cluster, question) in enumerate(rows, 2):
        given = [*([cluster] if of_campaign else []), *(_cell(question, c) for c in MATRIX.columns)]
        for place, value in enumerate(given, 1):
            cell = sheet.cell(number, place, value)
            if isinstance(value, str):
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for place, name in enumerate(names, 1):
        column = next((one for one in MATRIX.columns if one.name == name), None)
        if column is not None and column.choices:
            letter = get_column_letter(place)
            held = DataValidation(
                type="list", formula1='"' + ",".join(column.choices) + '"', allow_blank=True
            )
            held.add(f"{letter}2:{letter}{LAST_ROW}")
            sheet.add_data_validation(held)
    sheet.freeze_panes = "A2"
    workbook.save(file)


def _cell(question: Question, column: Column) -> str | int | None:
    name = "id" if column.name == "question_id" else column.name
    value = getattr(question, name)
    return ";".join(value) if isinstance(value, tuple) else value or None
