"""The employment of the member enterprises, one point each, with the median and the quartiles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.readings import Readings, eager
from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import decimal
from grappe.analysis.language.punctuation import semicolon
from grappe.analysis.report.charts.axes import Scale, across_axis
from grappe.analysis.report.charts.drawing import (
    GRAPE,
    INK,
    LETTERS,
    NOTE,
    PLUM,
    SOFT,
    SPAN,
    WIDTH,
    Drawing,
    pictured,
    round_top,
    spoken,
)
from grappe.analysis.report.charts.letter_widths import width
from grappe.analysis.report.charts.marks import Layer, dots, plates, rules, texts, tip
from grappe.analysis.report.document import Cell, Column, Row, Table
from grappe.analysis.report.lines import Lines, with_unit
from grappe.analysis.report.typography import said

LEFT, RIGHT = 8, 440
RADIUS = 6.5
APART = 26
"""Pixels from one tick to the next."""
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
    title = said(N_("Emploi par entreprise membre"), language)
    top, step = round_top(known[-1])
    curved = known[-1] > LONG_TAIL * max(median, 1)
    scale = Scale(0, top, LEFT, RIGHT, 0.5 if curved else 1.0)
    stack = _stacked([scale(value) for value in known])
    floor = max(stack) * RADIUS * 2 + RADIUS + 12
    points = [
        {
            "x": scale(v),
            "y": floor - 10 - k * RADIUS * 2,
            "tip": tip(said(N_("Une entreprise membre"), language), _fte_words(v, language)),
        }
        for v, k in zip(known, stack, strict=True)
    ]
    box = floor + 14
    foot = box + 52
    steps = [step * k for k in range(round(top / step) + 1)]
    if curved:
        steps = _apart([t for t in (0, 1, 5, 20, 50, 100, 200, 500, *_thousands(top)) if t <= top], scale)
    low, high = _fte(q1, language), _fte(q3, language)
    quartiles = said(N_("quartiles {low} et {high}"), language, low=low, high=high)
    told = {
        "median": said(N_("médiane {value}"), language, value=_fte(median, language)),
        "mean": said(N_("moyenne {value}"), language, value=_fte(mean, language)),
    }
    span = {"x": scale(q1), "y": box, "x2": scale(q3), "y2": box}
    below = box + 26
    picture = [
        *across_axis(scale, steps, [(0, foot)], foot + 14, lambda v: decimal(v, language)),
        dots(points, "firms", colour=GRAPE, size=RADIUS**2 * 3.4),
        rules([{**span, "tip": tip(title, quartiles)}], "quartiles", colour=SPAN, thick=10),
        _upright(median, box - 9, box + 9, scale, "median", colour=PLUM, thick=3),
        _upright(mean, box - 9, box + 9, scale, "mean", colour=SOFT, thick=1.5, strokeDash=(2, 2)),
        *(
            layer
            for words in (
                *_captions([(median, told["median"], True), (mean, told["mean"], False)], below, scale),
                *_beside_span(span, quartiles, scale(mean)),
            )
            for layer in (plates(words), words)
        ),
    ]
    median_line = found["employment.median"]
    subtitle = said(
        N_("En ETP ; chaque point est une entreprise ; {basis} entreprises dont l’emploi est connu"),
        language,
        basis=lines.basis(median_line) if median_line else "",
    )
    if curved:
        subtitle += semicolon(language) + said(N_("l’échelle se resserre vers la droite"), language)
    table = _table(title, lines)

    return Drawing(
        title=title,
        subtitle=subtitle,
        picture=pictured(picture, WIDTH, foot + 22),
        alt=spoken(title, [(row.cells[0].text, row.cells[1].text) for row in table.rows], language),
        table=table,
    )


def _upright(value: float, top: float, foot: float, scale: Scale, name: str, **look: Any) -> Layer:
    return rules([{"x": scale(value), "y": top, "x2": scale(value), "y2": foot}], name, **look)


def _captions(marks: list[tuple[float, str, bool]], y: float, scale: Scale) -> Iterator[Layer]:
    """Set the words of each mark under it, pushed apart where they would touch."""
    wide = [width(words, LETTERS, bold=bold) for _, words, bold in marks]
    middles = [scale(value) for value, _, _ in marks]
    first, second = sorted(range(2), key=lambda k: middles[k])
    lack = (wide[first] + wide[second]) / 2 + 14 - (middles[second] - middles[first])
    if lack > 0:
        middles[first] -= lack / 2
        middles[second] += lack / 2
    out = max(wide[first] / 2 - middles[first], 0) - max(middles[second] + wide[second] / 2 - WIDTH, 0)
    for (_, words, bold), x, name in zip(marks, middles, ("median words", "mean words"), strict=True):
        row = {"x": round(x + out, 2), "y": y, "text": words}
        yield texts([row], name, bold=bold, colour=INK if bold else SOFT, align="center")


def _beside_span(span: dict[str, float], words: str, mean: float) -> Iterator[Layer]:
    """Say the quartiles at the right of their band, or at its left where the right has no room."""
    right = max(span["x2"], mean if mean < span["x2"] + width(words, NOTE) + 20 else 0) + 12
    is_right = right + width(words, NOTE) < WIDTH
    row = {"x": right if is_right else span["x"] - 12, "y": span["y"], "text": words}
    yield texts([row], "quartiles words", size=NOTE, colour=SOFT, align="left" if is_right else "right")


def _thousands(top: float) -> list[float]:
    return [m * 10**k for k in range(3, 9) for m in (1, 2, 5) if m * 10**k <= top]


def _apart(values: list[float], scale: Scale) -> list[float]:
    """Leave out the ticks whose numbers would touch."""
    kept: list[float] = []
    for value in values:
        if not kept or scale(value) - scale(kept[-1]) >= APART:
            kept.append(value)
    return kept


def _fte_words(value: float, language: Language) -> str:
    return with_unit(_fte(value, language), "fte", value, language)


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
