"""The report as one page of HTML, which asks nothing of anyone else."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from markupsafe import Markup

from grappe.analysis.language.pages import page_template
from grappe.analysis.report.fonts import embedded
from grappe.analysis.report.house.dressed import parts, relettered
from grappe.analysis.report.house.style import GRAPPE_STYLE, HouseStyle

FONTS = (
    ("Inter", "400", "normal", "inter/Inter-Regular"),
    ("Inter", "600", "normal", "inter/Inter-SemiBold"),
    ("Inter", "700", "normal", "inter/Inter-Bold"),
    ("Grappe Serif", "400", "normal", "serif/GrappeSerif-Regular"),
    ("Grappe Serif", "400", "italic", "serif/GrappeSerif-Italic"),
)


def as_html(told: dict[str, Any], house: HouseStyle = GRAPPE_STYLE) -> str:
    """Return the whole page of a document in plain data, whose pictures become safe markup.

    All texts are escaped; only our own pictures, styles and script are not.
    """
    letters = house.on_page(house.titles)
    for part in parts(told):
        for block in part["blocks"]:
            if block["kind"] == "chart":
                block["svg"] = _drawing(relettered(block["svg"], letters), block["alt"])
    told["emblem"] = _drawing(told["emblem"], told["emblem_alt"])
    told["papers_by_chapter"] = [
        {"chapter": chapter, "entries": list(entries)}
        for chapter, entries in groupby(told["papers"], key=lambda entry: entry["chapter"])
    ]
    return page_template("grappe.analysis.report", "report.html.jinja").render(
        doc=told, fonts=[(*font, embedded(font[3])) for font in FONTS]
    )


def _drawing(svg: str, words: str) -> Markup:
    """Return a picture that says in words what it shows, safe to set as it is.

    It was written by Vega or by us, which escape every text they set; so are the words here.
    """
    spoken = Markup('<svg role="img" aria-label="{}" ').format(words)
    return Markup(svg.replace("<svg ", str(spoken), 1))  # noqa: S704  # where markup enters; nobody wrote it
