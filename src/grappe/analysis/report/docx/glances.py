"""The key figures: each a value, what it is, what it rests on."""

from __future__ import annotations

from grappe.analysis.report.document import Glance
from grappe.analysis.report.docx.fields import linked, note
from grappe.analysis.report.docx.look import WIDTH
from grappe.analysis.report.docx.press import Press
from grappe.analysis.report.docx.runs import paragraph, text
from grappe.analysis.report.docx.tables import cell, row_of, table

ACROSS = 4
"""Key figures side by side."""


def set_glances(press: Press, *, breaks: bool) -> str:
    """Return the key figures, four by four; nothing without any."""
    doc = press.doc
    if not doc.glances:
        return ""
    widths = [WIDTH // ACROSS] * ACROSS
    rows = []
    for start in range(0, len(doc.glances), ACROSS):
        some = doc.glances[start : start + ACROSS]
        cells = [cell(width, _glance(it, press)) for it, width in zip(some, widths, strict=False)]
        cells += [cell(widths[0], paragraph("CoverEnd"))] * (ACROSS - len(some))
        rows.append(row_of("".join(cells)))
    title = paragraph("TOCHeading", text(doc.words["glance"]), breaks=breaks)
    return title + table(doc.words["glance"], widths, rows, style="LayoutTable")


def _glance(it: Glance, press: Press) -> str:
    value = linked(it.value.text, it.value.anchor, press, "GlanceLink")
    value += note(it.value.number, press, "GlanceNote") if it.value.number else ""
    return (
        paragraph("GlanceValue", value)
        + paragraph("GlanceLabel", text(it.label))
        + paragraph("GlanceBasis", text(it.basis))
    )
