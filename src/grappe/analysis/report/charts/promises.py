"""Targets and results: how much of each promise was reached, with the interval where there is one."""

from __future__ import annotations

from collections.abc import Sequence

from grappe.analysis.figures.promises import Promise
from grappe.analysis.language.catalogues import N_
from grappe.analysis.language.numbers import amount, long_date
from grappe.analysis.report.charts.axes import Scale, across_axis
from grappe.analysis.report.charts.drawing import INK, PLUM, SOFT, SPAN, WIDTH, Drawing, pictured, spoken
from grappe.analysis.report.charts.marks import Rows, rects, rules, tip
from grappe.analysis.report.charts.row_layout import LEFT, RIGHT, TALL, label_texts, laid_out, number_texts
from grappe.analysis.report.document import Table
from grappe.analysis.report.evolution_words import written
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.typography import said

THICK = 10
MOST, LEAST = 2.0, 1.25
"""Where the scale ends, in parts of what was promised: what exceeds is cut, its number is not."""


def promises_chart(title: str, chosen: Sequence[Promise], lines: Lines, table: Table) -> Drawing | None:
    """Return the shares reached of what can be shown as one; None without any."""
    shown = [(one, one.share) for one in chosen if one.share is not None]
    if not shown:
        return None
    language = lines.language
    labels = [_label(one, lines) for one, _ in shown]
    rows, height = laid_out(
        labels, [{"said": amount(share, "share", language), "n": ""} for _, share in shown]
    )
    end = min(max(LEAST, *(share for _, share in shown)), MOST)
    scale = Scale(0, end, LEFT, RIGHT)
    bars: dict[bool, Rows] = {False: [], True: []}
    spans: Rows = []
    aims: Rows = []
    for (one, share), label, row in zip(shown, labels, rows, strict=True):
        y = row["y"]
        told = tip(label, amount(share, "share", language))
        bars[one.is_due].append(
            {"x": LEFT, "x2": scale(share), "y": y - THICK / 2, "y2": y + THICK / 2, "tip": told}
        )
        if one.low is not None and one.high is not None:
            spans.append(
                {"x": scale(one.low / one.promised), "x2": scale(one.high / one.promised), "y": y, "y2": y}
            )
        aims.append({"x": scale(1), "x2": scale(1), "y": y - TALL, "y2": y + TALL})
    steps = [step / 2 for step in range(int(end * 2) + 1)]
    bands = [(row["y"] - TALL, row["y"] + TALL) for row in rows]
    picture = [
        *across_axis(scale, steps, bands, height + 4, lambda v: amount(v, "share", language)),
        rects(bars[False], "to come", colour=SPAN),
        rects(bars[True], "due", colour=PLUM),
        rules(spans, "intervals", colour=SOFT, thick=2),
        rules(aims, "promised", colour=INK, thick=2.5),
        label_texts(rows),
        *number_texts(rows)[:1],
    ]
    return Drawing(
        title=title,
        subtitle=said(
            N_(
                "Part de la valeur promise qui est atteinte ; repère : la promesse ; en clair : pas encore échue"
            ),
            language,
        ),
        picture=pictured(picture, WIDTH, height + 13),
        alt=spoken(title, [(label, row["said"]) for label, row in zip(labels, rows, strict=True)], language),
        table=table,
    )


def _label(one: Promise, lines: Lines) -> str:
    language, unit = lines.language, one.figure.printed_in(one.figure.unit)
    values = {
        "figure": lines.course_label(one.figure, one.key),
        "value": written(one.value, unit, language),
        "promised": written(one.promised, unit, language),
    }
    if one.due_on is None:
        return said(N_("{figure} : {value} pour {promised}"), language, **values)
    words = N_("{figure} : {value} pour {promised} au {day}")
    return said(words, language, **values, day=long_date(one.due_on, language))
