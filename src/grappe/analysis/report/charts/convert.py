"""From drawings to SVG, all charts of a report in one go, in the letters of the report."""

from __future__ import annotations

import re
from functools import cache
from threading import Thread
from typing import Any

import vl_convert

from grappe.analysis.report.charts.drawing import CONFIG, TIP, Drawing
from grappe.analysis.report.document import Chart
from grappe.analysis.report.fonts import folder
from grappe.analysis.report.xml_text import pictured_controls

VEGA_LITE = "6.1"
LETTERS, LIGHT = 'font-family="Inter"', 'font-family="sans-serif"'
TEXT = {**CONFIG["text"], "font": "sans-serif"}
SIZE = re.compile(r'<svg [^>]*?width="(?P<width>[\d.]+)" height="(?P<height>[\d.]+)"[^>]*>')
ANSWER = re.compile(rf' aria-label="{TIP}([^"]*)"')
"""What a mark answers to the pointer."""
SPOKEN = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
"""Vega describes every mark; here the chart speaks once, through its title and its table."""
CUT = re.compile(
    r'<defs>(?:<clipPath id="clip\d+">(?:(?!</clipPath>).)*</clipPath>)*</defs>| clip-path="url\(#clip\d+\)"'
)
"""Nothing of ours needs cutting, and the numbers of the cuts change from one run to the next."""


def converted(drawing: Drawing) -> Chart:
    """Return a chart with its picture as SVG."""
    _letters()
    svg = vl_convert.vegalite_to_svg(_light(drawing.picture), vl_version=VEGA_LITE)
    size = SIZE.match(svg)
    width, height = (float(size["width"]), float(size["height"])) if size else (0.0, 0.0)
    return Chart(
        title=drawing.title,
        subtitle=drawing.subtitle,
        svg=pictured_controls(
            CUT.sub("", SPOKEN.sub("", ANSWER.sub(r' data-tip="\1"', svg))).replace(LIGHT, LETTERS)
        ),
        width=width,
        height=height,
        alt=drawing.alt,
        table=drawing.table,
        note=drawing.note,
    )


@cache
def warm_up() -> None:
    """Start the converter aside, while other work goes on: its first picture takes a third of a second."""
    Thread(target=_start, daemon=True).start()


@cache
def _letters() -> None:
    vl_convert.register_font_directory(str(folder()))


def _start() -> None:
    _letters()
    vl_convert.vegalite_to_svg({"data": {"values": [{}]}, "mark": "point"}, vl_version=VEGA_LITE)


def _light(picture: dict[str, Any]) -> dict[str, Any]:
    """Have a picture placed in pixels measured in whatever letters are at hand.

    Vega measures every text, which takes a millisecond in Inter and changes nothing where all is placed.
    """
    if "autosize" not in picture:
        return picture
    return {**picture, "config": {**picture["config"], "font": "sans-serif", "text": TEXT}}
