"""Counts as bars that start at zero, each with its number."""

from __future__ import annotations

import altair as alt

from grappe.analysis.language.catalogues import N_
from grappe.analysis.report.charts.drawing import (
    LETTERS,
    PLUM,
    WIDTH,
    Drawing,
    finished,
    place,
    spoken,
    values,
)
from grappe.analysis.report.charts.row_layout import LEFT, RIGHT, label_texts, laid_out
from grappe.analysis.report.document import Cell, Column, Row, Table
from grappe.analysis.report.lines import Line, Lines
from grappe.analysis.report.typography import said

THICK = 12


def bars_chart(title: str, subtitle: str, lines: Lines, chosen: list[Line]) -> Drawing | None:
    """Return counts by class as bars, hidden classes left out; None where there is nothing to compare."""
    shown = [line for line in chosen if line.is_known and line.value]
    if len(shown) < 2:
        return None
    rows, height = laid_out(
        [line.name or line.label for line in shown],
        [{"value": line.value, "said": lines.written(line)} for line in shown],
    )
    rows = [{**row, "top": row["y"] - THICK / 2, "bottom": row["y"] + THICK / 2} for row in rows]
    most = max(line.value or 0 for line in shown)
    scale = alt.Scale(domain=[0, most], range=[0, RIGHT + LEFT], nice=False)
    base = alt.Chart(values(rows))
    picture = alt.layer(
        base.mark_rect(color=PLUM, cornerRadius=2).encode(
            x=alt.X("zero:Q", scale=scale, axis=None),
            x2=alt.X2("value:Q"),
            y=place("top"),
            y2=alt.Y2("bottom:Q"),
        ),
        label_texts(base),
        base.mark_text(align="left", baseline="middle", fontWeight=600, fontSize=LETTERS, dx=8).encode(
            x=alt.X("value:Q", scale=scale), y=place("y"), text=alt.Text("said:N")
        ),
    )
    return Drawing(
        title=title,
        subtitle=subtitle,
        picture=finished(picture, WIDTH, height),
        alt=spoken(title, [(line.name, lines.written(line)) for line in shown], lines.language),
        table=Table(
            caption=title,
            columns=(
                Column(label=said(N_("Classe"), lines.language), numeric=False),
                Column(label=said(N_("Nombre"), lines.language)),
            ),
            rows=tuple(Row(cells=(Cell(line.name), Cell(lines.written(line)))) for line in shown),
        ),
    )
