"""What is read line by line: paragraphs, lists, headings, boxes, what is not available."""

from __future__ import annotations

from grappe.analysis.report.document import Box, Bullets, Heading, Lacking, Paragraph
from grappe.analysis.report.docx.fields import run, runs, spoken
from grappe.analysis.report.docx.press import Press
from grappe.analysis.report.docx.runs import in_language, is_leftward, paragraph, text
from grappe.analysis.report.docx.styles import LOCALES

STYLES = {
    "conclusion": "Conclusion",
    "recommendation": "Recommendation",
    "draft": "Draft",
    "note": "Remark",
}


def set_paragraph(it: Paragraph, press: Press, style: str = "BodyText", *, keep: bool = False) -> str:
    """Return sentences of one piece."""
    pieces = runs(it.runs, press)
    if it.language:
        pieces = in_language(pieces, LOCALES[it.language])
    return paragraph(style, pieces, keep=keep, leftward=is_leftward(spoken(it.runs)))


def set_heading(it: Heading, style: str = "") -> str:
    """Return a title within a chapter."""
    return paragraph(style or f"Heading{it.level}", text(it.text), leftward=is_leftward(it.text))


def set_bullets(it: Bullets, press: Press, style: str = "ListBullet") -> str:
    """Return a list."""
    return "".join(
        paragraph(style, runs(item, press), leftward=is_leftward(spoken(item))) for item in it.items
    )


def set_box(it: Box, press: Press) -> str:
    """Return paragraphs set apart; what they rest on stays with the last of them."""
    style = STYLES[it.role]
    last = len(it.paragraphs) - 1
    told = paragraph(f"{style}Title", press.anchored(it.anchor, text(it.title))) + "".join(
        set_paragraph(one, press, style, keep=bool(it.foot) and place == last)
        for place, one in enumerate(it.paragraphs)
    )
    return told + (paragraph(f"{style}Foot", runs(it.foot, press)) if it.foot else "")


def set_lacking(it: Lacking, press: Press) -> str:
    """Return what is not available, reason by reason."""
    told = paragraph("LackTitle", text(it.title))
    for lack in it.lacks:
        told += paragraph("LackReason", text(lack.reason))
        told += paragraph("LackFigures", text(", ").join(run(one, press) for one in lack.figures))
    return told
