"""Money by year where the scenarios are many: a small frame for each, all on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.charts.axes import Scale, ticks
from grappe.analysis.report.charts.drawing import (
    INK,
    LEADING,
    LETTERS,
    LINE,
    NOTE,
    OCHRE,
    PLUM,
    SOFT,
    WIDTH,
    Drawing,
    pictured,
    spoken,
)
from grappe.analysis.report.charts.letter_widths import folded
from grappe.analysis.report.charts.marks import Layer, Rows, dots, lines, rules, texts, tip
from grappe.analysis.report.charts.table_behind import table_behind
from grappe.analysis.report.typography import agreed, said

ACROSS, GAP = 3, 20
WIDE = (WIDTH - GAP * (ACROSS - 1)) / ACROSS
HEAD, HIGH, FOOT = 2 * LEADING + LEADING + 8, 58, 34
"""Pixels of a frame: its name and its number; what is drawn; its years, and the room under them."""
MOST = 18
"""Frames of a drawing whose letters can be read where a page holds it."""
Amounts = dict[int, float]


@dataclass(slots=True)
class _Marks:
    """What is drawn in all the frames."""

    grid: Rows = field(default_factory=list)
    zeros: Rows = field(default_factory=list)
    actual: Rows = field(default_factory=list)
    planned: Rows = field(default_factory=list)
    ends: Rows = field(default_factory=list)
    names: Rows = field(default_factory=list)
    values: Rows = field(default_factory=list)
    firsts: Rows = field(default_factory=list)
    lasts: Rows = field(default_factory=list)


def panels_chart(
    title: str, actual: Amounts, scenarios: Sequence[tuple[str, Amounts]], language: Language
) -> Drawing:
    """Return a frame for each scenario, in their order, the closed accounts in each; the first 18 of more."""
    shown = scenarios[:MOST]
    every = [value for _, amounts in (("", actual), *shown) for value in amounts.values()]
    steps = ticks(min(*every, 0), max(*every, 0), 3)
    years = sorted({year for _, amounts in (("", actual), *scenarios) for year in amounts})
    drawn = _Marks()
    for place, (name, amounts) in enumerate(shown):
        down, across = divmod(place, ACROSS)
        corner = across * (WIDE + GAP), down * (HEAD + HIGH + FOOT)
        _frame(name, actual, amounts, years, steps, corner, drawn, language)
    height = -(-len(shown) // ACROSS) * (HEAD + HIGH + FOOT) - FOOT + 20
    left = len(scenarios) - len(shown)
    return Drawing(
        title=title,
        subtitle=said(
            N_(
                "En euros, sur la même échelle, de {low} à {high} ; trait épais : comptes clos ; trait fin : le scénario du cadre ; nombre : sa dernière année"
            ),
            language,
            low=amount(steps[0], "eur", language),
            high=amount(steps[-1], "eur", language),
        ),
        picture=pictured(_layers(drawn), WIDTH, height),
        alt=spoken(title, [(row["name"], row["text"]) for row in drawn.values], language),
        table=table_behind(
            title,
            [said(head, language) for head in (N_("Scénario"), N_("Année"), N_("Montant"))],
            (
                (name, str(year), amount(value, "eur", language))
                for name, amounts in ((said(N_("Comptes clos"), language), actual), *scenarios)
                for year, value in sorted(amounts.items())
            ),
            words=2,
        ),
        note=agreed(
            N_(
                "{count} autre scénario n’est pas dessiné ; ses montants sont dans la table de ce graphique, sur la page et dans le document Word."
            ),
            N_(
                "{count} autres scénarios ne sont pas dessinés ; leurs montants sont dans la table de ce graphique, sur la page et dans le document Word."
            ),
            left,
            language,
            count=amount(left, "count", language),
        )
        if left
        else "",
    )


def _frame(
    name: str,
    actual: Amounts,
    planned: Amounts,
    years: Sequence[int],
    steps: Sequence[float],
    corner: tuple[float, float],
    drawn: _Marks,
    language: Language,
) -> None:
    left, top = corner
    x = Scale(years[0], years[-1], left + 6, left + WIDE - 8)
    y = Scale(steps[0], steps[-1], top + HEAD + HIGH, top + HEAD)
    end = max(planned)
    written = f"{end}{said(N_(' : '), language)}{amount(planned[end], 'eur', language)}"
    told = folded(name, WIDE, LETTERS, 2)
    # A name of one line stands just above its number.
    first = top + LEADING / 2 + (2 - len(told)) * LEADING
    drawn.names.append({"x": left, "y": first, "text": "\n".join(told)})
    drawn.values.append({"x": left, "y": top + 2.5 * LEADING + 1, "text": written, "name": name})
    drawn.grid += [{"x": left, "y": y(step), "x2": left + WIDE, "y2": y(step)} for step in steps]
    drawn.zeros.append({"x": left, "y": y(0), "x2": left + WIDE, "y2": y(0)})
    last = max(actual, default=None)
    start = {last: actual[last]} if last is not None and last < min(planned) else {}
    for amounts, rows in ((actual, drawn.actual), ({**start, **planned}, drawn.planned)):
        rows += [{"x": x(year), "y": y(v), "series": name} for year, v in sorted(amounts.items())]
    answer = tip(f"{name}, {end}", amount(planned[end], "eur", language))
    drawn.ends.append({"x": x(end), "y": y(planned[end]), "tip": answer})
    foot = top + HEAD + HIGH + 11
    drawn.firsts.append({"x": left, "y": foot, "text": str(years[0])})
    drawn.lasts.append({"x": left + WIDE, "y": foot, "text": str(years[-1])})


def _layers(drawn: _Marks) -> list[Layer]:
    return [
        rules(drawn.grid, "grid", colour=LINE),
        rules(drawn.zeros, "zero", colour=INK),
        lines(drawn.planned, "planned", colour=OCHRE, thick=1.6),
        lines(drawn.actual, "actual", colour=PLUM, thick=3),
        dots(drawn.ends, "ends", colour=OCHRE, size=34),
        texts(drawn.names, "names", bold=True),
        texts(drawn.values, "values", size=NOTE),
        texts(drawn.firsts, "first years", size=NOTE, colour=SOFT),
        texts(drawn.lasts, "last years", size=NOTE, colour=SOFT, align="right"),
    ]
