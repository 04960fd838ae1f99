"""Small groups hidden: those below a threshold, and those that would give them away.

Primary: a figure about members or respondents that rests on fewer than N of them, counts fewer
than N, leaves fewer than N out of its count, or breaks fewer than N down. A share of members or of
the invited is a count too, its value times n_used, and is judged as one. The share of favourable
answers to a question is judged on its base alone, n_used: how many were favourable is what the survey
asks, and says nothing of who they are.

Complementary: where the classes of a published whole have one hidden class, or hidden classes of
fewer than N together, the next smallest class is hidden too, so that no subtraction brings the hidden
one back; and the same group is hidden in every figure that shows its size, or from which it follows.

A line that is shown names no fewer than N rows: a shorter list is left out, and the value stays. What
the days of a series tell together is judged by `suppression_between_days`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import polars as pl

from grappe.analysis.figures.catalogue import figures, named
from grappe.analysis.figures.figure import Figure
from grappe.analysis.figures.papers import ALL_GIVEN, COVERAGE, MORE_MEMBERS
from grappe.analysis.figures.suppression_between_days import hidden_between_days, hidden_on_all_days

LINKED = {
    "members.by_kind": "kind",
    "employment.size_class": "size",
    "members.by_category": "category",
    "members.enterprises_by_province": "enterprise-province",
}
"""Figures by class of which other figures show the same groups, by the name of the partition."""
CUT = "employment.share_below_21"
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
GIVEN_AWAY_BY = {
    "survey.responses": ("survey.response_rate",),
    "survey.response_rate": ("survey.responses",),
    "members.joined": ("members.left", "members.retention"),
    "members.left": ("members.joined", "members.retention"),
    "members.retention": ("members.joined", "members.left"),
    "employment.share_below_21": ("employment.size_class",),
    "satisfaction.mean": ("satisfaction.share",),
    "impact.mean": ("impact.share",),
}
"""Figures hidden as soon as one line of others is: together with what is shown, they tell it."""
OUTSIDERS = ("sector.share",)
"""Shares of a whole that is not the cluster's: what they leave out is no group of members."""
HIDDEN = ("value", "n_used", "n_eligible", "low", "high", "level", "method", "rows", "missing")


Line: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A group and its size: one class of a partition of one cluster's members."""

    cluster: str
    """The cluster and the day."""
    partition: str
    name: str


def suppressed(results: pl.DataFrame, below: int, *, also: Collection[tuple[str, str]] = ()) -> pl.DataFrame:
    """Return results in which no group of fewer than `below` members or respondents shows.

    A hidden line keeps its figure, key and label; its status is `suppressed`. below < 2 hides nothing.
    also: clusters with a figure that tells a small group by what the results do not show.
    """
    if below < 2:
        return results
    lines = list(results.iter_rows(named=True))
    hidden = {
        place
        for place, line in enumerate(lines)
        if _is_small(line, below) or (line["cluster_id"], line["figure"]) in also
    }
    hidden |= _of_small_classes(lines, hidden, below)
    hidden |= _of_few_answers(lines, hidden, below)
    hidden |= _of_hidden_sectors(lines, hidden)
    hidden |= _of_small_differences(lines, below)
    hidden |= _given_away(lines, hidden)
    hidden |= {place for place in hidden_on_all_days(lines, hidden) if _says_something(lines[place])}
    hidden |= hidden_between_days(lines, hidden, below)
    hidden |= _given_away(lines, hidden)
    names = {(lines[p]["cluster_id"], lines[p]["as_of"], lines[p]["figure"], lines[p]["key"]) for p in hidden}
    for place, line in enumerate(lines):
        if line["figure"] == "target.reached" and line["key"]:
            figure, key = named(line["key"]) or ("", None)
            if (line["cluster_id"], line["as_of"], figure, key) in names:
                hidden.add(place)
    return _without_short_lists(_without(results, hidden), below)


