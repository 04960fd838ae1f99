"""Chapter 3, member enterprises beside comparable ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

from grappe.analysis.dossier.from_registry import BORROWED
from grappe.analysis.figures.compared_accounts import DERIVED, accounts_compared, latest_of_each
from grappe.analysis.figures.figure import Base, Figure, Measure, Rows, Unit
from grappe.analysis.figures.measures import count, quantile, single
from grappe.analysis.figures.membership import MEMBERS, known
from grappe.analysis.figures.readings import Readings, eager, lazy
from grappe.analysis.figures.sector import levels, sector_rows
from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.power import minimum_detectable_effect
from grappe.analysis.statistics.ranks import mann_whitney, percentile_ranks, shift

CLASS = 4
"""Digits of a class: peers stand for their class, whatever finer code each of them has."""


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


def _pairs(r: Readings) -> pl.DataFrame:
    """Return one row per cluster and measure that both sides know: rows, values and others, three lists."""
    comparable = r.worked(_comparable_members)
    members = latest_of_each(
        accounts_compared(r, "accounts", "member_id").join(
            comparable.lazy(), on=["cluster_id", "row"], how="semi"
        )
    )
    within = ["cluster_id", "measure"]
    others = (
        latest_of_each(accounts_compared(r, "peers", "peer_id")).group_by(within).agg(others=pl.col("value"))
    )
    return (
        members.sort(*within, "row")
        .group_by(within, maintain_order=True)
        .agg("row", "value")
        .join(others, on=within, maintain_order="left")
        .join(
            comparable.group_by("cluster_id").agg(comparable=pl.len()), on="cluster_id", maintain_order="left"
        )
    )


def _each_pair(pairs: pl.DataFrame) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield the members' and the peers' values of each row of `_pairs`."""
    if pairs.is_empty():
        return iter(())
    members, others = (
        np.split(pairs[side].explode().to_numpy(), np.cumsum(pairs[side].list.len().to_numpy())[:-1])
        for side in ("value", "others")
    )
    return zip(members, others, strict=True)


@dataclass(frozen=True, slots=True)
class BesidePeers:
    """One measure of the comparable members and of their peers: what a picture of both needs."""

    median: float
    peers: int
    peers_q1: float
    peers_median: float
    peers_q3: float


def beside_peers(r: Readings, cluster: str) -> dict[str, BesidePeers]:
    """Return, by measure, the medians of a cluster's members and of their peers, who are never named."""
    pairs = r.worked(_pairs).filter(pl.col("cluster_id") == cluster)
    found = {}
    for measure, (values, others) in zip(pairs["measure"].to_list(), _each_pair(pairs), strict=True):
        q1, middle, q3 = (float(v) for v in np.quantile(others, [0.25, 0.5, 0.75]))
        found[measure] = BesidePeers(float(np.median(values)), len(others), q1, middle, q3)
    return found


def _compared(r: Readings) -> Rows:
    """The comparable members by measure, each with its rank among the peers."""
    pairs = r.worked(_pairs)
    ranks = [percentile_ranks(values, others).values for values, others in _each_pair(pairs)]
    middles = [float(np.median(others)) for _, others in _each_pair(pairs)]
    members = pairs.with_columns(
        middle=pl.Series(middles, dtype=pl.Float64),
        members=pl.col("value").list.len().cast(pl.Int64),
        peers=pl.col("others").list.len().cast(pl.Int64),
        comparable=pl.col("comparable").cast(pl.Int64),
    )
    return lazy(
        members.drop("others")
        .explode("row", "value")
        .with_columns(
            rank=pl.Series(np.concatenate([np.zeros(0), *ranks]), dtype=pl.Float64),
            above=pl.col("value") > pl.col("middle"),
        )
        .drop("middle")
    )


def _tested(r: Readings) -> Rows:
    """The same members, each with what the tests say of its group beside the peers."""
    pairs = r.worked(_pairs)
    tests = [_tests(values, others) for values, others in _each_pair(pairs)]
    groups = pairs.select("cluster_id", "measure").hstack(pl.DataFrame(tests, schema=TESTS, orient="row"))
    groups = groups.with_columns(adjusted_p=_holm().over("cluster_id"))
    return lazy(eager(r.base(COMPARED)).join(groups, on=["cluster_id", "measure"], how="left"))


def _holm() -> pl.Expr:
    """The p values of a family, each as large as the family makes it (Holm 1979, Scand. J. Statist. 6:65-70).

    Holm's and not a false discovery rate: each measure called different is a claim of its own, there are
    few, and turnover, staff and value added go together, which Holm allows whatever the dependence.
    """
    p = pl.col("p_value")
    order = p.rank("ordinal")
    weighed = p * (pl.len() - order + 1)
    return weighed.sort_by(order).cum_max().gather(order - 1).clip(upper_bound=1.0)


