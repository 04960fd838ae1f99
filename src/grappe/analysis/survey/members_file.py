"""A list of those who were asked, in a file: the contract's table of members, or any with an id."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from grappe.analysis.dossier.cell_text import as_text
from grappe.analysis.dossier.faults import DossierRefused, Fault, Unreadable
from grappe.analysis.dossier.files import TABLE_SUFFIXES
from grappe.analysis.dossier.grids import LOOKED_AT, Cells, is_blank, read_csv, read_parquet, read_workbook
from grappe.analysis.dossier.nearest import plain
from grappe.analysis.dossier.one_table import read_table
from grappe.analysis.dossier.tables import TABLES
from grappe.analysis.language.catalogues import N_
from grappe.analysis.survey.frame import ID

IDS = (ID, "membre", "id_membre", "identifiant", "id", "token", "code")
"""Names that the column of ids may bear, the surest first."""
TABLE = "members"


def read_members(path: Path) -> tuple[pl.DataFrame, list[Fault]]:
    """Read the list of those who were asked from a CSV, XLSX or Parquet file, with what is odd about it.

    A file with the required columns of the contract's `members` is read and checked as in a dossier. Any
    other one needs a column of ids; its other columns are classes, as text.
    Raises Unreadable, or DossierRefused when it has no column of ids, or faults.
    """
    if path.suffix.lower() not in TABLE_SUFFIXES:
        raise Unreadable(path.name, N_("ce n’est ni un CSV, ni un classeur XLSX, ni un fichier Parquet."))
    if not path.is_file():
        raise Unreadable(str(path), N_("ce fichier n’existe pas. Vérifiez le chemin."))
    frame = _as_text(path)
    required = {plain(column.name) for column in TABLES[TABLE].columns if column.required} | {plain(ID)}
    if required <= {plain(column) for column in frame.columns}:
        members, faults = read_table(path, TABLE)
        if members is None:
            raise DossierRefused(fault for fault in faults if fault.severity == "fault")
        return members.drop("cluster_id"), faults
    named = {plain(column): column for column in reversed(frame.columns)}
    own = next((named[plain(name)] for name in IDS if plain(name) in named), None)
    if own is None:
        raise DossierRefused([_no_id(path, frame.columns)])
    others = {name: f"{name}_" for name in frame.columns if name == ID and name != own}
    return frame.rename({**others, own: ID}), []


def _as_text(path: Path) -> pl.DataFrame:
    """Return the file's table as text, blank cells null; its header is the first row that names an id."""
    if path.suffix.lower() == ".parquet":
        frame = read_parquet(path.name, path)
        return _cleaned(frame.select(as_text(frame[name]) for name in frame.columns))
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        grids = [grid for grid in read_workbook(path.name, path) if any(not is_blank(r) for r in grid.cells)]
        cells = max((grid.cells for grid in grids), key=_sense, default=[])
    else:
        cells = read_csv(path.name, path, _names_an_id).cells
    start = _header(cells)
    if start is None:
        raise DossierRefused([_empty(path)])
    titles = _titles(cells[start])
    rows = [row for row in cells[start + 1 :] if not is_blank(row)]
    columns = {
        title: [row[place] if place < len(row) else "" for row in rows] for place, title in titles.items()
    }
    return _cleaned(pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)))


def _cleaned(frame: pl.DataFrame) -> pl.DataFrame:
    texts = pl.all().cast(pl.String).str.strip_chars()
    return frame.with_columns(texts).with_columns(pl.when(pl.all() != "").then(pl.all()))


def _titles(cells: list[str]) -> dict[int, str]:
    """Return the columns that have a title; the second of two alike is numbered."""
    titles: dict[int, str] = {}
    for place, cell in enumerate(cells):
        title = cell.strip()
        if title:
            titles[place] = title if title not in titles.values() else f"{title}_{place + 1}"
    return titles


def _header(cells: Cells) -> int | None:
    """Return the row of the header: the one that names an id, else the first that is not blank."""
    rows = [place for place, row in enumerate(cells[:LOOKED_AT]) if not is_blank(row)]
    return max(rows, key=lambda place: (_names_an_id(cells[place]), -place), default=None)


def _names_an_id(row: list[str]) -> int:
    """Tell how surely a row is a header: by the surest name of an id that it holds."""
    found = {plain(cell) for cell in row}
    return max((len(IDS) - place for place, name in enumerate(IDS) if plain(name) in found), default=0)


def _sense(cells: Cells) -> int:
    return max((_names_an_id(row) for row in cells[:LOOKED_AT]), default=0)


def _no_id(path: Path, columns: list[str]) -> Fault:
    return Fault(
        table=path.name,
        value=", ".join(columns[:8]),
        what=N_("aucune colonne n’est celle des identifiants (colonnes : {value})."),
        expected=N_("Une colonne « member_id » est attendue, avec les identifiants des réponses."),
    )


def _empty(path: Path) -> Fault:
    return Fault(
        table=path.name,
        value=path.name,
        what=N_("le fichier « {value} » est vide."),
        expected=N_("Une ligne d’en-têtes est attendue."),
    )
