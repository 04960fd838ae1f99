"""What the action plan promised, set against what was reached: told apart where it can be, and only there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.figure import Figure

State = Literal[
    "reached", "missed", "untold", "already", "not_due", "above", "below", "equal", "unavailable", "hidden"
]
Wanted = Literal["more", "less", "either"]
LESS = (
    "members.left",
    "objectives.outside_axes",
    "board.attendance_spread",
    "finance.gap",
    "network.without_office",
)
"""Figures of which less is better."""
EITHER = (
    "recognition.number",
    "recognition.days_to_renewal",
    "employment.share_below_21",
    "sector.companies",
    "prospects.count",
    "peer.hodges_lehmann",
    "peer.p_value",
    "peer.adjusted_p",
    "peer.minimum_detectable_effect",
    "peer.companies",
    "partners.concentration",
    "network.density",
    "network.components",
    "network.centralisation",
    "finance.own_share",
)
"""Figures of which neither more nor less is better in itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One row of the targets, with the figure on the reference day."""

    figure: Figure
    key: str
    promised: float
    due_on: dt.date | None
    value: float | None
    low: float | None
    high: float | None
    state: State

    @property
    def share(self) -> float | None:
        """Value over target, where more is better; None where that would mislead."""
        if self.value is None or self.promised <= 0 or wanted_of(self.figure.id) != "more":
            return None
        return self.value / self.promised

    @property
    def is_due(self) -> bool:
        """It can be judged: its day has come, or none was set."""
        return self.state not in ("not_due", "already")


def wanted_of(figure: str) -> Wanted:
    """Return whether more, less or neither of a figure is better."""
    if figure in LESS:
        return "less"
    return "either" if figure in EITHER else "more"


def promises(dossier: Dossier, results: pl.DataFrame, cluster: str, day: dt.date) -> Iterator[Promise]:
    """Yield the targets of a cluster in the order of the catalogue, those of one figure by their day.

    results: the figures of `day`, small groups hidden where that was asked.
    """
    targets = dossier.tables.get("targets")
    if targets is None or not {"figure", "value"} <= set(targets.columns):
        return
    found = {
        (row["figure"], row["key"] or ""): row
        for row in results.filter(pl.col("cluster_id") == cluster).iter_rows(named=True)
    }
    order = {figure: place for place, figure in enumerate(figures())}
    own = targets.filter(pl.col("cluster_id") == cluster).drop_nulls(["figure", "value"]).to_dicts()
    rows = [row for row in own if row["figure"] in order]
    rows.sort(key=lambda row: (order[row["figure"]], row.get("key") or "", row.get("due_on") or dt.date.max))
    for row in rows:
        key = row.get("key") or ""
        line = found.get((row["figure"], key), {"status": "not_available"})
        known = line["status"] == "ok"
        ends = [line.get(name) if known else None for name in ("value", "low", "high")]
        yield Promise(
            figure=figures()[row["figure"]],
            key=key,
            promised=row["value"],
            due_on=row.get("due_on"),
            value=ends[0],
            low=ends[1],
            high=ends[2],
            state="hidden"
            if line["status"] == "suppressed"
            else _state(row["figure"], row["value"], (ends[0], ends[1], ends[2]), row.get("due_on"), day),
        )


def _state(
    figure: str,
    promised: float,
    told: tuple[float | None, float | None, float | None],
    due_on: dt.date | None,
    day: dt.date,
) -> State:
    value, low, high = told
    if value is None:
        return "unavailable"
    wanted = wanted_of(figure)
    # A float's last bits are no miss.
    near = 1e-9 * max(1.0, abs(promised))
    judged: State
    if low is not None and high is not None and low + near < promised < high - near:
        judged = "untold"
    elif wanted == "either":
        judged = "equal" if abs(value - promised) <= near else "above" if value > promised else "below"
    else:
        short = promised - value if wanted == "more" else value - promised
        judged = "missed" if short > near else "reached"
    if due_on is None or due_on <= day:
        return judged
    return "already" if judged == "reached" else "not_due"
