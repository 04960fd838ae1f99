"""The cells of a CSV or a workbook, thousands of rows at a time: memory does not grow with the file.

A block is a frame of texts, `row` first: the row as a spreadsheet numbers it. A block whose quotes are all in
their place is read at once; another by the standard reader, line by line where it gives up on it.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import polars as pl

from grappe.analysis.dossier.faults import Unreadable
from grappe.analysis.dossier.grids import DELIMITERS, LOOKED_AT, Grid
from grappe.analysis.language.catalogues import N_

BLOCK = 1 << 24
"""Bytes read at once."""
LONGEST_ROW = 200
"""Lines that one row may hold."""
ROWS = 50_000
"""Rows of a workbook taken at once."""
HEAD = 1 << 18
"""Bytes in which the header is looked for."""
ASTRAY = re.compile(rb'[^,;\t\r\n"]"[^,;\t\r\n"]')
"""A quote amid the words of a cell: none that a program has written."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A line that makes no row."""

    row: int
    text: str


Block = tuple[pl.DataFrame, list[Lost]]


def column(place: int) -> str:
    """Return the name of a block's column."""
    return f"c{place}"


@dataclass(frozen=True, slots=True)
class Text:
    """A CSV file, and how its letters are written."""

    path: Path
    encoding: str

    def head(self) -> str:
        """Return its first lines."""
        with self.path.open("rb") as source:
            words = codecs.getincrementaldecoder(self.encoding)(errors="replace").decode(source.read(HEAD))
        return words.replace("\r\n", "\n").replace("\r", "\n")

    def rows(self, delimiter: str) -> list[list[str]]:
        """Return its first rows, to look for the header."""
        csv.field_size_limit(HEAD)
        lines = (f"{line}\n" for line in self.head().split("\n"))
        # Row by row: a title may hold several lines, and what comes after the header may be broken.
        return list(islice(csv.reader(lines, delimiter=delimiter), LOOKED_AT))

    def blocks(self, delimiter: str, width: int, skip: int) -> Iterator[Block]:
        """Yield its rows in order, `skip` rows passed over, each made to be `width` cells."""
        first = 1
        with self.path.open("rb") as source:
            for content in _pieces(source, self.encoding):
                block, lost, rows = _read(content, delimiter, width, first)
                first += rows
                yield block.filter(pl.col("row") > skip), [one for one in lost if one.row > skip]


def opened(path: Path) -> Text:
    """Tell how a CSV is written. Unreadable: it is binary, or cannot be opened."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    encoding = "utf-8-sig"
    try:
        with path.open("rb") as source:
            start = source.read(2)
            if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
                return Text(path, "utf-16")
            source.seek(0)
            while content := source.read(BLOCK):
                if b"\0" in content:
                    raise Unreadable(
                        path.name, N_("ce n’est pas un fichier CSV : il contient des données binaires.")
                    )
                if encoding != "cp1252" and not _decodes(decoder, content):
                    encoding = "cp1252"
            if encoding != "cp1252" and not _decodes(decoder, b"", final=True):
                encoding = "cp1252"
    except OSError as error:
        raise Unreadable(
            path.name,
            N_("le fichier ne peut être ouvert. Vérifiez qu’il existe et que vous avez le droit de le lire."),
        ) from error
    return Text(path, encoding)


def grid_blocks(grid: Grid, width: int, skip: int) -> Iterator[Block]:
    """Yield the rows of a sheet, as those of a CSV."""
    for start in range(skip, len(grid.cells), ROWS):
        yield _frame(grid.cells[start : start + ROWS], width, start + 1), []


def best_delimiter(text: Text, score: Sequence[str] = DELIMITERS) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield each delimiter with the first rows that it makes."""
    for delimiter in score:
        yield delimiter, text.rows(delimiter)


def _decodes(decoder: codecs.IncrementalDecoder, content: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(content, final)
    except UnicodeDecodeError:
        return False
    return True


def _pieces(source: BinaryIO, encoding: str) -> Iterator[bytes]:
    """Yield the file in UTF-8, cut between two rows."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    left = b""
    while content := source.read(BLOCK):
        words = left + decoder.decode(content).encode()
        if b"\n" not in words and b"\r" in words:
            words = words.replace(b"\r", b"\n")
        cut = _cut(words)
        if cut:
            yield words[:cut]
        left = words[cut:]
    last = left + decoder.decode(b"", final=True).encode()
    if last:
        yield last


def _cut(words: bytes) -> int:
    """Return where the last row ends: a line's end outside quotes; 0 where a row goes on.

    Where quotes are astray, the last line's end: what reads the block then sees to it.
    """
    quotes, end = words.count(b'"'), len(words)
    last = words.rfind(b"\n") + 1
    for _ in range(LONGEST_ROW):
        cut = words.rfind(b"\n", 0, end) + 1
        if cut == 0:
            return 0 if len(words) < 4 * BLOCK else last
        quotes -= words.count(b'"', cut, end)
        if quotes % 2 == 0:
            return cut
        end = cut - 1
    return last


def _read(content: bytes, delimiter: str, width: int, first: int) -> tuple[pl.DataFrame, list[Lost], int]:
    quotes = content.count(b'"')
    if quotes == 0 or (quotes % 2 == 0 and ASTRAY.search(content) is None):
        frame = _at_once(content, delimiter, width, first)
        if frame is not None:
            return frame, [], frame.height
    words = content.decode()
    csv.field_size_limit(4 * BLOCK)
    try:
        rows = list(csv.reader(io.StringIO(words, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return _line_by_line(words, delimiter, width, first)
    return _frame(rows, width, first), [], len(rows)


def _at_once(content: bytes, delimiter: str, width: int, first: int) -> pl.DataFrame | None:
    names = [column(place) for place in range(width)]
    # The reader takes the width of its first row: one is put before the others.
    full = delimiter.join("x" * width).encode()
    try:
        frame = pl.read_csv(
            io.BytesIO(full + b"\n" + content),
            has_header=False,
            separator=delimiter,
            quote_char='"',
            infer_schema=False,
            schema=dict.fromkeys(names, pl.String),
            truncate_ragged_lines=True,
        )[1:]
    except pl.exceptions.PolarsError:
        return None
    # A quote left open takes the lines after it into its cell; a lawful cell of two lines looks the same.
    broken = frame.select(pl.any_horizontal(pl.col(names).str.contains("\n", literal=True).any())).item()
    return None if broken else frame.with_row_index("row", first).cast({"row": pl.Int64})


def _line_by_line(words: str, delimiter: str, width: int, first: int) -> tuple[pl.DataFrame, list[Lost], int]:
    """A quote left open costs its own line, and not those after it."""
    rows, lost = [], []
    lines = words.removesuffix("\n").split("\n")
    for place, line in enumerate(lines):
        try:
            found = list(csv.reader([line], delimiter=delimiter, strict=True))
        except csv.Error:
            lost.append(Lost(first + place, line))
            found = []
        rows.append(found[0] if found else [])
    return _frame(rows, width, first), lost, len(lines)


def _frame(rows: Sequence[Sequence[str]], width: int, first: int) -> pl.DataFrame:
    cells = [[*row[:width], *[""] * (width - len(row))] for row in rows]
    schema = {column(place): pl.String for place in range(width)}
    frame = pl.DataFrame(cells, schema=schema, orient="row")
    return frame.with_row_index("row", first).cast({"row": pl.Int64})
