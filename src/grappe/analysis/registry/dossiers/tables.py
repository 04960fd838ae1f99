"""The tables of a dossier as a register makes them, on one day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.from_registry import BORROWED, PROSPECTS, SCOPE, TAILS, YEARS
from grappe.analysis.registry.dossiers.reading import MEASURES, Read
from grappe.analysis.registry.dossiers.wanted import Wanted, coded
from grappe.analysis.registry.peers.group import CUT
from grappe.analysis.registry.prospects import ranked

NAMES = list(MEASURES.values())


@dataclass(frozen=True, slots=True)
class Filled:
    """The tables, and what they were made from, by cluster."""

    tables: dict[str, pl.DataFrame]
    there: pl.DataFrame
    """The enterprises of each scope, once each: cluster_id, enterprise, is_natural, is_ending, is_member."""
    group: pl.DataFrame
    """The legal persons of the members' classes, once each: cluster_id, enterprise, is_member."""
    accounts: pl.DataFrame
    """Their accounts of those years, and why some do not count."""


def tables_of(
    found: Read,
    asked: Wanted,
    dossier: Dossier,
    *,
    register_day: dt.date,
    day: dt.date,
    neutral: bool,
) -> Filled:
    """Return the tables that a register fills on a day.

    neutral: the companies are numbered, so that none can be recognised.
    """
    ours = members_on(asked.members, day).drop_nulls("enterprise").select("cluster_id", "enterprise").unique()
    within = _within(found.population, asked.scope, asked.clusters).join(
        ours.with_columns(is_member=pl.lit(value=True)), on=["cluster_id", "enterprise"], how="left"
    )
    within = within.with_columns(pl.col("is_member").fill_null(value=False))
    there = within.select("cluster_id", "enterprise", "is_natural", "is_ending", "is_member").unique()
    sector = _sector(within, asked, register_day if register_day <= day else None)
    tables = {"sector": sector, SCOPE: _scope(within, asked)}
    group = _group(found.population, asked, ours)
    peers = group.filter(~pl.col("is_member"))
    accounts = pl.DataFrame()
    recent = None
    if found.accounts is not None:
        recent = found.accounts.filter(pl.col("ended_on") <= day, pl.col("year") >= day.year - YEARS)
        tables |= _compared(peers, recent, neutral=neutral)
        tables[BORROWED] = _borrowed(found.accounts, asked, dossier, day)
        accounts = recent.join(peers.select("cluster_id", "enterprise"), on="enterprise")
    listed = _prospects(within, asked, recent)
    if listed is not None:
        tables[PROSPECTS] = listed
    return Filled(tables, there, group.select("cluster_id", "enterprise", "is_member"), accounts)


def members_on(members: pl.DataFrame, day: dt.date) -> pl.DataFrame:
    """Return the members on a day, once each."""
    left = pl.col("left_on").is_null() | (pl.col("left_on") > day)
    return members.filter(pl.col("joined_on") <= day, left).unique(
        ["cluster_id", "member_id"], maintain_order=True
    )


def _within(population: pl.DataFrame, codes: pl.DataFrame, clusters: pl.DataFrame) -> pl.DataFrame:
    """Return the enterprises of each cluster's codes and place: the columns of both."""
    return (
        codes.join(clusters.select("cluster_id", cluster_region="region"), on="cluster_id")
        .join(population.rename({"nace": "digits"}), on=["version", "start"])
        .filter(pl.col("cluster_region").is_null() | (pl.col("region") == pl.col("cluster_region")))
    )


