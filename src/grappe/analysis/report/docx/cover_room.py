"""How much of the cover its words leave free: a long title must not push the rest to another page."""

from __future__ import annotations

from grappe.analysis.report.document import Document
from grappe.analysis.report.docx.look import COVER_TOP, MARGINS, PAGE, TWIPS, WIDTH
from grappe.analysis.report.docx.widths import length

LEADING = 1.35
"""Of a line, in the height of its letters, in the tallest of the fonts that may stand in."""
SAFETY = 0.94
"""What is set may be a little longer than what was reckoned."""


def free_room(doc: Document) -> float:
    """Return what is left between the words over the picture and the facts under it, in twips."""
    page = (PAGE[1] - COVER_TOP - MARGINS[2]) * SAFETY / TWIPS
    wide = WIDTH / TWIPS
    facts = doc.facts
    taken = (
        (76 if doc.style.logo else 0)
        + _height(doc.eyebrow, 7.5, wide * 0.75)
        + 12
        + _height(doc.title, 34, wide - 40)
        + 12
        + _height(doc.lead, 13, wide - 108)
        + 10
        + (_height(doc.status, 9.5, wide - 108) + 10 if doc.status else 0)
        + sum(
            22 + max(_height(words, 9.5, wide / 2 - 20) for _, words in facts[start : start + 2])
            for start in range(0, len(facts), 2)
        )
        + (_height(doc.style.words, 7.5, wide) + 16 if doc.style.words else 0)
    )
    return max(page - taken, 0) * TWIPS


def _height(words: str, size: float, wide: float) -> float:
    """Return how high some words stand, folded at their spaces, in points."""
    lines, at = 1, 0.0
    for word in words.split(" "):
        long = length(word) * size * 1.06
        if at and at + long > wide:
            lines, at = lines + 1, 0.0
        # A word that is longer than the line is broken.
        lines += int(long // wide)
        at += long % wide + size * 0.3
    return lines * size * LEADING
