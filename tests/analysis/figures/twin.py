"""A slow and obvious second reading of DOSSIER.md: every figure of the first catalogue in plain loops."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from math import isfinite

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.asked import Asked

from .twins import (
    activity,
    context,
    finances,
    governance,
    partnerships,
    representativeness,
    surroundings,
    survey,
)
from .twins.world import Row, Told, World

CHAPTERS = (context, survey, representativeness, surroundings, activity, governance, partnerships, finances)
NEEDS = {figure: needs for module in CHAPTERS for figure, needs in module.NEEDS.items()}
PARTS = (
    "survey.response_rate",
    "survey.response_rate_by",
    "members.retention",
    "sector.share",
    "assembly.event_attached",
)
"""Shares of something counted apart: one above 1 is no share."""


@dataclass(frozen=True)
class Line:
    """One result, as far as two readings must agree."""

    status: str
    value: float | None
    n_used: int
    n_eligible: int


Lines = dict[tuple[str, str, str], Line]


def twin(dossier: Dossier, asked: Asked) -> Lines:
    """Return every figure of every cluster by (cluster, figure, key)."""
    world = World(dossier, asked)
    lines: Lines = {}
    for cluster in world.clusters:
        given = {figure for figure, needs in NEEDS.items() if not any(world.lacks(cluster, n) for n in needs)}
        for module in CHAPTERS:
            for told in module.chapter(world, cluster):
                if told.figure in given:
                    place = cluster, told.figure, told.key
                    assert place not in lines, place
                    lines[place] = _line(told)
        shown = {figure for of, figure, _ in lines if of == cluster}
        for figure in NEEDS.keys() - shown:
            lines[cluster, figure, ""] = Line("not_available", None, 0, 0)
        lines |= _targets(world, cluster, lines)
    return lines


def _line(told: Told) -> Line:
    value = None if told.value is None else float(told.value)
    if value is None or not isfinite(value) or (told.figure in PARTS and value > 1):
        return Line("not_available", None, told.used, told.eligible)
    return Line("ok", value, told.used, told.eligible)


def _targets(world: World, cluster: str, lines: Lines) -> Lines:
    """Set each figure beside what was promised: the last target due on the day, else the first to come."""
    if any(world.lacks(cluster, need) for need in ("targets.figure", "targets.value")):
        return {(cluster, "target.reached", ""): Line("not_available", None, 0, 0)}
    promised: dict[tuple[str, str], list[Row]] = {}
    for row in world.rows(cluster, "targets"):
        if row["value"] is not None:
            promised.setdefault((row["figure"], row["key"] or ""), []).append(row)
    found: Lines = {}
    for (figure, key), targets in promised.items():
        due = [target for target in targets if target["due_on"] is None or target["due_on"] <= world.day]
        # One without a day comes after those that are due; of two of one day, the later row counts.
        target = (
            max(due, key=lambda r: (r["due_on"] or dt.date.min, r["_row"]))
            if due
            else min(targets, key=_due_on)
        )
        line = lines.get((cluster, figure, key))
        name = f"{figure}[{key}]" if key else figure
        n = (line.n_used, line.n_eligible) if line else (0, 0)
        is_reached = line is not None and line.value is not None and target["value"] != 0
        found[cluster, "target.reached", name] = (
            Line("ok", line.value / target["value"], *n) if is_reached else Line("not_available", None, *n)
        )
    return found or {(cluster, "target.reached", ""): Line("not_available", None, 0, 0)}


def _due_on(target: Row) -> dt.date:
    day: dt.date = target["due_on"]
    return day
