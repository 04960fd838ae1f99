"""A dossier read, checked and typed: the one way in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from grappe.analysis.dossier.cell_text import as_text
from grappe.analysis.dossier.codes import checked_codes
from grappe.analysis.dossier.columns import Column, Table
from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.faults import DossierRefused, Fault
from grappe.analysis.dossier.files import opened
from grappe.analysis.dossier.grids import LOOKED_AT, Grid, is_blank, read_csv, read_parquet, read_workbook
from grappe.analysis.dossier.headers import CLUSTER_ID, ROW, find_header, missing_columns, near_columns, score
from grappe.analysis.dossier.integrity import checked_integrity
from grappe.analysis.dossier.oddities import odd_rows
from grappe.analysis.dossier.package import QUESTIONNAIRE, Package, plain_name, read_package
from grappe.analysis.dossier.questionnaire import Questionnaire, checked_answers, read_questionnaire
from grappe.analysis.dossier.tables import TABLES
from grappe.analysis.dossier.values import typed
from grappe.analysis.language.catalogues import N_


@dataclass(slots=True)
class _Reading:
    """What has been read so far; every fault is gathered, so that all are told at once."""

    package: Package
    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    questionnaire: Questionnaire | None = None
    faults: list[Fault] = field(default_factory=list)


def read_dossier(path: Path | str) -> Dossier:
    """Read the dossier at `path`: folder, zip or workbook.

    Raises DossierRefused with every fault found, or Unreadable for a file that is not one.
    """
    dossier, faults = inspect_dossier(path)
    if dossier is None:
        raise DossierRefused(fault for fault in faults if fault.severity == "fault")
    return dossier


def inspect_dossier(
    path: Path | str, *, as_of: tuple[dt.date, ...] = ()
) -> tuple[Dossier | None, list[Fault]]:
    """Read the dossier and return it (None when it has faults) with every fault and warning.

    as_of: reference days in place of those of the settings.
    Raises Unreadable for a file that is not what its name says.
    """
    with opened(Path(path)) as files:
        reading = _Reading(read_package(files))
        reading.faults.extend(reading.package.faults)
        if as_of:
            reading.package.settings = replace(reading.package.settings, as_of=as_of)
        for name, (file, where) in reading.package.files.items():
            _read_file(reading, name, file, where)
        for file, where in reading.package.workbooks.items():
            _read_workbook(reading, file, where)
    _require_tables(reading)
    clusters = _clusters(reading)
    for name in reading.tables:
        reading.tables[name] = _with_cluster(reading, name, clusters)
    checked_codes(reading.tables, reading.faults)
    checked_integrity(reading.tables, reading.faults)
    if reading.questionnaire is not None and "responses" in reading.tables:
        checked_answers(reading.questionnaire, reading.tables["responses"], reading.faults)
    odd_rows(reading.tables, reading.package.settings, reading.faults)
    reading.faults.sort(key=_order)
    if any(fault.severity == "fault" for fault in reading.faults):
        return None, reading.faults
    warnings = tuple(reading.faults)
    dossier = Dossier(
        settings=reading.package.settings,
        tables=reading.tables,
        questionnaire=reading.questionnaire,
        warnings=warnings,
        origins=reading.origins,
    )
    return dossier, reading.faults


def _order(fault: Fault) -> tuple[bool, int, int]:
    names = list(TABLES)
    place = names.index(fault.table) if fault.table in names else -1
    return fault.severity == "warning", place, fault.row or 0


def _read_file(reading: _Reading, name: str, file: str, path: Path) -> None:
    suffix = path.suffix.lower()
    if name == QUESTIONNAIRE:
        reading.questionnaire, faults = read_questionnaire(file, read_workbook(file, path))
        reading.faults.extend(faults)
    elif suffix == ".parquet":
        _take_frame(reading, TABLES[name], file, read_parquet(file, path))
    elif suffix in (".xlsx", ".xlsm"):
        grids = read_workbook(file, path)
        own = _sheet_of(grids, TABLES[name])
        if own is not None:
            _take_grid(reading, TABLES[name], own)
        _take_sheets(reading, [grid for grid in grids if grid is not own])
    else:
        _take_grid(reading, TABLES[name], read_csv(file, path, lambda row: score(row, TABLES[name])))


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


def _read_workbook(reading: _Reading, file: str, path: Path) -> None:
    """Take the sheets that bear tables' names; a blank one stands for a table that was not given."""
    grids = read_workbook(file, path)
    names = {plain_name(grid.sheet or "") for grid in grids}
    is_form = {"survey", "choices"} <= names
    if is_form and reading.questionnaire is None and QUESTIONNAIRE not in reading.package.files:
        reading.questionnaire, faults = read_questionnaire(file, grids)
        reading.faults.extend(faults)
        reading.origins[QUESTIONNAIRE] = file
    elif is_form:
        reading.faults.append(
            Fault(
                table=QUESTIONNAIRE,
                value=file,
                what=N_("le questionnaire est donné deux fois : « {first} » et « {value} »."),
                expected=N_("Gardez l’un des deux fichiers."),
                values={"first": reading.origins.get(QUESTIONNAIRE, QUESTIONNAIRE)},
            )
        )
    elif not names & set(TABLES):
        reading.faults.append(
            Fault(
                table=file,
                what=N_("aucune feuille de ce classeur ne porte le nom d’une table ; il est ignoré."),
                severity="warning",
            )
        )
    _take_sheets(reading, grids)


