"""From the cells of a file to a typed table: every fault is gathered, so that all are told at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from grappe.analysis.dossier.cell_text import as_text
from grappe.analysis.dossier.columns import Column, Table
from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.grids import LOOKED_AT, Grid, is_blank, read_csv, read_parquet, read_workbook
from grappe.analysis.dossier.headers import CLUSTER_ID, ROW, find_header, missing_columns, near_columns, score
from grappe.analysis.dossier.package import plain_name
from grappe.analysis.dossier.tables import TABLES
from grappe.analysis.dossier.values import typed
from grappe.analysis.language.catalogues import N_


@dataclass(slots=True)
class Taken:
    """The tables read so far, with their faults and the files they came from."""

    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    numbered: dict[str, int] = field(default_factory=dict)
    """Tables whose rows have their number for identifier, with the row of the header."""


def take_file(taken: Taken, table: Table, file: str, path: Path) -> None:
    """Take one table from its own file; other sheets of a workbook may bear other tables' names.

    Raises Unreadable when the file is not of the kind that its name says.
    """
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        _take_frame(taken, table, file, read_parquet(file, path))
    elif suffix in (".xlsx", ".xlsm"):
        grids = read_workbook(file, path)
        own = _sheet_of(grids, table)
        if own is not None:
            _take_grid(taken, table, own)
        take_sheets(taken, [grid for grid in grids if grid is not own])
    else:
        _take_grid(taken, table, read_csv(file, path, lambda row: score(row, table)))


def _sheet_of(grids: list[Grid], table: Table) -> Grid | None:
    """Choose the sheet of a table's own workbook: the one that bears its name, or knows it best."""
    named = [grid for grid in grids if plain_name(grid.sheet or "") == table.name]
    return (
        named[0]
        if named
        else max(
            grids,
            key=lambda grid: max((score(row, table) for row in grid.cells[:LOOKED_AT]), default=0),
            default=None,
        )
    )


def take_sheets(taken: Taken, grids: list[Grid]) -> None:
    """Take the sheets that bear tables' names and hold something."""
    for grid in grids:
        name = plain_name(grid.sheet or "")
        if name not in TABLES:
            continue
        header, _ = find_header(grid, TABLES[name])
        if header is None or all(is_blank(row) for row in grid.cells[header.row + 1 :]):
            continue
        if name in taken.tables:
            taken.faults.append(
                Fault(
                    table=name,
                    value=f"{grid.file}, {grid.sheet}",
                    what=N_("la table est donnée deux fois : « {first} » et « {value} »."),
                    expected=N_("Gardez l’un des deux fichiers."),
                    values={"first": taken.origins[name]},
                )
            )
            continue
        _take_grid(taken, TABLES[name], grid)


def _take_grid(taken: Taken, table: Table, grid: Grid) -> None:
    """Turn cells into a frame of text, then into types; blank rows are passed over."""
    header, faults = find_header(grid, table)
    taken.faults.extend(faults)
    if header is None:
        taken.faults.append(
            Fault(
                table=table.name,
                value=grid.file,
                what=N_("le fichier « {value} » est vide."),
                expected=N_("Une ligne d’en-têtes est attendue."),
            )
        )
        return
    rows = [
        (number, row)
        for number, row in enumerate(grid.cells[header.row + 1 :], header.row + 2)
        if not is_blank(row)
    ]
    titles = [cell.strip() for cell in grid.cells[header.row]]
    merged = [right for top, _, bottom, right in grid.merged if top <= header.row <= bottom]
    width = 1 + max([place for place, title in enumerate(titles) if title] + merged, default=-1)
    for number, row in rows:
        if row[0].strip() in titles and [cell.strip() for cell in row] == titles:
            taken.faults.append(
                Fault(
                    table=table.name,
                    row=number,
                    value=", ".join(titles),
                    what=N_("l’en-tête est répété au milieu des lignes."),
                    expected=N_("Un seul en-tête est attendu : supprimez cette ligne."),
                )
            )
    rows = [(number, row) for number, row in rows if [cell.strip() for cell in row] != titles]
    for number, row in rows:
        if any(cell.strip() for place, cell in enumerate(row) if place >= width):
            taken.faults.append(
                Fault(
                    table=table.name,
                    row=number,
                    value=next(cell for cell in reversed(row) if cell.strip()),
                    what=N_("la ligne a plus de cellules que l’en-tête (« {value} » est de trop)."),
                    expected=N_("Autant de cellules que de colonnes."),
                    remedy=N_(
                        "Une virgule ou un point-virgule dans un texte ? Mettez ce texte entre guillemets."
                    ),
                )
            )
    frame = pl.DataFrame(
        {
            ROW: pl.Series([number for number, _ in rows], dtype=pl.Int64),
            **{
                name: pl.Series([row[place] if place < len(row) else "" for _, row in rows], dtype=pl.String)
                for place, name in header.names.items()
            },
        }
    )
    _take_typed(taken, table, grid.file, frame, header.row + 1)


