"""Cells as they stand in a file: text, sheets or Parquet, before anyone says what they mean."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from python_calamine import CalamineError, CalamineWorkbook

from grappe.analysis.dossier.faults import Unreadable
from grappe.analysis.dossier.files import SPARSE_FROM, checked_workbook
from grappe.analysis.language.catalogues import N_

Cells = list[list[str]]
DELIMITERS = (",", ";", "\t")
LOOKED_AT = 12
"""Rows in which a header is looked for: titles and notes stand above it in real files."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet. Cells are text; row 0 is the sheet's first row."""

    file: str
    sheet: str | None
    cells: Cells
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """Merged ranges: first row, first column, last row, last column, from 0."""


def read_csv(file: str, path: Path, header_score: Callable[[list[str]], int]) -> Grid:
    """Read a CSV of any of Excel's kinds; `header_score` tells which delimiter makes sense of it.

    Raises Unreadable when the file is binary or ends inside a quoted cell.
    """
    words = _decoded(file, _bytes(file, path))
    csv.field_size_limit(2**31 - 1)
    head = "\n".join(words.split("\n")[:LOOKED_AT])
    delimiter = max(DELIMITERS, key=lambda mark: _sense(head, mark, header_score))
    try:
        cells = list(csv.reader(io.StringIO(words, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise Unreadable(
            file,
            N_(
                "le fichier s’arrête au milieu d’une cellule ou un guillemet y est de trop. Enregistrez-le de nouveau."
            ),
        ) from error
    return Grid(file=file, sheet=None, cells=cells)


def _sense(head: str, delimiter: str, header_score: Callable[[list[str]], int]) -> tuple[int, int]:
    rows = list(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter))
    return max((header_score(row) for row in rows), default=0), max((len(row) for row in rows), default=0)


def _decoded(file: str, content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
        if b"\0" in content:
            raise Unreadable(file, N_("ce n’est pas un fichier CSV : il contient des données binaires."))
    for encoding in encodings:
        try:
            words = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        control = sum(words.count(mark) for mark in map(chr, (*range(1, 9), *range(14, 32))))
        if control * 100 <= len(words) and "\0" not in words:
            return words
    raise Unreadable(file, N_("ce n’est pas un fichier CSV lisible (UTF-8 ou cp1252 attendu)."))


def _bytes(file: str, path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(
            file,
            N_("le fichier ne peut être ouvert. Vérifiez qu’il existe et que vous avez le droit de le lire."),
        ) from error


def read_workbook(file: str, path: Path) -> list[Grid]:
    """Read every sheet of an XLSX workbook; formulas give the value that Excel last computed.

    Raises Unreadable when it is not one, is protected, swells or declares XML entities.
    """
    return _sheets(file, checked_workbook(file, _bytes(file, path)))


def read_old_workbook(file: str, path: Path) -> list[Grid]:
    """Read every sheet of a workbook of Excel before 2007.

    Raises Unreadable when it is not one, is protected, or spans millions of blank cells.
    """
    return _sheets(file, _bytes(file, path), most=SPARSE_FROM)


def _sheets(file: str, content: bytes, *, most: float = math.inf) -> list[Grid]:
    grids, cells = [], 0
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            cells += sheet.total_height * sheet.total_width
            if cells > most:
                raise Unreadable(
                    file,
                    N_(
                        "une cellule égarée très loin rend la feuille immense. Effacez ce qui est hors du tableau."
                    ),
                )
            merged = tuple((*start, *end) for start, end in sheet.merged_cell_ranges or ())
            rows = sheet.to_python(skip_empty_area=False)
            grids.append(
                Grid(file=file, sheet=name, cells=[[_cell(c) for c in row] for row in rows], merged=merged)
            )
    except (CalamineError, ValueError, OSError) as error:
        raise Unreadable(
            file,
            N_("ce n’est pas un classeur XLSX, ou il est abîmé ou protégé. Enregistrez-le de nouveau."),
        ) from error
    return grids


def _cell(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    return "" if value is None else str(value)


def read_parquet(file: str, path: Path) -> pl.DataFrame:
    """Read a Parquet file with the types it has. Raises Unreadable when it is not one."""
    try:
        return pl.read_parquet(path)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        raise Unreadable(file, N_("ce n’est pas un fichier Parquet, ou il est incomplet.")) from error


def is_blank(row: Iterable[str]) -> bool:
    """Tell whether a row holds nothing but white space."""
    return not any(cell.strip() for cell in row)
