"""Those who were asked, and the classes that they fall into."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import polars as pl

from grappe.analysis.vocabulary import places
from grappe.analysis.vocabulary.classes import SIZE_BOUNDS
from grappe.analysis.vocabulary.countries import HOME

ID = "member_id"
USUAL = ("kind", "size", "province")
"""The classes by which the response is told, where the members' file gives them."""
NO_CLASSES = (ID, "name", "cluster_id", "joined_on", "left_on", "postal_code", "website", "activity", "fte")
"""Columns of a members' file by which nobody is classed unless asked for by name."""
MOST_CLASSES = 12
"""Different values beyond which a column of an unknown file is taken for a text, not for a class."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Those who were asked. Both may be unknown: then there is no rate and no finite population."""

    size: int | None = None
    """How many were asked."""
    members: pl.DataFrame | None = None
    """One row per member asked: member_id, then classes as text (null: not known)."""
    classes: tuple[str, ...] = ()
    """The classes by which the response is told."""
    day: dt.date | None = None
    """The day on which they were members; None: all those of the file."""

    @property
    def listed(self) -> int | None:
        """How many the list of members holds; None without one."""
        return None if self.members is None else self.members.height


def frame_of(
    members: pl.DataFrame | None, *, invited: int | None = None, day: dt.date | None = None
) -> Frame:
    """Return the frame of a survey from a list of members, or from their number alone.

    members: `member_id` and any other column. With `joined_on` or `left_on`, only those who were members
    on `day` count, each once. `size` is made from `fte`, `province` from a Belgian `postal_code`, when the
    list has not got them. invited: how many were asked, when not all those of the list.
    """
    if members is None:
        return Frame(size=invited)
    dated = [name for name in ("joined_on", "left_on") if members.schema.get(name) == pl.Date]
    if day is not None and dated:
        members = members.filter(*(_member_on(name, day) for name in dated))
    members = members.filter(pl.col(ID).is_not_null()).unique(ID, keep="last", maintain_order=True)
    members = _with_size_and_province(members)
    members = members.select(pl.col(ID).cast(pl.String), pl.exclude(ID, "_row").cast(pl.String, strict=False))
    return Frame(
        size=members.height if invited is None else invited,
        members=members,
        classes=_usual_classes(members),
        day=day if dated else None,
    )


def _member_on(name: str, day: dt.date) -> pl.Expr:
    if name == "joined_on":
        return pl.col(name).is_null() | (pl.col(name) <= day)
    return pl.col(name).is_null() | (pl.col(name) > day)


def _with_size_and_province(members: pl.DataFrame) -> pl.DataFrame:
    if "size" not in members.columns and "fte" in members.columns:
        fte = pl.col("fte").cast(pl.String).str.replace(",", ".").cast(pl.Float64, strict=False)
        size: pl.Expr = pl.when(fte >= 0).then(pl.lit("0-9"))
        for name, lower in list(SIZE_BOUNDS.items())[1:]:
            size = pl.when(fte >= lower).then(pl.lit(name)).otherwise(size)
        members = members.with_columns(size=size)
    if "province" not in members.columns and "postal_code" in members.columns:
        home = (
            pl.col("country").fill_null(HOME) == HOME if "country" in members.columns else pl.lit(value=True)
        )
        seats = places.postal_codes().select("postal_code", "province")
        members = (
            members.with_columns(
                pl.when(home).then(pl.col("postal_code").cast(pl.String).str.strip_chars()).alias("_seat")
            )
            .join(seats, left_on="_seat", right_on="postal_code", how="left", maintain_order="left")
            .drop("_seat")
        )
    return members


def _usual_classes(members: pl.DataFrame) -> tuple[str, ...]:
    """Return kind, size and province where they are, else the columns that look like classes."""
    usual = tuple(name for name in USUAL if name in members.columns and members[name].count() > 0)
    if usual:
        return usual
    return tuple(
        name
        for name in members.columns
        if name not in NO_CLASSES
        and 2 <= members[name].drop_nulls().n_unique() <= min(MOST_CLASSES, max(2, members.height // 2))
    )
