"""A table in plain text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

WIDEST = 48


def text_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table: columns aligned, long cells cut, control characters gone."""
    cells = [[_plain(cell) for cell in row] for row in (header, *rows)]
    widths = [max(_width(row[place]) for row in cells) for place in range(len(header))]
    lines = [
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in cells
    ]
    return [lines[0], "  ".join("─" * width for width in widths), *lines[1:]]


def _plain(cell: str) -> str:
    words = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in cell)
    return words if len(words) <= WIDEST else f"{words[: WIDEST - 1]}…"


def _width(words: str) -> int:
    """Return the columns that words take on a terminal."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words
    )
