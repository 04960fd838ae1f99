"""Where each member stands among the peers, year by year, and how it has grown beside them."""

from __future__ import annotations

import narwhals as nw

from grappe.analysis.registry.engines.engine import Engine, Rows
from grappe.analysis.registry.peers.values import KEY


def ranks(engine: Engine, cut_values: Rows) -> Rows:
    """Return members' ranks: enterprise, year, measure, value, rank (0 to 1), peers (how many).

    The rank is the share of the peers below, and half of those equal.
    """
    kept = cut_values.filter(~nw.col("is_tail"))
    return engine.standings(kept, KEY).select("enterprise", "year", "measure", "value", "rank", "peers")


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
