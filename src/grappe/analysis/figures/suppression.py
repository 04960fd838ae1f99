"""Small groups hidden: those below a threshold, and those that would give them away.

Primary: a figure about members or respondents that rests on fewer than N of them, counts fewer
than N, or breaks fewer than N down. Complementary: where the classes of a published whole have one
hidden class, or hidden classes of fewer than N together, the next smallest class is hidden too, so
that no subtraction brings the hidden one back; and the same group is hidden in every figure that
shows its size.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from grappe.analysis.figures.catalogue import figures, named
from grappe.analysis.figures.papers import COVERAGE, NO_ROW

LINKED = {
    "members.by_kind": "kind",
    "employment.size_class": "size",
    "members.by_category": "category",
    "members.enterprises_by_province": "enterprise-province",
}
"""Figures by class of which other figures show the same groups, by the name of the partition."""
BY_GROUP = "survey.response_rate_by"
ENTERPRISES = ("kind", "enterprise")
OF_ENTERPRISES = (
    "enterprises_on_day",
    "employers",
    "members_beside_peers",
    "members_tested_beside_peers",
    "members_beside_medians",
)
"""Bases whose size is that of the enterprises, or may be."""
OF_SECTORS = ("sector.members", "sector.share", "prospects.count")
HIDDEN = ("value", "n_used", "n_eligible", "low", "high", "level", "method", "rows", "missing")


@dataclass(frozen=True, slots=True)
class _Cell:
    """A group and its size: one class of a partition of one cluster's members."""

    cluster: str
    """The cluster and the day."""
    partition: str
    name: str


def suppressed(results: pl.DataFrame, below: int) -> pl.DataFrame:
    """Return results in which no group of fewer than `below` members or respondents shows.

    A hidden line keeps its figure, key and label; its status is `suppressed`. below < 2 hides nothing.
    """
    if below < 2:
        return results
    lines = list(results.iter_rows(named=True))
    hidden = {place for place, line in enumerate(lines) if _is_small(line, below)}
    cells: dict[_Cell, list[int]] = {}
    sizes: dict[_Cell, float] = {}
    for place, line in enumerate(lines):
        cell = _cell(line)
        if cell is not None and line["status"] == "ok":
            cells.setdefault(cell, []).append(place)
            size = line["value"] if line["figure"] in LINKED else line["n_used"]
            sizes[cell] = max(sizes.get(cell, 0), size)
    small = {cell for cell, places in cells.items() if hidden & set(places)}
    small |= _complements(small, sizes, below)
    for cell in small:
        hidden |= set(cells[cell])
    exposed = {cell.cluster for cell in small if (cell.partition, cell.name) == ENTERPRISES}
    for place, line in enumerate(lines):
        base = figures()[line["figure"]].base.name
        if _cluster(line) in exposed and base in OF_ENTERPRISES and line["missing"] in (None, NO_ROW):
            hidden.add(place)
    hidden |= _of_hidden_sectors(lines, hidden)
    names = {(lines[p]["cluster_id"], lines[p]["as_of"], lines[p]["figure"], lines[p]["key"]) for p in hidden}
    for place, line in enumerate(lines):
        if line["figure"] == "target.reached" and line["key"]:
            figure, key = named(line["key"]) or ("", None)
            if (line["cluster_id"], line["as_of"], figure, key) in names:
                hidden.add(place)
    return _without(results, hidden)


def _is_small(line: dict[str, object], below: int) -> bool:
    figure = figures()[str(line["figure"])]
    if not figure.base.confidential or line["missing"] not in (None, NO_ROW):
        return False
    value, used, eligible = (float(line[name] or 0) for name in ("value", *COVERAGE))  # type: ignore[arg-type]  # numbers, from the results' schema
    by_class = figure.measure.statistic in ("count", "distinct") and figure.key is not None
    # The counts of the other classes, were they zero, bear the size of the whole.
    if 0 < eligible < below or (by_class and 0 < used < below):
        return True
    if figure.measure.statistic in ("count", "distinct"):
        rest = used - value if figure.measure.rows is not None and figure.key is None else 0
        return 0 < value < below or 0 < rest < below
    return 0 < used < below


def _cluster(line: dict[str, object]) -> str:
    return f"{line['cluster_id']} {line['as_of']}"


def _cell(line: dict[str, object]) -> _Cell | None:
    cluster = _cluster(line)
    figure, key = str(line["figure"]), str(line["key"] or "")
    if figure in LINKED and key:
        return _Cell(cluster, LINKED[figure], key)
    if figure == BY_GROUP and key:
        partition, _, name = key.partition(":")
        return _Cell(cluster, partition, name)
    return None


def _of_hidden_sectors(lines: list[dict[str, object]], hidden: set[int]) -> set[int]:
    """Return the lines that would give a hidden activity away: those it nests in, shares, prospects."""
    exposed = {_cluster(lines[place]) for place in hidden if lines[place]["figure"] == "sector.members"}
    return {
        place
        for place, line in enumerate(lines)
        if line["figure"] in OF_SECTORS
        and _cluster(line) in exposed
        and line["status"] == "ok"
        and line["value"]
    }


def _complements(small: set[_Cell], sizes: dict[_Cell, float], below: int) -> set[_Cell]:
    """Return the further cells to hide, smallest first, until the hidden ones cannot be told apart."""
    added: set[_Cell] = set()
    for cluster, partition in {(cell.cluster, cell.partition) for cell in small}:
        group = [cell for cell in sizes if (cell.cluster, cell.partition) == (cluster, partition)]
        hidden = {cell for cell in group if cell in small}
        left = sorted(
            (cell for cell in group if cell not in hidden and sizes[cell] > 0),
            key=lambda c: (sizes[c], c.name),
        )
        while left and (len(hidden) < 2 or sum(sizes[cell] for cell in hidden) < below):
            hidden.add(left.pop(0))
        added |= hidden - small
    return added


def _without(results: pl.DataFrame, hidden: set[int]) -> pl.DataFrame:
    gone = pl.Series("hidden", [place in hidden for place in range(len(results))], dtype=pl.Boolean)
    return results.with_columns(
        *(pl.when(gone).then(None).otherwise(pl.col(column)).alias(column) for column in HIDDEN),
        pl.when(gone).then(pl.lit("suppressed")).otherwise("status").alias("status"),
    )
