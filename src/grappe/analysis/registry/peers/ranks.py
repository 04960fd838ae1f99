"""Where each member stands among the peers, year by year, and how it has grown beside them."""

from __future__ import annotations

import narwhals as nw

from grappe.analysis.registry.engines.engine import Engine, Rows
from grappe.analysis.registry.peers.values import KEY


def ranks(cut_values: Rows) -> Rows:
    """Return members' ranks: enterprise, year, measure, value, rank (0 to 1), peers (how many).

    The rank is the share of the peers below, and half of those equal. A mean rank is the number of those
    below plus half of those equal, oneself counted: among all less among members, the members cancel out.
    """
    kept = cut_values.filter(~nw.col("is_tail"))
    peers = kept.filter(~nw.col("is_member")).group_by(*KEY).agg(nw.len().cast(nw.Float64).alias("peers"))
    mean = nw.col("value").rank("average")
    among_members = kept.filter(nw.col("is_member")).with_columns(among_members=mean.over(*KEY))
    among_all = kept.with_columns(among_all=mean.over(*KEY)).filter(nw.col("is_member"))
    return (
        among_all.join(
            among_members.select("enterprise", *KEY, "among_members"), on=["enterprise", *KEY], how="inner"
        )
        .join(peers, on=list(KEY), how="inner")
        .select(
            "enterprise",
            "year",
            "measure",
            "value",
            rank=(nw.col("among_all") - nw.col("among_members")) / nw.col("peers"),
            peers=nw.col("peers").cast(nw.Int64),
        )
    )


def growths(unfolded: Rows) -> Rows:
    """Return each change from a year to the next: enterprise, is_member, measure, year, growth (0.1 is 10 %).

    From a value above zero, and under one model of accounts: a change of model changes what is measured.
    `is_model_change` marks those, whose growth is blank.
    """
    own = ("enterprise", "measure")
    before = {name: nw.col(name).shift(1).over(*own, order_by="year") for name in ("year", "value", "model")}
    changed = (nw.col("model") != nw.col("model_before")).fill_null(value=False)
    told = ~changed & (nw.col("value_before") > 0)
    return (
        unfolded.with_columns(
            year_before=before["year"], value_before=before["value"], model_before=before["model"]
        )
        .filter(nw.col("year") - nw.col("year_before") == 1)
        .select(
            "enterprise",
            "is_member",
            "measure",
            "year",
            growth=nw.when(told).then(nw.col("value") / nw.col("value_before") - 1),
            is_model_change=changed,
        )
    )


def trends(engine: Engine, changes: Rows) -> Rows:
    """Return how each company usually grows: enterprise, is_member, measure, changes (how many), growth.

    growth: the median of its changes from a year to the next.
    """
    told = changes.filter(~nw.col("growth").is_null())
    return engine.quantiles(told, ["enterprise", "is_member", "measure"], ["growth"], [0.5]).select(
        "enterprise",
        "is_member",
        "measure",
        nw.col("growth_n").alias("changes"),
        nw.col("growth_q50").alias("growth"),
    )
