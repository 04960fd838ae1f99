"""A CSV file that its reader gives up on: the lines that make no row are taken out, the others stay."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

LONGEST = 20
"""Lines that one value may lawfully hold."""


def mended(file: Path, into: Path, width: int) -> list[str]:
    """Write the rows of `width` cells to `into`; return the lines that are no row, nor a part of one.

    A quote left open costs its own line and not those after it, which have done nothing. Every row is made to
    end alike, for two ways of ending lines are enough to stop a reader.
    """
    lost: list[str] = []
    with file.open("rb") as source, into.open("wb") as sink:
        for text, is_row in _rows(source, width):
            if is_row and text.strip():
                sink.write(text.rstrip(b"\r\n") + b"\r\n")
            elif not is_row:
                lost.append(text.decode("utf-8", errors="replace").rstrip("\r\n"))
    return lost


def _rows(source: Iterator[bytes], width: int) -> Iterator[tuple[bytes, bool]]:
    waiting: list[bytes] = []
    while True:
        line = waiting.pop(0) if waiting else next(source, b"")
        if not line:
            return
        taken = [line]
        while not _is_row(b"".join(taken), width) and len(taken) < LONGEST and _is_open(b"".join(taken)):
            more = waiting.pop(0) if waiting else next(source, b"")
            if not more:
                break
            taken.append(more)
        if _is_row(b"".join(taken), width):
            yield b"".join(taken), True
        else:
            waiting = [*taken[1:], *waiting]
            yield line, not line.strip()


def _is_row(text: bytes, width: int) -> bool:
    try:
        rows = list(csv.reader(text.decode("utf-8-sig").splitlines(keepends=True), strict=True))
    except (csv.Error, UnicodeDecodeError):
        return False
    return len(rows) == 1 and len(rows[0]) == width


def _is_open(text: bytes) -> bool:
    """Tell whether a quote is still open at the end: an odd number of them."""
    return text.count(b'"') % 2 == 1
