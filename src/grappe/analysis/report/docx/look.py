"""How the document looks: its colours, its letters, its sizes. The one place where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from grappe.analysis.report.house.colours import palette
from grappe.analysis.report.house.style import HouseStyle

TWIPS = 20
"""Twentieths of a point in a point: Word's measure of lengths."""
EMU_PER_TWIP = 635
"""Word measures pictures in other units."""
MM = 1440 / 25.4
"""Twips in a millimetre."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Colours as Word writes them (RRGGBB), fonts by name with what stands in for them."""

    ink: str = "241B27"
    soft: str = "6B606E"
    line: str = "E6DFE5"
    rule: str = "CDB6CA"
    strong: str = "4A1942"
    beside: str = "7A3B73"
    mist: str = "F3ECF1"
    well: str = "2F7A57"
    care: str = "8F5600"
    sans: str = "Inter"
    sans_else: str = "Segoe UI"
    serif: str = "Grappe Serif"
    serif_else: str = "Cambria"
    mono: str = "Consolas"
    others: str = "Arial"
    """Letters that are written from right to left."""

    @classmethod
    def of(cls, house: HouseStyle) -> Look:
        """Return the look of a house. The names of its fonts come out as XML holds them."""
        own = palette(house.main, house.second)
        strong, beside, mist, rule = (
            colour.removeprefix("#") for colour in (own.main, own.second, own.mist, own.span)
        )
        sans, serif = escape(house.titles), escape(house.text)
        return cls(strong=strong, beside=beside, mist=mist, rule=rule, sans=sans, serif=serif)


PAGE = (round(210 * MM), round(297 * MM))
MARGINS = (round(24 * MM), round(26 * MM), round(24 * MM), round(26 * MM))
"""Top, right, bottom, left."""
COVER_TOP = round(34 * MM)
"""The cover has a little more air at its top."""
WIDTH = PAGE[0] - MARGINS[1] - MARGINS[3]
"""Of the text."""
BESIDE_PROSE = WIDTH - round(136 * MM)
"""Lines of about 75 letters, in a column that tables and charts may leave."""
