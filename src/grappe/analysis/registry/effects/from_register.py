"""The panel of a matched comparison, from a store: a group's companies and a cluster's members by year."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import narwhals as nw
import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.registry.effects.study import JOINED, UNIT, YEAR
from grappe.analysis.registry.peers.group import Group
from grappe.analysis.registry.peers.population import NATURAL, is_natural, left_out
from grappe.analysis.registry.register import Register
from grappe.analysis.registry.sectors import size_class
from grappe.analysis.vocabulary import places

PER_HEAD = "value_added_per_fte"
MEASURES = ("fte", "value_added", PER_HEAD, "turnover")
DIGITS = 3
"""Of a NACE code: activities are one group when they are of one group of the nomenclature."""
HOME = r"^\d{4}\.\d{3}\.\d{3}$"
"""A Belgian enterprise number, as dossiers are read."""
Absent = Literal["no_number", "unknown", "natural", "elsewhere", "no_accounts"]
"""Of a member: no Belgian number is told; not in the register of the day (it exists no more, or never did); a
natural person; of another activity or place; no annual accounts in the years looked at."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Drawn:
    """A panel, where it was drawn from, and which members are not in it."""

    rows: pl.DataFrame
    """As `study.panel_of` reads it: enterprise, year, joined, activity, size, region, and the measures."""
    group: Group
    day: dt.date
    """Of the register: companies that were gone by then are in it on neither side."""
    sources: tuple[str, ...]
    members: int
    absent: dict[Absent, int]
    completed: int
    """Years of members that their own accounts tell, and the registry's do not."""

    @property
    def is_of_survivors(self) -> bool:
        """Whether the register is younger than the years looked at."""
        return self.day.year > self.group.first_year


def members_of(dossier: Dossier, cluster: str) -> pl.DataFrame:
    """Return a cluster's members, once each: member_id, enterprise (blank without a Belgian number), joined.

    joined: the year; who leaves and comes back joined the first time. Only enterprises.
    """
    rows = dossier.tables["members"].filter(pl.col("cluster_id") == cluster, pl.col("kind") == "enterprise")
    if "enterprise_number" not in rows.columns:
        rows = rows.with_columns(enterprise_number=pl.lit(None, pl.String))
    written = pl.col("enterprise_number")
    number = pl.when(written.str.contains(HOME)).then(
        written.str.replace_all(".", "", literal=True).cast(pl.Int64, strict=False)
    )
    return rows.group_by("member_id", maintain_order=True).agg(
        enterprise=number.drop_nulls().first(), joined=pl.col("joined_on").min().dt.year().cast(pl.Int64)
    )


def accounts_of(dossier: Dossier, cluster: str, members: pl.DataFrame) -> pl.DataFrame:
    """Return what the dossier tells of its members' years of twelve months: enterprise, year, measures."""
    schema = {UNIT: pl.Int64, YEAR: pl.Int64, **dict.fromkeys(MEASURES, pl.Float64)}
    told = dossier.tables.get("accounts")
    if told is None or told.is_empty():
        return pl.DataFrame(schema=schema)
    wanted = ("fte", "value_added", "turnover", "months", "closed_on")
    lacking = [pl.lit(None).alias(name) for name in wanted if name not in told.columns]
    return (
        told.filter(pl.col("cluster_id") == cluster)
        .with_columns(lacking)
        .filter(pl.col("months").fill_null(12) == 12)
        .join(members.select("member_id", UNIT).drop_nulls(), on="member_id")
        .sort("closed_on")
        .unique([UNIT, YEAR], keep="last", maintain_order=True)
        .with_columns(_per_head().alias(PER_HEAD))
        .select(pl.col(name).cast(kind) for name, kind in schema.items())
    )


