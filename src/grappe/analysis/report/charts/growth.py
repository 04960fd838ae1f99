"""The register through time: how many members on each day, who joined, who left."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from grappe.analysis.figures.readings import Readings, eager
from grappe.analysis.figures.recognitions import in_turn
from grappe.analysis.language.agreement import ordinal
from grappe.analysis.language.catalogues import N_
from grappe.analysis.language.numbers import amount, long_date
from grappe.analysis.report.charts.axes import Scale, ticks, up_axis
from grappe.analysis.report.charts.drawing import (
    INK,
    MIST,
    NOTE,
    OCHRE,
    PLACE,
    PLUM,
    SOFT,
    SPAN,
    WHITE,
    WIDTH,
    Drawing,
    pictured,
    spoken,
)
from grappe.analysis.report.charts.letter_widths import width
from grappe.analysis.report.charts.marks import (
    Layer,
    Rows,
    areas,
    dots,
    lines,
    plates,
    rects,
    rules,
    texts,
    tip,
)
from grappe.analysis.report.charts.steps_of_time import Step, step_of, years_between
from grappe.analysis.report.charts.table_behind import table_behind
from grappe.analysis.report.document import Table
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.typography import agreed, said

LEFT, RIGHT, TOP, BOTTOM = 40, 372, 26, 178
STRIP, JOINED, LEAVING = 206, 276, 300
"""The strip of recognitions; the foot of the bars of those who joined; the lowest end of those who left."""
ROOM = 40
"""Pixels above the foot for those who joined."""
CROWD = 4
"""How many times the next step a crowd is, that its bar is cut."""
SHORT = 28
"""Days under which a register has no past to draw."""

Spell = tuple[dt.date, dt.date | None]


@dataclass(frozen=True, slots=True)
class Register:
    """The days on which members came and went, and how many there were after each."""

    joined: list[dt.date]
    left: list[dt.date]

    def on(self, day: dt.date) -> int:
        """Return how many members there were at the end of a day."""
        return sum(d <= day for d in self.joined) - sum(d <= day for d in self.left)

    def levels(self) -> list[tuple[dt.date, int]]:
        """Return each day of change with the number of members from it on."""
        moves = Counter(self.joined)
        moves.subtract(Counter(self.left))
        level, told = 0, []
        for day in sorted(moves):
            level += moves[day]
            told.append((day, level))
        return told


LAST_YEAR = 9000


def growth_chart(lines_: Lines, readings: Readings) -> Drawing | None:
    """Return the register from its first day to the reference day; None where it may not be told."""
    language, end = lines_.language, readings.day
    total = lines_.known("members.total")
    # Steps of time look a step ahead: near the end of the calendar there is none.
    if lines_.hides or total is None or end.year > LAST_YEAR:
        return None
    register = register_of(readings, lines_.cluster)
    if not register.joined or (end - min(register.joined)).days < SHORT:
        return None
    start = min(register.joined)
    levels = register.levels()
    top = ticks(0, max(level for _, level in levels), 4)
    x = Scale(start.toordinal(), end.toordinal(), LEFT, RIGHT)
    y = Scale(0, top[-1], BOTTOM, TOP)
    days = [*levels, (end, register.on(end))]
    corners = []
    for (day, level), (after, _) in pairwise(days):
        corners += [
            {"x": x(day.toordinal()), "y": y(level), "y2": BOTTOM},
            {"x": x(after.toordinal()), "y": y(level), "y2": BOTTOM},
        ]
    step = step_of(start, end)
    title = said(N_("Membres du cluster au fil du temps"), language)
    period = readings.asked.periods.get(lines_.cluster)
    picture = [
        *_period(period, x, lines_),
        *up_axis(y, top, (LEFT, RIGHT), lambda v: amount(v, "count", language)),
        areas(corners, "area", colour=PLACE),
        lines([{"x": c["x"], "y": c["y"]} for c in corners], "register", colour=PLUM, thick=2.5),
        *_end(register.on(end), x, y, lines_, end),
        *_recognitions(readings, lines_, (start, end), x),
        *_moves(register, step, x, lines_, (start, end)),
        *_dates(step, start, end, x, lines_),
    ]
    table = _table(title, register, (start, end), lines_)
    return Drawing(
        title=title,
        subtitle=said(
            N_("Nombre de membres, du {first} au {last} ; en bas, entrées et sorties {rhythm}"),
            language,
            first=long_date(start, language),
            last=long_date(end, language),
            rhythm=said(step.rhythm, language),
        ),
        picture=pictured(picture, WIDTH, LEAVING + 16),
        alt=spoken(title, [(row.cells[0].text, row.cells[3].text) for row in table.rows], language),
        table=table,
    )


def register_of(readings: Readings, cluster: str) -> Register:
    """Return who came and went by the reference day; spells of one member that touch are one."""
    table = eager(readings.table("members").select("cluster_id", "member_id", "joined_on", "left_on"))
    own = table.filter((pl.col("cluster_id") == cluster) & pl.col("joined_on").is_not_null())
    spells: dict[str, list[Spell]] = {}
    for member, joined, left in own.select("member_id", "joined_on", "left_on").sort("joined_on").iter_rows():
        if left is None or left > joined:
            spells.setdefault(member, []).append((joined, left))
    whole = [spell for found in spells.values() for spell in _joined_up(found)]
    return Register(
        joined=sorted(first for first, _ in whole if first <= readings.day),
        left=sorted(last for _, last in whole if last is not None and last <= readings.day),
    )


def _joined_up(spells: list[Spell]) -> Iterator[Spell]:
    """Yield the spells of a member, those that touch or overlap as one. They come by their first day."""
    first, last = spells[0]
    for joined, left in spells[1:]:
        if last is None:
            break
        if joined <= last:
            last = None if left is None else max(last, left)
        else:
            yield first, last
            first, last = joined, left
    yield first, last


def _period(period: tuple[dt.date, dt.date] | None, x: Scale, lines_: Lines) -> Iterator[Layer]:
    if period is None:
        return
    first, last = (x(day.toordinal()) for day in period)
    if last - first < 1:
        return
    words = said(N_("période évaluée"), lines_.language)
    yield rects([{"x": first, "x2": last, "y": 4, "y2": BOTTOM}], "period", colour=MIST, rounded=0)
    edges = [{"x": e, "y": 4, "x2": e, "y2": BOTTOM} for e in (first, last)]
    yield rules(edges, "period edges", colour=SOFT, strokeDash=(2, 3))
    if width(words, NOTE) < last - first - 8:
        yield texts([{"x": first + 5, "y": 13, "text": words}], "period words", size=NOTE, colour=SOFT)


def _end(count: int, x: Scale, y: Scale, lines_: Lines, day: dt.date) -> Iterator[Layer]:
    at, language = x(day.toordinal()), lines_.language
    written = amount(count, "count", language)
    words = agreed(N_("membre"), N_("membres"), count, language)
    yield dots(
        [{"x": at, "y": y(count), "tip": tip(long_date(day, language), f"{written} {words}")}],
        "end",
        colour=PLUM,
        size=70,
    )
    yield texts([{"x": at + 11, "y": y(count), "text": written}], "end value", size=16, bold=True)
    yield texts([{"x": at + 11, "y": y(count) + 17, "text": words}], "end words", size=NOTE, colour=SOFT)


def _recognitions(
    readings: Readings, lines_: Lines, span: tuple[dt.date, dt.date], x: Scale
) -> Iterator[Layer]:
    table = eager(readings.table("recognitions"))
    own = table.filter(pl.col("cluster_id") == lines_.cluster).drop_nulls(["number", "starts_on", "ends_on"])
    bands, words = [], []
    for row, after in in_turn(own.rows(named=True)):
        first, last = max(row["starts_on"], span[0]), min(after, span[1])
        if first >= last:
            continue
        left, right = x(first.toordinal()), x(last.toordinal())
        name = said(
            N_("{number} reconnaissance"),
            lines_.language,
            number=ordinal(int(row["number"]), lines_.language, feminine=True),
        )
        days = (
            f"{long_date(row['starts_on'], lines_.language)} – {long_date(row['ends_on'], lines_.language)}"
        )
        bands.append({"x": left, "x2": right, "y": STRIP, "y2": STRIP + 17, "tip": tip(name, days)})
        if width(name, NOTE) < right - left - 8:
            words.append({"x": left + 5, "y": STRIP + 9, "text": name})
    yield rects(bands, "recognitions", colour=MIST, stroke=SPAN, strokeWidth=1)
    yield texts(words, "recognitions words", size=NOTE)


def _moves(
    register: Register, step: Step, x: Scale, lines_: Lines, span: tuple[dt.date, dt.date]
) -> Iterator[Layer]:
    """Return the bars of those who joined, upwards, and of those who left, downwards, on one scale."""
    language = lines_.language
    came, went = (Counter(map(step.first, days)) for days in (register.joined, register.left))
    high = _per_member(came, went)
    up: Rows = []
    down: Rows = []
    told: Rows = []
    cut: Rows = []
    for first in sorted({*came, *went}):
        last = min(step.after(first), _day_after(span[1]))
        left = x(max(first, span[0]).toordinal())
        right = max(left + 2, x(last.toordinal()) - 1)
        count = register.on(last - dt.timedelta(days=1))
        after = said(N_("à la fin : {count}"), language, count=amount(count, "count", language))
        for moves, rows, sign in ((came, up, -1), (went, down, 1)):
            if not moves[first]:
                continue
            end = JOINED + sign * max(min(moves[first] * high, ROOM), 1.5)
            if moves[first] * high > ROOM:
                cut.append({"x": right + 4, "y": end + 7, "text": amount(moves[first], "count", language)})
            value = agreed(
                N_("{count} entrée"), N_("{count} entrées"), moves[first], language, count=moves[first]
            )
            if sign > 0:
                value = agreed(
                    N_("{count} sortie"), N_("{count} sorties"), moves[first], language, count=moves[first]
                )
            answer = tip(step.name(first, language), value, after)
            rows.append(
                {"x": left, "x2": right, "y": min(end, JOINED), "y2": max(end, JOINED), "tip": answer}
            )
    for total, y, words in (
        (len(register.joined), JOINED - 10, (N_("{count} entrée"), N_("{count} entrées"))),
        (len(register.left), JOINED + 12, (N_("{count} sortie"), N_("{count} sorties"))),
    ):
        said_ = agreed(*words, total, language, count=amount(total, "count", language))
        told.append({"x": RIGHT + 11, "y": y, "text": said_})
    yield rects(up, "joined", colour=PLUM, rounded=0)
    yield rects(down, "left", colour=OCHRE, rounded=0)
    yield rules([{"x": LEFT, "y": JOINED, "x2": RIGHT, "y2": JOINED}], "moves", colour=INK)
    yield texts(told, "moves words", size=NOTE)
    gaps = [{"x": row["x"] - 20, "x2": row["x"], "y": row["y"] + 4, "y2": row["y"] + 7} for row in cut]
    yield rects(gaps, "cuts", colour=WHITE, rounded=0)
    yield texts(cut, "cut values", size=NOTE, bold=True)


def _per_member(came: Counter[dt.date], went: Counter[dt.date]) -> float:
    """Return the pixels of one member: a crowd that joined at once is cut rather than flatten the rest."""
    largest = sorted(came.values())[-2:]
    most = largest[0] if len(largest) > 1 and largest[1] > CROWD * largest[0] else largest[-1]
    return min((ROOM - 4) / most, (LEAVING - JOINED) / max(went.values(), default=1))


def _dates(step: Step, start: dt.date, end: dt.date, x: Scale, lines_: Lines) -> Iterator[Layer]:
    language = lines_.language
    last = {"x": RIGHT, "y": BOTTOM + 14, "text": long_date(end, language)}
    told: Rows = [last]
    free = RIGHT - width(str(last["text"]), NOTE) / 2 - 8
    for day in step.ticks(start, end):
        words = step.tick(day, language)
        at, half = x(day.toordinal()), width(words, NOTE) / 2
        if at - half < LEFT - 10 or at + half > free:
            continue
        if len(told) > 1 and at - half < told[-1]["x"] + width(str(told[-1]["text"]), NOTE) / 2 + 8:
            continue
        told.append({"x": at, "y": BOTTOM + 14, "text": words})
    words_ = texts(told, "dates", size=NOTE, colour=SOFT, align="center")
    yield plates(words_)
    yield words_


def _table(title: str, register: Register, span: tuple[dt.date, dt.date], lines_: Lines) -> Table:
    language = lines_.language
    heads = (N_("Jusqu’au"), N_("Entrées"), N_("Sorties"), N_("Membres à la fin"))
    rows = []
    for first, last in years_between(*span):
        came = sum(first <= day <= last for day in register.joined)
        went = sum(first <= day <= last for day in register.left)
        written = [amount(v, "count", language) for v in (came, went, register.on(last))]
        rows.append((long_date(last, language), *written))
    return table_behind(title, [said(head, language) for head in heads], rows)


def _day_after(day: dt.date) -> dt.date:
    """Return the next day, the last one there is for the last."""
    return day + dt.timedelta(days=1) if day < dt.date.max else day
