"""Each member at its rank among its peers, one measure after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount
from grappe.analysis.registry.peers.answer import Answer, Quartiles, Standing
from grappe.analysis.report.charts.drawing import INK, PLUM, SOFT, SPAN, WIDTH, Drawing, pictured, spoken
from grappe.analysis.report.charts.marks import Rows, dots, rects, rules, texts, tip
from grappe.analysis.report.charts.row_layout import RIGHT, SHARES, label_texts, laid_out, shares_axis
from grappe.analysis.report.charts.table_behind import table_behind
from grappe.analysis.report.parts import parted
from grappe.analysis.report.peers_words import FEWEST, member_names, written
from grappe.analysis.report.typography import said
from grappe.analysis.vocabulary.annual_accounts import measure_label

MOST_ROWS = 12
"""Members of a drawing whose letters keep their size on a page."""
MOST_DRAWN = 60
"""Members drawn of a measure; beyond, a picture of each says less than the table of all."""


def ranks_charts(answer: Answer, language: Language) -> Iterator[Drawing]:
    """Yield the members of each measure, the highest rank first, a page's worth at a time.

    Measures with fewer than three peers are left out, as are those of more than sixty members.
    """
    quartiles = {one.measure: one for one in answer.quartiles if one.year == answer.group.year}
    for measure in answer.measures:
        own = [one for one in drawable(answer, measure) if measure in quartiles]
        if not own or len(own) > MOST_DRAWN:
            continue
        title = said(
            N_("{label} : les membres parmi les entreprises comparables, {year}"),
            language,
            label=measure_label(measure, language),
            year=answer.group.year,
        )
        for name, some in parted(title, own, MOST_ROWS, language):
            yield _chart(name, some, quartiles[measure], member_names(answer), language)


def drawable(answer: Answer, measure: str) -> list[Standing]:
    """Return the members' standings in the year of the comparison, the highest first."""
    own = [
        one
        for one in answer.standings
        if one.measure == measure and one.year == answer.group.year and one.peers >= FEWEST
    ]
    return sorted(own, key=lambda one: (-one.rank, one.enterprise))


def _chart(
    title: str, own: Sequence[Standing], peers: Quartiles, names: dict[int, str], language: Language
) -> Drawing:
    labels = [names[one.enterprise] for one in own]
    values = [written(one.value, one.measure, language) for one in own]
    rows, height = laid_out(labels, [{} for _ in own])
    points: Rows = [
        {
            "x": SHARES(one.rank),
            "y": row["y"],
            "tip": tip(
                label,
                value,
                said(
                    N_("fait plus que {share} des comparables"),
                    language,
                    share=amount(one.rank, "share", language),
                ),
            ),
        }
        for one, row, label, value in zip(own, rows, labels, values, strict=True)
    ]
    halves = [{"x": SHARES(0.25), "x2": SHARES(0.75), "y": r["y"] - 4, "y2": r["y"] + 4} for r in rows]
    whole = [{"x": SHARES(0), "x2": SHARES(1), "y": r["y"], "y2": r["y"]} for r in rows]
    middles = [{"x": SHARES(0.5), "x2": SHARES(0.5), "y": r["y"] - 7, "y2": r["y"] + 7} for r in rows]
    numbers = [{"x": RIGHT + 16, "y": r["y"], "text": value} for r, value in zip(rows, values, strict=True)]
    heads = (N_("Membre"), N_("Valeur"), N_("Rang"), N_("Entreprises comparables"))
    return Drawing(
        title=title,
        subtitle=said(
            N_(
                "Part des {peers} entreprises comparables qui font moins ; point : le membre, et sa valeur ; bande : la moitié centrale, de {q1} à {q3} ; trait : la médiane, {median}"
            ),
            language,
            peers=amount(peers.companies, "count", language),
            q1=written(peers.q1, peers.measure, language),
            q3=written(peers.q3, peers.measure, language),
            median=written(peers.median, peers.measure, language),
        ),
        picture=pictured(
            [
                *shares_axis(rows, height, language),
                rules(whole, "ranges", colour=SOFT),
                rects(halves, "halves", colour=SPAN, rounded=0),
                rules(middles, "peers medians", colour=INK, thick=1.5),
                dots(points, "members", colour=PLUM, size=90),
                label_texts(rows),
                texts(numbers, "values", bold=True),
            ],
            WIDTH,
            height + 13,
        ),
        alt=spoken(
            title,
            [
                (label, f"{value} ({amount(one.rank, 'share', language)})")
                for label, value, one in zip(labels, values, own, strict=True)
            ],
            language,
        ),
        table=table_behind(
            title,
            [said(head, language) for head in heads],
            (
                (label, value, amount(one.rank, "share", language), amount(one.peers, "count", language))
                for label, value, one in zip(labels, values, own, strict=True)
            ),
        ),
    )
