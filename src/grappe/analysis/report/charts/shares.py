"""Shares of answers as points in their intervals, with n."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grappe.analysis.language.catalogues import N_
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.charts.drawing import PLUM, SPAN, WIDTH, Drawing, pictured, spoken
from grappe.analysis.report.charts.marks import dots, rules, tip
from grappe.analysis.report.charts.row_layout import SHARES, label_texts, laid_out, number_texts, shares_axis
from grappe.analysis.report.charts.table_behind import table_behind
from grappe.analysis.report.document import Table
from grappe.analysis.report.lines import Line, Lines
from grappe.analysis.report.methods import interval_words
from grappe.analysis.report.parts import parted
from grappe.analysis.report.typography import said

MOST_ROWS = 12
"""Questions of a drawing whose letters keep their size on a page."""


def shares_charts(title: str, lines: Lines, chosen: Sequence[Line]) -> Iterator[Drawing]:
    """Yield the charts of some shares on one scale from 0 to 100 %, a page's worth at a time."""
    shown = [line for line in chosen if line.is_known]
    people = max((line.n_eligible for line in shown), default=0)
    for name, some in parted(title, shown, MOST_ROWS, lines.language):
        yield _chart(name, lines, some, people)


def _chart(title: str, lines: Lines, shown: Sequence[Line], people: int) -> Drawing:
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
        subtitle=_subtitle(shown, people, lines),
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


def _subtitle(shown: Sequence[Line], people: int, lines: Lines) -> str:
    language = lines.language
    if any(line.low is not None for line in shown):
        return said(
            N_(
                "Part de ceux qui ont répondu à la question ; intervalle à {level} pour une population de {people}"
            ),
            language,
            level=amount(0.95, "share", language),
            people=amount(people, "count", language),
        )
    return said(N_("Part de ceux qui ont répondu à la question"), language)


def _table(title: str, shown: Sequence[Line], lines: Lines) -> Table:
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
