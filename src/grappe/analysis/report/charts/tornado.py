"""What matters most: each input moved by the same share, and where that leaves the reserves."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from grappe.analysis.figures.scenario_names import scenario_name
from grappe.analysis.forecast.answer import Answer
from grappe.analysis.forecast.notes import Line, SignedShare, written
from grappe.analysis.forecast.projection import Projection
from grappe.analysis.forecast.tornado import STEP, Swing
from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.charts.axes import Scale, across_axis, ticks
from grappe.analysis.report.charts.drawing import (
    INK,
    NOTE,
    PLUM,
    SOFT,
    SPAN,
    WIDTH,
    Drawing,
    pictured,
    spoken,
)
from grappe.analysis.report.charts.letter_widths import width
from grappe.analysis.report.charts.marks import Layer, Rows, rects, rules, texts, tip
from grappe.analysis.report.charts.row_layout import LEFT, RIGHT, label_texts, laid_out
from grappe.analysis.report.document import Cell, Column, Row, Table
from grappe.analysis.report.typography import said, typeset

HALF = 7
"""Half the height of a bar."""
ROOM = 46
"""Pixels at each side for what is written at the ends of the longest bar."""
HEAD = 20
"""Pixels above the first row, for the amount that is planned."""


def tornado_chart(answer: Answer, language: Language) -> Drawing | None:
    """Return the tornado of a scenario; None where its last reserves are not known."""
    swings = answer.swings()
    base, last = answer.after.closing, answer.after.years[-1].year
    if not swings or base is None:
        return None
    labels = [typeset(written(Line(swing.line), language), language) for swing in swings]
    rows, height = laid_out(labels, [{} for _ in swings], HEAD)
    found = [
        value for swing in swings for value in (swing.less.closing, swing.more.closing) if value is not None
    ]
    steps = ticks(min(*found, base), max(*found, base), 4)
    x = Scale(steps[0], steps[-1], LEFT + ROOM, RIGHT - ROOM)
    # As many numbers under the axis as stand apart.
    every = next(n for n in (1, 2, 3, 4, 6) if n == 6 or _stand_apart(steps[::n], x, language))
    bands = [(row["y"] - HALF - 2, row["y"] + HALF + 2) for row in rows]
    title = said(N_("Ce qui compte le plus pour les réserves"), language)
    return Drawing(
        title=title,
        subtitle=said(
            N_(
                "Réserves fin {year}, scénario « {name} », chaque poste bougé seul ; clair : {less} ; foncé : {more} ; à droite : l’écart"
            ),
            language,
            year=last,
            name=scenario_name(answer.plan.name, language),
            less=_step(-1, language),
            more=_step(1, language),
        ),
        picture=pictured(
            [
                *across_axis(x, steps[::every], bands, height + 4, lambda v: amount(v, "eur", language)),
                *_bars(swings, labels, rows, base, x, language),
                *_planned(base, x, rows, language),
                label_texts(rows),
                texts(
                    [
                        {"x": RIGHT + 16, "y": row["y"], "text": amount(swing.width, "eur", language)}
                        for row, swing in zip(rows, swings, strict=True)
                    ],
                    "values",
                    bold=True,
                ),
            ],
            WIDTH,
            height + 13,
        ),
        alt=spoken(
            title,
            [
                (label, amount(swing.width, "eur", language))
                for label, swing in zip(labels, swings, strict=True)
            ],
            language,
        ),
        table=_table(title, swings, labels, last, language),
    )


def _bars(
    swings: Sequence[Swing], labels: Sequence[str], rows: Rows, base: float, x: Scale, language: Language
) -> list[Layer]:
    layers: dict[int, Rows] = {-1: [], 1: []}
    ends: Rows = []
    for swing, label, row in zip(swings, labels, rows, strict=True):
        words = tip(
            label,
            *(
                f"{_step(sign, language)}{_colon(language)}{amount(moved.closing, 'eur', language)}"
                for sign, moved in ((-1, swing.less), (1, swing.more))
            ),
        )
        for sign, moved in ((-1, swing.less), (1, swing.more)):
            closing = moved.closing if moved.closing is not None else base
            one, other = sorted((x(base), x(closing)))
            place = {"x": one, "x2": other, "y": row["y"] - HALF, "y2": row["y"] + HALF, "tip": words}
            layers[sign].append(place)
            if closing != base:
                share = _step(sign, language)
                gap = -4 - width(share, NOTE) if closing < base else 4
                ends.append({"x": x(closing) + gap, "y": row["y"], "text": share})
    return [
        rects(layers[-1], "less", colour=SPAN, rounded=1),
        rects(layers[1], "more", colour=PLUM, rounded=1),
        texts(ends, "ends", size=NOTE, colour=SOFT),
    ]


def _planned(base: float, x: Scale, rows: Rows, language: Language) -> list[Layer]:
    words = said(N_("prévu : {amount}"), language, amount=amount(base, "eur", language))
    half = width(words, NOTE) / 2
    place = min(max(x(base), half), RIGHT - half)
    return [
        # About each bar only: labels are read between them.
        rules(
            [
                {"x": x(base), "x2": x(base), "y": row["y"] - HALF - 3, "y2": row["y"] + HALF + 3}
                for row in rows
            ],
            "planned",
            colour=INK,
            thick=1.5,
        ),
        texts([{"x": place, "y": 7, "text": words}], "planned words", size=NOTE, align="center"),
    ]


def _table(
    title: str, swings: Sequence[Swing], labels: Sequence[str], last: int, language: Language
) -> Table:
    def until(projection: Projection) -> Cell:
        return Cell("–" if projection.last_until is None else str(projection.last_until))

    return Table(
        caption=title,
        columns=(
            Column(label=said(N_("Poste"), language), numeric=False),
            *(
                Column(
                    label=said(
                        N_("Réserves fin {year} : {share}"), language, year=last, share=_step(sign, language)
                    )
                )
                for sign in (-1, 1)
            ),
            Column(label=said(N_("Écart"), language)),
            *(
                Column(label=said(N_("Tiennent jusqu’en : {share}"), language, share=_step(sign, language)))
                for sign in (-1, 1)
            ),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(label),
                    Cell(amount(swing.less.closing, "eur", language)),
                    Cell(amount(swing.more.closing, "eur", language)),
                    Cell(amount(swing.width, "eur", language)),
                    until(swing.less),
                    until(swing.more),
                )
            )
            for label, swing in zip(labels, swings, strict=True)
        ),
    )


def _stand_apart(steps: list[float], x: Scale, language: Language) -> bool:
    half = [(x(step), width(amount(step, "eur", language), NOTE) / 2) for step in steps]
    return all(right - left >= wide + other + 6 for (left, wide), (right, other) in pairwise(half))


def _step(sign: int, language: Language) -> str:
    return written(SignedShare(sign * STEP), language)


def _colon(language: Language) -> str:
    return "\u202f: " if language == "fr" else ": "
