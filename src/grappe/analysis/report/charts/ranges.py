"""How clusters spread: least to greatest, the middle half, the median."""

from __future__ import annotations

from typing import Any

from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.campaign_spreads import Spread
from grappe.analysis.report.charts.drawing import PLUM, SOFT, SPAN, WIDTH, Drawing, pictured, spoken
from grappe.analysis.report.charts.marks import rules, tip
from grappe.analysis.report.charts.row_layout import SHARES, label_texts, laid_out, number_texts, shares_axis
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
                "said": amount(one.median, "share", language),
                "n": f"n = {amount(one.clusters, 'count', language)}",
            }
            for one in shown
        ],
    )
    pairs = list(zip(shown, rows, strict=True))
    whole = [_span(one.low, one.high, row) for one, row in pairs]
    half = [_span(one.q1, one.q3, row) for one, row in pairs]
    middles = [
        {
            "x": SHARES(one.median or 0),
            "y": row["y"] - 8,
            "x2": SHARES(one.median or 0),
            "y2": row["y"] + 8,
            "tip": tip(
                one.label,
                said(N_("médiane {value}"), language, value=row["said"]),
                said(
                    N_("quartiles {low} et {high}"),
                    language,
                    low=amount(one.q1, "share", language),
                    high=amount(one.q3, "share", language),
                ),
                row["n"],
            ),
        }
        for one, row in pairs
    ]
    picture = [
        *shares_axis(rows, height, language),
        rules(whole, "ranges", colour=SOFT, thick=1.2),
        rules(half, "halves", colour=SPAN, thick=11),
        rules(middles, "medians", colour=PLUM, thick=3),
        label_texts(rows),
        *number_texts(rows),
    ]
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
        picture=pictured(picture, WIDTH, height + 13),
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


def _span(low: float | None, high: float | None, row: dict[str, Any]) -> dict[str, Any]:
    return {"x": SHARES(low or 0), "y": row["y"], "x2": SHARES(high or 0), "y2": row["y"]}


HEADS = (N_("Minimum"), N_("1er quartile"), N_("Médiane"), N_("3e quartile"), N_("Maximum"))
