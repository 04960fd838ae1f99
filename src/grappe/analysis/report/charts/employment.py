"""The employment of the member enterprises, one point each, with the median and the quartiles."""

from __future__ import annotations

import altair as alt
import polars as pl

from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.readings import Readings, eager
from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import decimal
from grappe.analysis.report.charts.drawing import (
    GRAPE,
    INK,
    LINE,
    NOTE,
    PLUM,
    SOFT,
    SPAN,
    WIDTH,
    Drawing,
    finished,
    place,
    round_top,
    spoken,
    values,
)  # fmt: skip
from grappe.analysis.report.document import Cell, Column, Row, Table
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.typography import said, typeset

LEFT, RIGHT = 8, 440
RADIUS = 6.5
LONG_TAIL = 12
"""The largest over the median, above which equal steps would press all others together."""
SHOWN = ("employment.median", "employment.q1", "employment.q3", "employment.mean", "employment.n")


def employment_chart(lines: Lines, readings: Readings) -> Drawing | None:
    """Return the distribution; None where something is hidden: a point is an enterprise."""
    found = {name: lines.known(name) for name in SHOWN}
    if lines.hides or any(line is None for line in found.values()):
        return None
    language = lines.language
    base = eager(readings.base(figures()["employment.n"].base)).filter(pl.col("cluster_id") == lines.cluster)
    known = sorted(base["fte"].drop_nulls().to_list())
    if len(known) < 4:
        return None
    median, q1, q3, mean = (float(line.value or 0) for line in list(found.values())[:4] if line)
    top, step = round_top(known[-1])
    curved = known[-1] > LONG_TAIL * max(median, 1)
    exponent = 0.5 if curved else 1.0
    scale = alt.Scale(type="pow", exponent=exponent, domain=[0, top], range=[LEFT, RIGHT], nice=False)

    def pixel(value: float) -> float:
        return float(LEFT + (RIGHT - LEFT) * (value / top) ** exponent)

    stack = _stacked([pixel(value) for value in known])
    high = max(stack) * RADIUS * 2 + RADIUS
    floor = high + 12
    points = [{"v": v, "y": floor - 10 - k * RADIUS * 2} for v, k in zip(known, stack, strict=True)]
    box = floor + 14
    ticks = [step * k for k in range(round(top / step) + 1)]
    if curved:
        ticks = [t for t in (0, 1, 5, 20, 50, 100, 200, 500, 1000, 2000, 5000) if t <= top]
    axis = alt.Axis(values=ticks, gridColor=LINE, labelExpr="format(datum.value, 'd')")
    marks = [
        (median, said(N_("médiane {value}"), language, value=_fte(median, language)), 30),
        (mean, said(N_("moyenne {value}"), language, value=_fte(mean, language)), 48),
    ]
    words = [
        {"v": v, "y": box + dy, "text": text, "from": box + (9 if dy == 30 else -9), "to": box + dy - 8}
        for v, text, dy in marks
    ]
    spans = [
        {
            "a": q1,
            "b": q3,
            "y": box,
            "text": said(
                N_("quartiles {low} et {high}"), language, low=_fte(q1, language), high=_fte(q3, language)
            ),
        }
    ]
    picture = alt.layer(
        alt.Chart(values(points))
        .mark_circle(color=GRAPE, size=RADIUS**2 * 3.4, opacity=0.85)
        .encode(x=alt.X("v:Q", scale=scale, axis=axis), y=place("y")),
        alt.Chart(values(spans))
        .mark_rule(color=SPAN, strokeWidth=10)
        .encode(x=alt.X("a:Q", scale=scale), x2=alt.X2("b:Q"), y=place("y")),
        alt.Chart(values(spans))
        .mark_text(align="left", baseline="middle", dx=10, fontSize=NOTE, color=SOFT)
        .encode(x=alt.X("b:Q", scale=scale), y=place("y"), text=alt.Text("text:N")),
        alt.Chart(values([{"v": median, "y": box - 9, "y2": box + 9}]))
        .mark_rule(color=PLUM, strokeWidth=3)
        .encode(x=alt.X("v:Q", scale=scale), y=place("y"), y2=alt.Y2("y2:Q")),
        alt.Chart(values([{"v": mean, "y": box + 9, "y2": box + 40}]))
        .mark_rule(color=SOFT, strokeWidth=1, strokeDash=[2, 2])
        .encode(x=alt.X("v:Q", scale=scale), y=place("y"), y2=alt.Y2("y2:Q")),
        alt.Chart(values(words[:1]))
        .mark_text(align="left", baseline="middle", fontWeight=600, color=INK, dx=-1)
        .encode(x=alt.X("v:Q", scale=scale), y=place("y"), text=alt.Text("text:N")),
        alt.Chart(values(words[1:]))
        .mark_text(align="left", baseline="middle", fontSize=NOTE, color=SOFT, dx=-1)
        .encode(x=alt.X("v:Q", scale=scale), y=place("y"), text=alt.Text("text:N")),
    )
    median_line = found["employment.median"]
    title = said(N_("Emploi par entreprise membre"), language)
    subtitle = said(
        N_("En ETP ; chaque point est une entreprise ; {basis} entreprises dont l’emploi est connu"),
        language,
        basis=lines.basis(median_line) if median_line else "",
    )
    if curved:
        subtitle += typeset(" ; ", language) + said(N_("l’échelle se resserre vers la droite"), language)
    table = _table(title, lines)

    return Drawing(
        title=title,
        subtitle=subtitle,
        picture=finished(picture, WIDTH, box + 60),
        alt=spoken(title, [(row.cells[0].text, row.cells[1].text) for row in table.rows], language),
        table=table,
    )


def _fte(value: float, language: Language) -> str:
    return decimal(value, language, 1, trimmed=True)


def _stacked(pixels: list[float]) -> list[int]:
    """Return how high each point stands, so that none hides another. Points come from left to right."""
    last: list[float] = []
    found = []
    for pixel in pixels:
        level = next((k for k, x in enumerate(last) if pixel - x >= RADIUS * 2), len(last))
        if level == len(last):
            last.append(pixel)
        else:
            last[level] = pixel
        found.append(level)
    return found


def _table(title: str, lines: Lines) -> Table:
    names = ("employment.n", "employment.q1", "employment.median", "employment.q3", "employment.mean")
    found = [line for name in names if (line := lines.known(name))]
    sizes = [line for line in lines.of("employment.size_class") if line.is_known]
    return Table(
        caption=title,
        columns=(
            Column(label=said(N_("Chiffre"), lines.language), numeric=False),
            Column(label=said(N_("Valeur"), lines.language)),
        ),
        rows=tuple(
            Row(cells=(Cell(line.name or line.label), Cell(lines.with_unit(line))))
            for line in (*found, *sizes)
        ),
    )
