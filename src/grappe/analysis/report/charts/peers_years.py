"""The peers' median and middle half, year after year, and the members' median among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from statistics import median

from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount
from grappe.analysis.registry.peers.answer import Answer, Quartiles
from grappe.analysis.report.charts.axes import Scale, ticks, up_axis
from grappe.analysis.report.charts.drawing import (
    INK,
    LEADING,
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
from grappe.analysis.report.charts.marks import Layer, Rows, areas, dots, lines, rules, texts, tip
from grappe.analysis.report.charts.table_behind import table_behind
from grappe.analysis.report.document import Cell, Table
from grappe.analysis.report.peers_words import FEWEST, written
from grappe.analysis.report.typography import said
from grappe.analysis.vocabulary.annual_accounts import measure_label

TOP, BOTTOM, RIGHT = 14, 206, 340
YEAR = 38
"""Pixels that the number of a year needs."""
DASH = (7, 4)
"""The peers' line, told from the members' without colour too."""


def years_charts(answer: Answer, language: Language) -> Iterator[Drawing]:
    """Yield a chart for each measure known of three peers at least in two years at least."""
    for measure in answer.measures:
        told = [one for one in answer.quartiles if one.measure == measure and one.companies >= FEWEST]
        if len(told) >= 2:
            yield _chart(told, member_medians(answer, measure), language)


def member_medians(answer: Answer, measure: str) -> dict[int, tuple[float, int]]:
    """Return the members' median by year, and of how many members."""
    found: dict[int, list[float]] = {}
    for one in answer.standings:
        if one.measure == measure and one.peers >= FEWEST:
            found.setdefault(one.year, []).append(one.value)
    return {year: (median(values), len(values)) for year, values in sorted(found.items())}


def _chart(
    told: Sequence[Quartiles], members: Mapping[int, tuple[float, int]], language: Language
) -> Drawing:
    measure = told[0].measure
    title = said(
        N_("{label}, de {first} à {last}"),
        language,
        label=measure_label(measure, language),
        first=told[0].year,
        last=told[-1].year,
    )
    own = {year: value for year, (value, _) in members.items()}
    every = [value for one in told for value in (one.q1, one.median, one.q3)] + list(own.values())
    steps = ticks(min(*every, 0), max(*every, 0))
    left = max(width(written(step, measure, language), NOTE) for step in steps) + 14
    y = Scale(steps[0], steps[-1], BOTTOM, TOP)
    x = Scale(told[0].year, told[-1].year, left + 10, RIGHT - 10)
    band: Rows = [
        {"x": x(one.year), "y": y(one.q3), "y2": y(one.q1), "series": run}
        for run, years in enumerate(_runs([one.year for one in told]))
        for one in told
        if one.year in years
    ]
    ends: Rows = [
        {
            "y": y(told[-1].median),
            "text": _end(said(N_("Comparables"), language), told[-1].median, measure, language),
        }
    ]
    medians = {one.year: one.median for one in told}
    layers: list[Layer] = [
        areas(band, "middle half", colour=SPAN),
        *up_axis(y, steps, (left, RIGHT), lambda v: written(v, measure, language)),
        rules([{"x": left, "y": y(0), "x2": RIGHT, "y2": y(0)}], "zero", colour=INK),
        _years(told, x, language),
        *_line(medians, x, y, said(N_("Comparables"), language), measure, language, is_own=False),
    ]
    if own:
        last = max(own)
        name = said(N_("Membres"), language)
        ends.append({"y": y(own[last]), "text": _end(name, own[last], measure, language)})
        layers += _line(own, x, y, name, measure, language, is_own=True)
    layers.append(texts(_apart(ends), "ends", size=NOTE))
    return Drawing(
        title=title,
        subtitle=said(
            N_(
                "Tirets : médiane des entreprises comparables ; bande : leur moitié centrale ; trait plein : médiane des membres"
            )
            if own
            else N_("Tirets : médiane des entreprises comparables ; bande : leur moitié centrale"),
            language,
        ),
        picture=pictured(layers, WIDTH, BOTTOM + 26),
        alt=spoken(title, list(_told(told, own, language)), language),
        table=_table(title, told, members, language),
        note=_note([count for _, count in members.values()], language),
    )


