"""The evolution of the figures of a chapter as a table: by day, or by its ends where the days are many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from grappe.analysis.figures.series import Caution, Change, Course, Period, Point, change_of
from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount, bounds, long_date
from grappe.analysis.report.document import Cell, Column, Row, Table
from grappe.analysis.report.evolution_words import (
    change_words,
    long_cautions,
    short_cautions,
    short_date,
    written,
)
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.typography import said


def evolution_table(
    caption: str,
    shown: Sequence[Course],
    days: Sequence[dt.date],
    periods: Sequence[Period],
    lines: Lines,
    *,
    columns: bool,
) -> Table:
    """Return one row per course. columns: a column per day; else the ends, the least and the greatest."""
    language = lines.language
    rows: list[Row] = []
    cautions: set[Caution] = set()
    heads = [long_date(day, language) for day in days] if columns else _ends(days, language)
    told = ""
    for course in shown:
        label = lines.course_label(course.figure, "")
        if course.key and course.figure.id != told:
            rows.append(Row(cells=(Cell(label), *[Cell("")] * (len(heads) + 1)), heading=True))
        told = course.figure.id
        change = change_of(course, periods)
        cautions.update(change.cautions if change else ())
        cells = (
            [
                point_cell(point, course.unit, language, _anchor(course, turn, lines))
                for turn, point in enumerate(course.points)
            ]
            if columns
            else _extremes(course, days, lines)
        )
        moved = (
            Cell(
                change_words(change.difference, course.unit, language),
                soft=bool(change.cautions),
                sub=_reserves(change, days, language),
            )
            if change
            else Cell("–", soft=True)
        )
        name = lines.class_label(course.figure, course.key) if course.key else label
        rows.append(
            Row(
                cells=(Cell(name), *cells, moved),
                indented=bool(course.key),
            )
        )
    return Table(
        caption=caption,
        columns=(
            Column(label=said(N_("Chiffre"), language), numeric=False),
            *(Column(label=head) for head in heads),
            Column(label=said(N_("Changement"), language)),
        ),
        rows=tuple(rows),
        note=long_cautions(cautions, language),
        wide=True,
    )


def _reserves(change: Change, days: Sequence[dt.date], language: Language) -> str:
    """Return what goes under a change: between which days, where an end is not known; its cautions."""
    cautions = short_cautions(change.cautions, language)
    if (change.first, change.last) == (0, len(days) - 1):
        return cautions
    between = said(
        N_("entre le {first} et le {last}"),
        language,
        first=short_date(days[change.first], language),
        last=short_date(days[change.last], language),
    )
    return ", ".join(words for words in (between, cautions) if words)


def _ends(days: Sequence[dt.date], language: Language) -> list[str]:
    least, greatest = said(N_("Au moins"), language), said(N_("Au plus"), language)
    return [long_date(days[0], language), least, greatest, long_date(days[-1], language)]


def _anchor(course: Course, turn: int, lines: Lines) -> str:
    """Return where the papers of a value are: those of the last day are in the report."""
    line = lines.known(course.figure.id, course.key) if turn == len(course.points) - 1 else None
    return line.anchor if line else ""


def point_cell(point: Point | None, unit: str, language: Language, anchor: str = "") -> Cell:
    """Return what a figure is on one day, with its interval or what it was computed on."""
    if point is not None and point.is_hidden:
        return Cell(said(N_("masqué"), language), soft=True)
    if point is None or point.value is None:
        return Cell("–", soft=True)
    return Cell(written(point.value, unit, language), anchor, sub=_beside(point, unit, language))


def _beside(point: Point, unit: str, language: Language) -> str:
    """The interval under the value, or how many it was computed on when that is not all."""
    interval = bounds(point.low, point.high, unit, language)
    if interval or point.n_used is None or point.n_eligible in (None, 0, point.n_used):
        return interval
    return f"{amount(point.n_used, 'count', language)} / {amount(point.n_eligible, 'count', language)}"


def _extremes(course: Course, days: Sequence[dt.date], lines: Lines) -> list[Cell]:
    """Return the first day, the least and the greatest with the day they were first met, the last day.

    A day that is not that of the column's head is said.
    """
    known = course.known
    chosen = (
        (known[0], 0),
        (min(known, key=lambda one: one[1]), None),
        (max(known, key=lambda one: one[1]), None),
        (known[-1], len(days) - 1),
    )
    return [
        Cell(
            written(value, course.unit, lines.language),
            _anchor(course, turn, lines) if at == len(chosen) - 1 else "",
            sub="" if turn == expected else short_date(days[turn], lines.language),
        )
        for at, ((turn, value, _), expected) in enumerate(chosen)
    ]
