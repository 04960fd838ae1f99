"""The course of figures over many days, one small line each, within its own least and greatest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from grappe.analysis.figures.series import Course
from grappe.analysis.language.catalogues import N_
from grappe.analysis.language.numbers import long_date
from grappe.analysis.report.charts.axes import Scale
from grappe.analysis.report.charts.drawing import LINE, PLUM, WIDTH, Drawing, pictured, spoken
from grappe.analysis.report.charts.marks import dots, rules, tip
from grappe.analysis.report.charts.marks import lines as drawn_lines
from grappe.analysis.report.charts.row_layout import LEFT, RIGHT, label_texts, laid_out, number_texts
from grappe.analysis.report.charts.table_behind import table_behind
from grappe.analysis.report.document import Cell
from grappe.analysis.report.evolution_words import written
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.typography import said

HALF, DOWN = 7, 3
"""Pixels above and under the middle of a line, which stands a little under that of its row."""
FOOT = DOWN + HALF + 3


def sparklines(title: str, shown: Sequence[Course], days: Sequence[dt.date], lines: Lines) -> Drawing | None:
    """Return the lines of the courses that have two days or more; None without any. Gaps stay gaps."""
    drawn = [course for course in shown if len(course.known) > 1]
    if not drawn:
        return None
    language = lines.language
    labels = [lines.course_label(course.figure, course.key) for course in drawn]
    last = [written(course.known[-1][1], course.unit, language) for course in drawn]
    rows, height = laid_out(labels, [{"said": told, "n": ""} for told in last])
    points = [
        point
        for course, label, row in zip(drawn, labels, rows, strict=True)
        for point in _points(course, label, row["y"], days, lines)
    ]
    feet = [{"x": LEFT, "x2": RIGHT, "y": row["y"] + FOOT, "y2": row["y"] + FOOT} for row in rows]
    picture = [
        rules(feet, "feet", colour=LINE),
        drawn_lines(points, "lines", colour=PLUM, thick=1.8),
        dots([{**point, "area": 34 if point["end"] else 6} for point in points], "points", colour=PLUM),
        label_texts(rows),
        *number_texts(rows)[:1],
    ]
    return Drawing(
        title=title,
        subtitle=said(
            N_(
                "Du {first} au {last} ; chaque trait va de sa plus petite à sa plus grande valeur ; à droite, la dernière"
            ),
            language,
            first=long_date(days[0], language),
            last=long_date(days[-1], language),
        ),
        picture=pictured(picture, WIDTH, height),
        alt=spoken(title, list(zip(labels, last, strict=True)), language),
        table=table_behind(
            title,
            [said(N_("Jour"), language), *labels],
            (
                (long_date(day, language), *(_told(course, turn, lines) for course in drawn))
                for turn, day in enumerate(days)
            ),
        ),
    )


def _points(
    course: Course, label: str, middle: float, days: Sequence[dt.date], lines: Lines
) -> list[dict[str, Any]]:
    known = course.known
    low, high = min(value for _, value, _ in known), max(value for _, value, _ in known)
    x = Scale(0, (days[-1] - days[0]).days or 1, LEFT, RIGHT)
    y = Scale(low, high, middle + DOWN + HALF, middle + DOWN - HALF)
    found, part, before = [], 0, known[0][0] - 1
    for turn, value, _ in known:
        part += turn - before > 1
        before = turn
        told = written(value, course.unit, lines.language)
        found.append(
            {
                "x": x((days[turn] - days[0]).days),
                "y": y(value) if high > low else middle + DOWN,
                "series": f"{course.figure.id} {course.key} {part}",
                "end": turn == known[-1][0],
                "tip": tip(f"{label}, {long_date(days[turn], lines.language)}", told),
            }
        )
    return found


def _told(course: Course, turn: int, lines: Lines) -> Cell:
    point = course.points[turn]
    if point is None or point.value is None:
        return Cell("–", soft=True)
    return Cell(written(point.value, course.unit, lines.language))
