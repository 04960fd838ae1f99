"""The summary, on one page: Word cannot shrink letters to a page, so that their size is reckoned before."""

from __future__ import annotations

from grappe.analysis.report.document import Section
from grappe.analysis.report.docx.fields import spoken
from grappe.analysis.report.docx.press import Press
from grappe.analysis.report.docx.prose import set_box, set_bullets, set_heading, set_paragraph
from grappe.analysis.report.docx.runs import is_leftward, paragraph, text

SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
ROOM = 560.0
"""Points of a page under the title of the summary."""
WIDTH = 430.0
WIDE, HIGH = 0.56, 1.4
"""How wide a letter is and how high a line, in sizes of letters, in a wide font in the place of ours."""


def summary_size(it: Section | None) -> float:
    """Return the largest size of letters with which a summary holds on its page, in points."""
    return next((size for size in SIZES if _height(it, size) <= ROOM), SIZES[-1]) if it else SIZES[0]


def set_summary(it: Section, press: Press) -> str:
    """Return the summary, in styles of its own."""
    title = press.anchored(it.anchor, text(it.title))
    told = paragraph("Heading1", title, leftward=is_leftward(it.title))
    for block in it.blocks:
        if block.kind == "heading":
            told += set_heading(block, "SummaryHeading")
        elif block.kind == "bullets":
            told += set_bullets(block, press, "SummaryBullet")
        elif block.kind == "paragraph":
            told += set_paragraph(block, press, "SummaryText")
        elif block.kind == "box":
            told += set_box(block, press)
        else:
            raise ValueError(f"a summary has no {block.kind}")
    return told


def _height(it: Section, size: float) -> float:
    height = 0.0
    for block in it.blocks:
        if block.kind == "heading":
            height += (size + 1) * HIGH + size * 1.45
        elif block.kind == "bullets":
            height += sum(_lines(spoken(item), size) * size * HIGH + size * 0.4 for item in block.items)
        elif block.kind == "box":
            height += (
                sum(_lines(spoken(one.runs), SIZES[0]) + 1 for one in block.paragraphs) * SIZES[0] * HIGH
            )
        elif block.kind == "paragraph":
            height += _lines(spoken(block.runs), size) * size * HIGH + size * 0.4
    return height


def _lines(words: str, size: float) -> int:
    return 1 + int(len(words) * size * WIDE / WIDTH)
