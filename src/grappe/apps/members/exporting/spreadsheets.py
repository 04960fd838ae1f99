"""Tables as files that a spreadsheet opens; what looks like a formula is never run."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from grappe.analysis.figures.results import FORMULA
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.apps.members.exporting.lists import Table, Value

WIDEST = 60


def as_csv(table: Table, language: Language) -> bytes:
    """Return a table as Excel of that language opens it: a mark that says UTF-8, and its own separator.

    A text that a spreadsheet would run has an apostrophe before it; an import takes it off again.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter="," if language == "en" else ";", lineterminator="\r\n")
    writer.writerow(map(harmless, table.headings))
    for row in table.rows:
        writer.writerow([_written(value, language) for value in row])
    return out.getvalue().encode("utf-8-sig")


def harmless(words: str) -> str:
    """Return a text that no spreadsheet computes."""
    return f"'{words}" if FORMULA.match(words) else words


def _written(value: Value, language: Language) -> str:
    if isinstance(value, bool):
        return say(N_("oui") if value else N_("non"), language)
    if isinstance(value, Decimal):
        words = f"{value.normalize():f}"
        return words if language == "en" else words.replace(".", ",")
    if isinstance(value, dt.date):
        return value.isoformat()
    return "" if value is None else harmless(str(value))


def as_xlsx(table: Table, language: Language) -> bytes:
    """Return a table as a workbook: days and numbers as such, every text as a text and never a formula."""
    made = Workbook(write_only=True)
    page: Any = made.create_sheet(table.title[:31])
    page.freeze_panes = "A2"
    for place, heading in enumerate(table.headings):
        long = max([len(heading), *(len(str(row[place] or "")) for row in table.rows[:200])])
        page.column_dimensions[get_column_letter(place + 1)].width = min(long + 2, WIDEST)
    page.append([_cell(page, heading, language, bold=True) for heading in table.headings])
    for row in table.rows:
        page.append([_cell(page, value, language) for value in row])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _cell(page: Any, value: Value, language: Language, *, bold: bool = False) -> Any:
    if value is None:
        return None
    if isinstance(value, bool):
        value = say(N_("oui") if value else N_("non"), language)
    cell: Any = WriteOnlyCell(page)
    cell.value = value
    if isinstance(value, str):
        # A text that begins with = is taken for a formula unless its type is said; the mark of a quotation
        # keeps it a text once somebody has edited it.
        cell.data_type = "s"
        cell.quotePrefix = FORMULA.match(value) is not None
    elif isinstance(value, dt.date):
        cell.number_format = "yyyy-mm-dd" if language == "en" else "dd/mm/yyyy"
    if bold:
        cell.font = Font(bold=True)
    return cell
