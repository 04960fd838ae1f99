"""Pieces of text as Word wants them: any text at all, shown as it was written."""

from __future__ import annotations

import re
from html import escape

from grappe.analysis.language.directions import END, ISOLATE, LEFTWARD
from grappe.analysis.report.xml_text import pictured_controls

SPACES = re.compile(r"\r\n|[\t\n\r]")
PIECES = re.compile(rf"({ISOLATE}?[{LEFTWARD}]+(?:[\W\d_]*[{LEFTWARD}]+)*{END}?)")
"""A piece goes on from its first such letter to its last, whatever stands between that is no letter."""
FIRST_LETTER = re.compile(r"[^\W\d_]")


def escaped(words: str) -> str:
    """Return a text as XML holds it; a control character becomes the sign that pictures it."""
    plain = SPACES.sub(" ", words)
    return escape(pictured_controls(plain))


def text(words: str, style: str = "") -> str:
    """Return runs that show a text, in a character style; pieces written from right to left are marked."""
    if words.isascii():
        return _run(words, style)
    return "".join(
        _run(piece, style, leftward=bool(turn % 2)) for turn, piece in enumerate(PIECES.split(words)) if piece
    )


def _run(words: str, style: str, *, leftward: bool = False) -> str:
    if not words:
        return ""
    properties = (f'<w:rStyle w:val="{style}"/>' if style else "") + ("<w:rtl/>" if leftward else "")
    kept = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{kept}<w:t xml:space="preserve">{escaped(words)}</w:t></w:r>'


def in_language(pieces: str, locale: str) -> str:
    """Return runs marked as of another language than the document's, for whoever spells or reads aloud."""
    mark = f'<w:lang w:val="{locale}"/>'
    marked = pieces.replace("</w:rPr>", f"{mark}</w:rPr>")
    return marked.replace("<w:r><w:t ", f"<w:r><w:rPr>{mark}</w:rPr><w:t ")


def is_leftward(words: str) -> bool:
    """The first letter of a text is written from right to left, and so is its line."""
    first = FIRST_LETTER.search(words)
    return first is not None and PIECES.match(first[0]) is not None


LINE_BREAK = "<w:r><w:br/></w:r>"
TAB = "<w:r><w:tab/></w:r>"


def paragraph(
    style: str,
    *pieces: str,
    keep: bool = False,
    breaks: bool = False,
    leftward: bool = False,
    before: float | None = None,
    after: float | None = None,
    ends: str = "",
) -> str:
    """Return a paragraph. `keep`: on the page of the next; `breaks`: on a new page.

    before, after: room that depends on its neighbours, in twips; all other is its style's.
    ends: the properties of the section that ends with it.
    """
    room = "" if before is None else f' w:before="{round(before)}"'
    room += "" if after is None else f' w:after="{round(after)}"'
    properties = (
        f'<w:pStyle w:val="{style}"/>'
        + ("<w:keepNext/>" if keep else "")
        + ("<w:pageBreakBefore/>" if breaks else "")
        + ("<w:bidi/>" if leftward else "")
        + (f"<w:spacing{room}/>" if room else "")
        + ends
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(pieces)}</w:p>"
