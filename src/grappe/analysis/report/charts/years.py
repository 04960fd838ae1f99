"""Money by year: what was, then each scenario, around zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.finances import with_kinds
from grappe.analysis.figures.scenario_names import scenario_name
from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.charts.axes import Scale, ticks, up_axis
from grappe.analysis.report.charts.clear_places import Box, Segment, around, clearest
from grappe.analysis.report.charts.drawing import (
    GRAPE,
    INK,
    LEADING,
    LEAF,
    LETTERS,
    NOTE,
    OCHRE,
    PLUM,
    SOFT,
    WIDTH,
    Drawing,
    pictured,
    spoken,
)
from grappe.analysis.report.charts.letter_widths import folded, width
from grappe.analysis.report.charts.marks import Layer, Rows, dots, lines, plates, rules, texts, tip
from grappe.analysis.report.charts.scenario_panels import panels_chart
from grappe.analysis.report.document import Cell, Column, Row, Table
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.typography import said

LEFT, RIGHT, TOP, BOTTOM = 72, 364, 22, 214
MOST_YEARS = 60
"""From the first to the last; beyond, one of them is a slip of the pen."""
YEAR = 34
"""Pixels that the number of a year needs."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a scenario is told from the others, without colour too."""

    colour: str
    dash: tuple[int, ...]
    shape: str


LOOKS = (
    Look(OCHRE, (1, 0), "square"),
    Look(LEAF, (7, 4), "triangle-up"),
    Look(GRAPE, (2, 4), "diamond"),
    Look(SOFT, (9, 3, 2, 3), "cross"),
)
APART = 68
"""Pixels that two amounts need, one beside the other."""
NEAR = 7
"""Pixels from a point's middle to its amount."""


@dataclass(frozen=True, slots=True)
class Series:
    """Amounts by year; no name: what was."""

    name: str
    amounts: dict[int, float]


def result_chart(lines: Lines) -> Drawing | None:
    """Return the result by year and scenario."""
    return figure_chart(N_("Résultat de l’exercice"), "finance.result", lines)


def figure_chart(title: str, figure: str, lines: Lines) -> Drawing | None:
    """Return a figure of the finances by year and scenario."""
    found: dict[str, dict[int, float]] = {}
    for line in lines.of(figure):
        if line.is_known and line.value is not None:
            year, _, scenario = line.key.partition("|")
            found.setdefault(scenario, {})[int(year)] = line.value
    return years_chart(said(title, lines.language), found, lines.language, lines.scenarios)


def reserves_chart(dossier: Dossier, cluster: str, lines: Lines) -> Drawing | None:
    """Return the closing reserves by year and scenario, as the ledger gives them."""
    ledger = dossier.tables.get("ledger")
    if ledger is None or not {"line", "year", "amount"} <= set(ledger.columns):
        return None
    own = ledger.filter((pl.col("cluster_id") == cluster) & (pl.col("line") == "reserves"))
    told = with_kinds(own).drop_nulls(["year", "amount"])
    found: dict[str, dict[int, float]] = {}
    for scenario, year, value in told.select("scenario", "year", "amount").iter_rows():
        found.setdefault(scenario or "", {})[year] = value
    title = said(N_("Réserves à la clôture"), lines.language)
    return years_chart(title, found, lines.language, lines.scenarios)


def years_chart(
    title: str, found: dict[str, dict[int, float]], language: Language, order: Sequence[str] = ()
) -> Drawing | None:
    """Return the chart of amounts by scenario (`""`: what was) and year; None below two years.

    order: of all the scenarios, those without amounts here too, so that each looks the same in each chart;
    more than a picture can tell apart have a frame each.
    """
    actual = Series("", found.pop("", {}))
    names = list(dict.fromkeys((*order, *found)))
    scenarios = [Series(scenario_name(name, language), found[name]) for name in names if name in found]
    years = sorted({year for series in (actual, *scenarios) for year in series.amounts})
    if len(years) < 2 or years[-1] - years[0] > MOST_YEARS:
        return None
    if len(names) > len(LOOKS) and scenarios:
        return panels_chart(title, actual.amounts, [(one.name, one.amounts) for one in scenarios], language)
    every = [amount for series in (actual, *scenarios) for amount in series.amounts.values()]
    highest, lowest = max(*every, 0), min(*every, 0)
    steps = ticks(lowest, highest)
    y = Scale(steps[0], steps[-1], BOTTOM, TOP)

    x = Scale(years[0], years[-1], LEFT + 30, RIGHT - 12)
    layers = [*_frame(years, steps, x, y, language)]
    last = max(actual.amounts, default=None)
    ends: Rows = []
    drawn: list[Segment] = []
    looks = [look for look, name in zip(LOOKS, names, strict=False) if name in found]
    for look, series in zip(looks, scenarios, strict=True):
        start = {last: actual.amounts[last]} if last is not None and last < min(series.amounts) else {}
        places = {**start, **series.amounts}
        drawn += _segments(places, x, y)
        layers.append(
            lines(
                [{"x": x(year), "y": y(v)} for year, v in sorted(places.items())],
                f"line {series.name}",
                colour=look.colour,
                strokeDash=look.dash,
            )
        )
        layers.append(
            dots(
                _points(series, x, y, language),
                f"points {series.name}",
                colour=look.colour,
                size=60,
                shape=look.shape,
            )
        )
        end = max(series.amounts)
        name = folded(series.name, WIDTH - RIGHT - 12, NOTE, 2)
        words = [amount(series.amounts[end], "eur", language), *name]
        ends.append({"x": x(end) + 12, "y": y(series.amounts[end]), "text": "\n".join(words)})
    _apart(ends)
    layers += _actual(actual, x, y, drawn, steps, language)
    layers.append(texts(ends, "ends", size=NOTE))
    return Drawing(
        title=title,
        subtitle=said(N_("En euros ; trait plein : comptes clos ; autres : scénarios"), language)
        if scenarios
        else said(N_("En euros, comptes clos"), language),
        picture=pictured(layers, WIDTH, BOTTOM + 26),
        alt=spoken(title, _told(actual, scenarios, language), language),
        table=_table(title, years, actual, scenarios, language),
    )


