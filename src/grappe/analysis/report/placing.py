"""Blocks that are made apart, put in their chapters: after the charts, else before the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from grappe.analysis.report.document import Block, Chapter


def with_blocks(chapters: Sequence[Chapter], more: Mapping[int, Sequence[Block]]) -> tuple[Chapter, ...]:
    """Return the chapters with more blocks, by the number of the chapter."""
    return tuple(
        replace(chapter, blocks=_placed(chapter.blocks, more[chapter.number]))
        if more.get(chapter.number)
        else chapter
        for chapter in chapters
    )


def _placed(blocks: Sequence[Block], more: Sequence[Block]) -> tuple[Block, ...]:
    kinds = [block.kind for block in blocks]
    if "chart" in kinds:
        place = len(kinds) - kinds[::-1].index("chart")
    else:
        place = next((at for at, kind in enumerate(kinds) if kind in ("table", "lacking")), len(kinds))
    return (*blocks[:place], *more, *blocks[place:])