TESTS = dict.fromkeys(("shift", "shift_low", "shift_high", "p_value", "detectable"), pl.Float64())


def _tests(values: np.ndarray, others: np.ndarray) -> tuple[float | None, ...]:
    found = shift(values, others)
    known_ends = (None, None) if found.reason else (found.low, found.high)
    members, peers = len(values), len(others)
    detectable = float(minimum_detectable_effect(members, peers)) if members + peers > 2 else None
    return found.estimate, *known_ends, mann_whitney(values, others).p_value, detectable


COMPARED = Base(
    name="members_beside_peers",
    about=N_("une entreprise membre comparée au groupe de référence"),
    tables=("peers", "accounts", "members"),
    needs=("peers", f"accounts|{BORROWED}"),
    build=_compared,
    shown=("measure", "value", "rank", "above", "members", "peers"),
    confidential=True,
)


TESTED = Base(
    name="members_tested_beside_peers",
    about=COMPARED.about,
    tables=COMPARED.tables,
    needs=COMPARED.needs,
    build=_tested,
    shown=COMPARED.shown,
    confidential=True,
)


def _companies(r: Readings) -> Rows:
    """The peers by measure, each with its latest value."""
    peers = eager(r.table("peers")).group_by("cluster_id").agg(known=pl.col("peer_id").n_unique())
    found = latest_of_each(accounts_compared(r, "peers", "peer_id")).join(peers, on="cluster_id", how="left")
    companies = pl.len().over("cluster_id", "measure").cast(pl.Int64)
    found = found.with_columns(pl.col("known").cast(pl.Int64), companies=companies)
    return lazy(found.sort("cluster_id", "measure", "row"))


COMPANIES = Base(
    name="companies_of_the_peer_group",
    about=N_("une entreprise du groupe de référence"),
    tables=("peers",),
    needs=("peers",),
    build=_companies,
    shown=("measure", "value"),
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
    ).join(compared.select("cluster_id").unique(), on="cluster_id", how="anti")
    placed = levels(members).join(pl.concat(medians), on=["cluster_id", "nace_version", "level"])
    placed = placed.sort(pl.col("level").str.len_chars(), maintain_order=True).unique(
        ["cluster_id", "row", "measure"], keep="last", maintain_order=True
    )
    values = latest_of_each(
        accounts_compared(r, "accounts", "member_id").join(
            placed.lazy(), on=["cluster_id", "row"], how="semi"
        )
    )
    beside = (
        placed.join(values, on=["cluster_id", "row", "measure"], how="left")
        .with_columns(
            above=pl.col("value") > pl.col("median"), comparable=pl.len().over("cluster_id", "measure")
        )
        .select("cluster_id", "measure", "row", "above", pl.col("comparable").cast(pl.Int64))
        .drop_nulls("above")
    )
    return lazy(pl.concat([compared, beside]))


BESIDE_MEDIANS = Base(
    name="members_beside_medians",
    about=N_("une entreprise membre comparée à la médiane du groupe de référence"),
    tables=("peers", "sector", "accounts", "members"),
    needs=("peers|sector", f"accounts|{BORROWED}"),
    build=_beside_medians,
    shown=("measure", "above"),
    confidential=True,
)


def _peer(
    figure: str,
    unit: Unit,
    label: str,
    definition: str,
    measure: Measure,
    *,
    base: Base = TESTED,
    **more: Any,
) -> Figure:
    return Figure(
        id=figure,
        chapter=3,
        unit=unit,
        label=label,
        definition=definition,
        base=base,
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
        quantile("rank", 0.5, eligible="comparable"),
        base=COMPARED,
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
        measure=count(nw.col("above"), eligible="comparable"),
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
            "Test bilatéral de Mann-Whitney entre les membres et le groupe de référence, exact pour de petits groupes, ex aequo compris."
        ),
        _of_group("p_value"),
    ),
    _peer(
        "peer.adjusted_p",
        "p",
        N_("Probabilité d’un tel écart par hasard, corrigée pour le nombre de mesures"),
        N_(
            "La probabilité du test de Mann-Whitney, corrigée par la méthode de Holm sur toutes les mesures comparées du cluster : chaque mesure dite différente est une affirmation à part, et Holm vaut même quand les mesures vont ensemble."
        ),
        _of_group("adjusted_p"),
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
    _peer(
        "peer.companies",
        "count",
        N_("Entreprises du groupe de référence"),
        N_(
            "Nombre d’entreprises du groupe de référence dont une valeur est connue avant l’année de référence, sur toutes celles du groupe."
        ),
        single("companies", eligible="known"),
        base=COMPANIES,
    ),
)
