"""What is too long for one chart or one table, in parts of about the same length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.report.typography import said

Item = TypeVar("Item")


def parted(
    title: str, items: Sequence[Item], most: int, language: Language
) -> Iterator[tuple[str, Sequence[Item]]]:
    """Yield each part with its title, which tells which part it is where there are several."""
    count = -(-len(items) // most)
    for turn in range(count):
        own = items[len(items) * turn // count : len(items) * (turn + 1) // count]
        yield (
            said(N_("{title} ({turn} sur {count})"), language, title=title, turn=turn + 1, count=count)
            if count > 1
            else title,
            own,
        )
