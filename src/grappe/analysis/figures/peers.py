"""Chapter 3, member enterprises beside comparable ones."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

from grappe.analysis.figures.employment import closed_by, latest
from grappe.analysis.figures.figure import Base, Figure, Measure, Rows, Unit
from grappe.analysis.figures.measures import count, quantile, single
from grappe.analysis.figures.membership import MEMBERS, known
from grappe.analysis.figures.readings import Readings, eager, lazy
from grappe.analysis.figures.sector import levels, sector_rows
from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.power import minimum_detectable_effect
from grappe.analysis.statistics.ranks import (
    hodges_lehmann,
    hodges_lehmann_interval,
    mann_whitney_p,
    percentile_ranks,
)
from grappe.analysis.vocabulary.classes import MEASURES

DERIVED = "value_added_per_fte"
CLASS = 4
"""Digits of a class: peers stand for their class, whatever finer code each of them has."""
SCHEMA = {
    "cluster_id": pl.String(),
    "measure": pl.String(),
    "row": pl.String(),
    "value": pl.Float64(),
    "rank": pl.Float64(),
    "above": pl.Boolean(),
    "shift": pl.Float64(),
    "shift_low": pl.Float64(),
    "shift_high": pl.Float64(),
    "p_value": pl.Float64(),
    "detectable": pl.Float64(),
    "members": pl.Int64(),
    "peers": pl.Int64(),
    "comparable": pl.Int64(),
}


def _measured(frame: Rows, owner: str) -> pl.DataFrame:
    """Return the latest value of each measure of each owner, one row per owner and measure."""
    frame = frame.with_columns(
        nw.when(nw.col("fte") > 0).then(nw.col("value_added") / nw.col("fte")).alias(DERIVED)
    )
    values = frame.unpivot(
        list(MEASURES),
        index=["cluster_id", owner, "closed_on", "year"],
        variable_name="measure",
        value_name="value",
    )
    return eager(
        latest(values.filter(known("value")), owner, "measure").select(
            "cluster_id", "measure", "value", row=nw.col(owner)
        )
    )


def _comparable_members(r: Readings) -> pl.DataFrame:
    """Return the member enterprises whose activity is in a class of the peers, in the same version.

    Peers of a region are held against the members of that region. Peers that say no activity are
    held against all the member enterprises.
    """
    members = eager(
        r.base(MEMBERS)
        .filter(nw.col("kind") == "enterprise")
        .select("cluster_id", "row", "nace", "nace_version", "region")
    )
    asked = (
        eager(r.table("peers"))
        .select("cluster_id", "nace", "nace_version", "region")
        .with_columns(level=pl.col("nace").str.replace_all(".", "", literal=True).str.slice(0, CLASS))
        .unique()
    )
    same_place = pl.col("region_right").is_null() | (pl.col("region") == pl.col("region_right"))
    by_activity = levels(members).join(asked, on=["cluster_id", "nace_version", "level"]).filter(same_place)
    anywhere = members.join(asked.filter(pl.col("nace").is_null()), on="cluster_id").filter(same_place)
    return pl.concat([by_activity.select("cluster_id", "row"), anywhere.select("cluster_id", "row")]).unique(
        maintain_order=True
    )


def _compared(r: Readings) -> Rows:
    """The comparable members by measure, each with its rank among the peers, and the group's comparison."""
    peers_table = r.table("peers").with_columns(closed_on=nw.lit(None, nw.Date()))
    peers = _measured(peers_table.filter(nw.col("year").is_null() | (nw.col("year") < r.day.year)), "peer_id")
    comparable = _comparable_members(r)
    members = _measured(r.table("accounts").filter(closed_by(r)), "member_id").join(
        comparable, on=["cluster_id", "row"]
    )
    sizes = dict(comparable.group_by("cluster_id").len().iter_rows())
    peers_of = peers.partition_by("cluster_id", "measure", as_dict=True)
    rows: list[dict[str, object]] = []
    for (cluster, measure), group in members.partition_by(
        "cluster_id", "measure", as_dict=True, maintain_order=True
    ).items():
        others = peers_of.get((cluster, measure))
        if others is None:
            continue
        rows.extend(_comparison(group.sort("row"), others["value"].to_numpy(), sizes[cluster]))
    return lazy(pl.DataFrame(rows, schema=SCHEMA))


def _comparison(group: pl.DataFrame, others: np.ndarray, comparable: int) -> list[dict[str, object]]:
    values = group["value"].to_numpy()
    ranks = percentile_ranks(values, others)
    shift = hodges_lehmann(values, others)
    low, high = hodges_lehmann_interval(values, others)
    middle = float(np.median(others))
    common = {
        "shift": shift,
        "shift_low": None if np.isnan(low) else low,
        "shift_high": None if np.isnan(high) else high,
        "p_value": mann_whitney_p(values, others),
        "detectable": _detectable(len(values), len(others)),
        "members": len(values),
        "peers": len(others),
        "comparable": comparable,
    }
    return [
        {**row, "rank": rank, "above": row["value"] > middle, **common}
        for row, rank in zip(group.iter_rows(named=True), ranks.tolist(), strict=True)
    ]


