"""Small groups that the days of a series, set side by side, would give away.

What is hidden on one day is hidden on all: a class of four, beside the same class of six a year later, would
be guessed. Where two days differ by fewer than N, the earlier one is hidden: of counts that add up over a
period that grows, the difference is the few of the time between; of classes of members, and of what is
computed on the accounts of the enterprises, it is the few who came or went. The count of all members stays:
it moves by those who came less those who went, and tells neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from grappe.analysis.figures.catalogue import figures

ALL, RETENTION = "members.total", "members.retention"
ON_FEW_MORE = (
    "employers",
    "members_beside_peers",
    "members_tested_beside_peers",
    "members_beside_medians",
    "answered_by_class",
)
"""Bases whose figures, on two sets that a few members apart, tell what those few are."""
Line = dict[str, Any]


def hidden_on_all_days(lines: Sequence[Line], hidden: Iterable[int]) -> set[int]:
    """Return the lines of what is hidden on another day."""
    names = {_name(lines[place]) for place in hidden}
    return {place for place, line in enumerate(lines) if _name(line) in names}


def hidden_between_days(lines: Sequence[Line], hidden: set[int], below: int) -> set[int]:
    """Return the lines of earlier days that differ from a later one by a group of fewer than `below`."""
    days: dict[tuple[str, str], dict[Any, list[int]]] = {}
    for place, line in enumerate(lines):
        if line["status"] == "ok" and line["value"] is not None and place not in hidden and _is_judged(line):
            own = days.setdefault((line["cluster_id"], line["figure"]), {})
            own.setdefault(line["as_of"], []).append(place)
    found: set[int] = set()
    for by_day in days.values():
        kept: list[dict[str, float]] = []
        for _, places in sorted(by_day.items(), reverse=True):
            sizes = {lines[place]["key"] or "": _size(lines[place]) for place in places}
            if any(0 < apart < below for later in kept for apart in _apart(sizes, later)):
                found.update(places)
            else:
                kept.append(sizes)
    return found


def _name(line: Line) -> tuple[str, str, str | None]:
    return line["cluster_id"], line["figure"], line["key"]


def _is_judged(line: Line) -> bool:
    figure = figures()[line["figure"]]
    if not figure.base.confidential:
        return False
    counts = figure.measure.statistic in ("count", "distinct") and figure.id != ALL
    return counts or figure.id == RETENTION or figure.base.name in ON_FEW_MORE


def _size(line: Line) -> float:
    """Return how many a line is about: counted, gone, or computed on."""
    if line["figure"] == RETENTION:
        return float(line["n_used"] - round(line["value"] * line["n_used"]))
    if figures()[line["figure"]].base.name in ON_FEW_MORE:
        return float(line["n_used"] or 0)
    return float(line["value"])


def _apart(sizes: dict[str, float], others: dict[str, float]) -> Iterator[float]:
    for key in sizes.keys() | others.keys():
        yield abs(sizes.get(key, 0) - others.get(key, 0))