def _is_small(line: Line, below: int) -> bool:
    figure = figures()[line["figure"]]
    if not figure.base.confidential or not _says_something(line):
        return False
    value, used, eligible = (float(line[name] or 0) for name in ("value", *COVERAGE))
    groups = [eligible]
    if figure.measure.statistic in ("count", "distinct"):
        groups.append(value)
        if figure.key is not None:
            # The counts of the other classes, were they zero, bear the size of the whole.
            groups.append(used)
        if figure.measure.rows is not None:
            groups.append(used - value)
    else:
        groups.append(used)
        if _is_census(figure) and line["status"] == "ok":
            inside, outside = _split(line)
            groups += [inside] if figure.id in OUTSIDERS else [inside, outside]
    return any(0 < size < below for size in groups)


def _is_census(figure: Figure) -> bool:
    """Tell whether a figure is a share of known members or invited, not of the answers to a question."""
    share = figure.unit == "share" and figure.measure.statistic in ("share", "formula")
    return share and "questionnaire" not in figure.base.tables


def _split(line: Line) -> tuple[int, int]:
    """Return how many a share holds, and how many it leaves out."""
    inside = round((line["value"] or 0) * line["n_used"])
    return inside, line["n_used"] - inside


def _says_something(line: Line) -> bool:
    return line["missing"] in (None, *ALL_GIVEN)


def _cluster(line: Line) -> str:
    return f"{line['cluster_id']} {line['as_of']}"


def _cell(line: Line) -> _Cell | None:
    figure, key = line["figure"], line["key"] or ""
    if figure in LINKED and key:
        return _Cell(_cluster(line), LINKED[figure], key)
    if figure == BY_GROUP and key:
        partition, _, name = key.partition(":")
        return _Cell(_cluster(line), partition, name)
    return None


def _of_small_classes(lines: Sequence[Line], hidden: set[int], below: int) -> set[int]:
    """Return the lines that show the size of a hidden class, or of one that would give it away."""
    cells: dict[_Cell, list[int]] = {}
    sizes: dict[_Cell, tuple[float, ...]] = {}
    small: set[_Cell] = set()
    for place, line in enumerate(lines):
        cell = _cell(line)
        if cell is None or line["status"] != "ok":
            continue
        cells.setdefault(cell, []).append(place)
        size = line["value"] if line["figure"] in LINKED else line["n_used"]
        sizes[cell] = (max(size, *sizes.get(cell, (0,))),)
        if 0 < size < below or (line["figure"] in LINKED and place in hidden):
            small.add(cell)
    small |= _complements(small, sizes, below)
    exposed = {cell.cluster for cell in small if (cell.partition, cell.name) == ENTERPRISES}
    return {place for cell in small for place in cells[cell]} | {
        place
        for place, line in enumerate(lines)
        if _cluster(line) in exposed
        and figures()[line["figure"]].base.name in OF_ENTERPRISES
        and _says_something(line)
    }


def _of_few_answers(lines: Sequence[Line], hidden: set[int], below: int) -> set[int]:
    """Return the response rates by class that would, with that of all, tell a hidden one."""
    rates = {
        cell: place
        for place, line in enumerate(lines)
        if line["figure"] == BY_GROUP and line["status"] == "ok" and (cell := _cell(line)) is not None
    }
    splits: dict[_Cell, tuple[float, ...]] = {cell: _split(lines[place]) for cell, place in rates.items()}
    few = {cell for cell, place in rates.items() if place in hidden}
    few |= _complements(few, splits, below)
    # The sizes are those of the enterprises: their answers add up to the enterprises' own.
    exposed = {cell.cluster for cell in few if (cell.partition, cell.name) == ENTERPRISES}
    few |= {cell for cell in rates if cell.partition == "size" and cell.cluster in exposed}
    return {rates[cell] for cell in few}


def _of_hidden_sectors(lines: Sequence[Line], hidden: set[int]) -> set[int]:
    """Return the lines that would give a hidden activity away: those it nests in, shares, prospects."""
    exposed = {_cluster(lines[place]) for place in hidden if lines[place]["figure"] == "sector.members"}
    return {
        place
        for place, line in enumerate(lines)
        if line["figure"] in OF_SECTORS
        and _cluster(line) in exposed
        and (line["value"] or line["missing"] == MORE_MEMBERS)
    }


