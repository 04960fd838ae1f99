"""A dossier filled from a store: the register of each reference day in the place of its own tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.from_registry import BORROWED, TAILS, YEARS, FromRegistry, OfCluster
from grappe.analysis.registry.catalogue import read_catalogue
from grappe.analysis.registry.dossiers.reading import Read, read
from grappe.analysis.registry.dossiers.tables import Filled, members_on, tables_of
from grappe.analysis.registry.dossiers.wanted import Wanted, wanted
from grappe.analysis.registry.engines.opening import opened
from grappe.analysis.registry.register import Register
from grappe.analysis.registry.store import MEMORY


def filled(
    dossier: Dossier, days: Sequence[dt.date], store: Path, *, neutral: bool = False, memory: str = MEMORY
) -> dict[dt.date, Dossier]:
    """Return the dossier of each day with the tables that the register of that day makes.

    Tables of its own are replaced. Without accounts in the store, `peers` stays what it was. A register is
    read once, for all the clusters and for all the days that it stands for. neutral: no company can be
    recognised. RegistryMissing: no store there, or an empty one.
    """
    catalogue = read_catalogue(store)
    first = min((layer.snapshot for layer in catalogue.layers if layer.kind == "full"), default=None)
    asked = wanted(dossier)
    found: dict[dt.date, Dossier] = {}
    by_register: dict[tuple[str, ...], list[dt.date]] = {}
    for day in days:
        layers = catalogue.on(day if first is None or day >= first else first)
        by_register.setdefault(tuple(layer.name for layer in layers), []).append(day)
    with opened(memory=memory) as engine:
        for own in by_register.values():
            day = own[0] if first is None or own[0] >= first else first
            register = Register(store, engine, day=day)
            answer = read(register, asked, (min(own).year - YEARS, max(own).year))
            for one in own:
                found[one] = _of_day(dossier, register, answer, asked, one, neutral=neutral)
    later = tuple(day for day, one in found.items() if one.registry and one.registry.is_later)
    return {
        day: replace(one, registry=replace(one.registry, later_for=tuple(d for d in later if d != day)))
        if one.registry
        else one
        for day, one in found.items()
    }


def _of_day(
    dossier: Dossier, register: Register, answer: Read, asked: Wanted, day: dt.date, *, neutral: bool
) -> Dossier:
    made = tables_of(answer, asked, dossier, register_day=register.day, day=day, neutral=neutral)
    names = tuple(name for name in ("sector", "peers") if name in made.tables)
    told = FromRegistry(
        day=register.day,
        number=register.layers[-1].number,
        sources=register.sources,
        as_of=day,
        has_accounts=answer.accounts is not None,
        tables=names,
        unused=tuple(name for name in names if name in dossier.tables),
        clusters={
            cluster: _of_cluster(cluster, answer, asked, made, day)
            for cluster in asked.clusters["cluster_id"].to_list()
        },
    )
    return replace(dossier, tables={**dossier.tables, **made.tables}, registry=told)


def _of_cluster(cluster: str, answer: Read, asked: Wanted, made: Filled, day: dt.date) -> OfCluster:
    def own(frame: pl.DataFrame) -> pl.DataFrame:
        return frame.filter(pl.col("cluster_id") == cluster) if frame.width else frame

    there, members = own(made.there), members_on(own(asked.members), day)
    numbered = members.drop_nulls("enterprise")
    accounts, group = own(made.accounts), own(made.group)
    why = accounts["left_out"].to_list() if accounts.width else []
    tails, borrowed = (own(made.tables.get(name, pl.DataFrame())) for name in (TAILS, BORROWED))
    return OfCluster(
        companies=there.height,
        natural=int(there["is_natural"].sum()),
        ending=int((there["is_ending"] & ~there["is_natural"]).sum()),
        in_scope=int(there["is_member"].sum()),
        members=members.height,
        unnumbered=members.height - numbered.height,
        unknown=numbered.join(answer.members, on="enterprise", how="anti").height,
        elsewhere=_elsewhere(numbered, answer.members),
        peers=int((~group["is_member"]).sum()),
        among_peers=int(group["is_member"].sum()),
        other_lengths=why.count("months"),
        earlier=why.count("earlier"),
        tails=tails.height,
        borrowed=borrowed["member_id"].n_unique() if borrowed.width else 0,
    )


def _elsewhere(members: pl.DataFrame, known: pl.DataFrame) -> tuple[tuple[str, str, str], ...]:
    """Return the members whose class is none of those that the register gives them, in the same version."""
    told = known.drop_nulls("nace").with_columns(class_=pl.col("nace").str.slice(0, 4))
    theirs = members.drop_nulls("start").join(
        told.group_by("enterprise", "version").agg(pl.col("class_").unique().sort()),
        left_on=["enterprise", "nace_version"],
        right_on=["enterprise", "version"],
    )
    there = pl.element().str.slice(0, 2) + "." + pl.element().str.slice(2)
    apart = theirs.filter(~pl.col("class_").list.contains(pl.col("start"))).select(
        "name", "nace", there=pl.col("class_").list.eval(there).list.join(", ")
    )
    return tuple((str(name), str(nace), str(there)) for name, nace, there in apart.sort("name").iter_rows())
