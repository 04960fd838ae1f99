"""Counts as bars that start at zero, each with its number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

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
    answers = [tip(label, number, subtitle) for label, number in zip(labels, written, strict=True)]
    return Drawing(
        title=title,
        subtitle=subtitle,
        picture=bars_picture(labels, [line.value or 0 for line in shown], written, answers),
        alt=spoken(title, list(zip(labels, written, strict=True)), lines.language),
        table=table_behind(
            title,
            [said(N_("Classe"), lines.language), said(N_("Nombre"), lines.language)],
            ((line.name, lines.written(line)) for line in shown),
        ),
    )


def bars_picture(
    labels: Sequence[str], counts: Sequence[float], written: Sequence[str], answers: Sequence[str]
) -> dict[str, Any]:
    """Return a bar under each label, with its number as written, and what it answers to the pointer."""
    rows, height = laid_out(list(labels), [{} for _ in labels])
    most = max(counts)
    bars, numbers = [], []
    for count, number, answer, row in zip(counts, written, answers, rows, strict=True):
        end, y = round(RIGHT * count / most, 2), row["y"]
        bars.append({"x": 0, "x2": end, "y": y - THICK / 2, "y2": y + THICK / 2, "tip": answer})
        numbers.append({"x": end + 8, "y": y, "text": number})
    layers = [rects(bars, "bars", colour=PLUM), label_texts(rows), texts(numbers, "values", bold=True)]
    return pictured(layers, WIDTH, height - THICK / 2)
