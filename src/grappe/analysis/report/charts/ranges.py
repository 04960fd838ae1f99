"""How clusters spread: least to greatest, the middle half, the median."""

from __future__ import annotations

import altair as alt

from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.campaign_spreads import Spread
from grappe.analysis.report.charts.drawing import (
    LINE,
    PLUM,
    SOFT,
    SPAN,
    WIDTH,
    Drawing,
    finished,
    percents,
    place,
    spoken,
    values,
)
from grappe.analysis.report.charts.row_layout import LEFT, RIGHT, label_texts, laid_out, number_texts
from grappe.analysis.report.document import Cell, Column, Row, Table
from grappe.analysis.report.typography import said


def ranges_chart(spreads: list[Spread], language: Language) -> Drawing | None:
    """Return the spreads of the shares of a chapter on one scale; None without any."""
    shown = [one for one in spreads if one.unit == "share" and one.clusters >= 2 and one.median is not None]
    if not shown:
        return None
    rows, height = laid_out(
        [one.label for one in shown],
        [
            {
                "low": one.low,
                "q1": one.q1,
                "median": one.median,
                "q3": one.q3,
                "high": one.high,
                "said": amount(one.median, "share", language),
                "n": f"n = {amount(one.clusters, 'count', language)}",
            }
            for one in shown
        ],
    )
    rows = [{**row, "up": row["y"] - 8, "down": row["y"] + 8} for row in rows]
    scale = alt.Scale(domain=[0, 1], range=[LEFT, RIGHT])
    axis = alt.Axis(values=[0, 0.25, 0.5, 0.75, 1], labelExpr=percents(language), gridColor=LINE)
    base = alt.Chart(values(rows))
    picture = alt.layer(
        base.mark_rule(color=SOFT, strokeWidth=1.2).encode(
            x=alt.X("low:Q", scale=scale, axis=axis), x2=alt.X2("high:Q"), y=place("y")
        ),
        base.mark_rule(color=SPAN, strokeWidth=11).encode(
            x=alt.X("q1:Q", scale=scale), x2=alt.X2("q3:Q"), y=place("y")
        ),
        base.mark_rule(color=PLUM, strokeWidth=3).encode(
            x=alt.X("median:Q", scale=scale), y=place("up"), y2=alt.Y2("down:Q")
        ),
        label_texts(base),
        *number_texts(base),
    )
    title = said(N_("Les parts du chapitre, d’un cluster à l’autre"), language)
    written = [
        [amount(v, "share", language) for v in (one.low, one.q1, one.median, one.q3, one.high)]
        for one in shown
    ]
    return Drawing(
        title=title,
        subtitle=said(
            N_(
                "Trait : du moindre au plus grand ; barre : la moitié centrale ; repère : la médiane ; n : clusters"
            ),
            language,
        ),
        picture=finished(picture, WIDTH, height),
        alt=spoken(title, [(one.label, told[2]) for one, told in zip(shown, written, strict=True)], language),
        table=Table(
            caption=title,
            columns=(
                Column(label=said(N_("Chiffre"), language), numeric=False),
                *(Column(label=said(words, language)) for words in HEADS),
            ),
            rows=tuple(
                Row(cells=(Cell(one.label), *(Cell(words) for words in told)))
                for one, told in zip(shown, written, strict=True)
            ),
        ),
    )


HEADS = (N_("Minimum"), N_("1er quartile"), N_("Médiane"), N_("3e quartile"), N_("Maximum"))
