"""What the clusters of a dossier ask of a register, all of them in one passage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import narwhals as nw
import polars as pl

from grappe.analysis.registry.dossiers.wanted import Wanted
from grappe.analysis.registry.engines.engine import Rows
from grappe.analysis.registry.peers.population import is_ending, is_natural, left_out
from grappe.analysis.registry.register import Register
from grappe.analysis.vocabulary import places

MEASURES: Mapping[str, str] = {
    "fte": "fte", "turnover": "turnover", "gross_margin": "gross_margin", "value_added": "value_added",
    "operating_profit": "operating_profit", "profit": "net_profit", "total_assets": "total_assets",
    "equity": "equity",
}  # fmt: skip
"""The measures of a registry that a dossier has, and what it calls them."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a register said, brought to hand."""

    population: pl.DataFrame
    """One row per enterprise, version, beginning and code: enterprise, version, start, nace (digits), name,
    postal_code, province, region, started_on, is_natural, is_ending."""
    accounts: pl.DataFrame | None
    """enterprise, year, ended_on, months, the measures as a dossier names them, left_out; None: none."""
    members: pl.DataFrame
    """Those members that it knows, once per activity: enterprise, version, nace (digits; blank: none)."""


def read(register: Register, asked: Wanted, years: tuple[int, int]) -> Read:
    """Ask a register all that a dossier wants of it. years: of the accounts, first and last."""
    population = _population(register, asked)
    numbers = asked.members.select("enterprise").drop_nulls().unique()
    accounts = None
    if register.catalogue.accounts is not None:
        legal = population.filter(~pl.col("is_natural"), ~pl.col("is_ending")).select("enterprise")
        accounts = _accounts(register, pl.concat([legal, numbers]).unique(), years)
    return Read(population, accounts, _members(register, numbers))


def _population(register: Register, asked: Wanted) -> pl.DataFrame:
    """Return the enterprises of all the activities and places asked."""
    engine = register.engine
    seats = places.postal_codes().select("postal_code", "province", "region").drop_nulls("region")
    if asked.regions is not None:
        seats = seats.filter(pl.col("region").is_in(asked.regions))
    if asked.starts.is_empty():
        return _no_population()
    company = (
        register.table("company")
        .filter(nw.col("country").is_null())
        .join(engine.table(seats), on="postal_code", how="inner")
        .select(
            "enterprise",
            "name",
            "postal_code",
            "province",
            "region",
            "started_on",
            is_natural=is_natural(),
            is_ending=is_ending(),
        )
    )
    active = nw.concat(list(_activities(register, asked.starts)))
    active = active.group_by("enterprise", "version", "start", "nace").agg()
    return engine.rows(active.join(company, on="enterprise", how="inner"))


def _activities(register: Register, starts: pl.DataFrame) -> Iterator[Rows]:
    main = register.table("main_activity")
    lengths: Sequence[int] = sorted(starts["start"].str.len_chars().unique().to_list())
    for length in lengths:
        wanted = register.engine.table(starts.filter(pl.col("start").str.len_chars() == length))
        yield main.select("enterprise", "version", "nace", start=nw.col("nace").str.slice(0, length)).join(
            wanted, on=["version", "start"], how="inner"
        )


def _accounts(register: Register, enterprises: pl.DataFrame, years: tuple[int, int]) -> pl.DataFrame:
    asked = register.engine.table(enterprises)
    told = (
        register.accounts(near=asked)
        .filter(nw.col("year") >= years[0], nw.col("year") <= years[1])
        .join(asked, on="enterprise", how="semi")
        .with_columns(left_out=left_out(None))
        .select(
            "enterprise",
            "year",
            "ended_on",
            "months",
            "left_out",
            **{ours: nw.col(theirs) for theirs, ours in MEASURES.items()},
        )
    )
    return register.engine.rows(told).with_columns(pl.col("year", "months").cast(pl.Int64))


def _members(register: Register, numbers: pl.DataFrame) -> pl.DataFrame:
    engine = register.engine
    who = engine.table(numbers)
    known = register.table("company").select("enterprise").join(who, on="enterprise", how="semi")
    active = (
        register.table("main_activity")
        .select("enterprise", "version", "nace")
        .join(who, on="enterprise", how="semi")
    )
    return engine.rows(known).unique().join(engine.rows(active), on="enterprise", how="left")


def _no_population() -> pl.DataFrame:
    texts = ("version", "start", "nace", "name", "postal_code", "province", "region")
    return pl.DataFrame(
        schema={
            "enterprise": pl.Int64,
            **dict.fromkeys(texts, pl.String),
            "started_on": pl.Date,
            "is_natural": pl.Boolean,
            "is_ending": pl.Boolean,
        }
    )
