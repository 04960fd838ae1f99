"""Pages and sections: their size, their margins, what stands at their foot."""

from __future__ import annotations

from grappe.analysis.report.docx.fields import computed
from grappe.analysis.report.docx.look import COVER_TOP, MARGINS, MM, PAGE
from grappe.analysis.report.docx.namespaces import DECLARED
from grappe.analysis.report.docx.properties import title_control
from grappe.analysis.report.docx.runs import TAB, paragraph, text

FOOT = "foot"
"""The relation of the document to what stands at the foot of its pages."""


def cover_section() -> str:
    """Return the section of the cover, which has no foot."""
    return _section("", top=COVER_TOP)


def text_section() -> str:
    """Return the section of all the rest."""
    return _section(f'<w:footerReference w:type="default" r:id="{FOOT}"/>', top=MARGINS[0])


def _section(feet: str, *, top: int) -> str:
    _, right, bottom, left = MARGINS
    return (
        f'<w:sectPr>{feet}<w:type w:val="nextPage"/><w:pgSz w:w="{PAGE[0]}" w:h="{PAGE[1]}"/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
        f'w:header="{round(12 * MM)}" w:footer="{round(12 * MM)}" w:gutter="0"/>'
        '<w:cols w:space="708"/></w:sectPr>'
    )


def foot_part(title: str) -> str:
    """Return the foot of the pages as XML: the title, the number of the page."""
    page = computed("PAGE", text("2"))
    return f"<w:ftr {DECLARED}>{paragraph('Footer', title_control(title), TAB, page)}</w:ftr>"
