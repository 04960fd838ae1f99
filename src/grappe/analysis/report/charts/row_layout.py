"""Rows of a chart: the label on its own lines, the mark under it, the number beside.

So a long label is read whole, and the drawing stays narrow enough for a phone.
"""

from __future__ import annotations

from typing import Any

import altair as alt

from grappe.analysis.report.charts.drawing import LEADING, LETTERS, NOTE, SOFT, at, folded, place

LEFT, RIGHT = 4, 336
"""The plot, in pixels; what is right of it is for the numbers."""
LABEL_LETTERS = 64
UNDER, BETWEEN = 17, 20
"""From the last line of a label to the middle of its mark; from there to the next row."""


def laid_out(labels: list[str], rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], float]:
    """Give each row its heights: `first` of its label, `y` of its mark. Returns the chart's height too."""
    told, top = [], 0.0
    for label, row in zip(labels, rows, strict=True):
        written = folded(label, LABEL_LETTERS)
        first = top + LEADING / 2
        middle = first + (len(written) - 1) * LEADING + UNDER
        told.append({**row, "label": "\n".join(written), "first": first, "y": middle, "zero": 0})
        top = middle + BETWEEN
    return told, top


def label_texts(base: alt.Chart) -> alt.Chart:
    """Return the labels."""
    labels: alt.Chart = base.mark_text(align="left", baseline="middle").encode(
        x=at(0), y=place("first"), text=alt.Text("label:N")
    )
    return labels


def number_texts(base: alt.Chart) -> tuple[alt.Chart, alt.Chart]:
    """Return what is `said` of each row, and its `n`."""
    return (
        base.mark_text(align="left", baseline="middle", fontWeight=600, fontSize=LETTERS).encode(
            x=at(RIGHT + 16), y=place("y"), text=alt.Text("said:N")
        ),
        base.mark_text(align="left", baseline="middle", fontSize=NOTE, color=SOFT).encode(
            x=at(RIGHT + 64), y=place("y"), text=alt.Text("n:N")
        ),
    )
