"""What all charts share: colours, letters, width, and what a chart is before it is drawn."""

from __future__ import annotations

import math
import textwrap
from dataclasses import dataclass
from typing import Any

import altair as alt

from grappe.analysis.language.catalogues import Language
from grappe.analysis.language.numbers import PER_CENT_GAPS
from grappe.analysis.language.punctuation import semicolon
from grappe.analysis.report.document import Table

INK = "#241B27"
SOFT = "#6B606E"
LINE = "#E6DFE5"
PLUM = "#4A1942"
GRAPE = "#7A3B73"
SPAN = "#CDB6CA"
"""An interval: light beside plum, in grey too."""
MIST = "#F3ECF1"
PLACE = "#E3D3E0"
"""A place of the map where there is someone."""
LIGHT = "#A9769F"
LEAF = "#2F7A57"
OCHRE = "#B86E00"
WHITE = "#FFFFFF"
WIDTH = 460
LETTERS = 13
NOTE = 12
LEADING = 15
TIP = "tip:"
"""What a mark answers to the pointer is its description, marked so that it is told from Vega's own."""
CONFIG: dict[str, Any] = {
    "font": "Inter",
    "background": None,
    "view": {"stroke": None},
    "axis": {
        "labelFont": "Inter",
        "labelFontSize": NOTE,
        "labelColor": SOFT,
        "domain": False,
        "ticks": False,
        "gridColor": LINE,
        "labelPadding": 8,
        "title": None,
    },
    "text": {"font": "Inter", "fontSize": LETTERS, "color": INK, "lineBreak": "\n", "lineHeight": LEADING},
    "padding": 0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A chart before conversion: its words, its picture, its table."""

    title: str
    subtitle: str
    picture: dict[str, Any]
    """The Vega-Lite specification."""
    alt: str
    table: Table
    note: str = ""


def values(rows: list[dict[str, Any]]) -> alt.InlineData:
    """Return rows as data of a chart."""
    return alt.InlineData(values=rows)


def place(field: str) -> alt.Y:
    """Return a vertical place given in pixels."""
    return alt.Y(f"{field}:Q", scale=None, axis=None)


def across(field: str) -> alt.X:
    """Return a horizontal place given in pixels."""
    return alt.X(f"{field}:Q", scale=None, axis=None)


def at(pixel: float) -> alt.XValue:
    """Return one horizontal place, in pixels, for all the marks of a layer."""
    return alt.XValue(pixel)  # type: ignore[no-untyped-call]  # Altair's own gap


def finished(chart: alt.LayerChart | alt.FacetChart, width: float, height: float) -> dict[str, Any]:
    """Return the specification of a chart, in our letters and colours."""
    told: dict[str, Any] = chart.properties(width=width, height=height).to_dict(validate=False)
    told["config"] = CONFIG
    return told


def pictured(layers: list[dict[str, Any]], width: float, height: float) -> dict[str, Any]:
    """Return the specification of a chart whose marks are placed in pixels, those without rows left out."""
    return {
        "width": width,
        "height": height,
        "autosize": {"type": "none"},
        "config": {**CONFIG, "padding": {"left": 0, "right": 0, "top": 4, "bottom": 4}},
        "layer": [layer for layer in layers if layer["data"]["values"]],
    }


def percents(language: Language) -> str:
    """Return how an axis from 0 to 1 writes its ticks."""
    gap = PER_CENT_GAPS[language]
    return f"format(datum.value * 100, 'd') + '{gap}%'"


MOST_SPOKEN = 60
"""What is read aloud of a chart; the table behind it has all."""


def spoken(title: str, pairs: list[tuple[str, str]], language: Language) -> str:
    """Return what a chart shows, for those who cannot see it."""
    told = [f"{name}, {value}" for name, value in pairs[:MOST_SPOKEN]]
    if len(pairs) > len(told):
        told.append("…")
    return f"{title}. {semicolon(language).join(told)}."


def folded(words: str, letters: int, most: int = 3) -> list[str]:
    """Fold a label into lines of about so many letters; what exceeds the last is cut, with an ellipsis."""
    # A word longer than the line is cut too, or it would run into the drawing.
    return textwrap.wrap(words, letters, max_lines=most, placeholder=" …", break_long_words=True) or [""]


def round_top(most: float) -> tuple[float, float]:
    """Return where a scale from zero may end, and its step: 0, 10, 20, 30 for 26."""
    if most <= 0:
        return 1.0, 1.0
    step = 10 ** math.floor(math.log10(most / 2))
    step = next(step * factor for factor in (1, 2, 5, 10) if most / (step * factor) <= 5)
    return math.ceil(most / step) * step, step