def _note(counts: Sequence[int], language: Language) -> str:
    """Say that the members are not the same each year, where that shows."""
    if len(set(counts)) < 2:
        return ""
    return said(
        N_("Les membres ne sont pas les mêmes chaque année : ils sont de {least} à {most}."),
        language,
        least=min(counts),
        most=max(counts),
    )


def _runs(years: Sequence[int]) -> list[set[int]]:
    """Return the years that follow one another, run by run: a band does not pass over a year without peers.

    >>> _runs([2014, 2015, 2017])
    [{2014, 2015}, {2017}]
    """
    return [
        {year for _, year in run}
        for _, run in groupby(enumerate(sorted(years)), key=lambda pair: pair[1] - pair[0])
    ]


def _line(
    values: Mapping[int, float],
    x: Scale,
    y: Scale,
    name: str,
    measure: str,
    language: Language,
    *,
    is_own: bool,
) -> list[Layer]:
    rows: Rows = [
        {
            "x": x(year),
            "y": y(values[year]),
            "series": run,
            "tip": tip(f"{name}, {year}", written(values[year], measure, language)),
        }
        for run, years in enumerate(_runs(list(values)))
        for year in sorted(years)
    ]
    path = [{key: value for key, value in row.items() if key != "tip"} for row in rows]
    points = [{key: value for key, value in row.items() if key != "series"} for row in rows]
    if is_own:
        return [
            lines(path, "members", colour=PLUM, thick=3),
            dots(points, "members points", colour=PLUM, size=70),
        ]
    return [
        lines(path, "peers", colour=INK, thick=2, strokeDash=DASH),
        dots(points, "peers points", colour=INK, size=36, shape="square"),
    ]


def _years(told: Sequence[Quartiles], x: Scale, language: Language) -> Layer:
    years = range(told[0].year, told[-1].year + 1)
    room = (x.end - x.start) / max(len(years) - 1, 1)
    every = int(-(-YEAR // max(room, 1)))
    under = [
        {"x": x(year), "y": BOTTOM + 16, "text": amount(year, "year", language)}
        for year in list(years)[::-1][::every]
    ]
    return texts(under, "years", size=NOTE, colour=SOFT, align="center")


def _end(name: str, value: float, measure: str, language: Language) -> str:
    return f"{name}\n{written(value, measure, language)}"


def _apart(ends: Rows) -> Rows:
    """Place the words at the end of two lines: beside each, and none on the other."""
    room = 2 * LEADING + 4
    ends = sorted(
        ({**end, "x": RIGHT + 10, "y": end["y"] - LEADING / 2} for end in ends), key=lambda e: e["y"]
    )
    if len(ends) == 2 and ends[1]["y"] - ends[0]["y"] < room:
        middle = (ends[0]["y"] + ends[1]["y"]) / 2
        middle = min(max(middle, TOP + room / 2), BOTTOM - LEADING - room / 2)
        ends[0]["y"], ends[1]["y"] = middle - room / 2, middle + room / 2
    return ends


def _told(
    told: Sequence[Quartiles], own: Mapping[int, float], language: Language
) -> Iterator[tuple[str, str]]:
    for one in told:
        words = said(
            N_("comparables {median} (moitié centrale de {q1} à {q3})"),
            language,
            median=written(one.median, one.measure, language),
            q1=written(one.q1, one.measure, language),
            q3=written(one.q3, one.measure, language),
        )
        if one.year in own:
            value = written(own[one.year], one.measure, language)
            words += ", " + said(N_("membres {median}"), language, median=value)
        yield str(one.year), words


def _table(
    title: str, told: Sequence[Quartiles], members: Mapping[int, tuple[float, int]], language: Language
) -> Table:
    heads = (
        N_("Année"),
        N_("1er quartile des comparables"),
        N_("Médiane des comparables"),
        N_("3e quartile des comparables"),
        N_("Comparables"),
        *((N_("Médiane des membres"), N_("Membres")) if members else ()),
    )
    rows: list[tuple[Cell | str, ...]] = []
    for one in told:
        row: tuple[Cell | str, ...] = (
            str(one.year),
            *(written(value, one.measure, language) for value in (one.q1, one.median, one.q3)),
            amount(one.companies, "count", language),
        )
        if members:
            own = members.get(one.year)
            value = Cell("–", soft=True) if own is None else written(own[0], one.measure, language)
            row = (*row, value, amount(own[1] if own else 0, "count", language))
        rows.append(row)
    return table_behind(title, [said(head, language) for head in heads], rows, wide=True)
