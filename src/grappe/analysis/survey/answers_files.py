"""The files of answers as sheets of text: CSV read by columns, workbooks, folders and archives of both."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import polars as pl

from grappe.analysis.dossier.cell_text import as_text
from grappe.analysis.dossier.faults import Unreadable
from grappe.analysis.dossier.files import opened
from grappe.analysis.dossier.grids import (
    DELIMITERS,
    LOOKED_AT,
    Cells,
    Grid,
    is_blank,
    read_csv,
    read_old_workbook,
    read_parquet,
    read_workbook,
)
from grappe.analysis.language.catalogues import N_

WORKBOOKS, TEXTS = (".xlsx", ".xlsm"), (".csv", ".tsv", ".txt")
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
HEAD = 2**16

Score = Callable[[list[str]], int]
"""How many cells of a row are columns of the answers that are looked for."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file: its titles as written, and its cells as text, blanks being null."""

    file: str
    name: str
    titles: tuple[str, ...]
    cells: pl.DataFrame
    """A String column for each title, named by its place; rows that are blank are left out."""
    rows: pl.Series
    """The number of each row, as a spreadsheet shows it (Int64)."""


def read_sheets(path: Path, score: Score) -> list[Sheet]:
    """Read every table of a file, a folder or an archive that holds something.

    Raises Unreadable when there is none, or when one is not what its name says.
    """
    if path.is_file() and path.suffix.lower() not in (*WORKBOOKS, ".zip"):
        return _sheets(path.name, path, score)
    with opened(path) as files:
        found = [
            sheet
            for file, where in files.items()
            if PurePosixPath(file).suffix.lower() in (*WORKBOOKS, *TEXTS, ".xls", ".parquet")
            for sheet in _sheets(file, where, score)
        ]
    if not found:
        raise Unreadable(path.name, N_("aucun tableau de réponses (CSV, XLSX ou Parquet) ne s’y trouve."))
    return found


def _sheets(file: str, path: Path, score: Score) -> list[Sheet]:
    name = PurePosixPath(file).stem
    if path.suffix.lower() == ".parquet":
        frame = read_parquet(file, path)
        cells = frame.select(as_text(frame[title]).alias(str(n)) for n, title in enumerate(frame.columns))
        return list(_sheet(file, name, tuple(frame.columns), cells, 2))
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Unreadable(
            file,
            N_("le fichier ne peut être ouvert. Vérifiez qu’il existe et que vous avez le droit de le lire."),
        ) from error
    if content.startswith(b"PK"):
        return [sheet for grid in read_workbook(file, path) for sheet in _of_grid(grid, score)]
    if content.startswith(OLD_WORKBOOK):
        return [sheet for grid in read_old_workbook(file, path) for sheet in _of_grid(grid, score)]
    return list(_of_text(file, path, content, score))


def _of_text(file: str, path: Path, content: bytes, score: Score) -> Iterator[Sheet]:
    """Read a CSV by columns; one that the quick reader does not take goes to the patient one."""
    name = PurePosixPath(file).stem
    quick = _utf8(content)
    if quick is not None:
        head = quick[:HEAD].decode("utf-8", "ignore").splitlines(keepends=True)[:LOOKED_AT]
        mark = max(DELIMITERS, key=lambda mark: _sense(head, mark, score))
        rows = _parted(head, mark)
        if not all(map(is_blank, rows)) and _header_place(rows, score) == 0:
            try:
                frame = pl.read_csv(quick, has_header=False, infer_schema=False, separator=mark)
            except pl.exceptions.PolarsError:
                pass  # a row longer than the header, a quote too many: the patient reader says which
            else:
                titles = tuple((title or "").strip() for title in frame.row(0))
                cells = frame.slice(1).rename({column: str(n) for n, column in enumerate(frame.columns)})
                yield from _sheet(file, name, titles, cells, 2)
                return
    yield from _of_grid(read_csv(file, path, score), score)


def _utf8(content: bytes) -> bytes | None:
    """Return the text of a CSV as UTF-8; None when it is not text that can be told at once."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return content.decode("utf-16").encode()
        except UnicodeDecodeError:
            return None
    content = content.removeprefix(codecs.BOM_UTF8)
    if b"\0" in content:
        return None
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return content.decode("cp1252").encode()
        except UnicodeDecodeError:
            return None
    return content


def _parted(head: list[str], mark: str) -> Cells:
    return list(csv.reader(io.StringIO("".join(head), newline=""), delimiter=mark))


def _sense(head: list[str], mark: str, score: Score) -> tuple[int, int]:
    rows = _parted(head, mark)
    return max(map(score, rows), default=0), max(map(len, rows), default=0)


def _header_place(rows: Cells, score: Score) -> int:
    """Return the place of the row that knows most columns; the first that is not blank when none does."""
    filled = [place for place, row in enumerate(rows) if not is_blank(row)]
    return max(filled, key=lambda place: (score(rows[place]), -place), default=0)


def _of_grid(grid: Grid, score: Score) -> Iterator[Sheet]:
    if not any(not is_blank(row) for row in grid.cells):
        return
    place = _header_place(grid.cells[:LOOKED_AT], score)
    titles = tuple(cell.strip() for cell in grid.cells[place])
    width = max(map(len, grid.cells[place:]))
    titles += ("",) * (width - len(titles))
    rows = grid.cells[place + 1 :]
    cells = pl.DataFrame(
        {
            str(column): pl.Series(
                [row[column] if column < len(row) else None for row in rows], dtype=pl.String
            )
            for column in range(width)
        }
    )
    name = grid.sheet or PurePosixPath(grid.file).stem
    yield from _sheet(grid.file, name, titles, cells, place + 2)


def _sheet(file: str, name: str, titles: tuple[str, ...], cells: pl.DataFrame, first: int) -> Iterator[Sheet]:
    """Yield the sheet without its blank rows, a cell of white space being blank."""
    rows = pl.Series("_row", range(first, first + cells.height), dtype=pl.Int64)
    if cells.width:
        # most rows begin with something: only those that do not are looked at whole
        doubtful = ~_is_filled(pl.first()).fill_null(value=False)
        blank = pl.Series("", range(cells.height), dtype=pl.Int64).filter(cells.select(doubtful).to_series())
        whole = cells[blank.to_list()].select(pl.any_horizontal(_is_filled(pl.all()).fill_null(value=False)))
        blank = blank.filter(~whole.to_series())
        if len(blank):
            kept = ~pl.Series("", range(cells.height), dtype=pl.Int64).is_in(blank.implode())
            cells, rows = cells.filter(kept), rows.filter(kept)
    yield Sheet(file, name, titles, cells, rows)


def _is_filled(cell: pl.Expr) -> pl.Expr:
    return cell.str.contains(r"\S")
