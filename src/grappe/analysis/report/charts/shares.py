"""Shares of answers as points in their intervals, with n."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.charts.drawing import PLUM, SPAN, WIDTH, Drawing, pictured, spoken
from grappe.analysis.report.charts.marks import dots, rules, tip
from grappe.analysis.report.charts.row_layout import SHARES, label_texts, laid_out, number_texts, shares_axis
from grappe.analysis.report.charts.table_behind import table_behind
from grappe.analysis.report.document import Table
from grappe.analysis.report.lines import Line, Lines
from grappe.analysis.report.methods import interval_words
from grappe.analysis.report.typography import said


def shares_chart(title: str, lines: Lines, chosen: list[Line]) -> Drawing | None:
    """Return the chart of some shares on one scale from 0 to 100 %; None without any to show."""
    shown = [line for line in chosen if line.is_known]
    if not shown:
        return None
    language = lines.language
    labels = [line.name or line.label for line in shown]
    rows, height = laid_out(
        labels,
        [
            {"said": lines.written(line), "n": f"n = {amount(line.n_used, 'count', language)}"}
            for line in shown
        ],
    )
    spans = [
        {"x": SHARES(line.low), "x2": SHARES(line.high), "y": row["y"], "y2": row["y"]}
        for line, row in zip(shown, rows, strict=True)
        if line.low is not None and line.high is not None
    ]
    points = [
        {"x": SHARES(line.value or 0), "y": row["y"], "tip": _tip(label, line, lines)}
        for label, line, row in zip(labels, shown, rows, strict=True)
    ]
    picture = [
        *shares_axis(rows, height, language),
        rules(spans, "intervals", colour=SPAN, thick=6, strokeCap="round"),
        dots(points, "points", colour=PLUM, size=100),
        label_texts(rows),
        *number_texts(rows),
    ]
    return Drawing(
        title=title,
        subtitle=_subtitle(shown, lines),
        picture=pictured(picture, WIDTH, height + 13),
        alt=spoken(title, [(line.name or line.label, lines.written(line)) for line in shown], language),
        table=_table(title, shown, lines),
    )


def _tip(label: str, line: Line, lines: Lines) -> str:
    interval = lines.interval(line)
    level = amount(line.level, "share", lines.language)
    return tip(
        label,
        lines.written(line),
        said(N_("intervalle à {level} : {interval}"), lines.language, level=level, interval=interval)
        if interval
        else "",
        f"n = {amount(line.n_used, 'count', lines.language)}",
    )


def _subtitle(shown: list[Line], lines: Lines) -> str:
    language = lines.language
    if any(line.low is not None for line in shown):
        return said(
            N_(
                "Part de ceux qui ont répondu à la question ; intervalle à {level} pour une population de {people}"
            ),
            language,
            level=amount(0.95, "share", language),
            people=amount(max(line.n_eligible for line in shown), "count", language),
        )
    return said(N_("Part de ceux qui ont répondu à la question"), language)


def _table(title: str, shown: list[Line], lines: Lines) -> Table:
    language = lines.language
    return table_behind(
        title,
        [
            said(N_("Question"), language),
            said(N_("Part"), language),
            interval_words(None, language),
            said(N_("Réponses"), language),
        ],
        (
            (line.name or line.label, lines.written(line), lines.interval(line), lines.basis(line))
            for line in shown
        ),
    )
