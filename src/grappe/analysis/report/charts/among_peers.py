"""Member enterprises within the spread of their peers, measure by measure."""

from __future__ import annotations

import polars as pl

from grappe.analysis.figures.peers import COMPARED, BesidePeers, beside_peers
from grappe.analysis.figures.readings import Readings, eager
from grappe.analysis.language.catalogues import N_
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.charts.drawing import (
    GRAPE,
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
from grappe.analysis.report.charts.letter_widths import folded
from grappe.analysis.report.charts.marks import Rows, dots, rects, rules, texts, tip
from grappe.analysis.report.charts.row_layout import SHARES, label_texts, laid_out, number_texts, shares_axis
from grappe.analysis.report.charts.table_behind import table_behind
from grappe.analysis.report.lines import Line, Lines, with_unit
from grappe.analysis.report.typography import said

RADIUS, ROOM, LIFT = 4.5, 34, 12
"""Of a point; pixels for points above a band; pixels from a band to the marks of medians."""
FEWEST = 4
"""Peers under which quartiles say nothing."""


def peers_chart(lines: Lines, readings: Readings) -> Drawing | None:
    """Return each measure's members at their ranks among the peers; None where one is hidden."""
    if lines.hides:
        return None
    language = lines.language
    shown = [line for line in lines.of("peer.percentile_median") if line.is_known]
    compared = eager(readings.base(COMPARED)) if shown else pl.DataFrame()
    spread = beside_peers(readings, lines.cluster) if shown else {}
    shown = [line for line in shown if line.key in spread and spread[line.key].peers >= FEWEST]
    if not shown:
        return None
    title = said(N_("Les entreprises membres parmi les entreprises comparables"), language)
    rows: Rows = []
    top = 0.0
    for line in shown:
        placed, _ = laid_out(
            [line.name],
            [{"said": lines.written(line), "n": f"n = {amount(line.n_used, 'count', language)}"}],
            top,
        )
        (row,) = placed
        row["y"] += ROOM - 14
        top = row["y"] + LIFT + LEADING + 22
        rows.append(row)
    points: Rows = []
    own = compared.filter(pl.col("cluster_id") == lines.cluster)
    for line, row in zip(shown, rows, strict=True):
        ranks = sorted(own.filter(pl.col("measure") == line.key)["rank"].to_list())
        points += _stacked(ranks, row["y"], lines)
    bands = [{"x": SHARES(0.25), "x2": SHARES(0.75), "y": row["y"] - 4, "y2": row["y"] + 4} for row in rows]
    whole = [{"x": SHARES(0), "x2": SHARES(1), "y": row["y"], "y2": row["y"]} for row in rows]
    middles = [{"x": SHARES(0.5), "x2": SHARES(0.5), "y": row["y"] - 7, "y2": row["y"] + 7} for row in rows]
    medians = [
        {
            "x": SHARES(line.value or 0),
            "y": row["y"] + LIFT,
            "tip": tip(
                line.name,
                said(N_("rang médian {value}"), language, value=lines.written(line)),
                said(N_("{basis} membres comparables"), language, basis=lines.basis(line)),
            ),
        }
        for line, row in zip(shown, rows, strict=True)
    ]
    told = [spread[line.key] for line in shown]
    below = [
        {
            "x": 0,
            "y": row["y"] + LIFT + LEADING,
            "text": _medians(one, line, lines),
        }
        for line, row, one in zip(shown, rows, told, strict=True)
    ]
    picture = [
        *shares_axis(rows, top - 6, language),
        rules(whole, "ranges", colour=SOFT),
        rects(bands, "halves", colour=SPAN, rounded=0),
        rules(middles, "peers medians", colour=INK, thick=1.5),
        dots(points, "members", colour=GRAPE, size=3.3 * RADIUS**2),
        dots(medians, "members medians", colour=PLUM, shape="triangle-up", size=80),
        label_texts(rows),
        *number_texts(rows),
        texts(below, "medians words", size=NOTE, colour=SOFT),
    ]
    heads = (
        N_("Mesure"),
        N_("Rang médian"),
        N_("Médiane des membres"),
        N_("1er quartile des comparables"),
        N_("Médiane des comparables"),
        N_("3e quartile des comparables"),
        N_("Membres"),
        N_("Comparables"),
    )
    return Drawing(
        title=title,
        subtitle=said(
            N_(
                "Part des entreprises comparables qui font moins ; point : un membre ; triangle : leur rang médian ; bande : moitié centrale des comparables ; trait : leur médiane"
            ),
            language,
        ),
        picture=pictured(picture, WIDTH, top + 4),
        alt=spoken(title, [(line.name, lines.written(line)) for line in shown], language),
        table=table_behind(
            title,
            [said(head, language) for head in heads],
            (
                (
                    line.name,
                    lines.written(line),
                    *(
                        _money(value, line, lines)
                        for value in (one.median, one.peers_q1, one.peers_median, one.peers_q3)
                    ),
                    lines.basis(line),
                    amount(one.peers, "count", language),
                )
                for line, one in zip(shown, told, strict=True)
            ),
            wide=True,
        ),
    )


def _medians(one: BesidePeers, line: Line, lines: Lines) -> str:
    """Say both medians on one line, in fewer words where the numbers are long."""
    for words in (
        N_("médiane des membres {own}, des {count} entreprises comparables {peers}"),
        N_("médianes : membres {own}, comparables ({count}) {peers}"),
    ):
        told = said(
            words,
            lines.language,
            own=_money(one.median, line, lines),
            peers=_money(one.peers_median, line, lines),
            count=amount(one.peers, "count", lines.language),
        )
        if len(folded(told, WIDTH - 4, NOTE, 2)) == 1:
            break
    return folded(told, WIDTH - 4, NOTE, 1)[0]


def _money(value: float, line: Line, lines: Lines) -> str:
    if line.key in ("fte", "rd_fte"):
        return with_unit(amount(value, "fte", lines.language), "fte", value, lines.language)
    # To the thousand a small firm's value added per head would lose its digits.
    return amount(value, "eur", lines.language)


def _stacked(ranks: list[float], y: float, lines: Lines) -> Rows:
    """Return the members of a measure, each above those that it would hide; a pile stays in its room."""
    answer = said(N_("Une entreprise membre"), lines.language)
    levels: list[float] = []
    placed = []
    for rank in ranks:
        x = SHARES(rank)
        level = next((k for k, last in enumerate(levels) if x - last >= 2 * RADIUS), len(levels))
        if level == len(levels):
            levels.append(x)
        else:
            levels[level] = x
        placed.append((x, level, rank))
    step = min(2 * RADIUS, (ROOM - 16) / max(len(levels) - 1, 1))
    return [
        {
            "x": x,
            "y": y - 9 - level * step,
            "tip": tip(
                answer,
                said(
                    N_("fait plus que {share} des comparables"),
                    lines.language,
                    share=amount(rank, "share", lines.language),
                ),
            ),
        }
        for x, level, rank in placed
    ]
