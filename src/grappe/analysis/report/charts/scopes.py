"""The actions of the period by scope, and within each scope by country."""

from __future__ import annotations

from collections import Counter

import polars as pl

from grappe.analysis.figures.activity import ACTIONS
from grappe.analysis.figures.readings import Readings, eager
from grappe.analysis.language.catalogues import N_
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.charts.drawing import (
    LETTERS,
    LINE,
    NOTE,
    PLUM,
    SOFT,
    WIDTH,
    Drawing,
    pictured,
    spoken,
)
from grappe.analysis.report.charts.letter_widths import folded
from grappe.analysis.report.charts.marks import Rows, rects, rules, texts, tip
from grappe.analysis.report.charts.table_behind import table_behind
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.typography import said
from grappe.analysis.vocabulary.classes import SCOPES
from grappe.analysis.vocabulary.countries import country_name

LEFT, RIGHT, HIGH, HEAD, THICK = 132, 400, 21, 30, 12
MOST = 6
"""Countries of one scope, beyond which the rest are one bar."""
UNSAID = "?"


def scopes_chart(lines: Lines, readings: Readings) -> Drawing | None:
    """Return counts of actions by scope and country; None where they are hidden, or of one class only."""
    known = lines.known("actions.total")
    if lines.hides or known is None or not lines.of("actions.by_scope"):
        return None
    language = lines.language
    actions = eager(readings.base(ACTIONS)).filter(pl.col("cluster_id") == lines.cluster)
    counted = Counter(
        (scope or UNSAID, country or UNSAID)
        for scope, country in actions.select("scope", "country").iter_rows()
    )
    if len(counted) < 2 or {scope for scope, _ in counted} == {UNSAID}:
        return None
    title = said(N_("Actions par portée et par pays"), language)
    heads: Rows = []
    totals: Rows = []
    labels: Rows = []
    bars: Rows = []
    numbers: Rows = []
    table = []
    groups = [(scope, _countries(counted, scope, lines)) for scope in (*SCOPES, UNSAID)]
    most = max(count for _, countries in groups for _, count in countries)
    y = 0.0
    for scope, countries in groups:
        if not countries:
            continue
        name = said(SCOPES.get(scope, N_("Portée non précisée")), language)
        whole = amount(sum(count for _, count in countries), "count", language)
        heads.append({"x": 0, "y": y + 10, "text": name})
        totals.append({"x": WIDTH, "y": y + 10, "text": said(N_("total {count}"), language, count=whole)})
        y += HEAD
        for country, count in countries:
            end, middle = round(LEFT + (RIGHT - LEFT) * count / most, 2), y + HIGH / 2 - 6
            written = amount(count, "count", language)
            labels.append({"x": 0, "y": middle, "text": folded(country, LEFT - 10, LETTERS, 1)[0]})
            bars.append(
                {
                    "x": LEFT,
                    "x2": end,
                    "y": middle - THICK / 2,
                    "y2": middle + THICK / 2,
                    "tip": tip(f"{name}, {country}", written),
                }
            )
            numbers.append({"x": end + 8, "y": middle, "text": written})
            table.append((name, country, written))
            y += HIGH
        y += 8
    lines_under = [{"x": 0, "y": head["y"] + 9.5, "x2": WIDTH, "y2": head["y"] + 9.5} for head in heads]
    picture = [
        rules(lines_under, "scopes lines", colour=LINE),
        texts(heads, "scopes", bold=True),
        texts(totals, "totals", size=NOTE, colour=SOFT, align="right"),
        texts(labels, "countries"),
        rects(bars, "bars", colour=PLUM),
        texts(numbers, "values", bold=True),
    ]
    columns = (N_("Portée"), N_("Pays"), N_("Nombre"))
    return Drawing(
        title=title,
        subtitle=said(N_("Nombre d’actions tenues dans la période"), language),
        picture=pictured(picture, WIDTH, y - 6),
        alt=spoken(
            title,
            [(f"{name}, {country}", count) for name, country, count in table],
            language,
        ),
        table=table_behind(title, [said(head, language) for head in columns], table, words=2),
    )


def _countries(counted: Counter[tuple[str, str]], scope: str, lines: Lines) -> list[tuple[str, int]]:
    """Return the countries of a scope, the most frequent first, those beyond the most as one."""
    language = lines.language
    own = [
        (said(N_("Non précisé"), language) if code == UNSAID else country_name(code, language), count)
        for (its, code), count in counted.items()
        if its == scope
    ]
    own.sort(key=lambda pair: (-pair[1], pair[0]))
    if len(own) <= MOST:
        return own
    rest = own[MOST - 1 :]
    others = said(N_("{count} autres pays"), language, count=amount(len(rest), "count", language))
    return [*own[: MOST - 1], (others, sum(count for _, count in rest))]
