"""A table in plain text."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterable, Sequence

WIDEST = 48


def text_table(
    header: Sequence[str], rows: Iterable[Sequence[str]], *, right: Container[int] = ()
) -> list[str]:
    """Return the lines of a table: columns aligned, long cells cut, control characters gone.

    right: the places of the columns that are set to the right, as numbers are.
    """
    cells = [[_plain(cell) for cell in row] for row in (header, *rows)]
    widths = [max(_width(row[place]) for row in cells) for place in range(len(header))]
    lines = [
        "  ".join(_padded(row[p], widths[p], p in right) for p in range(len(row))).rstrip() for row in cells
    ]
    return [lines[0], "  ".join("─" * width for width in widths), *lines[1:]]


def _padded(cell: str, width: int, right: bool) -> str:
    gap = " " * (width - _width(cell))
    return gap + cell if right else cell + gap


def _plain(cell: str) -> str:
    words = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in cell)
    return words if len(words) <= WIDEST else f"{words[: WIDEST - 1]}…"


def _width(words: str) -> int:
    """Return the columns that words take on a terminal."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words
    )
