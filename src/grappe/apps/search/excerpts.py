"""Where the words of a question stand in a text, and the piece of it that shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from grappe.apps.search.words import plain, plain_text

WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")
PART = re.compile(r"[^\W_]+")
BEFORE, AFTER = 60, 140
"""Letters that an excerpt shows around the first word found."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text: what was looked for, or what stands around."""

    text: str
    found: bool


Pieces = tuple[Piece, ...]


def tells(texts: Iterable[str], begun: Sequence[str]) -> bool:
    """Tell whether texts hold a word for each beginning: what an index tells, of a few things."""
    return len(_told(texts, begun)) == len(begun)


def marked(text: str, begun: Sequence[str]) -> Pieces:
    """Return a text in pieces, the words found apart."""
    return tuple(_cut(text, list(_places(text, begun))))


def excerpts(texts: Iterable[str], begun: Sequence[str], *, most: int = 2) -> tuple[Pieces, ...]:
    """Return the pieces of texts that show the words found: those that show more words come first.

    A text that shows no word that those before it do not is left out.
    """
    left, found = list(begun), list[Pieces]()
    by_text = {text: _told([text], begun) for text in texts}
    while left and len(found) < most:
        text = max(by_text, key=lambda one: len(by_text[one].intersection(left)), default="")
        shown = by_text.get(text, set()).intersection(left)
        if not shown:
            break
        found.append(marked(_around(text, begun), begun))
        left = [one for one in left if one not in shown]
    return tuple(found)


def _told(texts: Iterable[str], begun: Sequence[str]) -> set[str]:
    """Return the beginnings that a word of the texts has."""
    words = plain_text(texts).split()
    return {one for one in begun if any(word.startswith(one) for word in words)}


def _places(text: str, begun: Sequence[str]) -> Iterator[tuple[int, int]]:
    for word in WORD.finditer(text):
        whole = plain(re.sub("[-.]", "", word[0]))
        if any(whole.startswith(one) for one in begun):
            yield word.span()
            continue
        for part in PART.finditer(text, word.start(), word.end()):
            if any(plain(part[0]).startswith(one) for one in begun):
                yield part.span()


def _cut(text: str, places: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    done = 0
    for start, end in places:
        if start > done:
            yield Piece(text[done:start], found=False)
        yield Piece(text[start:end], found=True)
        done = end
    if done < len(text):
        yield Piece(text[done:], found=False)


def _around(text: str, begun: Sequence[str]) -> str:
    """Return what stands around the first word found, between whole words."""
    line = " ".join(text.split())
    first = next(_places(line, begun), (0, 0))[0]
    start, end = max(0, first - BEFORE), first + AFTER
    if start:
        start = line.find(" ", start, first) + 1 or first
    if end < len(line):
        end = max(line.rfind(" ", first, end), first) if " " in line[first:end] else end
    before, after = "… " if start else "", " …" if end < len(line) else ""
    return f"{before}{line[start:end]}{after}"