def _frame(years: list[int], steps: list[float], x: Scale, y: Scale, language: Language) -> list[Layer]:
    every = -(-len(years) * YEAR // (RIGHT - LEFT))
    under = [{"x": x(year), "y": BOTTOM + 16, "text": str(year)} for year in years[::-1][:: int(every)]]
    return [
        *up_axis(y, steps, (LEFT, RIGHT), lambda v: amount(v, "eur", language)),
        rules([{"x": LEFT, "y": y(0), "x2": RIGHT, "y2": y(0)}], "zero", colour=INK),
        texts(under, "years", size=NOTE, colour=SOFT, align="center"),
    ]


def _points(series: Series, x: Scale, y: Scale, language: Language) -> Rows:
    name = series.name or said(N_("Comptes clos"), language)
    return [
        {"x": x(year), "y": y(v), "tip": tip(f"{name}, {year}", amount(v, "eur", language))}
        for year, v in sorted(series.amounts.items())
    ]


def _segments(amounts: dict[int, float], x: Scale, y: Scale) -> list[Segment]:
    return list(pairwise((x(year), y(value)) for year, value in sorted(amounts.items())))


def _actual(
    actual: Series, x: Scale, y: Scale, drawn: list[Segment], steps: list[float], language: Language
) -> list[Layer]:
    points = _points(actual, x, y, language)
    drawn = [*drawn, *_segments(actual.amounts, x, y), ((LEFT, y(0)), (RIGHT, y(0)))]
    grid: list[Segment] = [((LEFT, y(step)), (RIGHT, y(step))) for step in steps]
    dots_of: list[Box] = [(p["x"] - 5, p["y"] - 5, p["x"] + 5, p["y"] + 5) for p in points]
    placed: list[Box] = []
    told: Rows = []
    last = 0.0
    for point, value in reversed([*zip(points, [v for _, v in sorted(actual.amounts.items())], strict=True)]):
        # The latest is always told; of the others, those that leave each other room.
        if told and last - point["x"] < APART:
            continue
        last = point["x"]
        words = amount(value, "eur", language)
        boxes = around((point["x"], point["y"]), width(words, LETTERS, bold=True) + 4, LEADING, NEAR)
        box = clearest(boxes, (LEFT, 0, WIDTH, BOTTOM + 6), taken=[*dots_of, *placed], drawn=drawn, grid=grid)
        placed.append(box)
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        told.append({"x": round(middle[0], 2), "y": round(middle[1], 2), "text": words})
    values = texts(told, "values", bold=True, align="center")
    return [
        plates(values),
        lines(points, "line", colour=PLUM, thick=3),
        dots(points, "points", colour=PLUM, size=70),
        values,
    ]


def _apart(ends: list[dict[str, Any]]) -> None:
    """Move labels down until none lies on another."""
    ends.sort(key=lambda end: float(end["y"]))
    for above, below in pairwise(ends):
        below["y"] = max(below["y"], above["y"] + _high(above) + 4)
    # The last must not leave the picture: nor reach the years: the pile moves up, as far as it must.
    floor = BOTTOM + 9
    for end in reversed(ends):
        end["y"] = min(end["y"], floor - _high(end) + 7)
        floor = end["y"] - 11
    for end in ends:
        end["y"] -= 7


def _high(end: dict[str, Any]) -> float:
    return LEADING * (str(end["text"]).count("\n") + 1)


def _told(actual: Series, scenarios: list[Series], language: Language) -> list[tuple[str, str]]:
    return [
        (
            series.name or said(N_("Comptes clos"), language),
            ", ".join(f"{year} {amount(v, 'eur', language)}" for year, v in sorted(series.amounts.items())),
        )
        for series in (actual, *scenarios)
    ]


def _table(
    title: str, years: list[int], actual: Series, scenarios: list[Series], language: Language
) -> Table:
    return Table(
        caption=title,
        columns=(
            Column(label=said(N_("Année"), language), numeric=False),
            Column(label=said(N_("Comptes clos"), language)),
            *(Column(label=series.name) for series in scenarios),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(str(year)),
                    *(
                        Cell(amount(series.amounts[year], "eur", language))
                        if year in series.amounts
                        else Cell("–", soft=True)
                        for series in (actual, *scenarios)
                    ),
                )
            )
            for year in years
        ),
    )
