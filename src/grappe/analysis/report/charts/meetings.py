"""Attendance at the board, meeting by meeting."""

from __future__ import annotations

import altair as alt
import polars as pl

from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.readings import Readings, eager
from grappe.analysis.language.catalogues import N_
from grappe.analysis.language.numbers import amount, long_date
from grappe.analysis.report.charts.drawing import (
    LETTERS,
    LINE,
    NOTE,
    PLUM,
    SOFT,
    SPAN,
    WIDTH,
    Drawing,
    at,
    finished,
    percents,
    place,
    spoken,
    values,
)  # fmt: skip
from grappe.analysis.report.document import Cell, Column, Row, Table
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.typography import said

LEFT, RIGHT, HIGH, THICK, MOST = 132, 336, 25, 12, 24


def attendance_chart(lines: Lines, readings: Readings) -> Drawing | None:
    """Return one bar per board of the period; None where there are too few, or too many to tell apart."""
    if lines.known("board.attendance") is None:
        return None
    language = lines.language
    held = (
        eager(readings.base(figures()["board.attendance"].base))
        .filter(pl.col("cluster_id") == lines.cluster)
        .drop_nulls("attendance")
        .sort("held_on")
        .select("held_on", "attendance", "present", "entitled")
        .rows(named=True)
    )
    if not 3 <= len(held) <= MOST:
        return None
    rows = [
        {
            "y": HIGH * place_ + HIGH / 2,
            "top": HIGH * place_ + (HIGH - THICK) / 2,
            "bottom": HIGH * place_ + (HIGH + THICK) / 2,
            "label": long_date(meeting["held_on"], language),
            "value": meeting["attendance"],
            "zero": 0,
            "said": amount(meeting["attendance"], "share", language),
            "n": said(
                N_("{present} sur {entitled}"),
                language,
                present=meeting["present"],
                entitled=meeting["entitled"],
            ),
        }
        for place_, meeting in enumerate(held)
    ]
    scale = alt.Scale(domain=[0, 1], range=[LEFT, RIGHT])
    axis = alt.Axis(values=[0, 0.25, 0.5, 0.75, 1], gridColor=LINE, labelExpr=percents(language))
    base = alt.Chart(values(rows))
    picture = alt.layer(
        base.mark_rect(color=SPAN, cornerRadiusEnd=2).encode(
            x=alt.X("zero:Q", scale=scale, axis=axis),
            x2=alt.X2("value:Q"),
            y=place("top"),
            y2=alt.Y2("bottom:Q"),
        ),
        base.mark_tick(color=PLUM, thickness=3, size=THICK + 4, orient="vertical").encode(
            x=alt.X("value:Q", scale=scale), y=place("y")
        ),
        base.mark_text(align="left", baseline="middle").encode(
            x=at(0), y=place("y"), text=alt.Text("label:N")
        ),
        base.mark_text(align="left", baseline="middle", fontWeight=600, fontSize=LETTERS).encode(
            x=at(RIGHT + 14), y=place("y"), text=alt.Text("said:N")
        ),
        base.mark_text(align="left", baseline="middle", fontSize=NOTE, color=SOFT).encode(
            x=at(RIGHT + 58), y=place("y"), text=alt.Text("n:N")
        ),
    )
    title = said(N_("Participation aux conseils d’administration, séance par séance"), language)
    return Drawing(
        title=title,
        subtitle=said(N_("Part des administrateurs présents"), language),
        picture=finished(picture, WIDTH, HIGH * len(rows)),
        alt=spoken(title, [(row["label"], row["said"]) for row in rows], language),
        table=Table(
            caption=title,
            columns=(
                Column(label=said(N_("Séance"), language), numeric=False),
                Column(label=said(N_("Part"), language)),
                Column(label=said(N_("Présents"), language)),
            ),
            rows=tuple(Row(cells=(Cell(row["label"]), Cell(row["said"]), Cell(row["n"]))) for row in rows),
        ),
    )
