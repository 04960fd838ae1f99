"""What a style says of letters and of paragraphs, in the order that Word demands."""

from __future__ import annotations

from typing import Literal

from grappe.analysis.report.docx.look import TWIPS, Look

Edge = tuple[str, float, float]
"""Colour, thickness and distance in points."""


def letters(  # noqa: PLR0913  # a style says what it says, by name
    look: Look,
    *,
    font: str = "",
    size: float = 0,
    bold: bool | None = None,
    colour: str = "",
    tracking: float = 0,
    capitals: bool = False,
    raised: bool = False,
    tabular: bool = False,
    locale: str = "",
) -> str:
    """Return the properties of letters; what is not said stays as it was. Sizes in points."""
    told = ""
    if font:
        told += f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{look.others}"/>'
    if bold is not None:
        told += "<w:b/><w:bCs/>" if bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    if capitals:
        told += "<w:caps/>"
    if colour:
        told += f'<w:color w:val="{colour}"/>'
    if tracking:
        told += f'<w:spacing w:val="{round(tracking * TWIPS)}"/>'
    if size:
        told += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    if raised:
        told += '<w:vertAlign w:val="superscript"/>'
    if locale:
        told += f'<w:lang w:val="{locale}" w:eastAsia="{locale}" w:bidi="ar-SA"/>'
    if tabular:
        told += '<w14:numSpacing w14:val="tabular"/>'
    return f"<w:rPr>{told}</w:rPr>" if told else ""


def shape(  # noqa: PLR0913  # the same
    *,
    keep: bool = False,
    whole: bool = False,
    before: float | None = None,
    after: float | None = None,
    line: float = 0,
    left: float = 0,
    right: float = 0,
    hanging: float = 0,
    align: Literal["", "right", "center"] = "",
    outline: int | None = None,
    list_number: int = 0,
    tabs: tuple[tuple[int, str], ...] = (),
    edge: Edge | None = None,
    over: Edge | None = None,
) -> str:
    """Return the properties of a paragraph: distances in points, `line` in lines, `tabs` in twips.

    keep: on the page of the next; whole: on one page; edge: a line at its left; over: a line above it.
    """
    told = ("<w:keepNext/>" if keep else "") + ("<w:keepLines/>" if whole else "")
    told += "<w:widowControl/>" if line else ""
    if list_number:
        told += f'<w:numPr><w:numId w:val="{list_number}"/></w:numPr>'
    if edge or over:
        told += f"<w:pBdr>{_edge('top', over)}{_edge('left', edge)}</w:pBdr>"
    if tabs:
        stops = "".join(f'<w:tab w:val="{side}" w:pos="{place}"/>' for place, side in tabs)
        told += f"<w:tabs>{stops}</w:tabs>"
    told += _spacing(before, after, line)
    if left or right or hanging:
        told += f'<w:ind w:left="{round(left * TWIPS)}" w:right="{round(right * TWIPS)}"'
        told += f' w:hanging="{round(hanging * TWIPS)}"/>' if hanging else "/>"
    if align:
        told += f'<w:jc w:val="{align}"/>'
    if outline is not None:
        told += f'<w:outlineLvl w:val="{outline}"/>'
    return f"<w:pPr>{told}</w:pPr>" if told else ""


def _edge(side: str, edge: Edge | None) -> str:
    if edge is None:
        return ""
    colour, thickness, distance = edge
    return f'<w:{side} w:val="single" w:sz="{round(thickness * 8)}" w:space="{round(distance)}" w:color="{colour}"/>'


def _spacing(before: float | None, after: float | None, line: float) -> str:
    told = "" if before is None else f' w:before="{round(before * TWIPS)}"'
    told += "" if after is None else f' w:after="{round(after * TWIPS)}"'
    told += f' w:line="{round(line * 240)}" w:lineRule="auto"' if line else ""
    return f"<w:spacing{told}/>" if told else ""
