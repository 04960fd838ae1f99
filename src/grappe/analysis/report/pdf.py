"""The report as PDF, through Typst: tagged, archivable, the same bytes for the same document."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import typst

from grappe.analysis.language.catalogues import N_
from grappe.analysis.report.fonts import folder
from grappe.analysis.report.house.dressed import dressed
from grappe.analysis.report.house.fonts import laid_out, numbered
from grappe.analysis.report.house.pictures import told as told_bytes
from grappe.analysis.report.house.style import GRAPPE_STYLE, HouseStyle
from grappe.analysis.report.typography import said

TEMPLATE = Path(__file__).parent / "templates" / "report.typ"
Standard = Literal["ua-1", "a-3a"]
STANDARDS: list[Standard] = ["ua-1", "a-3a"]


def as_pdf(
    told: dict[str, Any], day: dt.date, tell: Callable[[str], None], house: HouseStyle = GRAPPE_STYLE
) -> bytes:
    """Return the PDF of a document in plain data. `day` dates it: the same document gives the same bytes.

    A text in letters that the packaged fonts do not have (an emoji, Hebrew) is set in what the machine has;
    then the archive standards, which ask for every letter, are given up, and `tell` says so.
    """
    data = json.dumps(dressed(told, house), ensure_ascii=False)
    try:
        return _compiled(data, day, STANDARDS, house, own_letters=True)
    except typst.TypstError as error:
        if "glyph" not in str(error) and "font" not in str(error) and "display" not in str(error):
            raise
    tell(
        said(
            N_(
                "Des lettres du dossier manquent aux polices de Grappe (un emoji, une autre écriture) : le PDF n’est pas archivable (PDF/A), et celles que cette machine n’a pas non plus y sont des carrés."
            ),
            told["language"],
        )
    )
    return _compiled(data, day, [], house, own_letters=False)


def _compiled(
    data: str, day: dt.date, standards: list[Standard], house: HouseStyle, *, own_letters: bool
) -> bytes:
    inputs = {"data": data, "day": day.isoformat()}
    if house.logo is not None:
        inputs["logo"] = told_bytes(house.logo.content)
    with laid_out(numbered({font.name: font.content for font in house.fonts})) as own:
        return typst.compile(
            str(TEMPLATE),
            font_paths=[str(folder()), str(own)],
            ignore_system_fonts=own_letters,
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=[*standards],
            timestamp=int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp()),
        )
