"""Counts as bars that start at zero, each with its number."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_
from grappe.analysis.report.charts.drawing import PLUM, WIDTH, Drawing, pictured, spoken
from grappe.analysis.report.charts.marks import rects, texts, tip
from grappe.analysis.report.charts.row_layout import RIGHT, label_texts, laid_out
from grappe.analysis.report.charts.table_behind import table_behind
from grappe.analysis.report.lines import Line, Lines
from grappe.analysis.report.typography import said

THICK = 12


def bars_chart(title: str, subtitle: str, lines: Lines, chosen: list[Line]) -> Drawing | None:
    """Return counts by class as bars, hidden classes left out; None where there is nothing to compare."""
    shown = [line for line in chosen if line.is_known and line.value]
    if len(shown) < 2:
        return None
    labels = [line.name or line.label for line in shown]
    written = [lines.written(line) for line in shown]
    rows, height = laid_out(labels, [{} for _ in shown])
    most = max(line.value or 0 for line in shown)
    bars, numbers = [], []
    for line, label, number, row in zip(shown, labels, written, rows, strict=True):
        end, y = round(RIGHT * (line.value or 0) / most, 2), row["y"]
        bars.append(
            {"x": 0, "x2": end, "y": y - THICK / 2, "y2": y + THICK / 2, "tip": tip(label, number, subtitle)}
        )
        numbers.append({"x": end + 8, "y": y, "text": number})
    return Drawing(
        title=title,
        subtitle=subtitle,
        picture=pictured(
            [
                rects(bars, "bars", colour=PLUM),
                label_texts(rows),
                texts(numbers, "values", bold=True),
            ],
            WIDTH,
            height - THICK / 2,
        ),
        alt=spoken(title, list(zip(labels, written, strict=True)), lines.language),
        table=table_behind(
            title,
            [said(N_("Classe"), lines.language), said(N_("Nombre"), lines.language)],
            ((line.name, lines.written(line)) for line in shown),
        ),
    )
