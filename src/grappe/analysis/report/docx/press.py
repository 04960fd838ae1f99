"""What one document keeps count of while it is written: marks, numbers, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from grappe.analysis.report.document import Box, Chapter, Document, Section
from grappe.analysis.report.docx.drawings import Drawing, drawn
from grappe.analysis.report.docx.look import Look

OURS = re.compile(r"_(entry|chart|chart_data)_\d+")
"""Names of marks that are no anchors of the document."""
LONGEST = 40
"""Letters that Word allows in the name of a mark."""


@dataclass(slots=True, kw_only=True)
class Press:
    """The state of one writing; nothing in it outlives the document."""

    doc: Document
    look: Look
    words: dict[str, str]
    """The words that this rendering adds to those of the document."""
    names: dict[str, str] = field(init=False)
    """Anchors that a link may lead to, and the marks that stand there."""
    entries: frozenset[int] = field(init=False)
    """The numbers of the papers' entries."""
    pictures: list[Drawing | bytes] = field(default_factory=list)
    """In their order: drawings still to be drawn, and pictures that are PNG already."""
    counts: dict[str, int] = field(default_factory=dict)
    marks: int = 0

    def __post_init__(self) -> None:
        """Find every place that a link may lead to."""
        self.names = _named(_anchors(self.doc))
        self.entries = frozenset(entry.number for entry in self.doc.papers)

    def marked(self, name: str, inner: str) -> str:
        """Return a content with a mark round it; without a name, the content alone."""
        if not name:
            return inner
        self.marks += 1
        start = f'<w:bookmarkStart w:id="{self.marks}" w:name="{name}"/>'
        return f'{start}{inner}<w:bookmarkEnd w:id="{self.marks}"/>'

    def anchored(self, anchor: str, inner: str) -> str:
        """Return a content with the mark of an anchor round it, where the document has that anchor."""
        return self.marked(self.names.get(anchor, ""), inner)

    def counted(self, series: str) -> int:
        """Return the next number of a series of captions."""
        self.counts[series] = self.counts.get(series, 0) + 1
        return self.counts[series]

    def picture(self, it: Drawing | bytes) -> int:
        """Take a picture in; return its number."""
        self.pictures.append(it)
        return len(self.pictures)

    def printed(self) -> list[bytes]:
        """Return all pictures as PNG, in their order."""
        fresh = iter(drawn([it for it in self.pictures if isinstance(it, Drawing)], self.doc.style))
        return [next(fresh) if isinstance(it, Drawing) else it for it in self.pictures]


def _anchors(doc: Document) -> Iterable[str]:
    parts: list[Chapter | Section] = [
        *([doc.summary] if doc.summary else []),
        *doc.chapters,
        *([doc.closing] if doc.closing else []),
        *doc.annexes,
    ]
    for part in parts:
        yield part.anchor
        yield from (block.anchor for block in part.blocks if isinstance(block, Box))
    yield from ("papers", "chart-data")
    for entry in doc.papers:
        yield entry.anchor
        yield from entry.also
        yield from (line.anchor for line in entry.lines)


def _named(anchors: Iterable[str]) -> dict[str, str]:
    """Return a mark's name for each anchor: what Word allows, no two alike; it hides those that begin so."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for anchor in anchors:
        if not anchor or anchor in names:
            continue
        plain = "_" + re.sub(r"[^A-Za-z0-9]", "_", anchor)[: LONGEST - 8]
        name, turn = plain, 2
        while name.casefold() in taken or OURS.fullmatch(name.casefold()):
            name, turn = f"{plain}_{turn}", turn + 1
        names[anchor] = name
        taken.add(name.casefold())
    return names
