"""Drawings as pictures, all in one go, by what draws them on paper and in the same letters."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typst

from grappe.analysis.report.docx.look import TWIPS
from grappe.analysis.report.fonts import folder
from grappe.analysis.report.house.dressed import in_house
from grappe.analysis.report.house.fonts import laid_out, numbered
from grappe.analysis.report.house.style import HouseStyle

TEMPLATE = Path(__file__).parents[1] / "templates" / "drawings.typ"
SHARP = 220.0
"""Dots per inch: sharp on paper, a fifth of the bytes that twice as many would take."""
OTHER_LETTERS = re.compile(r"[^\x00-\u024f\u1e00-\u1eff\u2000-\u22ff]")
"""What our own fonts may lack."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as SVG, and how wide it stands in the document, in twips."""

    svg: str
    width: float


def drawn(drawings: Sequence[Drawing], house: HouseStyle) -> list[bytes]:
    """Return each drawing as PNG, in the colours and letters of a house."""
    if not drawings:
        return []
    told = [{"svg": in_house(it.svg, house), "width": it.width / TWIPS} for it in drawings]
    own = not any(OTHER_LETTERS.search(it.svg) for it in drawings)
    with laid_out(numbered({font.name: font.content for font in house.fonts})) as fonts:
        made: bytes | list[bytes] = typst.compile(
            str(TEMPLATE),
            font_paths=[str(folder()), str(fonts)],
            ignore_system_fonts=own,
            format="png",
            ppi=SHARP,
            sys_inputs={"drawings": json.dumps(told, ensure_ascii=False)},
        )
    # One sheet comes as it is, several as a list.
    return [made] if isinstance(made, bytes) else made
