"""How the clusters of a campaign spread from one day to the next: their median over their middle half."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from grappe.analysis.figures.series import Course
from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import NO_BREAK, amount, bounds, long_date
from grappe.analysis.report.campaign_courses import FigureCourse
from grappe.analysis.report.campaign_spreads import ENOUGH, Quarters
from grappe.analysis.report.charts.axes import Scale, ticks, up_axis
from grappe.analysis.report.charts.drawing import (
    NOTE,
    OCHRE,
    PLUM,
    SPAN,
    WIDTH,
    Drawing,
    pictured,
    spoken,
)
from grappe.analysis.report.charts.letter_widths import folded
from grappe.analysis.report.charts.marks import Layer, Rows, areas, dots, rules, texts, tip
from grappe.analysis.report.charts.marks import lines as drawn_lines
from grappe.analysis.report.charts.through_days import Frame, day_texts, foot_of
from grappe.analysis.report.document import Cell, Column, Row, Table
from grappe.analysis.report.evolution_words import written
from grappe.analysis.report.typography import said

LEFT, RIGHT = 46, 340
HEAD, HIGH, BETWEEN = 26, 88, 26
"""Pixels: over a panel, of a panel, between two."""


def medians_chart(
    title: str,
    shown: Sequence[FigureCourse],
    days: Sequence[dt.date],
    names: Mapping[str, str],
    language: Language,
) -> Drawing | None:
    """Return a panel per figure that two days or more have; None without any.

    names: of the clusters that stand out among the others, by their own wish.
    """
    drawn = [one for one in shown if sum(day.clusters > 0 for day in one.days) > 1]
    if not drawn:
        return None
    layers: list[Layer] = []
    top = 0.0
    for one in drawn:
        frame = _frame(one, names, top + HEAD, days)
        layers += _panel(one, frame, names, language)
        top = frame.bottom + BETWEEN
    bottom = top - BETWEEN
    banded = any(_half(day) for one in drawn for day in one.days)
    foot = day_texts(frame, bottom, language)
    return Drawing(
        title=title,
        subtitle=_subtitle(list(names.values()), language, banded=banded),
        picture=pictured([*layers, foot], WIDTH, bottom + foot_of(foot)),
        alt=spoken(title, [(one.spread.label, _told(one, language)) for one in drawn], language),
        table=Table(
            caption=title,
            columns=(
                Column(label=said(N_("Jour"), language), numeric=False),
                *(Column(label=one.spread.label) for one in drawn),
            ),
            rows=tuple(
                Row(
                    cells=(
                        Cell(long_date(day, language)),
                        *(_cell(one.days[turn], one.spread.unit, language) for one in drawn),
                    )
                )
                for turn, day in enumerate(days)
            ),
        ),
    )


def _frame(one: FigureCourse, names: Collection[str], top: float, days: Sequence[dt.date]) -> Frame:
    unit = one.spread.unit
    own = [
        value
        for cluster in names
        if cluster in one.by_cluster
        for _, value, _ in one.by_cluster[cluster].known
    ]
    ends = [end for day in one.days for end in (_half(day) or (day.median, day.median)) if end is not None]
    least, most = min([0.0, *ends, *own]), max([*ends, *own])
    steps = [0, 0.5, 1.0] if unit == "share" else ticks(least, most, 3)
    if unit == "count":
        # A half member is no member.
        steps = [step for step in steps if step == round(step)]
    return Frame(
        x=Scale(0, (days[-1] - days[0]).days or 1, LEFT + 8, RIGHT - 8),
        y=Scale(min(steps[0], least), max(steps[-1], most), top + HIGH, top),
        steps=steps,
        days=days,
    )


def _panel(one: FigureCourse, frame: Frame, names: Mapping[str, str], language: Language) -> list[Layer]:
    unit, label = one.spread.unit, one.spread.label
    bands: list[Rows] = []
    points: Rows = []
    part = 0
    for turn, day in enumerate(one.days):
        half = _half(day)
        x = frame.at(turn)
        if half is None:
            bands.append([])
        else:
            if not bands:
                bands.append([])
            bands[-1].append({"x": x, "y": frame.y(half[0]), "y2": frame.y(half[1])})
        if day.median is None:
            part += 1
            continue
        told = tip(
            f"{label}, {long_date(frame.days[turn], language)}",
            said(N_("médiane {value}"), language, value=written(day.median, unit, language)),
            bounds(*half, unit, language) if half else "",
            _n(day, language),
        )
        points.append({"x": x, "y": frame.y(day.median), "series": str(part), "tip": told})
    last = next(day for day in reversed(one.days) if day.median is not None)
    end = {
        "x": points[-1]["x"] + 12,
        "y": points[-1]["y"],
        "text": "\n".join(
            folded(
                f"{written(last.median, unit, language)} ({_n(last, language)})", WIDTH - RIGHT - 4, NOTE, 2
            )
        ),
    }
    return [
        texts([{"x": 0, "y": frame.y.end - 18, "text": label}], f"title {label}", size=NOTE, bold=True),
        *(
            {**layer, "name": f"{layer['name']} {label}"}
            for layer in up_axis(frame.y, frame.steps, (LEFT, RIGHT), lambda v: amount(v, unit, language))
        ),
        *(
            areas(band, f"halves {label} {place}", colour=SPAN)
            if len(band) > 1
            else rules(
                [{**spot, "x2": spot["x"]} for spot in band],
                f"halves {label} {place}",
                colour=SPAN,
                thick=6,
            )
            for place, band in enumerate(bands)
        ),
        drawn_lines(points, f"medians {label}", colour=PLUM, thick=2.4),
        dots(points, f"points {label}", colour=PLUM, size=45),
        *(
            layer
            for cluster, name in names.items()
            if cluster in one.by_cluster
            for layer in _own(one.by_cluster[cluster], name, one, frame, language)
        ),
        texts([end], f"ends {label}", size=NOTE),
    ]


def _own(course: Course, name: str, one: FigureCourse, frame: Frame, language: Language) -> list[Layer]:
    """Return the diamonds of a cluster that stands out, over the line that joins them."""
    rows: Rows = [
        {
            "x": frame.at(turn),
            "y": frame.y(value),
            "series": name,
            "tip": tip(
                f"{name}, {long_date(frame.days[turn], language)}", written(value, course.unit, language)
            ),
        }
        for turn, value, _ in course.known
    ]
    told = f"{one.spread.label} {name}"
    return [
        drawn_lines(rows, f"line {told}", colour=OCHRE, thick=1.4, strokeDash=[4, 3]),
        dots(rows, f"shown {told}", colour=OCHRE, size=80, shape="diamond"),
    ]


def _half(day: Quarters) -> tuple[float, float] | None:
    """Return the quartiles of enough clusters."""
    return (day.q1, day.q3) if day.clusters >= ENOUGH and day.q1 is not None and day.q3 is not None else None


def _n(day: Quarters, language: Language) -> str:
    return f"n{NO_BREAK}={NO_BREAK}{amount(day.clusters, 'count', language)}"


def _cell(day: Quarters, unit: str, language: Language) -> Cell:
    if day.median is None:
        return Cell("–", soft=True)
    half = _half(day)
    beside = [bounds(*half, unit, language) if half else "", _n(day, language)]
    return Cell(written(day.median, unit, language), sub=", ".join(each for each in beside if each))


def _told(one: FigureCourse, language: Language) -> str:
    known = [day.median for day in one.days if day.median is not None]
    return ", ".join(written(value, one.spread.unit, language) for value in (known[0], known[-1]))


def _subtitle(shown: list[str], language: Language, *, banded: bool) -> str:
    told = (
        N_(
            "Trait : la médiane des clusters ; bande : leur moitié centrale ; n : les clusters qui ont le chiffre"
        )
        if banded
        else N_("Trait : la médiane des clusters ; n : les clusters qui ont le chiffre")
    )
    words = said(told, language)
    if not shown:
        return words
    return said(N_("{words} ; losange : {cluster}"), language, words=words, cluster=", ".join(shown))