def _sector(within: pl.DataFrame, asked: Wanted, day: dt.date | None) -> pl.DataFrame:
    """Return the table `sector`. day: of the register; None where it came after the reference day."""
    counts = within.group_by("cluster_id", "nace").agg(companies=pl.col("enterprise").n_unique())
    return (
        asked.scope.select("cluster_id", "version", "nace")
        .unique(maintain_order=True)
        .join(asked.clusters.select("cluster_id", "region"), on="cluster_id", maintain_order="left")
        .filter(pl.col("region").is_not_null())
        .join(counts, on=["cluster_id", "nace"], how="left", maintain_order="left")
        .select(
            "cluster_id",
            "nace",
            "region",
            nace_version="version",
            year=pl.lit(None if day is None else day.year, pl.Int64),
            companies=pl.col("companies").fill_null(0).cast(pl.Int64),
        )
        .with_row_index("_row", offset=1)
        .with_columns(pl.col("_row").cast(pl.Int64))
    )


def _scope(within: pl.DataFrame, asked: Wanted) -> pl.DataFrame:
    """Return what the register knows of each activity of the scopes, members told by their number."""
    numbers = pl.col("enterprise")
    counts = within.group_by("cluster_id", "nace").agg(
        companies=numbers.n_unique().cast(pl.Int64),
        members=numbers.filter("is_member").n_unique().cast(pl.Int64),
    )
    # An enterprise of two activities is one prospect.
    whole = within.group_by("cluster_id").agg(
        prospects_all=numbers.filter(~pl.col("is_member")).n_unique().cast(pl.Float64)
    )
    return (
        asked.scope.select("cluster_id", "nace")
        .unique(maintain_order=True)
        .join(asked.clusters.filter("has_scope").select("cluster_id"), on="cluster_id", how="semi")
        .join(counts, on=["cluster_id", "nace"], how="left", maintain_order="left")
        .join(whole, on="cluster_id", how="left", maintain_order="left")
        .with_columns(pl.col("companies", "members").fill_null(0), pl.col("prospects_all").fill_null(0.0))
        .with_columns(
            row=pl.col("nace"), scope_nace="nace", prospects=pl.col("companies") - pl.col("members")
        )
    )


def _group(population: pl.DataFrame, asked: Wanted, ours: pl.DataFrame) -> pl.DataFrame:
    """Return the legal persons of the members' classes, once each, and whether they are members.

    One of several classes stands in that which has the fewest companies.
    """
    found = (
        _within(population, asked.classes, asked.clusters)
        .filter(~pl.col("is_natural"), ~pl.col("is_ending"))
        .unique(["cluster_id", "enterprise", "start"])
        .join(ours.with_columns(is_member=pl.lit(value=True)), on=["cluster_id", "enterprise"], how="left")
        .with_columns(pl.col("is_member").fill_null(value=False))
    )
    return (
        found.with_columns(few=pl.len().over("cluster_id", "start"))
        .sort("cluster_id", "enterprise", "few", "start")
        .unique(["cluster_id", "enterprise"], keep="first", maintain_order=True)
        .select(
            "cluster_id",
            "enterprise",
            "postal_code",
            "is_member",
            nace=coded("start"),
            nace_version="version",
            # Of a cluster without a region the peers are those of the whole country.
            region="cluster_region",
        )
    )


def _compared(peers: pl.DataFrame, accounts: pl.DataFrame, *, neutral: bool) -> dict[str, pl.DataFrame]:
    """Return the table `peers`, one row per company and year, and the extremes among them."""
    counted = (
        accounts.filter(pl.col("left_out").is_null())
        .drop("left_out", "months")
        .rename({"ended_on": "closed_on"})
    )
    number = pl.int_range(1, pl.len() + 1) if neutral else None
    name = (
        pl.format("p{}", number.over("cluster_id").cast(pl.String).str.zfill(6))
        if number is not None
        else dotted("enterprise")
    )
    rows = (
        peers.with_columns(peer_id=name)
        .join(counted, on="enterprise", how="left", maintain_order="left")
        .sort("cluster_id", "peer_id", "year")
        .with_row_index("_row", offset=1)
        .with_columns(pl.col("_row").cast(pl.Int64))
    )
    if neutral:
        rows = rows.with_columns(postal_code=pl.lit(None, pl.String))
    ratio = pl.when(pl.col("fte") > 0).then(pl.col("value_added") / pl.col("fte"))
    ends = rows.with_columns(ratio=ratio).drop_nulls("ratio")
    group = ["cluster_id", "year"]
    low, high = (pl.col("ratio").quantile(p, "linear").over(group) for p in (CUT, 1 - CUT))
    # Among fewer, a quantile so far out is an extreme itself.
    tails = ends.filter(
        pl.len().over(group) >= 1 / CUT, (pl.col("ratio") < low) | (pl.col("ratio") > high)
    ).select("cluster_id", "year", row="peer_id", is_tail=pl.lit(value=True))
    return {"peers": rows.drop("enterprise", "is_member"), TAILS: tails}


