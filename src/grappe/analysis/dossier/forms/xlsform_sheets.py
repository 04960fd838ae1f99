"""The sheets of an XLSForm as rows with their numbers, before pyxform says what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.grids import LOOKED_AT, Grid, is_blank
from grappe.analysis.dossier.nearest import plain
from grappe.analysis.language.catalogues import N_

TABLE = "questionnaire"
LANDMARKS = {"survey": "type", "choices": "listname"}
"""A column without which the sheet cannot be read, as `plain` writes it."""
EXPECTED = {"survey": "type, name", "choices": "list_name, name"}
SHEETS = ("survey", "choices", "settings", "external_choices", "osm")
NUMBERED = ("survey", "choices")
ROW_COLUMN = "grappe_row"
"""A column of our own, by which each question and each choice keeps the number of its row through pyxform."""

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class FormSheet:
    """One sheet of a form: its column names, and its rows, of which the first is the sheet's second."""

    header: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    """Rows above and among the others that are blank are kept, empty: a row's number is its place + 2."""

    def numbered(self) -> list[tuple[int, Row]]:
        """Return the rows that hold something, each with its number."""
        return [(number, row) for number, row in enumerate(self.rows, 2) if row]


@dataclass(slots=True)
class FormSheets:
    """The sheets of a form by their names in the standard, with what is wrong with them."""

    sheets: dict[str, FormSheet] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def __getitem__(self, name: str) -> FormSheet:
        return self.sheets.get(name, FormSheet())


def form_sheets(grids: list[Grid]) -> FormSheets:
    """Find the sheets of a form, and in each the row of its header, which a title may precede."""
    found = FormSheets()
    wanted = {plain(name): name for name in SHEETS}
    for grid in grids:
        name = wanted.get(plain(grid.sheet or ""))
        if name is None or name in found.sheets:
            continue
        header = _header(grid, name)
        if header is None:
            if any(not is_blank(row) for row in grid.cells):
                found.faults.append(_headless(name))
            continue
        found.sheets[name] = _sheet(grid, name, header, found.faults)
    return found


def _header(grid: Grid, name: str) -> int | None:
    landmark = LANDMARKS.get(name)
    for place, row in enumerate(grid.cells[:LOOKED_AT]):
        if landmark in {plain(cell) for cell in row} if landmark else not is_blank(row):
            return place
    return None


def _sheet(grid: Grid, name: str, header: int, faults: list[Fault]) -> FormSheet:
    titles = [cell.strip() for cell in grid.cells[header]]
    for title in dict.fromkeys(titles):
        if title and titles.count(title) > 1:
            faults.append(
                Fault(
                    table=TABLE,
                    row=header + 1,
                    column=f"{name}.{title}",
                    value=title,
                    what=N_("cette colonne apparaît deux fois."),
                    expected=N_("Gardez-en une seule."),
                )
            )
    rows = [
        {title: _words(cell) for title, cell in zip(titles, row, strict=False) if title and cell.strip()}
        for row in grid.cells[header + 1 :]
    ]
    return FormSheet(
        header=tuple(dict.fromkeys(title for title in titles if title)),
        rows=(*({} for _ in range(header)), *rows),
    )


def _words(cell: str) -> str:
    """Return the words of a cell; the two that Excel keeps as TRUE and FALSE are names in capitals there."""
    words = cell.strip()
    return words.upper() if words in ("true", "false") else words


def _headless(sheet: str) -> Fault:
    return Fault(
        table=TABLE,
        value=sheet,
        what=N_("la feuille « {value} » n’a pas d’en-tête."),
        expected=N_("Les colonnes {columns} sont attendues sur une même ligne."),
        values={"columns": EXPECTED.get(sheet, "")},
    )


def workbook_of(sheets: FormSheets, title: str) -> Mapping[str, object]:
    """Return the sheets as pyxform takes them, each question and choice with its row."""
    found: dict[str, object] = {"sheet_names": list(sheets.sheets), "fallback_form_name": title}
    for name, sheet in sheets.sheets.items():
        rows = [dict(row) for row in sheet.rows]
        header = list(sheet.header)
        if name in NUMBERED:
            rows = [{**row, ROW_COLUMN: str(number)} if row else {} for number, row in enumerate(rows, 2)]
            header.append(ROW_COLUMN)
        found[name] = rows
        found[f"{name}_header"] = [dict.fromkeys(header)]
    return found
