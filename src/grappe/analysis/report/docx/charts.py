"""Charts: the drawing of the page and the paper as a picture, with its words, and its numbers in an annex."""

from __future__ import annotations

from grappe.analysis.report.document import Chart
from grappe.analysis.report.docx.drawings import Drawing
from grappe.analysis.report.docx.fields import computed, link, numbered
from grappe.analysis.report.docx.look import EMU_PER_TWIP, WIDTH
from grappe.analysis.report.docx.press import Press
from grappe.analysis.report.docx.runs import escaped, paragraph, text
from grappe.analysis.report.docx.tables import SMALL, grid, set_note

FULL = 620
"""Pixels that take the whole width of the text, as on paper."""
WAYS = ((SMALL, round(WIDTH * 0.7)), (SMALL, WIDTH))
"""How the numbers of a chart are set: near one another, unless they are many."""
MARK = "_chart_"
DATA = "_chart_data_"


def set_chart(it: Chart, press: Press) -> str:
    """Return a chart under its numbered caption; a line under it leads to its numbers."""
    head, number = numbered("chart", press, mark=MARK)
    wide = min(1.0, it.width / FULL) * WIDTH
    shown = set_picture(it.svg, (wide, wide * it.height / max(it.width, 1)), it.alt, press)
    door = link(f"{DATA}{number}", text(press.doc.words["data"], "Hyperlink"))
    return (
        paragraph("Caption", head, text(f"\u2002{it.title}"))
        + (paragraph("PictureSubtitle", text(it.subtitle)) if it.subtitle else "")
        + paragraph("Picture", shown, keep=True)
        + (paragraph("PictureNote", text(it.note), keep=True) if it.note else "")
        + paragraph("PictureNote", door)
    )


def set_numbers(charts: list[Chart], press: Press) -> str:
    """Return the tables behind the charts, each under the number of its chart."""
    told = ""
    for number, it in enumerate(charts, 1):
        label = text(f"{press.words['chart']}\u00a0{number}")
        head = computed(rf"REF {MARK}{number} \h", label)
        named = press.marked(f"{DATA}{number}", head + text(f"\u2002{it.title}"))
        told += paragraph("Caption", named) + grid(it.table, press, WAYS) + set_note(it.table.note)
    return told


def set_picture(svg: str, size: tuple[float, float], words: str, press: Press) -> str:
    """Return a drawing as a picture, in twips, with what it shows for those who cannot see it."""
    place = press.picture(Drawing(svg, size[0]))
    return picture(place, size, words, f"{press.words['chart']} {place}")


def picture(place: int, size: tuple[float, float], words: str, name: str) -> str:
    """Return the frame of a picture of the document, whose sides are in twips."""
    across, down = (round(side * EMU_PER_TWIP) for side in size)
    relation = f"picture{place}"
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{place}" name="{escaped(name)}" descr="{escaped(words)}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{place}" name="{relation}.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
