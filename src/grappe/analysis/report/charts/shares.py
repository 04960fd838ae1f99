"""Shares of answers as points in their intervals, with n."""

from __future__ import annotations

import altair as alt

from grappe.analysis.language.catalogues import N_
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.charts.drawing import (
    LINE,
    PLUM,
    SPAN,
    WIDTH,
    Drawing,
    finished,
    percents,
    place,
    spoken,
    values,
)
from grappe.analysis.report.charts.row_layout import LEFT, RIGHT, label_texts, laid_out, number_texts
from grappe.analysis.report.document import Cell, Column, Row, Table
from grappe.analysis.report.lines import Line, Lines
from grappe.analysis.report.methods import interval_words
from grappe.analysis.report.typography import said


def shares_chart(title: str, lines: Lines, chosen: list[Line]) -> Drawing | None:
    """Return the chart of some shares on one scale from 0 to 100 %; None without any to show."""
    shown = [line for line in chosen if line.is_known]
    if not shown:
        return None
    language = lines.language
    rows, height = laid_out(
        [line.name or line.label for line in shown],
        [
            {
                "value": line.value,
                "low": line.value if line.low is None else line.low,
                "high": line.value if line.high is None else line.high,
                "said": lines.written(line),
                "n": f"n = {amount(line.n_used, 'count', language)}",
            }
            for line in shown
        ],
    )
    scale = alt.Scale(domain=[0, 1], range=[LEFT, RIGHT])
    axis = alt.Axis(values=[0, 0.25, 0.5, 0.75, 1], labelExpr=percents(language), gridColor=LINE)
    base = alt.Chart(values(rows))
    picture = alt.layer(
        base.mark_rule(color=SPAN, strokeWidth=6, strokeCap="round").encode(
            x=alt.X("low:Q", scale=scale, axis=axis), x2=alt.X2("high:Q"), y=place("y")
        ),
        base.mark_circle(color=PLUM, size=100, opacity=1).encode(
            x=alt.X("value:Q", scale=scale), y=place("y")
        ),
        label_texts(base),
        *number_texts(base),
    )
    return Drawing(
        title=title,
        subtitle=_subtitle(shown, lines),
        picture=finished(picture, WIDTH, height),
        alt=spoken(title, [(line.name or line.label, lines.written(line)) for line in shown], language),
        table=_table(title, shown, lines),
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
    return Table(
        caption=title,
        columns=(
            Column(label=said(N_("Question"), language), numeric=False),
            Column(label=said(N_("Part"), language)),
            Column(label=interval_words(None, language)),
            Column(label=said(N_("Réponses"), language)),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(line.name or line.label),
                    Cell(lines.written(line)),
                    Cell(lines.interval(line)),
                    Cell(lines.basis(line)),
                )
            )
            for line in shown
        ),
    )
