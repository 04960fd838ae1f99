"""The papers of the figures: an entry for each, to which every number leads."""

from __future__ import annotations

from grappe.analysis.report.document import Papers
from grappe.analysis.report.docx.fields import entry_name
from grappe.analysis.report.docx.look import WIDTH
from grappe.analysis.report.docx.press import Press
from grappe.analysis.report.docx.runs import paragraph, text
from grappe.analysis.report.docx.tables import EDGE, SMALL, cell, row_of, set_cell, table
from grappe.analysis.report.docx.widths import column_widths


def set_papers(press: Press) -> str:
    """Return the annex of the papers, under the titles of their chapters."""
    doc = press.doc
    title = press.anchored("papers", text(doc.words["papers"]))
    told = [
        paragraph("Heading1", title, breaks=True),
        paragraph("BodyText", text(doc.words["papers_lead"])),
    ]
    chapter = ""
    for it in doc.papers:
        if it.chapter and it.chapter != chapter:
            told.append(paragraph("Heading2", text(it.chapter)))
            chapter = it.chapter
        told.append(_entry(it, press))
    # Word wants no table at the very end of a text.
    return "".join(told) + paragraph("CoverEnd")


def _entry(it: Papers, press: Press) -> str:
    number = press.marked(entry_name(it.number), text(str(it.number), "Numeral"))
    named = press.anchored(it.anchor, number + text(f"\u2002{it.label}\u2002") + text(it.name, "FigureId"))
    facts = text("\u2003").join(
        text(f"{term}{press.doc.words['colon']}", "Softer") + text(words) for term, words in it.facts
    )
    also = "".join(press.anchored(anchor, "") for anchor in it.also if anchor != it.anchor)
    return (
        paragraph("EntryTitle", named)
        + paragraph("EntryText", text(it.definition))
        + paragraph("EntryFacts", facts + also, keep=bool(it.lines))
        + (_lines(it, press) if it.lines and it.columns else "")
    )


def _lines(it: Papers, press: Press) -> str:
    numeric = [column.numeric for column in it.columns]
    texts = [
        (column.label, column.numeric, [line.cells[place].text for line in it.lines])
        for place, column in enumerate(it.columns)
    ]
    widths, _ = column_widths(texts, WIDTH + 2 * EDGE, SMALL.size)
    styles = [f"{SMALL.prefix}{'Number' if one else 'Text'}" for one in numeric]
    heads = [f"{SMALL.prefix}Head{'Number' if one else ''}" for one in numeric]
    rows = [
        row_of(
            "".join(
                cell(width, paragraph(style, text(column.label)))
                for column, style, width in zip(it.columns, heads, widths, strict=True)
            ),
            head=True,
        )
    ]
    for line in it.lines:
        cells = ""
        for place, (one, width) in enumerate(zip(line.cells, widths, strict=True)):
            words = set_cell(one, press)
            if place == 0 and line.anchor != it.anchor:
                words = press.anchored(line.anchor, words)
            cells += cell(width, paragraph(styles[place], words))
        rows.append(row_of(cells))
    return table(it.label, widths, rows, style="PapersTable")
