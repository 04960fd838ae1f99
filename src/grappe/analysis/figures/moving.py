"""What moved between two results: which figures, by how much, because of which rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from grappe.analysis.figures.figure import figure_name
from grappe.analysis.figures.printing import printed_unit

Change = Literal["added", "removed", "changed"]
NEGLIGIBLE = 1e-12
"""Differences of a float's last bits are no movement."""


@dataclass(frozen=True, slots=True)
class MovedRow:
    """One row that makes a figure move: what it showed before and after."""

    row: str
    change: Change
    before: str = ""
    after: str = ""
    of_the_whole: tuple[str, ...] = ()
    """What moved and is the same in every row: numbers of the whole, computed, not this row's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """A figure that is not what it was."""

    cluster_id: str
    figure: str
    key: str | None
    unit: str
    label: str
    before: float | None
    after: float | None
    status_before: str | None
    status_after: str | None
    n_before: int | None
    n_after: int | None
    interval_before: tuple[float | None, float | None] = (None, None)
    interval_after: tuple[float | None, float | None] = (None, None)
    rows: tuple[MovedRow, ...] = ()

    @property
    def name(self) -> str:
        """The figure with its key."""
        return figure_name(self.figure, self.key)


def movements(
    old: pl.DataFrame,
    new: pl.DataFrame,
    old_rows: pl.DataFrame | None = None,
    new_rows: pl.DataFrame | None = None,
) -> list[Movement]:
    """Return the figures of which the value, the interval, the status or the number of units moved.

    old, new: results with labels, on one day each. old_rows, new_rows: what evidence() kept; without
    them the rows' names in the papers are compared.
    """
    on = ["cluster_id", "figure", "key"]
    both = old.with_columns(there=pl.lit(value=True)).join(
        new.with_columns(there=pl.lit(value=True)),
        on=on,
        how="full",
        coalesce=True,
        nulls_equal=True,
        suffix="_new",
    )
    order = {
        (cluster, figure, key): place
        for place, (cluster, figure, key) in enumerate(
            pl.concat([new.select(on), old.select(on)]).iter_rows()
        )
    }
    moved = [_movement(row, old_rows, new_rows) for row in both.iter_rows(named=True) if _has_moved(row)]
    return sorted(moved, key=lambda m: order[m.cluster_id, m.figure, m.key])


def _has_moved(row: dict[str, Any]) -> bool:
    if (
        row["status"] != row["status_new"]
        or row["n_used"] != row["n_used_new"]
        or row["n_eligible"] != row["n_eligible_new"]
    ):
        return True
    return any(_differ(row[column], row[f"{column}_new"]) for column in ("value", "low", "high"))


def _differ(before: float | None, after: float | None) -> bool:
    if before is None or after is None:
        return before is not after
    return bool(abs(after - before) > NEGLIGIBLE * max(1.0, abs(before)))


def _movement(row: dict[str, Any], old: pl.DataFrame | None, new: pl.DataFrame | None) -> Movement:
    rows = _by_content(row, old, new) if old is not None and new is not None else _by_name(row)
    return Movement(
        cluster_id=str(row["cluster_id"]),
        figure=str(row["figure"]),
        key=row["key"],
        unit=printed_unit({**row, "unit": row["unit_new"] or row["unit"]}),
        label=str(row["label_new"] or row["label"]),
        before=row["value"],
        after=row["value_new"],
        status_before=row["status"],
        status_after=row["status_new"],
        n_before=row["n_used"],
        n_after=row["n_used_new"],
        interval_before=(row["low"], row["high"]),
        interval_after=(row["low_new"], row["high_new"]),
        rows=tuple(rows),
    )


def _by_content(row: dict[str, Any], old: pl.DataFrame, new: pl.DataFrame) -> Iterator[MovedRow]:
    before, after = (_seen(frame, row) for frame in (old, new))
    common = _of_the_whole(before, after)
    for name in dict.fromkeys((*before, *after)):
        if name not in after:
            yield MovedRow(name, "removed", before=" | ".join(before[name]), of_the_whole=common)
        elif name not in before:
            yield MovedRow(name, "added", after=" | ".join(after[name]), of_the_whole=common)
        elif before[name] != after[name]:
            yield MovedRow(
                name,
                "changed",
                before=" | ".join(before[name]),
                after=" | ".join(after[name]),
                of_the_whole=common,
            )


def _of_the_whole(before: dict[str, list[str]], after: dict[str, list[str]]) -> tuple[str, ...]:
    """Return what every row showed before and none shows now, or the other way round."""
    if min(len(before), len(after)) < 2:
        return ()
    then, now = (set.intersection(*map(_parts, rows.values())) for rows in (before, after))
    return tuple(sorted(then ^ now))


def _parts(seen: list[str]) -> set[str]:
    return {part for words in seen for part in words.split("; ")}


def _seen(rows: pl.DataFrame, asked: dict[str, Any]) -> dict[str, list[str]]:
    key = pl.lit(value=True) if asked["key"] is None else pl.col("key") == asked["key"]
    chosen = rows.filter(
        pl.col("figure") == asked["figure"], pl.col("cluster_id") == asked["cluster_id"], key
    )
    found: dict[str, list[str]] = {}
    for name, seen in chosen.sort("row", "seen").select("row", "seen").iter_rows():
        found.setdefault(name, []).append(seen)
    return found


def _by_name(row: dict[str, Any]) -> Iterator[MovedRow]:
    before, after = (_names(row[column]) for column in ("rows", "rows_new"))
    for name in before:
        if name not in after:
            yield MovedRow(name, "removed")
    for name in after:
        if name not in before:
            yield MovedRow(name, "added")


def _names(rows: object) -> dict[str, None]:
    """Return the rows named in the papers; none where only their number is."""
    words = str(rows or "")
    return {} if not words or words.endswith(" rows") else dict.fromkeys(words.split(";"))
