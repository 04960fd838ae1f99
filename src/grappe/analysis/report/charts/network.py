"""The network of the members, with the cluster's team and without it, in the same places."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

import networkx as nx
import numpy as np
import polars as pl

from grappe.analysis.dossier.tables.governance import OFFICE
from grappe.analysis.figures.membership import MEMBERS
from grappe.analysis.figures.network import TIES
from grappe.analysis.figures.readings import Readings, eager
from grappe.analysis.language.catalogues import N_
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.charts.drawing import (
    INK,
    NOTE,
    OCHRE,
    PLUM,
    SOFT,
    SPAN,
    WHITE,
    WIDTH,
    Drawing,
    pictured,
    spoken,
)
from grappe.analysis.report.charts.marks import Layer, Rows, dots, rules, texts, tip
from grappe.analysis.report.charts.ties import ties_chart
from grappe.analysis.report.document import Cell, Column, Row, Table
from grappe.analysis.report.lines import Line, Lines
from grappe.analysis.report.typography import agreed, said

PANEL, GAP, TOP = 220.0, 20.0, 44.0
"""Width and height of a panel, what is between the two, and where they begin."""
FEWEST, MOST = 3, 300
"""Members under which there is no network, and beyond which circles and ties would be a smear."""
SMALLEST, LARGEST = 2.4, 8.0
"""Radius of a member without a tie, and of the one with the most."""
LONELY_ROW = 14.0
"""Pixels from one row of members without ties to the next."""
SEED = 2007

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Network:
    """One layer of ties: the members, the ties among them, and those whom the team is tied to."""

    layer: str
    members: list[str]
    ties: list[tuple[str, str]]
    by_office: list[str]

    @property
    def degrees(self) -> Counter[str]:
        """How many other members each member is tied to."""
        return Counter(end for tie in self.ties for end in tie)


def network_chart(lines: Lines, readings: Readings) -> Drawing | None:
    """Return the layer in which the team has the most ties; None where it may not be read.

    Of a crowd, the members by their number of ties.
    """
    found = network_of(readings, lines.cluster) if not lines.hides else None
    if found is None or len(found.members) < FEWEST:
        return None
    language = lines.language
    whole, without = (
        lines.known(name, found.layer) for name in ("network.components", "network.without_office")
    )
    if whole is None or without is None:
        return None
    if len(found.members) > MOST:
        degrees = [found.degrees[member] for member in found.members]
        groups = _caption("", whole, lines)[1], _caption("", without, lines)[1]
        return ties_chart(degrees, whole.name, groups, language)
    places = placed(found)
    names = _names(readings, lines, whole)
    title = said(N_("Le réseau des membres, avec et sans l’équipe du cluster"), language)
    alone = sum(member not in found.degrees for member in found.members)
    captions = [
        _caption(said(N_("Avec l’équipe"), language), whole, lines),
        _caption(said(N_("Sans l’équipe"), language), without, lines),
    ]
    office = (PANEL / 2, PANEL / 2)
    picture = [
        *_panel(found, places, names, 0.0, office, lines),
        *_panel(found, places, names, PANEL + GAP, None, lines),
        texts(
            [{"x": shift, "y": 9, "text": head} for shift, (head, _) in zip(SHIFTS, captions, strict=True)],
            "heads",
            bold=True,
        ),
        texts(
            [
                {"x": shift, "y": 26, "text": words}
                for shift, (_, words) in zip(SHIFTS, captions, strict=True)
            ],
            "captions",
            size=NOTE,
            colour=SOFT,
        ),
    ]
    return Drawing(
        title=title,
        subtitle=said(
            N_(
                "Liens : {layer} ; un cercle par membre, d’autant plus grand qu’il a de liens ; carré : l’équipe"
            ),
            language,
            layer=whole.name,
        ),
        picture=pictured(picture, WIDTH, TOP + PANEL + 8),
        alt=spoken(title, captions, language),
        table=_table(title, lines),
        note=agreed(
            N_("{count} membre n’a de lien avec aucun autre membre : un cercle vide, à droite."),
            N_("{count} membres n’ont de lien avec aucun autre membre : des cercles vides, à droite."),
            alone,
            language,
            count=amount(alone, "count", language),
        )
        if alone
        else "",
    )


SHIFTS = (0.0, PANEL + GAP)


def network_of(readings: Readings, cluster: str) -> Network | None:
    """Return the layer in which the team has the most ties; None where it has none."""
    ties = eager(readings.base(TIES)).filter(pl.col("cluster_id") == cluster)
    of_office = (pl.col("one") == OFFICE) | (pl.col("other") == OFFICE)
    most = ties.filter(of_office).group_by("layer").len().sort(["len", "layer"], descending=[True, False])
    if most.is_empty():
        return None
    layer = most["layer"][0]
    own = ties.filter(pl.col("layer") == layer)
    among = own.filter(~of_office).select("one", "other").sort("one", "other")
    tied = own.filter(of_office).select(end=pl.when(pl.col("one") == OFFICE).then("other").otherwise("one"))
    members = eager(readings.base(MEMBERS)).filter(pl.col("cluster_id") == cluster)
    return Network(
        layer, sorted(members["member_id"].to_list()), list(among.iter_rows()), sorted(tied["end"].to_list())
    )


def placed(network: Network) -> dict[str, Point]:
    """Return a place for each member, in pixels of a panel: the same for the same ties.

    Those tied to other members are drawn together by their ties alone, so that the team changes nothing;
    the others stand in rows below.
    """
    degrees = network.degrees
    lonely = [member for member in network.members if member not in degrees]
    per_row = int(PANEL // LONELY_ROW)
    rows = -(-len(lonely) // per_row)
    foot = PANEL - max(rows * LONELY_ROW, 0)
    left = (PANEL - LONELY_ROW * min(len(lonely), per_row)) / 2
    found = {
        member: (left + LONELY_ROW * (place % per_row + 0.5), foot + LONELY_ROW * (place // per_row + 0.5))
        for place, member in enumerate(lonely)
    }
    graph = nx.Graph(network.ties)
    if graph:
        high = foot - 12
        # networkx draws the first places from its seed, in the order of the nodes: that of the ties, sorted.
        spread = nx.spring_layout(graph, seed=SEED, k=1.6 / math.sqrt(len(graph)), iterations=80)
        nodes = list(graph)
        at = np.array([spread[node] for node in nodes])
        at = (at - at.min(axis=0)) / np.maximum(np.ptp(at, axis=0), 1e-9)
        for node, (across, down) in zip(nodes, at, strict=True):
            x, y = 9 + across * (PANEL - 18), 9 + down * (high - 18)
            found[node] = _beside_office(x, y)
    return {member: (round(x, 1), round(y, 1)) for member, (x, y) in sorted(found.items())}


def _beside_office(x: float, y: float) -> Point:
    """Move a member that would hide the team in the middle."""
    away = math.hypot(x - PANEL / 2, y - PANEL / 2)
    if away >= 2 * LARGEST + 2:
        return x, y
    turn = math.atan2(y - PANEL / 2, x - PANEL / 2)
    return PANEL / 2 + (2 * LARGEST + 2) * math.cos(turn), PANEL / 2 + (2 * LARGEST + 2) * math.sin(turn)


def _panel(
    network: Network,
    places: dict[str, Point],
    names: dict[str, str],
    shift: float,
    office: Point | None,
    lines: Lines,
) -> list[Layer]:
    degrees, most = network.degrees, max(network.degrees.values(), default=1)
    side = "with" if office else "without"

    def at(member: str) -> dict[str, float]:
        x, y = places[member]
        return {"x": round(x + shift, 1), "y": y + TOP}

    def segment(one: dict[str, float], other: dict[str, float]) -> dict[str, float]:
        return {**one, "x2": other["x"], "y2": other["y"]}

    tied: Rows = []
    alone: Rows = []
    by_office = set(network.by_office)
    for member in network.members:
        ties = degrees[member]
        radius = SMALLEST + (LARGEST - SMALLEST) * math.sqrt(ties / most)
        count = amount(ties, "count", lines.language)
        told = agreed(
            N_("{count} lien avec d’autres membres"),
            N_("{count} liens avec d’autres membres"),
            ties,
            lines.language,
            count=count,
        )
        with_team = said(N_("et avec l’équipe"), lines.language) if office and member in by_office else ""
        mark = {
            **at(member),
            "area": round(math.pi * radius**2, 1),
            "tip": tip(names.get(member) or said(N_("Un membre"), lines.language), told, with_team),
        }
        (tied if ties or (office and member in by_office) else alone).append(mark)
    layers = [rules([segment(at(a), at(b)) for a, b in network.ties], f"ties {side}", colour=SOFT, thick=0.7)]
    if office:
        middle = {"x": office[0] + shift, "y": office[1] + TOP}
        rays = [segment(middle, at(member)) for member in network.by_office]
        layers.insert(0, rules(rays, f"office ties {side}", colour=SPAN, thick=0.8))
    layers += [
        dots(tied, f"tied {side}", colour=PLUM, stroke=WHITE, strokeWidth=0.6),
        dots(alone, f"alone {side}", colour=WHITE, stroke=INK, strokeWidth=1),
    ]
    if office:
        words = said(N_("L’équipe du cluster"), lines.language)
        count = agreed(
            N_("{count} lien"),
            N_("{count} liens"),
            len(network.by_office),
            lines.language,
            count=amount(len(network.by_office), "count", lines.language),
        )
        layers.append(
            dots(
                [{**middle, "tip": tip(words, count)}],
                "office",
                colour=OCHRE,
                shape="square",
                size=150,
                stroke=WHITE,
                strokeWidth=1,
            )
        )
    return layers


def _caption(head: str, line: Line, lines: Lines) -> tuple[str, str]:
    count = int(line.value or 0)
    words = agreed(
        N_("{count} groupe relié"),
        N_("{count} groupes sans lien entre eux"),
        count,
        lines.language,
        count=amount(count, "count", lines.language),
    )
    return head, words


def _names(readings: Readings, lines: Lines, line: Line) -> dict[str, str]:
    """Return the members' names; none where the results tell no rows, as in an anonymous campaign."""
    if not line.rows:
        return {}
    members = eager(readings.base(MEMBERS)).filter(pl.col("cluster_id") == lines.cluster)
    return dict(members.select("member_id", "name").iter_rows())


def _table(title: str, lines: Lines) -> Table:
    language = lines.language
    ids = ("network.components", "network.without_office", "network.density", "network.centralisation")
    known = [[line for line in lines.of(name) if line.is_known] for name in ids]
    layers = [line.key for line in known[0]]
    heads = [found[0].label for found in known if found]
    rows = []
    for layer in layers:
        own = [lines.known(name, layer) for name, found in zip(ids, known, strict=True) if found]
        name = next(line.name for line in own if line)
        rows.append(Row(cells=(Cell(name), *(Cell(lines.with_unit(line) if line else "–") for line in own))))
    return Table(
        caption=title,
        columns=(
            Column(label=said(N_("Liens"), language), numeric=False),
            *(Column(label=head) for head in heads),
        ),
        rows=tuple(rows),
    )
