"""Attendance at the board, meeting by meeting."""

from __future__ import annotations

from typing import Any

import polars as pl

from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.readings import Readings, eager
from grappe.analysis.language.catalogues import N_
from grappe.analysis.language.numbers import amount, long_date
from grappe.analysis.report.charts.axes import Scale, across_axis
from grappe.analysis.report.charts.drawing import NOTE, PLUM, SOFT, SPAN, WIDTH, Drawing, pictured, spoken
from grappe.analysis.report.charts.marks import rects, rules, texts, tip
from grappe.analysis.report.charts.row_layout import QUARTERS
from grappe.analysis.report.charts.table_behind import table_behind
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.typography import agreed, said

LEFT, RIGHT, HIGH, THICK = 136, 336, 25, 12
FEWEST, MOST = 3, 24
"""Boards under which there is no picture, and the most that a page holds."""


def attendance_chart(lines: Lines, readings: Readings) -> Drawing | None:
    """Return one bar per board of the period, of many the last; None where there are too few."""
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
    if len(held) < FEWEST:
        return None
    earlier = max(len(held) - MOST, 0)
    scale = Scale(0, 1, LEFT, RIGHT)
    title = said(N_("Participation aux conseils d’administration, séance par séance"), language)
    every: list[dict[str, Any]] = [
        {
            "y": HIGH * (place_ - earlier) + HIGH / 2,
            "x": scale(meeting["attendance"]),
            "label": long_date(meeting["held_on"], language),
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
    rows = every[earlier:]
    bars = [
        {
            "x": LEFT,
            "x2": row["x"],
            "y": row["y"] - THICK / 2,
            "y2": row["y"] + THICK / 2,
            "tip": tip(row["label"], row["said"], row["n"]),
        }
        for row in rows
    ]
    ends = [
        {"x": row["x"], "y": row["y"] - THICK / 2 - 2, "x2": row["x"], "y2": row["y"] + THICK / 2 + 2}
        for row in rows
    ]
    foot = HIGH * len(rows)
    picture = [
        *across_axis(scale, QUARTERS, [(0, foot)], foot + 14, lambda v: amount(v, "share", language)),
        rects(bars, "bars", colour=SPAN, rounded=0),
        rules(ends, "ends", colour=PLUM, thick=3),
        texts([{"x": 0, "y": row["y"], "text": row["label"]} for row in rows], "labels"),
        texts([{"x": RIGHT + 14, "y": row["y"], "text": row["said"]} for row in rows], "values", bold=True),
        texts(
            [{"x": RIGHT + 64, "y": row["y"], "text": row["n"]} for row in rows],
            "bases",
            size=NOTE,
            colour=SOFT,
        ),
    ]
    return Drawing(
        title=title,
        subtitle=said(N_("Part des administrateurs présents"), language),
        picture=pictured(picture, WIDTH, foot + 22),
        alt=spoken(title, [(row["label"], row["said"]) for row in rows], language),
        table=table_behind(
            title,
            [said(head, language) for head in (N_("Séance"), N_("Part"), N_("Présents"))],
            ((row["label"], row["said"], row["n"]) for row in every),
        ),
        note=agreed(
            N_(
                "{count} séance, plus ancienne, n’est pas dessinée ; elle est dans la table de ce graphique, sur la page et dans le document Word."
            ),
            N_(
                "{count} séances, plus anciennes, ne sont pas dessinées ; elles sont dans la table de ce graphique, sur la page et dans le document Word."
            ),
            earlier,
            language,
            count=amount(earlier, "count", language),
        )
        if earlier
        else "",
    )