def _of_small_differences(lines: Sequence[Line], below: int) -> set[int]:
    """Return the shares that count nearly the same as other figures, a few members more or less.

    Those who left, and those of the first day who are gone: between them, who only passed. Those of
    less than 21 FTE, and those of less than 20: between them, those of 20.
    """
    found = set()
    at = {
        (_cluster(line), line["figure"], line["key"] or ""): place
        for place, line in enumerate(lines)
        if line["status"] == "ok"
    }
    for (cluster, figure, _), place in at.items():
        inside, outside = _split(lines[place]) if figure in ("members.retention", CUT) else (0, 0)
        others = [at.get((cluster, "employment.size_class", name)) for name in ("0-9", "10-19", "20-49")]
        left = at.get((cluster, "members.left", ""))
        between: list[float] = []
        if figure == "members.retention" and left is not None:
            between = [abs(lines[left]["value"] - outside)]
        elif figure == CUT and None not in others:
            first, second, third = (lines[other]["value"] for other in others if other is not None)
            between = [inside - first - second, first + second + third - inside]
        if any(0 < size < below for size in between):
            found.add(place)
    return found


def _given_away(lines: Sequence[Line], hidden: set[int]) -> set[int]:
    gone = {(_cluster(lines[place]), lines[place]["figure"]) for place in hidden}
    return {
        place
        for place, line in enumerate(lines)
        if _says_something(line)
        and any((_cluster(line), by) in gone for by in GIVEN_AWAY_BY.get(line["figure"], ()))
    }


def _complements(small: set[_Cell], sizes: Mapping[_Cell, tuple[float, ...]], below: int) -> set[_Cell]:
    """Return the further cells to hide, smallest first, until the hidden ones cannot be told apart.

    sizes: of each cell, the sizes that its lines tell: its members; those who answered and did not.
    """
    added: set[_Cell] = set()
    for cluster, partition in {(cell.cluster, cell.partition) for cell in small}:
        group = [cell for cell in sizes if (cell.cluster, cell.partition) == (cluster, partition)]
        hidden = {cell for cell in group if cell in small}
        left = sorted(
            (cell for cell in group if cell not in hidden and sum(sizes[cell]) > 0),
            key=lambda c: (sum(sizes[c]), c.name),
        )
        while left:
            together = [sum(of_one) for of_one in zip(*(sizes[cell] for cell in hidden), strict=True)]
            short = [place for place, size in enumerate(together) if 0 < size < below]
            helpful = [cell for cell in left if any(sizes[cell][place] > 0 for place in short)]
            if not helpful and len(hidden) > 1:
                break
            chosen = (helpful or left)[0]
            left.remove(chosen)
            hidden.add(chosen)
        added |= hidden - small
    return added


def _without(results: pl.DataFrame, hidden: set[int]) -> pl.DataFrame:
    gone = pl.Series("hidden", [place in hidden for place in range(len(results))], dtype=pl.Boolean)
    return results.with_columns(
        *(pl.when(gone).then(None).otherwise(pl.col(column)).alias(column) for column in HIDDEN),
        pl.when(gone).then(pl.lit("suppressed")).otherwise("status").alias("status"),
    )


def _without_short_lists(results: pl.DataFrame, below: int) -> pl.DataFrame:
    confidential = [figure.id for figure in figures().values() if figure.base.confidential]
    rows = pl.col("rows")
    short = ~rows.str.ends_with(" rows") & (rows.str.count_matches(";", literal=True) + 1 < below)
    # Two lists of two days, set side by side, name those who came or went.
    short |= pl.lit(results["as_of"].n_unique() > 1)
    told = pl.when(pl.col("figure").is_in(confidential) & short).then(None).otherwise(rows)
    return results.with_columns(told.alias("rows"))
