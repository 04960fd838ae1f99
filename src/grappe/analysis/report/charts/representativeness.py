"""Whom the cluster gathers, day by day: members by kind, loyalty, the size of the firms; one panel each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from grappe.analysis.figures.series import Course
from grappe.analysis.language.catalogues import N_
from grappe.analysis.language.numbers import amount, bounds, long_date
from grappe.analysis.report.charts.axes import Scale, ticks, up_axis
from grappe.analysis.report.charts.drawing import (
    GRAPE,
    LEADING,
    LEAF,
    NOTE,
    OCHRE,
    PLUM,
    SOFT,
    SPAN,
    WIDTH,
    Drawing,
    pictured,
    spoken,
)
from grappe.analysis.report.charts.letter_widths import folded
from grappe.analysis.report.charts.marks import Layer, Rows, dots, rules, texts, tip
from grappe.analysis.report.charts.marks import lines as drawn_lines
from grappe.analysis.report.charts.table_behind import table_behind
from grappe.analysis.report.charts.through_days import Frame, day_texts, foot_of
from grappe.analysis.report.document import Cell
from grappe.analysis.report.evolution_words import written
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.typography import said

LEFT, RIGHT = 46, 292
HEAD, TALL, LOW, BETWEEN = 26, 150, 64, 26
"""Pixels: over a panel, of the panel of members, of the others, between two."""
OVER = 2.5
"""Times the greatest value that an interval may reach; beyond, it would flatten the line, and is cut."""
PANELS = (
    (N_("Membres"), ("members.total", "members.by_kind"), TALL),
    (N_("Fidélité depuis le premier jour de la période"), ("members.retention",), LOW),
    (N_("ETP par entreprise, en médiane"), ("employment.median",), LOW),
)
FEW_POINTS = 8


@dataclass(frozen=True, slots=True)
class _Look:
    """How a line is told from the others, in colour or without."""

    colour: str
    dash: list[int]
    shape: str
    thick: float = 1.8


LOOKS = (
    _Look(PLUM, [1, 0], "circle", 2.4),
    _Look(OCHRE, [7, 4], "square"),
    _Look(LEAF, [2, 3], "triangle-up"),
    _Look(GRAPE, [9, 3, 2, 3], "diamond"),
    _Look(SOFT, [4, 2], "cross"),
)


def representativeness_chart(
    courses: Sequence[Course], days: Sequence[dt.date], lines: Lines
) -> Drawing | None:
    """Return the panels of what is known on two days or more; None where that is nothing."""
    language = lines.language
    panels = [
        (title, drawn, height)
        for title, figures, height in PANELS
        if (
            drawn := [
                one
                for one in courses
                if one.figure.id in figures and len(one.known) > 1 and any(v for _, v, _ in one.known)
            ]
        )
    ]
    if not panels:
        return None
    layers: list[Layer] = []
    top, cut = 0.0, False
    for title, drawn, height in panels:
        frame = _frame(drawn, top + HEAD, height, days)
        layers += _panel(said(title, language), drawn, frame, lines)
        top = frame.bottom + BETWEEN
        cut = cut or any((point.high or 0) > frame.most for one in drawn for _, _, point in one.known)
    bottom = top - BETWEEN
    foot = day_texts(frame, bottom, lines.language)
    all_drawn = [one for _, drawn, _ in panels for one in drawn]
    labels = [lines.course_label(one.figure, one.key) for one in all_drawn]
    title = said(N_("L’évolution de la représentativité"), language)
    return Drawing(
        title=title,
        subtitle=said(
            N_("Du {first} au {last}, {count} jours de référence ; en clair, l’intervalle à {level}"),
            language,
            first=long_date(days[0], language),
            last=long_date(days[-1], language),
            count=amount(len(days), "count", language),
            level=amount(0.95, "share", language),
        ),
        note=said(
            N_("Un intervalle qui sort du cadre y est coupé ; la table de l’annexe le donne en entier."),
            language,
        )
        if cut
        else "",
        picture=pictured([*layers, foot], WIDTH, bottom + foot_of(foot)),
        alt=spoken(
            title,
            [(label, _told(one, lines)) for label, one in zip(labels, all_drawn, strict=True)],
            language,
        ),
        table=table_behind(
            title,
            [said(N_("Jour"), language), *labels],
            (
                (long_date(day, language), *(_cell(one, turn, lines) for one in all_drawn))
                for turn, day in enumerate(days)
            ),
        ),
    )


def _frame(drawn: Sequence[Course], top: float, height: float, days: Sequence[dt.date]) -> Frame:
    greatest = max(value for one in drawn for _, value, _ in one.known)
    highest = max(
        min(max(value, point.high or 0), OVER * greatest) for one in drawn for _, value, point in one.known
    )
    few = 3 if height < TALL else 5
    steps = [0, 0.5, 1.0] if drawn[0].unit == "share" else ticks(0, highest, few)
    if drawn[0].unit == "count":
        # A half member is no member.
        steps = [step for step in steps if step == round(step)]
    return Frame(
        x=Scale(0, (days[-1] - days[0]).days or 1, LEFT + 8, RIGHT - 8),
        y=Scale(0, max(steps[-1], highest), top + height, top),
        steps=steps,
        days=days,
    )


def _panel(title: str, drawn: Sequence[Course], frame: Frame, lines: Lines) -> list[Layer]:
    unit, language = drawn[0].unit, lines.language
    layers = [
        texts([{"x": 0, "y": frame.y.end - 18, "text": title}], f"title {title}", size=NOTE, bold=True),
        # A layer's name is its own in the whole chart.
        *(
            {**layer, "name": f"{layer['name']} {title}"}
            for layer in up_axis(frame.y, frame.steps, (LEFT, RIGHT), lambda v: amount(v, unit, language))
        ),
    ]
    labels: Rows = []
    for look, course in zip(LOOKS, drawn, strict=False):
        layers += _course(course, look, frame, lines)
        last, value, _ = course.known[-1]
        name = lines.class_label(course.figure, course.key)
        if not name and unit == "count":
            name = lines.course_label(course.figure, "")
        words = folded(f"{written(value, unit, language)} {name}", WIDTH - RIGHT - 4, NOTE, 2)
        labels.append({"x": frame.at(last) + 12, "y": frame.y(value), "text": "\n".join(words)})
    _spread(labels, frame)
    return [*layers, texts(labels, f"ends {title}", size=NOTE)]


def _course(course: Course, look: _Look, frame: Frame, lines: Lines) -> list[Layer]:
    """Return a line with its points, its intervals behind; days without a value leave a gap."""
    points: Rows = []
    spans: Rows = []
    part, before = 0, course.known[0][0] - 1
    name = lines.course_label(course.figure, course.key)
    for turn, value, point in course.known:
        part += turn - before > 1
        before = turn
        x, y = frame.at(turn), frame.y(value)
        day = long_date(frame.days[turn], lines.language)
        interval = bounds(point.low, point.high, course.unit, lines.language)
        told = tip(f"{name}, {day}", written(value, course.unit, lines.language), interval)
        points.append({"x": x, "y": y, "series": str(part), "tip": told})
        if point.low is not None and point.high is not None:
            spans.append({"x": x, "y": frame.y(point.low), "x2": x, "y2": frame.y(point.high)})
    named = f"{course.figure.id} {course.key}"
    return [
        rules(spans, f"intervals {named}", colour=SPAN, thick=6, strokeCap="round"),
        drawn_lines(points, f"line {named}", colour=look.colour, thick=look.thick, strokeDash=look.dash),
        dots(
            points,
            f"points {named}",
            colour=look.colour,
            shape=look.shape,
            size=55 if len(points) <= FEW_POINTS else 24,
        ),
    ]


def _spread(labels: Rows, frame: Frame) -> None:
    """Move labels apart, down then back up from the foot of the panel, so that none lies on another.

    Their place is that of their first line; the others hang under it.
    """

    def tall(label: dict[str, Any]) -> float:
        return float(LEADING * (1 + label["text"].count("\n")))

    labels.sort(key=lambda label: float(label["y"]))
    for above, below in pairwise(labels):
        below["y"] = max(below["y"], above["y"] + tall(above))
    foot = frame.bottom + LEADING
    for label in reversed(labels):
        label["y"] = min(label["y"], foot - tall(label) + LEADING / 2)
        foot = label["y"] - LEADING / 2


def _told(course: Course, lines: Lines) -> str:
    ends: Mapping[int, float] = {turn: value for turn, value, _ in (course.known[0], course.known[-1])}
    return ", ".join(written(value, course.unit, lines.language) for value in ends.values())


def _cell(course: Course, turn: int, lines: Lines) -> Cell:
    point = course.points[turn]
    if point is None or point.value is None:
        return Cell("–", soft=True)
    interval = bounds(point.low, point.high, course.unit, lines.language)
    return Cell(written(point.value, course.unit, lines.language), sub=interval)