def _detectable(members: int, peers: int) -> float | None:
    return float(minimum_detectable_effect(members, peers)) if members + peers > 2 else None


COMPARED = Base(
    name="members_beside_peers",
    about=N_("une entreprise membre comparée au groupe de référence"),
    tables=("peers", "accounts", "members"),
    needs=("peers", "accounts"),
    build=_compared,
    shown=("measure", "value", "rank", "above", "members", "peers"),
    confidential=True,
)


def _beside_medians(r: Readings) -> Rows:
    """The comparable members by measure, with whether each is above the peers' median, or the sector's."""
    compared = eager(r.base(COMPARED)).select("cluster_id", "measure", "row", "above", "comparable")
    medians = [
        sector_rows(r)
        .select(
            "cluster_id",
            "nace_version",
            "level",
            pl.col(f"{measure}_median").alias("median"),
            measure=pl.lit(measure),
        )
        .drop_nulls("median")
        for measure in ("fte", "turnover", "value_added", DERIVED)
    ]
    members = eager(
        r.base(MEMBERS)
        .filter(nw.col("kind") == "enterprise", nw.col("in_region"), known("nace"))
        .select("cluster_id", "row", "nace", "nace_version")
    )
    placed = levels(members).join(pl.concat(medians), on=["cluster_id", "nace_version", "level"])
    placed = placed.sort(pl.col("level").str.len_chars(), maintain_order=True).unique(
        ["cluster_id", "row", "measure"], keep="last", maintain_order=True
    )
    values = _measured(r.table("accounts").filter(closed_by(r)), "member_id")
    beside = (
        placed.join(values, on=["cluster_id", "row", "measure"], how="left")
        .with_columns(
            above=pl.col("value") > pl.col("median"), comparable=pl.len().over("cluster_id", "measure")
        )
        .select("cluster_id", "measure", "row", "above", pl.col("comparable").cast(pl.Int64))
        .drop_nulls("above")
        .join(compared.select("cluster_id").unique(), on="cluster_id", how="anti")
    )
    return lazy(pl.concat([compared, beside]))


BESIDE_MEDIANS = Base(
    name="members_beside_medians",
    about=N_("une entreprise membre comparée à la médiane du groupe de référence"),
    tables=("peers", "sector", "accounts", "members"),
    needs=("peers|sector", "accounts"),
    build=_beside_medians,
    shown=("measure", "above"),
    confidential=True,
)


def _peer(figure: str, unit: Unit, label: str, definition: str, measure: Measure, **more: Any) -> Figure:
    return Figure(
        id=figure,
        chapter=3,
        unit=unit,
        label=label,
        definition=definition,
        base=COMPARED,
        measure=measure,
        key="measure",
        key_name="measure",
        **more,
    )


def _of_group(column: str, bounds: tuple[str, str] | None = None) -> Measure:
    return single(column, used="members", eligible="comparable", bounds=bounds)


FIGURES = (
    _peer(
        "peer.percentile_median",
        "share",
        N_("Rang médian des membres parmi les entreprises comparables"),
        N_(
            "Médiane des rangs des membres dans le groupe de référence : part de ses entreprises qui font moins (la moitié des ex aequo)."
        ),
        quantile("rank", 0.5),
    ),
    Figure(
        id="peer.members_above_median",
        chapter=3,
        unit="count",
        label=N_("Membres au-dessus de la médiane du groupe de référence"),
        definition=N_(
            "Nombre d’entreprises membres comparables dont la dernière valeur connue dépasse la médiane du groupe de référence, ou celle du secteur quand lui seul est connu."
        ),
        base=BESIDE_MEDIANS,
        measure=count(nw.col("above")),
        key="measure",
        key_name="measure",
    ),
    _peer(
        "peer.hodges_lehmann",
        "eur",
        N_("Écart des membres aux entreprises comparables"),
        N_(
            "Décalage de Hodges-Lehmann : médiane de toutes les différences entre un membre et une entreprise du groupe de référence."
        ),
        _of_group("shift", ("shift_low", "shift_high")),
        interval="order_statistics",
        units={"fte": "fte", "rd_fte": "fte"},
    ),
    _peer(
        "peer.p_value",
        "p",
        N_("Probabilité d’un tel écart par hasard"),
        N_(
            "Test bilatéral de Mann-Whitney entre les membres et le groupe de référence, exact pour de petits groupes sans ex aequo."
        ),
        _of_group("p_value"),
    ),
    _peer(
        "peer.minimum_detectable_effect",
        "index",
        N_("Plus petit écart détectable"),
        N_(
            "Écart, en écarts types, qu’un test bilatéral à 5 % verrait huit fois sur dix avec ces effectifs."
        ),
        _of_group("detectable"),
    ),
)
