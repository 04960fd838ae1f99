"""Companies of the activities and place that are no members, and what each would bring.

The licence of the extract forbids direct marketing to natural persons: they are left out, here and in all
that is made of this.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import narwhals as nw
import polars as pl

from grappe.analysis.registry.engines.engine import Rows
from grappe.analysis.registry.peers.group import Group
from grappe.analysis.registry.peers.population import companies, left_out
from grappe.analysis.registry.register import Register
from grappe.analysis.vocabulary import places

CLASS = 4
"""Digits of a class: activities are alike when their class is the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """A company that is no member, and why it is where it is in the list."""

    rank: int
    enterprise: int
    name: str | None
    activities: tuple[str, ...]
    """Its main activities among those asked, digits."""
    postal_code: str | None
    province: str | None
    """NUTS 2."""
    started_on: dt.date | None
    jobs: float | None
    """Full-time equivalents of its latest accounts that tell them."""
    jobs_year: int | None
    share: float | None
    """Of all the jobs told in the group, members and all: by how much it would raise the members' share."""
    members_alike: int
    """Members of one of its classes."""
    members_near: int
    """Members of its province."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospects:
    """The list, in order, and who was left out of it."""

    found: tuple[Prospect, ...]
    natural: int
    """Natural persons, who may not be written to."""
    ending: int
    """Dissolved or bankrupt legal persons."""
    day: dt.date
    sources: tuple[str, ...]


def candidates(register: Register, group: Group) -> Rows:
    """Return the enterprises of a group with their latest staff.

    The columns of `population.companies`, fte and fte_year: of the latest accounts, within the years of the
    group, of twelve months and with staff; blank where there are none, or the store has no accounts at all.
    """
    found = register.engine.kept(companies(register, group))
    if register.catalogue.accounts is None:
        return found.with_columns(fte=nw.lit(None, nw.Float64()), fte_year=nw.lit(None, nw.Int32()))
    told = (
        register.accounts(near=found)
        .filter(nw.col("year") >= group.first_year, nw.col("year") <= group.year, ~nw.col("fte").is_null())
        .select("enterprise", "year", "months", "is_last_of_year", "fte")
        .join(found, on="enterprise", how="semi")
        .filter(left_out(None).is_null())
        .with_columns(last=nw.col("year").max().over("enterprise"))
        .filter(nw.col("year") == nw.col("last"))
        .select("enterprise", "fte", fte_year=nw.col("year"))
    )
    return found.join(told, on="enterprise", how="left")


def activities(register: Register, group: Group) -> Rows:
    """Return the main activities of a group's enterprises, among those asked: enterprise, nace; once each."""
    return (
        register.table("main_activity")
        .filter(nw.col("version") == group.nace_version, group.activity())
        .group_by("enterprise", "nace")
        .agg()
    )


def prospects(register: Register, group: Group, members: Iterable[int]) -> Prospects:
    """Return the companies of a group that are no members: those with the most jobs first, the unknown last.

    members: enterprise numbers. A group's size is not looked at: who would join is not known by its size.
    """
    engine = register.engine
    there = engine.rows(candidates(register, group)).join(
        places.postal_codes().select("postal_code", "province"), on="postal_code", how="left"
    )
    ours = list(set(members))
    codes = engine.rows(activities(register, group))
    others = there.filter(~pl.col("enterprise").is_in(ours))
    return Prospects(
        found=tuple(
            Prospect(
                rank=row["rank"],
                enterprise=row["enterprise"],
                name=row["name"],
                activities=tuple(row["activities"]),
                postal_code=row["postal_code"],
                province=row["province"],
                started_on=row["started_on"],
                jobs=row["fte"],
                jobs_year=row["fte_year"],
                share=row["share"],
                members_alike=row["members_alike"],
                members_near=row["members_near"],
            )
            for row in ranked(there, codes, ours).iter_rows(named=True)
        ),
        natural=int(others["is_natural"].sum()),
        ending=int((others["is_ending"] & ~others["is_natural"]).sum()),
        day=register.day,
        sources=register.sources,
    )


def ranked(there: pl.DataFrame, codes: pl.DataFrame, members: Sequence[int]) -> pl.DataFrame:
    """Return the prospects among the companies of a group, in order, with why: the columns of `Prospect`.

    there: the columns of `candidates` and province, members and all; codes: those of `activities`.
    """
    ours = pl.col("enterprise").is_in(list(members))
    codes = codes.join(there, on="enterprise", how="semi").with_columns(
        class_=pl.col("nace").str.slice(0, CLASS)
    )
    # A member counts once per class, and a company of several classes is as many members alike as they hold.
    classes = codes.filter(ours).select("enterprise", "class_").unique()
    alike = (
        codes.filter(~ours)
        .select("class_", candidate="enterprise")
        .unique()
        .join(classes, on="class_")
        .group_by("candidate")
        .agg(members_alike=pl.col("enterprise").n_unique())
    )
    near = there.filter(ours).group_by("province").agg(members_near=pl.len())
    jobs = float(there.filter(~pl.col("is_natural"), ~pl.col("is_ending")).sort("enterprise")["fte"].sum())
    share = pl.col("fte") / jobs if jobs > 0 else pl.lit(None, pl.Float64)
    return (
        there.filter(~ours, ~pl.col("is_natural"), ~pl.col("is_ending"))
        .join(alike, left_on="enterprise", right_on="candidate", how="left")
        .join(near, on="province", how="left")
        .join(
            codes.group_by("enterprise").agg(activities=pl.col("nace").unique().sort()),
            on="enterprise",
            how="left",
        )
        .with_columns(pl.col("members_alike", "members_near").fill_null(0), share=share)
        .sort(
            ["fte", "members_alike", "started_on", "enterprise"],
            descending=[True, True, False, False],
            nulls_last=True,
        )
        .with_row_index("rank", offset=1)
    )
