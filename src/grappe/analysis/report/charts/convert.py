"""From drawings to SVG, all charts of a report in one go, in the letters of the report."""

from __future__ import annotations

import re
from functools import cache

import vl_convert

from grappe.analysis.report.charts.drawing import Drawing
from grappe.analysis.report.document import Chart
from grappe.analysis.report.fonts import folder

VEGA_LITE = "6.1"
SIZE = re.compile(r'<svg [^>]*?width="(?P<width>[\d.]+)" height="(?P<height>[\d.]+)"[^>]*>')
SPOKEN = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
"""Vega describes every mark; here the chart speaks once, through its title and its table."""
CUT = re.compile(
    r'<defs>(?:<clipPath id="clip\d+">(?:(?!</clipPath>).)*</clipPath>)*</defs>| clip-path="url\(#clip\d+\)"'
)
"""Nothing of ours needs cutting, and the numbers of the cuts change from one run to the next."""


def converted(drawing: Drawing) -> Chart:
    """Return a chart with its picture as SVG."""
    _letters()
    svg = vl_convert.vegalite_to_svg(drawing.picture, vl_version=VEGA_LITE)
    size = SIZE.match(svg)
    width, height = (float(size["width"]), float(size["height"])) if size else (0.0, 0.0)
    return Chart(
        title=drawing.title,
        subtitle=drawing.subtitle,
        svg=CUT.sub("", SPOKEN.sub("", svg)),
        width=width,
        height=height,
        alt=drawing.alt,
        table=drawing.table,
        note=drawing.note,
    )


@cache
def _letters() -> None:
    vl_convert.register_font_directory(str(folder()))
