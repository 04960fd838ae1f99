"""The employment of the member enterprises, a point each or bars, with the median and the quartiles."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import polars as pl

from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.readings import Readings, eager
from grappe.analysis.language.catalogues import N_, Language, say_many
from grappe.analysis.language.numbers import amount, decimal
from grappe.analysis.language.punctuation import semicolon
from grappe.analysis.report.charts.axes import Scale, across_axis
from grappe.analysis.report.charts.drawing import (
    GRAPE,
    INK,
    LEADING,
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
from grappe.analysis.report.charts.marks import Layer, dots, plates, rects, rules, texts, tip
from grappe.analysis.report.charts.piles import HIGHEST, barred, piled
from grappe.analysis.report.charts.table_behind import table_behind
from grappe.analysis.report.document import Table
from grappe.analysis.report.lines import Lines, with_unit
from grappe.analysis.report.typography import said, typeset

LEFT, RIGHT = 8, 440
APART = 8
"""Pixels from the number of one tick to that of the next."""
LEAST = 0.12
"""Where the median stands at least, as a part of the width: what is under it must be seen too."""
LEAST_SPAN = 6
"""Pixels of the band of the quartiles, where both are the same."""
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
    bend = min(0.5, math.log(LEAST) / math.log(max(median, 1) / top)) if curved else 1.0
    scale = Scale(0, top, LEFT, RIGHT, bend)
    heap, floor, has_points = _heap(known, scale, language)
    box = floor + 14
    foot = box + 52
    steps = [step * k for k in range(round(top / step) + 1)]
    if curved:
        steps = _apart(
            [t for t in (0, 1, 5, 20, 50, 100, 200, 500, *_thousands(top)) if t <= top], scale, language
        )
    low, high = _fte(q1, language), _fte(q3, language)
    quartiles = said(N_("quartiles {low} et {high}"), language, low=low, high=high)
    told = {
        "median": said(N_("médiane {value}"), language, value=_fte(median, language)),
        "mean": said(N_("moyenne {value}"), language, value=_fte(mean, language)),
    }
    lack = max(LEAST_SPAN - (scale(q3) - scale(q1)), 0) / 2
    span = {"x": scale(q1) - lack, "y": box, "x2": scale(q3) + lack, "y2": box}
    below = box + 26
    picture = [
        *across_axis(scale, steps, [(0, foot)], foot + 14, lambda v: decimal(v, language)),
        *heap,
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
        N_("En ETP ; chaque point est une entreprise ; {basis} entreprises dont l’emploi est connu")
        if has_points
        else N_(
            "En ETP ; la hauteur d’une barre est son nombre d’entreprises ; {basis} entreprises dont l’emploi est connu"
        ),
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


def _heap(known: list[float], scale: Scale, language: Language) -> tuple[list[Layer], float, bool]:
    """Return the marks of the values, where their floor lies, and whether each is a point."""
    pixels = [scale(value) for value in known]
    found = piled(pixels)
    if found is None:
        bars, floor = _bars(known, pixels, language)
        return bars, floor, False
    radius, stack = found
    floor = max(stack) * radius * 2 + radius + 12
    points = [
        {
            "x": x,
            "y": floor - 3.5 - radius - k * radius * 2,
            "tip": tip(said(N_("Une entreprise membre"), language), _fte_words(v, language)),
        }
        for x, v, k in zip(pixels, known, stack, strict=True)
    ]
    return [dots(points, "firms", colour=GRAPE, size=radius**2 * 3.4)], floor, True


def _bars(known: list[float], pixels: list[float], language: Language) -> tuple[list[Layer], float]:
    """Return a bar for how many stand on each stretch of the scale, the count over the highest."""
    bars = barred(pixels, LEFT, RIGHT)
    most = max(count for *_, count in bars)
    top = LEADING + 4
    floor = top + HIGHEST
    rows, start = [], 0
    for left, right, count in bars:
        # What a bar holds, from its least to its greatest: pixels are no values.
        low, high = known[start], known[start + count - 1]
        start += count
        values = said(N_("de {low} à {high}"), language, low=_fte(low, language), high=_fte(high, language))
        label = _fte_words(low, language) if low == high else with_unit(values, "fte", high, language)
        rows.append(
            {
                "x": left + 0.75,
                "x2": right - 0.75,
                "y": round(floor - max(HIGHEST * count / most, 1.5), 2),
                "y2": floor,
                "tip": tip(label, _firms(count, language)),
            }
        )
    highest = next(bar for bar in bars if bar[2] == most)
    words = _firms(most, language)
    half = width(words, NOTE) / 2
    middle = min(max((highest[0] + highest[1]) / 2, half), WIDTH - half)
    told = texts(
        [{"x": middle, "y": LEADING / 2, "text": words}], "most", colour=SOFT, size=NOTE, align="center"
    )
    return [rects(rows, "firms", colour=GRAPE, rounded=1), told], floor


def _firms(count: int, language: Language) -> str:
    return typeset(
        say_many(
            N_("{basis} entreprise"),
            N_("{basis} entreprises"),
            count,
            language,
            basis=amount(count, "count", language),
        ),
        language,
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


def _apart(values: list[float], scale: Scale, language: Language) -> list[float]:
    """Leave out the ticks whose numbers would touch."""
    kept: list[float] = []
    free = -math.inf
    for value in values:
        half = width(decimal(value, language), NOTE) / 2
        if scale(value) - half >= free:
            kept.append(value)
            free = scale(value) + half + APART
    return kept


def _fte_words(value: float, language: Language) -> str:
    return with_unit(_fte(value, language), "fte", value, language)


def _fte(value: float, language: Language) -> str:
    return decimal(value, language, 1, trimmed=True)


def _table(title: str, lines: Lines) -> Table:
    names = ("employment.n", "employment.q1", "employment.median", "employment.q3", "employment.mean")
    found = [line for name in names if (line := lines.known(name))]
    sizes = [line for line in lines.of("employment.size_class") if line.is_known]
    return table_behind(
        title,
        [said(N_("Chiffre"), lines.language), said(N_("Valeur"), lines.language)],
        ((line.name or line.label, lines.with_unit(line)) for line in (*found, *sizes)),
    )
