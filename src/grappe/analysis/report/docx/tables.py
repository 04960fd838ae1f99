"""Tables: real ones, whose head is repeated, whose rows stay whole, whose columns fit the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grappe.analysis.report.document import Cell, Column, Row, Table
from grappe.analysis.report.docx.fields import entry_number, linked, note, numbered
from grappe.analysis.report.docx.look import WIDTH
from grappe.analysis.report.docx.press import Press
from grappe.analysis.report.docx.runs import LINE_BREAK, escaped, paragraph, text
from grappe.analysis.report.docx.widths import column_widths

SHORT = 8
"""Rows that stay on one page; a longer table begins with three at least."""
EDGE = 80
"""What Word leaves at the sides of a cell, in twips: tables stick out by it, so that texts are flush."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Which styles a table is set in."""

    prefix: str
    size: float


APART = "–\u00a0"
"""Within an interval: under a value, its two ends may stand on two lines."""
INSET = 200
"""By which the rows under a heading are set in, in twips."""
PLAIN = Kind(prefix="Table", size=8)
SMALL = Kind(prefix="Small", size=7)


def set_table(it: Table, press: Press) -> str:
    """Return a table under its numbered caption."""
    head, _ = numbered("table", press)
    caption = paragraph("Caption", head, text(f"\u2002{it.caption}"), keep=True)
    return caption + grid(it, press, ((PLAIN, WIDTH), (SMALL, WIDTH))) + set_note(it.note)


def set_note(words: str) -> str:
    """Return the note under a table; nothing without one."""
    return paragraph("TableNote", text(words)) if words else ""


def grid(it: Table, press: Press, ways: Sequence[tuple[Kind, int]]) -> str:
    """Return a table without its caption and its note, in the first kind and width that its words fit."""
    if not it.columns:
        return ""
    columns: list[Column] = [*it.columns]
    if it.notes:
        columns.append(Column(label=press.doc.words["note"]))
    told = [(_head_words(one), one.numeric, _texts(it, place)) for place, one in enumerate(columns)]
    inset = INSET if any(row.indented for row in it.rows) else 0
    for kind, available in ways:
        widths, fit = column_widths(told, available + 2 * EDGE, kind.size, inset=inset)
        if fit:
            break
    numeric = [column.numeric for column in columns]
    rows = [_head(columns, widths, press, kind)]
    for place, row in enumerate(it.rows):
        left = len(it.rows) - place
        # A table's last row stays with the one before; a short table stays whole.
        keep = left > 1 and (len(it.rows) <= SHORT or place < 2 or left == 2 or row.heading)
        rows.append(_row(row, widths, numeric, it, press, kind, keep=keep))
    return table(it.caption, widths, rows)


def table(caption: str, widths: Sequence[int], rows: Sequence[str], *, style: str = "ReportTable") -> str:
    """Return the frame of a table round its rows."""
    named = f'<w:tblCaption w:val="{escaped(caption)}"/>' if caption else ""
    grid_columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="-{EDGE}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
        'w:noHBand="0" w:noVBand="0"/>'
        f"{named}</w:tblPr>"
        f"<w:tblGrid>{grid_columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def cell(width: int, inner: str, *, span: int = 1, foot: bool = False) -> str:
    """Return a cell round its paragraphs. `foot`: its text stands at its bottom."""
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    align = '<w:vAlign w:val="bottom"/>' if foot else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{align}</w:tcPr>{inner}</w:tc>'


def row_of(cells: str, *, head: bool = False) -> str:
    """Return a row that no page parts; `head`: repeated on each page."""
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"


def _head(columns: Sequence[Column], widths: Sequence[int], press: Press, kind: Kind) -> str:
    cells = ""
    for column, width in zip(columns, widths, strict=True):
        words = text(column.label) + (note(column.number, press) if column.number else "")
        style = f"{kind.prefix}HeadNumber" if column.numeric else f"{kind.prefix}Head"
        cells += cell(width, paragraph(style, words, keep=True), foot=True)
    return row_of(cells, head=True)


def _row(
    row: Row,
    widths: Sequence[int],
    numeric: Sequence[bool],
    it: Table,
    press: Press,
    kind: Kind,
    *,
    keep: bool,
) -> str:
    number = entry_number(row.number, press, "Numeral") if it.notes and row.number else ""
    if row.heading:
        inside = len(widths) - int(it.notes)
        named = paragraph(f"{kind.prefix}Group", text(row.cells[0].text if row.cells else ""), keep=keep)
        cells = cell(sum(widths[:inside]), named, span=inside)
        if it.notes:
            cells += cell(widths[-1], paragraph(f"{kind.prefix}Number", number, keep=keep), foot=True)
        return row_of(cells)
    cells = ""
    for place, (one, width) in enumerate(zip(row.cells, widths, strict=False)):
        style = f"{kind.prefix}Number" if numeric[place] else f"{kind.prefix}Text"
        if place == 0 and row.indented:
            style = f"{kind.prefix}Inside"
        cells += cell(width, paragraph(style, set_cell(one, press), keep=keep))
    if it.notes:
        cells += cell(widths[-1], paragraph(f"{kind.prefix}Number", number, keep=keep))
    return row_of(cells)


def set_cell(it: Cell, press: Press) -> str:
    """Return the words of a cell; a figure leads to its papers."""
    style = "Softer" if it.soft else ""
    told = linked(it.text, it.anchor, press, style or "FigureInTable") if it.anchor else text(it.text, style)
    return told + (LINE_BREAK + text(it.sub.replace(APART, "– "), "Under") if it.sub else "")


def _head_words(column: Column) -> str:
    return f"{column.label}[{column.number}]" if column.number else column.label


def _texts(it: Table, place: int) -> list[str]:
    texts = []
    for row in it.rows:
        if row.heading or place >= len(row.cells):
            continue
        one = row.cells[place]
        texts += [one.text, one.sub] if one.sub else [one.text]
    return texts
