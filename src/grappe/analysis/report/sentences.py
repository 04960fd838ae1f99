"""Sentences of our own with figures in them: a message with {places}, and what stands in each."""

from __future__ import annotations

import re
from collections.abc import Iterable

from grappe.analysis.language.catalogues import Language, say
from grappe.analysis.report.document import Run
from grappe.analysis.report.typography import typeset

PLACE = re.compile(r"\{(\w+)\}")
CUT = "…"
Piece = Run | str | tuple[Run, ...]


def told(message: str, language: Language, /, **pieces: Piece) -> tuple[Run, ...]:
    """Return a marked sentence as runs; a piece is words, a figure, or several runs.

    Unlike live prose it reads no braces in the pieces: a name may hold any letter.
    """
    words = typeset(say(message, language), language)
    runs: list[Run] = []
    end = 0
    for place in PLACE.finditer(words):
        runs.append(Run(words[end : place.start()]))
        piece = pieces[place[1]]
        runs.extend(
            (Run(piece),) if isinstance(piece, str) else (piece,) if isinstance(piece, Run) else piece
        )
        end = place.end()
    runs.append(Run(words[end:]))
    return tuple(run for run in runs if run.text)


def listed(items: Iterable[tuple[Run, ...]]) -> tuple[Run, ...]:
    """Return items with commas between them."""
    runs: list[Run] = []
    for item in items:
        runs += [Run(", "), *item] if runs else [*item]
    return tuple(runs)


def clipped(words: str, most: int) -> str:
    """Return a text cut at a space when it is longer than `most` letters."""
    if len(words) <= most:
        return words
    head, space, _ = words[:most].rpartition(" ")
    return (head if space and len(head) > most // 2 else words[:most]).rstrip(" ,;:.") + CUT


def shortened(runs: tuple[Run, ...], most: int) -> tuple[Run, ...]:
    """Return runs cut after `most` letters; a figure stays whole or goes."""
    kept: list[Run] = []
    left = most
    for run in runs:
        if len(run.text) > left:
            if not run.anchor and left > 0:
                kept.append(Run(clipped(run.text, left)))
            elif kept:
                kept.append(Run(CUT))
            return tuple(kept)
        kept.append(run)
        left -= len(run.text)
    return tuple(kept)
