"""Rows of a chart: the label on its own lines, the mark under it, the number beside.

So a long label is read whole, and the drawing stays narrow enough for a phone.
"""

from __future__ import annotations

from typing import Any

from grappe.analysis.language.catalogues import Language
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.charts.axes import Scale, across_axis
from grappe.analysis.report.charts.drawing import LEADING, LETTERS, NOTE, SOFT, WIDTH
from grappe.analysis.report.charts.letter_widths import folded
from grappe.analysis.report.charts.marks import Layer, Rows, texts

LEFT, RIGHT = 6, 336
"""The plot, in pixels; what is right of it is for the numbers."""
UNDER, BETWEEN = 18, 21
"""From the last line of a label to the middle of its mark; from there to the next row."""
TALL = 9
"""Half the height of the grid's lines about a mark."""
QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)
SHARES = Scale(0, 1, LEFT, RIGHT)


def laid_out(labels: list[str], rows: list[dict[str, Any]], top: float = 0.0) -> tuple[Rows, float]:
    """Give each row its heights: `first` of its label, `y` of its mark. Returns the next one's place."""
    told = []
    for label, row in zip(labels, rows, strict=True):
        written = folded(label, WIDTH - 4, LETTERS)
        first = top + LEADING / 2
        middle = first + (len(written) - 1) * LEADING + UNDER
        told.append({**row, "label": "\n".join(written), "first": first, "y": middle})
        top = middle + BETWEEN
    return told, top


def label_texts(rows: Rows) -> Layer:
    """Return the labels."""
    return texts([{"x": 0, "y": row["first"], "text": row["label"]} for row in rows], "labels")


def number_texts(rows: Rows) -> list[Layer]:
    """Return what is `said` of each row, and its `n`."""
    said = [{"x": RIGHT + 16, "y": row["y"], "text": row["said"]} for row in rows]
    bases = [{"x": RIGHT + 66, "y": row["y"], "text": row["n"]} for row in rows]
    return [texts(said, "values", bold=True), texts(bases, "bases", size=NOTE, colour=SOFT)]


def shares_axis(rows: Rows, height: float, language: Language) -> list[Layer]:
    """Return the grid of shares from 0 to 100 %, about each mark."""
    bands = [(row["y"] - TALL, row["y"] + TALL) for row in rows]
    return across_axis(SHARES, QUARTERS, bands, height + 4, lambda v: amount(v, "share", language))
