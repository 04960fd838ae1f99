"""What a dossier asks of the register: for each cluster, activities, a place, and who its members are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.registry.peers.group import beginnings
from grappe.analysis.vocabulary import nace

CLASS = 4
"""Digits of a class: members are compared with the companies of their class."""
UNTOLD = "2008"
"""The version that is taken for a cluster of which nothing tells another."""
MEMBER = {
    "cluster_id": pl.String, "member_id": pl.String, "name": pl.String, "kind": pl.String,
    "enterprise_number": pl.String, "joined_on": pl.Date, "left_on": pl.Date,
    "nace": pl.String, "nace_version": pl.String,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """The questions of all the clusters of a dossier, whatever the day."""

    clusters: pl.DataFrame
    """cluster_id, region (NUTS 1, or blank), version, has_scope."""
    scope: pl.DataFrame
    """cluster_id, version, nace, start: what the scope's codes (else the members' classes) begin with."""
    classes: pl.DataFrame
    """cluster_id, version, start: the classes of the member enterprises, those within the scope if any is."""
    members: pl.DataFrame
    """The columns of `MEMBER`, enterprise (a whole number), start (its class, digits); one row per spell."""

    @property
    def starts(self) -> pl.DataFrame:
        """What is asked of the register, once each: version, start."""
        return pl.concat([table.select("version", "start") for table in (self.scope, self.classes)]).unique()

    @property
    def regions(self) -> tuple[str, ...] | None:
        """The regions asked; None: the whole country."""
        named = self.clusters["region"]
        return None if named.null_count() else tuple(sorted(set(named.to_list())))


def wanted(dossier: Dossier) -> Wanted:
    """Return what a dossier asks."""
    members = _members(dossier)
    usual = (
        members.drop_nulls("nace_version")
        .group_by("cluster_id", "nace_version")
        .len()
        .sort("len", "nace_version")
        .group_by("cluster_id", maintain_order=True)
        .agg(usual=pl.col("nace_version").last())
    )
    table = dossier.tables["cluster"]
    asked = _with(
        table,
        {
            "cluster_id": pl.String,
            "region": pl.String,
            "scope_nace": pl.List(pl.String),
            "scope_nace_version": pl.String,
        },
    )
    asked = asked.join(usual, on="cluster_id", how="left", maintain_order="left").with_columns(
        version=pl.coalesce("scope_nace_version", "usual", pl.lit(UNTOLD)),
        has_scope=(pl.col("scope_nace").list.len() > 0).fill_null(value=False),
    )
    classes = (
        members.filter(pl.col("kind") == "enterprise")
        .drop_nulls("start")
        .join(asked.select("cluster_id", "version"), on="cluster_id")
        .filter(pl.col("nace_version") == pl.col("version"))
        .select("cluster_id", "version", "start")
        .unique()
        .sort("cluster_id", "start")
    )
    scope = _begun(
        asked.filter("has_scope").explode("scope_nace").select("cluster_id", "version", nace="scope_nace")
    )
    unscoped = classes.join(asked.filter("has_scope"), on="cluster_id", how="anti").with_columns(
        nace=coded("start")
    )
    return Wanted(
        clusters=asked.select("cluster_id", "region", "version", "has_scope"),
        scope=pl.concat([scope, unscoped.select("cluster_id", "version", "nace", "start")], how="vertical"),
        classes=_compared(classes, scope),
        members=members,
    )


def _compared(classes: pl.DataFrame, scope: pl.DataFrame) -> pl.DataFrame:
    """Return the classes that are compared: those within the scope; where none is, all of them.

    All companies of a class are peers: one member outside the scope would bring in thousands like it, and
    the group would no longer be of the cluster's sector.
    """
    codes = scope.select("cluster_id", code="start")
    within = classes.join(codes, on="cluster_id").filter(
        pl.col("start").str.starts_with(pl.col("code")) | pl.col("code").str.starts_with(pl.col("start"))
    )
    within = classes.join(within, on=["cluster_id", "start"], how="semi", maintain_order="left")
    return pl.concat([within, classes.join(within, on="cluster_id", how="anti", maintain_order="left")])


def coded(digits: str) -> pl.Expr:
    """Return classes with their dot: 59.11 for 5911."""
    return pl.col(digits).str.slice(0, 2) + "." + pl.col(digits).str.slice(2)


def _begun(scope: pl.DataFrame) -> pl.DataFrame:
    """Return each code of a scope once per beginning that its codes have: a section has several."""
    rows = [
        (cluster, version, code, start)
        for cluster, version, code in scope.drop_nulls("nace").unique(maintain_order=True).iter_rows()
        if nace.canonical(code, version) is not None
        for start in beginnings([code], version)
    ]
    names = ("cluster_id", "version", "nace", "start")
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")


def _members(dossier: Dossier) -> pl.DataFrame:
    digits = pl.col("nace").str.replace_all(".", "", literal=True)
    return _with(dossier.tables["members"], MEMBER).with_columns(
        # A foreign number may hold anything.
        enterprise=pl.col("enterprise_number")
        .str.extract(r"^([0-9]{4}\.[0-9]{3}\.[0-9]{3})$")
        .str.replace_all(".", "", literal=True)
        .cast(pl.Int64),
        start=pl.when(digits.str.contains(r"^[0-9]{4}")).then(digits.str.slice(0, CLASS)),
    )


def _with(frame: pl.DataFrame, schema: Mapping[str, Any]) -> pl.DataFrame:
    """Return some columns of a table, blank where it has none."""
    return frame.select(
        pl.col(name) if name in frame.columns else pl.lit(None, dtype).alias(name)
        for name, dtype in schema.items()
    )