def _borrowed(accounts: pl.DataFrame, asked: Wanted, dossier: Dossier, day: dt.date) -> pl.DataFrame:
    """Return accounts of the members of whom the dossier has none that count on the day."""
    counted = accounts.filter(
        pl.col("left_out").is_null(), pl.col("ended_on") <= day, pl.col("year") >= day.year - YEARS
    )
    members = members_on(asked.members, day).drop_nulls("enterprise")
    own = dossier.tables.get("accounts")
    if own is not None:
        year = pl.col("year") < day.year
        closed = pl.col("closed_on") if "closed_on" in own.columns else pl.lit(None, pl.Date)
        says = [pl.col(name).is_not_null() for name in NAMES if name in own.columns]
        own = own.filter(
            (closed <= day) | (closed.is_null() & year),
            pl.col("year") >= day.year - YEARS,
            pl.any_horizontal(says) if says else pl.lit(value=False),
        )
        members = members.join(own, on=["cluster_id", "member_id"], how="anti")
    told = members.select("cluster_id", "member_id", "enterprise").join(counted, on="enterprise")
    return told.select("cluster_id", "member_id", "year", pl.col("ended_on").alias("closed_on"), *NAMES).sort(
        "cluster_id", "member_id", "year"
    )


def _prospects(within: pl.DataFrame, asked: Wanted, accounts: pl.DataFrame | None) -> pl.DataFrame | None:
    """Return the companies of each scope that could be members, in order."""
    staff = pl.DataFrame(schema={"enterprise": pl.Int64, "fte": pl.Float64, "fte_year": pl.Int64})
    if accounts is not None:
        staff = (
            accounts.filter(pl.col("left_out").is_null())
            .drop_nulls("fte")
            .sort("year")
            .unique("enterprise", keep="last", maintain_order=True)
            .select("enterprise", "fte", fte_year="year")
        )
    scoped = within.join(asked.clusters.filter("has_scope"), on="cluster_id", how="semi")
    lists = []
    for (cluster,), own in scoped.partition_by("cluster_id", as_dict=True, maintain_order=True).items():
        companies = own.unique("enterprise", maintain_order=True).join(
            staff, on="enterprise", how="left", maintain_order="left"
        )
        codes = own.select("enterprise", nace="digits").unique(maintain_order=True)
        members = companies.filter("is_member")["enterprise"].to_list()
        lists.append(
            ranked(companies.drop("nace"), codes, members).select(
                pl.lit(cluster).alias("cluster_id"),
                "rank",
                dotted("enterprise").alias("enterprise"),
                "name",
                pl.col("activities").list.join(" ").alias("nace"),
                "postal_code",
                "province",
                "started_on",
                pl.col("fte").alias("jobs"),
                pl.col("fte_year").alias("jobs_year"),
                pl.col("share").alias("share_of_jobs"),
                "members_alike",
                "members_near",
            )
        )
    return pl.concat(lists) if lists else None


def dotted(number: str) -> pl.Expr:
    """Return enterprise numbers as people write them: 0123.456.749."""
    digits = pl.col(number).cast(pl.String).str.zfill(10)
    return pl.format("{}.{}.{}", digits.str.slice(0, 4), digits.str.slice(4, 3), digits.str.slice(7))
