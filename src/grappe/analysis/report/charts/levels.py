"""How the answers to a family of questions spread over their levels, each question a whole bar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import polars as pl

from grappe.analysis.dossier.forms.questionnaire import Question, Questionnaire
from grappe.analysis.figures.readings import Readings, eager
from grappe.analysis.figures.survey import ANSWERS
from grappe.analysis.language.catalogues import N_
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.charts.drawing import (
    GRAPE,
    INK,
    LEADING,
    LIGHT,
    MIST,
    NOTE,
    PLUM,
    SOFT,
    SPAN,
    WHITE,
    WIDTH,
    Drawing,
    pictured,
    spoken,
)
from grappe.analysis.report.charts.letter_widths import folded, width
from grappe.analysis.report.charts.marks import Layer, Rows, rects, texts, tip
from grappe.analysis.report.charts.row_layout import LEFT, RIGHT, label_texts, laid_out
from grappe.analysis.report.document import Cell, Column, Row, Table
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.parts import parted
from grappe.analysis.report.typography import said

SHADES = {
    3: (PLUM, LIGHT, MIST),
    4: (PLUM, GRAPE, SPAN, MIST),
    5: (PLUM, GRAPE, LIGHT, SPAN, MIST),
}
"""From the first level to the last, darker to lighter: told apart in grey, and by their order."""
DARK = (PLUM, GRAPE)
THICK = 16
MOST_ROWS = 12
"""Questions of a drawing whose letters keep their size on a page."""
Levels = tuple[tuple[str, str], ...]


def levels_charts(
    title: str, role: str, questionnaire: Questionnaire | None, lines: Lines, readings: Readings
) -> Iterator[Drawing]:
    """Yield the answers to the questions of a role, level by level; nothing where they may not be told.

    Only questions with the same levels make one picture: those of the first list of three to five levels.
    """
    if lines.hides or questionnaire is None:
        return
    asked = [q for q in questionnaire.questions if q.role and q.role.kind == role and q.type == "select_one"]
    levels = next((told for q in asked if len(told := _levels(q, lines)) in SHADES), None)
    asked = [q for q in asked if _levels(q, lines) == levels]
    if levels is None:
        return
    answers = eager(readings.base(ANSWERS)).filter(
        (pl.col("cluster_id") == lines.cluster) & (pl.col("role") == role)
    )
    counted = Counter(answers.select("item", "answer").drop_nulls().iter_rows())
    given = [(q, [counted[(q.role.key if q.role else "", name)] for name, _ in levels]) for q in asked]
    given = [(q, counts) for q, counts in given if sum(counts)]
    for name, some in parted(title, given, MOST_ROWS, lines.language):
        yield _chart(name, some, levels, lines)


def _chart(title: str, given: Sequence[tuple[Question, list[int]]], levels: Levels, lines: Lines) -> Drawing:
    language = lines.language
    words = [q.words(language) for q, _ in given]
    key, top = _key(levels)
    rows, height = laid_out(words, [{} for _ in given], top)
    segments: dict[str, Rows] = {colour: [] for colour in SHADES[len(levels)]}
    inside: dict[bool, Rows] = {True: [], False: []}
    table = []
    for (_, counts), label, row in zip(given, words, rows, strict=True):
        whole, before = sum(counts), 0
        for count, (_, level), colour in zip(counts, levels, SHADES[len(levels)], strict=True):
            left, right = (
                round(LEFT + (RIGHT - LEFT) * part / whole, 2) for part in (before, before + count)
            )
            before += count
            if not count:
                continue
            written = amount(count, "count", language)
            share = amount(count / whole, "share", language)
            segments[colour].append(
                {
                    "x": left,
                    "x2": right,
                    "y": row["y"] - THICK / 2,
                    "y2": row["y"] + THICK / 2,
                    "tip": tip(
                        label,
                        f"{level}\u00a0: {share}" if language == "fr" else f"{level}: {share}",
                        f"n = {written} / {whole}",
                    ),
                }
            )
            if width(written, NOTE) + 4 < right - left:
                inside[colour in DARK].append({"x": (left + right) / 2, "y": row["y"], "text": written})
        table.append(
            Row(cells=(Cell(label), *(Cell(amount(c, "count", language)) for c in (*counts, whole))))
        )
    bases = [
        {"x": RIGHT + 16, "y": row["y"], "text": f"n = {amount(sum(counts), 'count', language)}"}
        for (_, counts), row in zip(given, rows, strict=True)
    ]
    picture = [
        *key,
        *(
            rects(rows_, f"level {place + 1}", colour=colour, rounded=0, stroke=SOFT, strokeWidth=0.5)
            for place, (colour, rows_) in enumerate(segments.items())
        ),
        texts(inside[True], "counts on dark", colour=WHITE, size=NOTE, align="center"),
        texts(inside[False], "counts on light", colour=INK, size=NOTE, align="center"),
        label_texts(rows),
        texts(bases, "bases", size=NOTE, colour=SOFT),
    ]
    return Drawing(
        title=title,
        subtitle=said(
            N_(
                "Nombre de réponses par niveau ; n : réponses données, « non concerné » et sans réponse laissés de côté"
            ),
            language,
        ),
        picture=pictured(picture, WIDTH, height - 4),
        alt=spoken(
            title,
            [
                (label, ", ".join(f"{level} {c}" for (_, level), c in zip(levels, counts, strict=True)))
                for label, (_, counts) in zip(words, given, strict=True)
            ],
            language,
        ),
        table=Table(
            caption=title,
            columns=(
                Column(label=said(N_("Question"), language), numeric=False),
                *(Column(label=level) for _, level in levels),
                Column(label=said(N_("Réponses"), language)),
            ),
            rows=tuple(table),
            wide=True,
        ),
    )


def _levels(question: Question, lines: Lines) -> Levels:
    """Return the choices that count, in their order: name and words."""
    return tuple(
        (choice.name, choice.labels.get(lines.language) or next(iter(choice.labels.values()), choice.name))
        for choice in question.choices
        if choice.positive != "na"
    )


def _key(levels: Levels) -> tuple[list[Layer], float]:
    """Return each level's words beside its shade, in as many lines as needed, and where rows begin."""
    squares: dict[str, Rows] = {}
    words: Rows = []
    x = y = 0.0
    for (_, level), colour in zip(levels, SHADES[len(levels)], strict=True):
        told = folded(level, WIDTH - 30, NOTE, 1)[0]
        wide = 18 + width(told, NOTE) + 14
        if x and x + wide - 14 > WIDTH:
            x, y = 0.0, y + LEADING + 3
        squares[colour] = [{"x": x, "x2": x + 12, "y": y + 2, "y2": y + 14}]
        words.append({"x": x + 18, "y": y + 8, "text": told})
        x += wide
    layers = [
        rects(rows, f"key {place + 1}", colour=colour, rounded=0, stroke=SOFT, strokeWidth=0.5)
        for place, (colour, rows) in enumerate(squares.items())
    ]
    return [*layers, texts(words, "key words", size=NOTE, colour=INK)], y + LEADING + 10
