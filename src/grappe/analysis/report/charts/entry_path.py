"""What members' outcome does beside that of companies like them, by years since they joined."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount
from grappe.analysis.registry.effects.verdict import Followed
from grappe.analysis.report.charts.axes import Scale, ticks, up_axis
from grappe.analysis.report.charts.drawing import (
    INK,
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
from grappe.analysis.report.charts.letter_widths import width
from grappe.analysis.report.charts.marks import Layer, Rows, areas, dots, lines, rules, texts, tip
from grappe.analysis.report.charts.table_behind import table_behind
from grappe.analysis.report.effects_words import effect_words, factor, interval_words, outcome_words
from grappe.analysis.report.typography import said
from grappe.analysis.statistics.mean_change import MeanChange

TOP, BOTTOM, RIGHT = 30, 222, WIDTH - 12
FEWEST = 5
"""Members below which a year is not drawn: its band would hide all the others."""
BEFORE = -1
"""The year that all is measured from."""


def path_chart(followed: Followed, level: float, language: Language) -> Drawing | None:
    """Return the chart of one outcome; None where fewer than three years can be drawn."""
    outcome = followed.outcome
    told = [
        (int(since), change)
        for since, change in zip(followed.paths.since, followed.by_year, strict=True)
        if since != BEFORE and change.reason is None and change.units >= FEWEST
    ]
    if len(told) < 3:
        return None
    points = [(BEFORE, 0.0, 0.0, 0.0)]
    for since, change in told:
        low, high = change.interval(level=level)
        points.append((since, factor(change.mean, outcome), factor(low, outcome), factor(high, outcome)))
    points.sort()
    steps = ticks(min(low for _, _, low, _ in points), max(high for *_, high in points))
    unit = "share" if outcome.scale == "log" else "mean"
    left = max(width(amount(step, unit, language), NOTE) for step in steps) + 14
    y = Scale(steps[0], steps[-1], BOTTOM, TOP)
    x = Scale(points[0][0], points[-1][0], left + 12, RIGHT - 12)
    title = said(
        N_("{measure} : membres et entreprises semblables, avant et après l’entrée"),
        language,
        measure=outcome_words(outcome, language),
    )
    entry = (x(BEFORE) + x(0)) / 2
    layers: list[Layer] = [
        areas(
            [{"x": x(at), "y": y(high), "y2": y(low)} for at, _, low, high in points], "interval", colour=SPAN
        ),
        *up_axis(y, steps, (left, RIGHT), lambda value: amount(value, unit, language)),
        rules([{"x": left, "y": y(0), "x2": RIGHT, "y2": y(0)}], "zero", colour=INK),
        rules([{"x": entry, "y": TOP - 8, "x2": entry, "y2": BOTTOM}], "entry", colour=OCHRE, thick=2),
        texts(
            [{"x": entry, "y": TOP - 18, "text": said(N_("Entrée"), language)}],
            "entry name",
            size=NOTE,
            colour=SOFT,
            align="center",
        ),
        lines([{"x": x(at), "y": y(mean)} for at, mean, _, _ in points], "path", colour=PLUM, thick=3),
        dots(_points(told, followed, x, y, level, language), "points", colour=PLUM, size=60),
        _years([at for at, *_ in points], x),
    ]
    return Drawing(
        title=title,
        subtitle=said(
            N_(
                "Écart d’évolution depuis l’année qui précède l’entrée ; bande : intervalle à {level}, année par année ; à gauche du trait, rien n’a encore pu arriver"
            ),
            language,
            level=amount(level, "share", language),
        ),
        picture=pictured(layers, WIDTH, BOTTOM + 26),
        alt=spoken(
            title,
            [(_since(at, language), effect_words(change.mean, outcome, language)) for at, change in told],
            language,
        ),
        table=table_behind(
            title,
            [
                said(head, language)
                for head in (N_("Année depuis l’entrée"), N_("Écart"), N_("Intervalle"), N_("Membres"))
            ],
            _rows(told, followed, level, language),
        ),
        note=_note([change.units for _, change in told], language),
    )


def _points(
    told: list[tuple[int, MeanChange]],
    followed: Followed,
    x: Scale,
    y: Scale,
    level: float,
    language: Language,
) -> Rows:
    outcome = followed.outcome
    return [
        {
            "x": x(at),
            "y": y(factor(change.mean, outcome)),
            "tip": tip(
                _since(at, language),
                effect_words(change.mean, outcome, language),
                interval_words(*change.interval(level=level), outcome, language),
                f"n = {amount(change.units, 'count', language)}",
            ),
        }
        for at, change in told
    ]


def _years(years: list[int], x: Scale) -> Layer:
    # The minus of people, and not the hyphen of machines.
    rows: Rows = [
        {"x": x(at), "y": BOTTOM + 16, "text": _signed(at)} for at in range(years[0], years[-1] + 1)
    ]
    return texts(rows, "years", size=NOTE, colour=SOFT, align="center")


def _signed(since: int) -> str:
    return f"+{since}" if since > 0 else str(since).replace("-", "−")


def _since(since: int, language: Language) -> str:
    return said(N_("année {since}"), language, since=_signed(since))


def _rows(
    told: list[tuple[int, MeanChange]], followed: Followed, level: float, language: Language
) -> Iterator[tuple[str, ...]]:
    for at, change in told:
        yield (
            _signed(at),
            effect_words(change.mean, followed.outcome, language),
            interval_words(*change.interval(level=level), followed.outcome, language),
            amount(change.units, "count", language),
        )


def _note(units: list[int], language: Language) -> str:
    least, most = int(np.min(units)), int(np.max(units))
    if least == most:
        return ""
    return said(
        N_("Les membres ne sont pas les mêmes chaque année : ils sont de {least} à {most}."),
        language,
        least=least,
        most=most,
    )
