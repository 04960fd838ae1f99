"""The cover: whose report, about what, for whom."""

from __future__ import annotations

import struct

from grappe.analysis.report.docx.charts import picture, set_picture
from grappe.analysis.report.docx.cover_room import free_room
from grappe.analysis.report.docx.look import MM, TWIPS, WIDTH
from grappe.analysis.report.docx.pages import cover_section
from grappe.analysis.report.docx.press import Press
from grappe.analysis.report.docx.properties import title_control
from grappe.analysis.report.docx.runs import is_leftward, paragraph, text
from grappe.analysis.report.docx.tables import cell, row_of, table
from grappe.analysis.report.house.pictures import as_png
from grappe.analysis.report.house.style import Picture

LARGE, SMALLEST = 88 * MM, 30 * MM
"""How wide the picture of the members is."""
WORDS_ROOM = 24 * TWIPS
"""What the words under it take."""
LOGO = (60 * MM, 20 * MM)
"""The box of a logo, whatever its own size."""


def set_cover(press: Press) -> str:
    """Return the cover, which is a section of its own, without a foot."""
    doc = press.doc
    told = [
        *([paragraph("CoverLogo", _logo(doc.style.logo, press))] if doc.style.logo else []),
        paragraph("CoverEyebrow", text(doc.eyebrow)),
        paragraph("Title", title_control(doc.title), leftward=is_leftward(doc.title)),
        paragraph("Subtitle", text(doc.lead)),
    ]
    if doc.status:
        told.append(paragraph("CoverStatus", text(doc.status)))
    room = free_room(doc)
    if doc.emblem:
        size = _size(doc.emblem, room - WORDS_ROOM)
        spare = room - WORDS_ROOM - size[1]
        shown = set_picture(doc.emblem, size, doc.emblem_alt, press)
        told.append(paragraph("CoverPicture", shown, before=spare * 0.42))
        told.append(paragraph("CoverPictureWords", text(doc.emblem_alt), after=spare * 0.5))
    else:
        told.append(paragraph("CoverSpace", after=room * 0.9))
    told.append(_facts(doc.facts))
    if doc.style.words:
        told.append(paragraph("CoverMention", text(doc.style.words), leftward=is_leftward(doc.style.words)))
    return "".join(told) + paragraph("CoverEnd", ends=cover_section())


def _logo(logo: Picture, press: Press) -> str:
    png = as_png(logo.content)
    across, down = struct.unpack_from(">II", png, 16)  # where a PNG says its size
    scale = min(LOGO[0] / across, LOGO[1] / down)
    return picture(press.picture(png), (across * scale, down * scale), logo.words, logo.name)


def _size(svg: str, room: float) -> tuple[float, float]:
    """The picture makes room for a title of many lines."""
    head = svg.partition(">")[0]
    across, down = (float(head.partition(f' {side}="')[2].partition('"')[0]) for side in ("width", "height"))
    wide = max(min(LARGE, room * across / down), SMALLEST)
    return wide, wide * down / across


def _facts(facts: tuple[tuple[str, str], ...]) -> str:
    if not facts:
        return ""
    widths = [WIDTH // 2, WIDTH - WIDTH // 2]
    rows = []
    for start in range(0, len(facts), 2):
        pair = facts[start : start + 2]
        cells = "".join(
            cell(width, paragraph("CoverTerm", text(term)) + paragraph("CoverWords", text(words)))
            for (term, words), width in zip(pair, widths, strict=False)
        )
        rows.append(row_of(cells + (cell(widths[1], paragraph("CoverEnd")) if len(pair) < 2 else "")))
    return table("", widths, rows, style="LayoutTable")
