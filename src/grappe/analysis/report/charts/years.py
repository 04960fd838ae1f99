"""Money by year: what was, then each scenario, around zero."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import altair as alt
import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.charts.drawing import (
    GRAPE,
    INK,
    LEAF,
    LETTERS,
    LINE,
    NOTE,
    OCHRE,
    PLUM,
    SOFT,
    WIDTH,
    Drawing,
    across,
    finished,
    folded,
    place,
    round_top,
    spoken,
    values,
)  # fmt: skip
from grappe.analysis.report.document import Cell, Column, Row, Table
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.typography import said

LEFT, RIGHT, TOP, BOTTOM = 72, 364, 22, 214
COLOURS = (OCHRE, LEAF, GRAPE, SOFT)
DASHES = ([1, 0], [7, 4], [2, 4], [9, 3, 2, 3])
SHAPES = ("square", "triangle-up", "diamond", "cross")
MOST_SCENARIOS = len(COLOURS)
APART = 68
"""Pixels that two amounts need, one beside the other."""


@dataclass(frozen=True, slots=True)
class Series:
    """Amounts by year; no name: what was."""

    name: str
    amounts: dict[int, float]


def result_chart(lines: Lines) -> Drawing | None:
    """Return the result by year and scenario."""
    found: dict[str, dict[int, float]] = {}
    for line in lines.of("finance.result"):
        if line.is_known and line.value is not None:
            year, _, scenario = line.key.partition("|")
            found.setdefault(scenario, {})[int(year)] = line.value
    return _years_chart(said(N_("Résultat de l’exercice"), lines.language), found, lines.language)


def reserves_chart(dossier: Dossier, cluster: str, lines: Lines) -> Drawing | None:
    """Return the closing reserves by year and scenario, as the ledger gives them."""
    ledger = dossier.tables.get("ledger")
    if ledger is None or not {"line", "year", "amount"} <= set(ledger.columns):
        return None
    own = ledger.filter((pl.col("cluster_id") == cluster) & (pl.col("line") == "reserves"))
    found: dict[str, dict[int, float]] = {}
    for row in own.drop_nulls(["year", "amount"]).iter_rows(named=True):
        is_actual = row.get("kind") != "forecast"
        found.setdefault("" if is_actual else row.get("scenario") or "", {})[row["year"]] = row["amount"]
    return _years_chart(said(N_("Réserves à la clôture"), lines.language), found, lines.language)


def _years_chart(title: str, found: dict[str, dict[int, float]], language: Language) -> Drawing | None:
    actual = Series("", found.pop("", {}))
    scenarios = [Series(name, amounts) for name, amounts in found.items()][:MOST_SCENARIOS]
    years = sorted({year for series in (actual, *scenarios) for year in series.amounts})
    if len(years) < 2 or years[-1] - years[0] > 40:
        return None
    every = [amount for series in (actual, *scenarios) for amount in series.amounts.values()]
    highest, lowest = max(*every, 0), min(*every, 0)
    _, step = round_top(highest - lowest)
    low, high = (lowest // step) * step, -((-highest) // step) * step

    def x(year: int) -> float:
        return LEFT + 30 + (RIGHT - LEFT - 46) * (year - years[0]) / (years[-1] - years[0])

    def y(value: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low)

    layers = [*_frame(years, [low + step * k for k in range(round((high - low) / step) + 1)], x, y, language)]
    last = max(actual.amounts, default=None)
    ends = []
    for place_, series in enumerate(scenarios):
        start = {last: actual.amounts[last]} if last is not None and last < min(series.amounts) else {}
        points = [{"x": x(k), "y": y(v)} for k, v in sorted({**start, **series.amounts}.items())]
        line = alt.Chart(values(points)).encode(x=across("x"), y=place("y"))
        layers.append(line.mark_line(color=COLOURS[place_], strokeWidth=2, strokeDash=DASHES[place_]))
        layers.append(
            alt.Chart(values(points[1:] if start else points))
            .mark_point(color=COLOURS[place_], filled=True, size=55, shape=SHAPES[place_], opacity=1)
            .encode(x=across("x"), y=place("y"))
        )
        end = max(series.amounts)
        written = amount(series.amounts[end], "eur", language)
        ends.append(
            {
                "x": x(end) + 12,
                "y": y(series.amounts[end]),
                "text": f"{written}\n{folded(series.name, 13, 1)[0]}",
            }
        )
    layers += _actual(actual, x, y, language)
    _apart(ends)
    if ends:
        layers.append(
            alt.Chart(values(ends))
            .mark_text(align="left", baseline="middle", fontSize=NOTE)
            .encode(x=across("x"), y=place("y"), text=alt.Text("text:N"))
        )
    return Drawing(
        title=title,
        subtitle=said(N_("En euros ; trait plein : comptes clos ; autres : scénarios"), language)
        if scenarios
        else said(N_("En euros, comptes clos"), language),
        picture=finished(alt.layer(*layers), WIDTH, BOTTOM + 26),
        alt=spoken(title, _told(actual, scenarios, language), language),
        table=_table(title, years, actual, scenarios, language),
    )


def _frame(years: list[int], ticks: list[float], x: Any, y: Any, language: Language) -> list[alt.Chart]:
    grid = [{"a": LEFT, "b": RIGHT, "y": y(t), "zero": t == 0} for t in ticks]
    labels = [{"x": LEFT - 8, "y": y(t), "text": amount(t, "eur", language)} for t in ticks]
    under = [{"x": x(year), "y": BOTTOM + 16, "text": str(year)} for year in years]
    return [
        alt.Chart(values(grid)).mark_rule(strokeWidth=1).encode(
            x=across("a"), x2=alt.X2("b:Q"), y=place("y"),
            color=alt.condition("datum.zero", alt.value(INK), alt.value(LINE)),
        ),
        alt.Chart(values(labels)).mark_text(align="right", baseline="middle", fontSize=NOTE, color=SOFT).encode(
            x=across("x"), y=place("y"), text=alt.Text("text:N")
        ),
        alt.Chart(values(under)).mark_text(baseline="middle", fontSize=NOTE, color=SOFT).encode(
            x=across("x"), y=place("y"), text=alt.Text("text:N")
        ),
    ]  # fmt: skip


def _actual(actual: Series, x: Any, y: Any, language: Language) -> list[alt.Chart]:
    points = [
        {"x": x(year), "y": y(value), "above": y(value) - 14, "text": amount(value, "eur", language)}
        for year, value in sorted(actual.amounts.items())
    ]
    if not points:
        return []
    told: list[dict[str, Any]] = []
    for point in reversed(points):
        # The latest is always told; of the others, those that leave each other room.
        if not told or told[-1]["x"] - point["x"] >= APART:
            told.append(point)
    base = alt.Chart(values(points)).encode(x=across("x"), y=place("y"))
    return [
        base.mark_line(color=PLUM, strokeWidth=3),
        base.mark_point(color=PLUM, filled=True, size=70, opacity=1),
        alt.Chart(values(told))
        .mark_text(fontWeight=600, fontSize=LETTERS, baseline="middle")
        .encode(x=across("x"), y=place("above"), text=alt.Text("text:N")),
    ]


def _apart(ends: list[dict[str, Any]]) -> None:
    """Move labels down until none lies on another."""
    ends.sort(key=lambda end: end["y"])
    for above, below in pairwise(ends):
        below["y"] = max(below["y"], above["y"] + 36)
    for end in ends:
        end["y"] -= 7


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