def _take_frame(taken: Taken, table: Table, file: str, frame: pl.DataFrame) -> None:
    header, faults = find_header(Grid(file, None, [frame.columns]), table)
    taken.faults.extend(faults)
    names = header.names if header else {}
    frame = frame.select(frame.to_series(place).alias(name) for place, name in names.items())
    _take_typed(taken, table, file, frame.with_row_index(ROW, 2).with_columns(pl.col(ROW).cast(pl.Int64)), 1)


def _take_typed(taken: Taken, table: Table, file: str, frame: pl.DataFrame, header_row: int) -> None:
    taken.origins[table.name] = file
    names = set(frame.columns) - {ROW}
    lacking = missing_columns(names, table, header_row)
    if table.open_columns and any(_may_be_numbered(fault, table) for fault in lacking):
        frame = frame.with_columns(pl.col(ROW).cast(pl.String).alias(str(table.id_column)))
        lacking = [fault for fault in lacking if not _may_be_numbered(fault, table)]
        lacking.append(_numbered(table, header_row))
        taken.numbered[table.name] = header_row
    taken.faults.extend(lacking)
    taken.faults.extend(near_columns(names, table, header_row))
    known = {column.name: column for column in table.columns}
    known.setdefault(CLUSTER_ID, Column(name=CLUSTER_ID, kind="identifier", about=""))
    columns, misread = [], {}
    for name in frame.columns:
        if name == ROW:
            columns.append(frame[name])
        elif name in known:
            read = typed(frame[name], known[name])
            columns.append(read.values)
            misread[name] = {position for position, _, _ in read.wrong}
            for position, written, wrong in read.wrong:
                taken.faults.append(
                    Fault(
                        table=table.name,
                        row=frame[ROW][position],
                        column=name,
                        value=written,
                        what=wrong.what,
                        expected=wrong.expected,
                        remedy=wrong.remedy,
                        values=dict(wrong.values),
                    )
                )
        else:
            columns.append(_kept(frame[name], table))
    read_frame = pl.DataFrame(columns)
    _require_values(taken, table, read_frame, misread)
    taken.tables[table.name] = read_frame


def _may_be_numbered(fault: Fault, table: Table) -> bool:
    """Tell whether rows lack an identifier which no other column seems to hold."""
    return fault.column == table.id_column and fault.value is None


def _numbered(table: Table, header_row: int) -> Fault:
    return Fault(
        table=table.name,
        row=header_row,
        column=table.id_column,
        what=N_("la colonne manque : chaque ligne a son numéro pour identifiant."),
        severity="warning",
    )


def _kept(cells: pl.Series, table: Table) -> pl.Series:
    """Keep a column that no table declares, blanks as null: as text, numbers apart."""
    if table.open_columns or not (cells.dtype.is_numeric() or cells.dtype == pl.Boolean):
        cells = as_text(cells)
    if cells.dtype != pl.String:
        return cells
    cells = cells.str.strip_chars()
    return cells.set(cells == "", None)


def _require_values(taken: Taken, table: Table, read: pl.DataFrame, misread: Mapping[str, set[int]]) -> None:
    """Add a fault for each blank cell of a required column (a wrong one was told already)."""
    for column in table.columns:
        if not column.required or column.name not in read.columns:
            continue
        for position in read[column.name].is_null().arg_true():
            if position in misread[column.name]:
                continue
            taken.faults.append(
                Fault(
                    table=table.name,
                    row=read[ROW][position],
                    column=column.name,
                    value="",
                    what=N_("la cellule est vide."),
                    expected=N_("Cette colonne doit être remplie sur chaque ligne."),
                )
            )
