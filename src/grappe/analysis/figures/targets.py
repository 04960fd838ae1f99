"""All chapters: what was reached of what the action plan promised."""

from __future__ import annotations

import narwhals as nw
import polars as pl

from grappe.analysis.figures.figure import Base, Figure, figure_name
from grappe.analysis.figures.measures import single
from grappe.analysis.language.catalogues import N_

TARGETS = Base(
    name="targets",
    about=N_("une cible du plan d’action"),
    tables=("targets",),
    needs=("targets.figure", "targets.value"),
    build=lambda r: r.table("targets").with_columns(row=nw.col("figure")),
)
REACHED = Figure(
    id="target.reached",
    chapter=0,
    unit="index",
    typeset="share",
    label=N_("Cible atteinte"),
    definition=N_(
        "Valeur du chiffre divisée par la cible promise : la dernière échue au jour de référence, sinon la prochaine. 1 : atteinte."
    ),
    base=TARGETS,
    measure=single("value"),
    key="row",
    key_name="figure",
)


def reached(results: pl.DataFrame, targets: pl.DataFrame) -> pl.DataFrame:
    """Set each target beside its figure: cluster_id, key (the figure's name), value, n_used, n_eligible.

    results: the figures of one day. targets: the dossier's table, every column there.
    """
    day = results["as_of"].first()
    asked = (
        targets.filter(pl.col("figure").is_not_null(), pl.col("value").is_not_null())
        .with_columns(
            pl.struct("figure", "key")
            .map_elements(lambda name: figure_name(name["figure"], name["key"]), return_dtype=pl.String)
            .alias("name"),
            due=pl.when(pl.col("due_on") <= day)
            .then(2)
            .when(pl.col("due_on").is_null())
            .then(1)
            .otherwise(0),
        )
        # The one to keep comes last: the latest due, else one without a day, else the nearest to come.
        .with_columns(distance=(pl.col("due_on") - pl.lit(day)).dt.total_days().fill_null(0).abs())
        .sort("due", "distance", descending=[False, True], maintain_order=True)
        .unique(["cluster_id", "name"], keep="last", maintain_order=True)
    )
    found = results.with_columns(pl.col("key").fill_null("").alias("key"))
    unpromised = (
        results.select("cluster_id").unique(maintain_order=True).join(asked, on="cluster_id", how="anti")
    )
    reached = (
        asked.with_columns(pl.col("key").fill_null(""))
        .join(found, on=["cluster_id", "figure", "key"], how="left", suffix="_found")
        .select(
            "cluster_id",
            key="name",
            value=pl.when(pl.col("value") != 0).then(pl.col("value_found") / pl.col("value")),
            n_used="n_used",
            n_eligible="n_eligible",
        )
    )
    return pl.concat([reached, unpromised], how="diagonal")
