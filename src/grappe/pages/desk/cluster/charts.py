"""The two pictures of a cluster's members: how many over time, who came and went by year."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import decimal, long_date
from grappe.analysis.report.charts.axes import Scale, ticks, up_axis
from grappe.analysis.report.charts.drawing import (
    GRAPE,
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
from grappe.analysis.report.charts.marks import Layer, areas, lines, rects, texts, tip
from grappe.analysis.report.document import Cell, Column, Row, Table
from grappe.pages.desk.cluster.members_in_time import MembersInTime

LEFT, RIGHT, TOP, BOTTOM, FOOT = 40, 356, 14, 190, 210
WORDS = 8
"""Pixels between the end of the picture and the words beside it."""
MOST_YEARS = 12
"""Years of which the bars are named and drawn, the last ones."""
APART = 17
"""Pixels that two words one above the other need."""


def over_time(told: MembersInTime, language: Language) -> Drawing | None:
    """Return the effective and the adherent members over time; None without a past to draw."""
    if not told.steps or told.steps[0][0] >= told.today:
        return None
    start = told.steps[0][0]
    x = Scale(start.toordinal(), told.today.toordinal(), LEFT, RIGHT)
    top = ticks(0, max(effective + adherent for _, effective, adherent in told.steps), 4, whole=True)
    y = Scale(0, top[-1], BOTTOM, TOP)
    days = [*told.steps, (told.today, told.effective, told.adherent)]
    below, above, edge = [], [], []
    for (day, effective, adherent), (after, _, _) in pairwise(days):
        for at in (x(day.toordinal()), x(after.toordinal())):
            below.append({"x": at, "y": y(effective), "y2": BOTTOM})
            above.append({"x": at, "y": y(effective + adherent), "y2": y(effective)})
            edge.append({"x": at, "y": y(effective + adherent)})
    title = say(N_("Membres au fil du temps"), language)
    names = (say(N_("effectifs"), language), say(N_("adhérents"), language))
    table = _by_year(title, told, names, language)
    middle = y(told.effective / 2), y(told.effective + told.adherent / 2)
    lower = max(middle[0], middle[1] + APART)
    ends = [
        {"x": RIGHT + WORDS, "y": lower, "text": f"{decimal(told.effective, language, 0)} {names[0]}"},
        {"x": RIGHT + WORDS, "y": middle[1], "text": f"{decimal(told.adherent, language, 0)} {names[1]}"},
    ]
    picture: list[Layer] = [
        *up_axis(y, top, (LEFT, RIGHT), lambda value: decimal(value, language, 0)),
        areas(below, "effective", colour=GRAPE),
        areas(above, "adherent", colour=SPAN),
        lines(edge, "all", colour=PLUM, thick=2),
        texts([one for one, count in zip(ends, days[-1][1:], strict=True) if count], "ends", bold=True),
        texts(_years(start, told.today, x), "years", colour=SOFT, size=NOTE, align="center"),
    ]
    return Drawing(
        title=title,
        subtitle=say(
            N_("Nombre de membres, du {first} au {last}, tel qu’il est connu aujourd’hui"),
            language,
            first=long_date(start, language),
            last=long_date(told.today, language),
        ),
        picture=pictured(picture, WIDTH, FOOT + 14),
        alt=spoken(title, [(row.cells[0].text, row.cells[-1].text) for row in table.rows], language),
        table=table,
    )


def comings_and_goings(told: MembersInTime, language: Language) -> Drawing | None:
    """Return who came and who went by year; None where nobody did."""
    years = sorted({*told.joined, *told.left})
    if not years:
        return None
    end = min(told.today.year, years[-1] + 1)
    years = list(range(max(years[0], end - MOST_YEARS + 1), end + 1))
    most = max(
        [1, *(told.joined.get(year, 0) for year in years), *(told.left.get(year, 0) for year in years)]
    )
    top = ticks(0, most, 4, whole=True)
    y = Scale(0, top[-1], BOTTOM, TOP)
    step = (RIGHT + 60 - LEFT) / len(years)
    wide = min(26.0, step * 0.36)
    title = say(N_("Entrées et sorties par année"), language)
    names = (say(N_("entrées"), language), say(N_("sorties"), language))
    bars: tuple[list[dict[str, Any]], list[dict[str, Any]]] = ([], [])
    for place, year in enumerate(years):
        middle = LEFT + step * (place + 0.5)
        for which, (counts, side) in enumerate(((told.joined, -wide), (told.left, 0.0))):
            count = counts.get(year, 0)
            if count:
                bars[which].append(
                    {
                        "x": round(middle + side, 2),
                        "x2": round(middle + side + wide - 1, 2),
                        "y": y(count),
                        "y2": BOTTOM,
                        "tip": tip(str(year), f"{decimal(count, language, 0)} {names[which]}"),
                    }
                )
    named = [
        {"x": round(LEFT + step * (place + 0.5), 2), "y": FOOT - 4, "text": str(year)}
        for place, year in enumerate(years)
    ]
    table = Table(
        caption=title,
        columns=(
            Column(label=say(N_("Année"), language), numeric=False),
            *(Column(label=name) for name in names),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(str(year)),
                    *(Cell(decimal(of.get(year, 0), language, 0)) for of in (told.joined, told.left)),
                )
            )
            for year in years
        ),
    )
    picture: list[Layer] = [
        *up_axis(y, top, (LEFT, RIGHT + 60), lambda value: decimal(value, language, 0)),
        rects(bars[0], "joined", colour=GRAPE),
        rects(bars[1], "left", colour=OCHRE),
        texts(named, "years", colour=SOFT, size=NOTE, align="center"),
        texts([{"x": LEFT, "y": 2, "text": names[0]}], "joined named", colour=GRAPE, size=NOTE, bold=True),
        texts([{"x": LEFT + 70, "y": 2, "text": names[1]}], "left named", colour=OCHRE, size=NOTE, bold=True),
    ]
    return Drawing(
        title=title,
        subtitle=say(
            N_("Organisations devenues membres, et membres partis, de {first} à {last}"),
            language,
            first=years[0],
            last=years[-1],
        ),
        picture=pictured(picture, WIDTH, FOOT + 8),
        alt=spoken(title, [(row.cells[0].text, row.cells[1].text) for row in table.rows], language),
        table=table,
    )


def _years(start: dt.date, end: dt.date, x: Scale) -> list[dict[str, Any]]:
    """Return the years below the picture, as many as have room."""
    every = max(1, -(-(end.year - start.year) // 7))
    return [
        {"x": x(dt.date(year, 1, 1).toordinal()), "y": FOOT, "text": str(year)}
        for year in range(start.year + 1, end.year + 1)
        if (end.year - year) % every == 0
    ] or [{"x": LEFT, "y": FOOT, "text": str(start.year)}]


def _by_year(title: str, told: MembersInTime, names: tuple[str, str], language: Language) -> Table:
    """Return the members at the end of each year, the last one at its last day."""
    rows = []
    for year in range(told.steps[0][0].year, told.today.year + 1):
        day = min(dt.date(year, 12, 31), told.today)
        _, effective, adherent = [step for step in told.steps if step[0] <= day][-1]
        counts = (effective, adherent, effective + adherent)
        rows.append(
            Row(
                cells=(
                    Cell(long_date(day, language)),
                    *(Cell(decimal(count, language, 0)) for count in counts),
                )
            )
        )
    heads = (say(N_("Au"), language), *names, say(N_("ensemble"), language))
    columns = tuple(Column(label=head, numeric=place > 0) for place, head in enumerate(heads))
    return Table(caption=title, columns=columns, rows=tuple(rows))
