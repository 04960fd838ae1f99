"""How clusters spread: each a dot between the least and the greatest, over the middle half and the median."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.campaign_spreads import ENOUGH, Spread, told_ends
from grappe.analysis.report.charts.axes import Scale
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
from grappe.analysis.report.charts.marks import Rows, dots, rules, texts, tip
from grappe.analysis.report.charts.row_layout import (
    LEFT,
    RIGHT,
    SHARES,
    label_texts,
    laid_out,
    number_texts,
    shares_axis,
)
from grappe.analysis.report.document import Cell, Column, Row, Table
from grappe.analysis.report.lines import with_unit
from grappe.analysis.report.parts import parted
from grappe.analysis.report.typography import said

MOST_ROWS = 10
"""Rows of a drawing that leaves its page some room."""
ENDS = 15
"""Pixels under a line, where its ends are written."""
HEADS = (N_("Minimum"), N_("1er quartile"), N_("Médiane"), N_("3e quartile"), N_("Maximum"))


def spread_charts(
    spreads: Sequence[Spread], names: Mapping[str, str], shown: Collection[str], language: Language
) -> Iterator[Drawing]:
    """Yield the spreads of a chapter, a page at a time: shares on one scale, the rest each on its own.

    shown: the clusters that stand out, by their own wish.
    """
    told = [one for one in spreads if one.clusters >= 2 and one.median is not None and one.low != one.high]
    for title, chosen in (
        (N_("Les parts du chapitre, d’un cluster à l’autre"), [one for one in told if one.unit == "share"]),
        (
            N_("Les autres chiffres du chapitre, chacun sur sa propre échelle"),
            [one for one in told if one.unit != "share"],
        ),
    ):
        for name, some in parted(said(title, language), chosen, MOST_ROWS, language):
            yield _chart(name, some, names, shown, language)


def _chart(
    title: str, drawn: Sequence[Spread], names: Mapping[str, str], shown: Collection[str], language: Language
) -> Drawing:
    together = drawn[0].unit == "share"
    numbers = [
        {"said": _written(one.median, one, language), "n": f"n = {amount(one.clusters, 'count', language)}"}
        for one in drawn
    ]
    rows, height = [], 0.0
    for one, number in zip(drawn, numbers, strict=True):
        # The ends of a scale of its own need a line under it.
        (row,), height = laid_out([one.label], [number], height)
        height += 0 if together else ENDS - 4
        rows.append(row)
    marks: dict[str, Rows] = {
        name: [] for name in ("ranges", "halves", "medians", "clusters", "shown", "names", "ends", "tops")
    }
    for one, row in zip(drawn, rows, strict=True):
        scale = SHARES if together else Scale(one.low or 0, one.high or 0, LEFT, RIGHT)
        _mark(one, row, scale, names, shown, marks, language)
        if not together:
            below = row["y"] + ENDS
            marks["ends"].append({"x": LEFT - 4, "y": below, "text": _written(one.low, one, language)})
            marks["tops"].append({"x": RIGHT + 4, "y": below, "text": _written(one.high, one, language)})
    picture = [
        *(shares_axis(rows, height, language) if together else []),
        rules(marks["ranges"], "ranges", colour=SOFT, thick=1.2),
        rules(marks["halves"], "halves", colour=SPAN, thick=11),
        dots(marks["clusters"], "clusters", colour=GRAPE, size=26, opacity=0.55),
        rules(marks["medians"], "medians", colour=PLUM, thick=3),
        dots(marks["shown"], "shown", colour=OCHRE, size=110, shape="diamond"),
        texts(marks["ends"], "least", size=NOTE, colour=SOFT),
        texts(marks["tops"], "greatest", size=NOTE, colour=SOFT, align="right"),
        label_texts(rows),
        *_medians(rows, together=together),
    ]
    written = [[_written(v, one, language) for v in told_ends(one)] for one in drawn]
    return Drawing(
        title=title,
        subtitle=_subtitle(
            [names[cluster] for cluster in names if cluster in shown], language, halved=bool(marks["halves"])
        ),
        picture=pictured(picture, WIDTH, height + (13 if together else 4)),
        alt=spoken(title, [(one.label, told[2]) for one, told in zip(drawn, written, strict=True)], language),
        table=Table(
            caption=title,
            columns=(
                Column(label=said(N_("Chiffre"), language), numeric=False),
                *(Column(label=said(words, language)) for words in HEADS),
            ),
            rows=tuple(
                Row(cells=(Cell(one.label), *(Cell(words) for words in told)))
                for one, told in zip(drawn, written, strict=True)
            ),
        ),
    )


def _medians(rows: Rows, *, together: bool) -> list[dict[str, Any]]:
    """Return the median and the number of clusters beside each row, or one under the other."""
    if together:
        return number_texts(rows)
    said_ = [{"x": RIGHT + 16, "y": row["y"] - 2, "text": row["said"]} for row in rows]
    bases = [{"x": RIGHT + 16, "y": row["y"] + ENDS - 2, "text": row["n"]} for row in rows]
    return [texts(said_, "values", bold=True), texts(bases, "bases", size=NOTE, colour=SOFT)]


def _mark(
    one: Spread,
    row: dict[str, Any],
    scale: Scale,
    names: Mapping[str, str],
    shown: Collection[str],
    marks: dict[str, Rows],
    language: Language,
) -> None:
    y = row["y"]
    marks["ranges"].append({"x": scale(one.low or 0), "y": y, "x2": scale(one.high or 0), "y2": y})
    if one.clusters >= ENOUGH and one.q1 is not None and one.q3 is not None:
        marks["halves"].append({"x": scale(one.q1), "y": y, "x2": scale(one.q3), "y2": y})
    middle = scale(one.median or 0)
    told = tip(one.label, said(N_("médiane {value}"), language, value=row["said"]), row["n"])
    marks["medians"].append({"x": middle, "y": y - 8, "x2": middle, "y2": y + 8, "tip": told})
    for cluster, value in one.values.items():
        told = tip(f"{one.label}, {names.get(cluster, cluster)}", _written(value, one, language))
        marks["shown" if cluster in shown else "clusters"].append({"x": scale(value), "y": y, "tip": told})


def _subtitle(shown: list[str], language: Language, *, halved: bool) -> str:
    told = (
        N_(
            "Un point : un cluster ; barre : la moitié centrale ; repère et nombre : la médiane ; n : clusters"
        )
        if halved
        else N_("Un point : un cluster ; repère et nombre : la médiane ; n : clusters")
    )
    words = said(told, language)
    if not shown:
        return words
    return said(N_("{words} ; losange : {cluster}"), language, words=words, cluster=", ".join(shown))


def _written(value: float | None, one: Spread, language: Language) -> str:
    told = amount(value, one.unit, language)
    return told if value is None else with_unit(told, one.unit, value, language)