def drawn(
    register: Register,
    group: Group,
    members: pl.DataFrame,
    *,
    own: pl.DataFrame | None = None,
    measures: Sequence[str] = MEASURES,
) -> Drawn:
    """Draw the panel of a group's years from a register.

    members: enterprise (Int64; blank: no number), joined (year), one row each. own: enterprise, year and some
    of the measures, of members, for years of which the registry has no accounts; it does not mend those it
    has. Legal persons of the group's activities and place, whatever their size, those in bankruptcy too: that
    they failed is part of what happened. Activity: the first of a company's main activities that are of the
    group, by its code. Size: the class of the year's staff. Region: the province.
    RegistryMissing: the store has no accounts.
    """
    engine = register.engine
    there = _companies(register, group)
    numbered = members.filter(pl.col(UNIT).is_not_null()).unique(UNIT, keep="first", maintain_order=True)
    held = [name for name in dict.fromkeys((*measures, "fte", "value_added")) if name != PER_HEAD]
    asked = engine.table(there.select(UNIT))
    rows = (
        register.accounts(near=asked)
        .filter(nw.col("year") >= group.first_year, nw.col("year") <= group.year)
        .select("enterprise", "year", "is_last_of_year", "months", *held)
        .join(asked, on=UNIT, how="semi")
        .filter(left_out(None).is_null())
        .select("enterprise", "year", *held)
    )
    told = engine.rows(rows).with_columns(pl.col(UNIT, YEAR).cast(pl.Int64), pl.col(held).cast(pl.Float64))
    added = _added(own, told, there.join(numbered, on=UNIT, how="semi"), group, held)
    told = (
        _sized(pl.concat([told, added]))
        .with_columns(_per_head().alias(PER_HEAD))
        .join(there, on=UNIT)
        .join(numbered.select(UNIT, JOINED), on=UNIT, how="left")
        .select(UNIT, YEAR, JOINED, "activity", "size", "region", *dict.fromkeys(measures))
        .sort(UNIT, YEAR)
    )
    return Drawn(
        rows=told,
        group=group,
        day=register.day,
        sources=register.sources,
        members=len(members),
        absent=_absent(register, members, there, told),
        completed=len(added),
    )


def _companies(register: Register, group: Group) -> pl.DataFrame:
    """Return the legal persons of a group: enterprise, activity, region."""
    engine = register.engine
    codes = (
        register.table("main_activity")
        .filter(nw.col("version") == group.nace_version, group.activity())
        .group_by("enterprise")
        .agg(nace=nw.col("nace").min())
    )
    found = register.table("company").filter(nw.col("country").is_null(), ~is_natural())
    inside = group.postal_codes()
    if inside is not None:
        found = found.join(engine.table(inside), on="postal_code", how="semi")
    rows = engine.rows(found.select("enterprise", "postal_code").join(codes, on="enterprise", how="inner"))
    return rows.join(
        places.postal_codes().select("postal_code", region="province"), on="postal_code", how="left"
    ).select(pl.col(UNIT).cast(pl.Int64), pl.col("nace").str.slice(0, DIGITS).alias("activity"), "region")


def _per_head() -> pl.Expr:
    return pl.when(pl.col("fte") > 0).then(pl.col("value_added") / pl.col("fte"))


def _sized(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows with the class of their staff; blank where it is not told: nobody is like the unknown."""
    classed: pl.DataFrame = nw.from_native(rows).with_columns(size=size_class()).to_native()
    return classed.with_columns(size=pl.when(pl.col("fte").is_not_null()).then("size"))


def _added(
    own: pl.DataFrame | None, told: pl.DataFrame, members: pl.DataFrame, group: Group, held: Sequence[str]
) -> pl.DataFrame:
    """Return the members' own accounts of the years that the registry does not tell."""
    if own is None:
        return told.clear()
    lacking = [pl.lit(None, pl.Float64).alias(name) for name in held if name not in own.columns]
    return (
        own.with_columns(lacking)
        .filter(pl.col(YEAR).is_between(group.first_year, group.year))
        .join(members, on=UNIT, how="semi")
        .join(told, on=[UNIT, YEAR], how="anti")
        .select(told.columns)
    )


def _absent(
    register: Register, members: pl.DataFrame, there: pl.DataFrame, told: pl.DataFrame
) -> dict[Absent, int]:
    numbers = members[UNIT].drop_nulls().unique().to_list()
    rows = register.engine.rows(
        register.table("company").filter(nw.col("enterprise").is_in(numbers)).select("enterprise", "type")
    )
    types = dict(rows.iter_rows())
    inside, spoken = set(there[UNIT].to_list()), set(told[UNIT].to_list())
    found: Counter[Absent] = Counter({"no_number": members[UNIT].null_count()})
    for number in numbers:
        if number not in types:
            found["unknown"] += 1
        elif types[number] == NATURAL:
            found["natural"] += 1
        elif number not in inside:
            found["elsewhere"] += 1
        elif number not in spoken:
            found["no_accounts"] += 1
    return {why: count for why, count in found.items() if count}
