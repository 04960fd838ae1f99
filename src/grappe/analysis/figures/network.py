"""Chapter 7, the network of the members, with and without the cluster's team."""

from __future__ import annotations

import narwhals as nw
import numpy as np
import polars as pl

from grappe.analysis.dossier.tables.governance import OFFICE
from grappe.analysis.figures.figure import Base, Figure, Rows, Unit
from grappe.analysis.figures.measures import single
from grappe.analysis.figures.membership import MEMBERS, known
from grappe.analysis.figures.readings import Readings, eager, lazy
from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.graphs import graph_summary


def _ties(r: Readings) -> Rows:
    """The ties between members on the day (and with the office), each once, with its network's summary.

    The members without a tie are nodes too; the office is one in the layers where it has a tie.
    """
    members = eager(r.base(MEMBERS).select("cluster_id", "member_id"))
    drawn = eager(
        r.table("ties")
        .filter(nw.col("since").is_null() | (nw.col("since") <= r.as_of), known("layer"))
        .select("cluster_id", "layer", "member_a", "member_b")
    )
    present = pl.concat(
        [members, members.select("cluster_id").unique().with_columns(member_id=pl.lit(OFFICE))]
    )
    for end in ("member_a", "member_b"):
        drawn = drawn.join(
            present, left_on=["cluster_id", end], right_on=["cluster_id", "member_id"], how="semi"
        )
    drawn = (
        drawn.with_columns(
            one=pl.min_horizontal("member_a", "member_b"), other=pl.max_horizontal("member_a", "member_b")
        )
        .filter(pl.col("one") != pl.col("other"))
        .unique(["cluster_id", "layer", "one", "other"], maintain_order=True)
    )
    if drawn.is_empty():
        return lazy(pl.DataFrame(schema=TIES_SCHEMA))
    layers = drawn.select("cluster_id", "layer").unique(maintain_order=True).with_row_index("group")
    with_office = _summary(layers, members, drawn, "")
    without = drawn.filter((pl.col("one") != OFFICE) & (pl.col("other") != OFFICE))
    summary = with_office.join(_summary(layers, members, without, "_without"), on="group")
    return lazy(
        drawn.join(layers, on=["cluster_id", "layer"])
        .join(summary, on="group")
        .select(
            "cluster_id",
            "layer",
            "one",
            "other",
            pl.concat_str("one", pl.lit("–"), "other").alias("row"),
            "density",
            "centralisation",
            "components",
            pl.col("components_without").alias("without_office"),
            "nodes",
        )
    )


TIES_SCHEMA = {
    "cluster_id": pl.String(),
    "layer": pl.String(),
    "one": pl.String(),
    "other": pl.String(),
    "row": pl.String(),
    "density": pl.Float64(),
    "centralisation": pl.Float64(),
    "components": pl.Int64(),
    "without_office": pl.Int64(),
    "nodes": pl.Int64(),
}


def _summary(layers: pl.DataFrame, members: pl.DataFrame, ties: pl.DataFrame, suffix: str) -> pl.DataFrame:
    """Number the nodes of every layer of every cluster, and summarise all the graphs at once."""
    ties = ties.join(layers, on=["cluster_id", "layer"])
    ends = pl.concat([ties.select("group", member_id="one"), ties.select("group", member_id="other")])
    nodes = (
        pl.concat([layers.join(members, on="cluster_id").select("group", "member_id"), ends])
        .unique(maintain_order=True)
        .sort("group", maintain_order=True)
        .with_row_index("node")
    )
    source = ties.join(
        nodes, left_on=["group", "one"], right_on=["group", "member_id"], maintain_order="left"
    )
    target = ties.join(
        nodes, left_on=["group", "other"], right_on=["group", "member_id"], maintain_order="left"
    )
    found = graph_summary(
        nodes["group"].to_numpy().astype(np.int64),
        source["node"].to_numpy().astype(np.int64),
        target["node"].to_numpy().astype(np.int64),
        groups=len(layers),
    )
    return pl.DataFrame(
        {
            "group": layers["group"],
            f"density{suffix}": found.density,
            f"centralisation{suffix}": found.centralisation,
            f"components{suffix}": found.components,
            f"nodes{suffix}": found.nodes,
        }
    ).with_columns(pl.col(pl.Float64).fill_nan(None))


TIES = Base(
    name="ties_on_day",
    about=N_("un lien entre deux membres au jour de référence"),
    tables=("ties", "members"),
    needs=("ties.layer",),
    build=_ties,
    shown=("layer", "nodes", "density", "components", "centralisation", "without_office"),
)


def _network(figure: str, unit: Unit, label: str, definition: str, column: str) -> Figure:
    return Figure(
        id=figure,
        chapter=7,
        unit=unit,
        label=label,
        definition=definition,
        base=TIES,
        measure=single(column, used="nodes", eligible="nodes"),
        key="layer",
        key_name="layer",
    )


FIGURES = (
    _network(
        "network.density",
        "share",
        N_("Densité du réseau"),
        N_(
            "Liens existants sur liens possibles entre les membres au jour de référence (et l’équipe du cluster si elle a des liens)."
        ),
        "density",
    ),
    _network(
        "network.components",
        "count",
        N_("Composantes du réseau"),
        N_("Nombre de groupes de membres reliés entre eux ; un membre sans lien en forme un à lui seul."),
        "components",
    ),
    _network(
        "network.centralisation",
        "index",
        N_("Centralisation du réseau"),
        N_(
            "Centralisation de degré de Freeman : 1 quand tout passe par un seul, 0 quand tous ont autant de liens."
        ),
        "centralisation",
    ),
    _network(
        "network.without_office",
        "count",
        N_("Composantes du réseau sans l’équipe du cluster"),
        N_("Nombre de composantes du réseau une fois l’équipe du cluster retirée."),
        "without_office",
    ),
)