def _take_sheets(reading: _Reading, grids: list[Grid]) -> None:
    """Take the sheets that bear tables' names and hold something."""
    for grid in grids:
        name = plain_name(grid.sheet or "")
        if name not in TABLES:
            continue
        header, _ = find_header(grid, TABLES[name])
        if header is None or all(is_blank(row) for row in grid.cells[header.row + 1 :]):
            continue
        if name in reading.tables:
            reading.faults.append(
                Fault(
                    table=name,
                    value=f"{grid.file}, {grid.sheet}",
                    what=N_("la table est donnée deux fois : « {first} » et « {value} »."),
                    expected=N_("Gardez l’un des deux fichiers."),
                    values={"first": reading.origins[name]},
                )
            )
            continue
        _take_grid(reading, TABLES[name], grid)


def _take_grid(reading: _Reading, table: Table, grid: Grid) -> None:
    """Turn cells into a frame of text, then into types; blank rows are passed over."""
    header, faults = find_header(grid, table)
    reading.faults.extend(faults)
    if header is None:
        reading.faults.append(
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
            reading.faults.append(
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
            reading.faults.append(
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
    _take_typed(reading, table, grid.file, frame, header.row + 1)


def _take_frame(reading: _Reading, table: Table, file: str, frame: pl.DataFrame) -> None:
    header, faults = find_header(Grid(file, None, [frame.columns]), table)
    reading.faults.extend(faults)
    names = header.names if header else {}
    frame = frame.select(pl.col(frame.columns[place]).alias(name) for place, name in names.items())
    _take_typed(
        reading, table, file, frame.with_row_index(ROW, 2).with_columns(pl.col(ROW).cast(pl.Int64)), 1
    )


def _take_typed(reading: _Reading, table: Table, file: str, frame: pl.DataFrame, header_row: int) -> None:
    reading.origins[table.name] = file
    names = set(frame.columns) - {ROW}
    reading.faults.extend(missing_columns(names, table, header_row))
    reading.faults.extend(near_columns(names, table, header_row))
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
                reading.faults.append(
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
    _require_values(reading, table, read_frame, misread)
    reading.tables[table.name] = read_frame


def _kept(cells: pl.Series, table: Table) -> pl.Series:
    """Keep a column that no table declares, blanks as null: as text, numbers apart."""
    if table.open_columns or not (cells.dtype.is_numeric() or cells.dtype == pl.Boolean):
        cells = as_text(cells)
    if cells.dtype != pl.String:
        return cells
    cells = cells.str.strip_chars()
    return cells.set(cells == "", None)


def _require_values(
    reading: _Reading, table: Table, read: pl.DataFrame, misread: Mapping[str, set[int]]
) -> None:
    """Add a fault for each blank cell of a required column (a wrong one was told already)."""
    for column in table.columns:
        if not column.required or column.name not in read.columns:
            continue
        for position in read[column.name].is_null().arg_true():
            if position in misread[column.name]:
                continue
            reading.faults.append(
                Fault(
                    table=table.name,
                    row=read[ROW][position],
                    column=column.name,
                    value="",
                    what=N_("la cellule est vide."),
                    expected=N_("Cette colonne doit être remplie sur chaque ligne."),
                )
            )


def _require_tables(reading: _Reading) -> None:
    for table in TABLES.values():
        if table.required and table.name not in reading.tables:
            if any(fault.table == table.name for fault in reading.faults):
                continue
            reading.faults.append(
                Fault(
                    table=table.name,
                    what=N_("la table manque, ou n’a aucune ligne."),
                    expected=N_(
                        "Un fichier {table}.csv, {table}.xlsx ou {table}.parquet est attendu, ou une feuille de ce nom."
                    ),
                    values={"table": table.name},
                )
            )
    cluster = reading.tables.get("cluster")
    if cluster is not None and cluster.is_empty():
        reading.faults.append(
            Fault(
                table="cluster",
                what=N_("la table ne contient aucun cluster."),
                expected=N_("Une ligne par cluster est attendue."),
            )
        )


def _clusters(reading: _Reading) -> list[str]:
    cluster = reading.tables.get("cluster")
    if cluster is None or CLUSTER_ID not in cluster.columns:
        return []
    return cluster[CLUSTER_ID].drop_nulls().unique(maintain_order=True).to_list()


def _with_cluster(reading: _Reading, name: str, clusters: list[str]) -> pl.DataFrame:
    """Give every row its cluster: said by the row, or the only one there is."""
    frame = reading.tables[name]
    if name == "cluster" or not clusters:
        return (
            frame
            if CLUSTER_ID in frame.columns
            else frame.with_columns(pl.lit(None, pl.String).alias(CLUSTER_ID))
        )
    if CLUSTER_ID not in frame.columns:
        if len(clusters) > 1:
            reading.faults.append(
                Fault(
                    table=name,
                    column=CLUSTER_ID,
                    what=N_("la colonne manque, et le dossier compte {count} clusters."),
                    expected=N_("Dites de quel cluster est chaque ligne."),
                    values={"count": len(clusters)},
                )
            )
        return frame.with_columns(pl.lit(clusters[0]).alias(CLUSTER_ID))
    if len(clusters) == 1:
        frame = frame.with_columns(pl.col(CLUSTER_ID).fill_null(clusters[0]))
    strangers = frame.filter(~pl.col(CLUSTER_ID).is_in(clusters) | pl.col(CLUSTER_ID).is_null())
    for row, value in strangers.select(ROW, CLUSTER_ID).iter_rows():
        reading.faults.append(
            Fault(
                table=name,
                row=row,
                column=CLUSTER_ID,
                value=value,
                what=N_("le cluster « {value} » n’est pas dans la table cluster.")
                if value
                else N_("la ligne ne dit pas de quel cluster elle est."),
                expected=N_("Clusters connus : {clusters}."),
                values={"clusters": _some(clusters)},
            )
        )
    return frame


def _some(names: Iterable[str], most: int = 5) -> str:
    names = list(names)
    return ", ".join(names[:most]) + ("…" if len(names) > most else "")
