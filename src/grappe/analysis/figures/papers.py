"""The papers of a figure: the rows it comes from, its status, what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import narwhals as nw
import polars as pl

from grappe.analysis.figures.figure import Figure, Rows
from grappe.analysis.figures.readings import BY_NAME, on_polars

RESULT = {
    "cluster_id": pl.String(),
    "figure": pl.String(),
    "key": pl.String(),
    "value": pl.Float64(),
    "unit": pl.String(),
    "n_used": pl.Int64(),
    "n_eligible": pl.Int64(),
    "low": pl.Float64(),
    "high": pl.Float64(),
    "level": pl.Float64(),
    "method": pl.String(),
    "as_of": pl.Date(),
    "status": pl.String(),
    "missing": pl.String(),
    "source": pl.String(),
    "rows": pl.String(),
}
"""The columns of a result, as the public contract names them (`label` joins when it is written)."""
COVERAGE = ("n_used", "n_eligible")
LINE = {
    **{name: RESULT[name] for name in ("cluster_id", "figure", "key", "value", "n_used", "n_eligible")},
    **{name: RESULT[name] for name in ("low", "high", "level", "method", "rows")},
    "spread": pl.Float64(),
}
"""A line before its papers are complete."""
NO_ROW = "rows"
"""What is missing when everything was given and nothing counts: no row, or an undefined value."""
MORE_MEMBERS = "more_members"
"""What is wrong where a sector has fewer companies than members: the two do not speak of the same things."""
ALL_GIVEN = (NO_ROW, MORE_MEMBERS)
"""What is said to be missing where nothing is: why the value is none."""
MOST_ROWS = 200
"""Rows named one by one in the papers; above, only their number is."""


def named_rows(figure: Figure, rows: Rows) -> pl.LazyFrame:
    """Return one line per cluster and key with the rows' names joined by `;`, or `n rows` above 200.

    rows: those of the figure's base. They are named m2 before m10, whatever the engine's order: two runs
    write the same bytes.
    """
    chosen = rows if figure.measure.rows is None else rows.filter(figure.measure.rows)
    key = nw.lit(None, nw.String) if figure.key is None else nw.col(figure.key).cast(nw.String)
    named = on_polars(chosen.select("cluster_id", key=key, row=nw.col("row")))
    if not isinstance(nw.to_native(rows), pl.LazyFrame):
        # On Polars the base was put in this order when it was made, once for all its figures.
        named = named.sort(BY_NAME)
    within = ["cluster_id"] if figure.key is None else ["cluster_id", "key"]
    return (
        named.filter(pl.col("row").is_not_null())
        .group_by(within, maintain_order=True)
        .agg(pl.col("row"), count=pl.len())
        .select(
            "cluster_id",
            pl.lit(None, pl.String).alias("key") if figure.key is None else "key",
            pl.when(pl.col("count") > MOST_ROWS)
            .then(pl.concat_str("count", pl.lit(" rows")))
            .otherwise(pl.col("row").list.head(MOST_ROWS).list.join(";"))
            .alias("rows"),
        )
    )


def with_papers(
    lines: pl.DataFrame,
    chosen: Iterable[Figure],
    missing: Mapping[str, Mapping[str, str]],
    clusters: list[str],
    day: dt.date,
) -> pl.DataFrame:
    """Finish the papers of all lines: unit, source, day, status, what is missing; in the catalogue's order.

    missing: by figure, then by cluster, what it lacks. A cluster that lacks something has one line
    for the figure, which says what.
    """
    chosen = tuple(chosen)
    lines = pl.concat([pl.DataFrame(schema=LINE), lines], how="diagonal")
    if len(chosen) == 1:
        lines = lines.with_columns(figure=pl.lit(chosen[0].id))
    lacking = pl.DataFrame(
        [(cluster, figure.id, lacks) for figure in chosen for cluster, lacks in missing[figure.id].items()],
        schema={"cluster_id": pl.String, "figure": pl.String, "missing": pl.String},
        orient="row",
    )
    told = lines.join(lacking, on=["cluster_id", "figure"], how="anti", maintain_order="left")
    declared = pl.DataFrame(
        [
            (
                place,
                figure.id,
                figure.unit,
                ";".join(figure.base.tables),
                # More answers than invited, more members than companies: the share would be no share.
                figure.unit == "share" and figure.measure.statistic in ("share", "formula"),
                figure.impossible,
            )
            for place, figure in enumerate(chosen)
        ],
        schema={
            "place": pl.Int64,
            "figure": pl.String,
            "unit": pl.String,
            "source": pl.String,
            "part": pl.Boolean,
            "impossible": pl.String,
        },
        orient="row",
    )
    units = pl.DataFrame(
        [(figure.id, key, unit) for figure in chosen for key, unit in figure.units.items()],
        schema={"figure": pl.String, "key": pl.String, "own_unit": pl.String},
        orient="row",
    )
    order = pl.DataFrame(
        {"cluster_id": clusters, "turn": range(len(clusters))},
        schema={"cluster_id": pl.String, "turn": pl.Int64},
    )
    value = pl.col("value")
    above = value.is_not_nan() & (
        (pl.col("part") & (value > 1)) | ((pl.col("unit") == "count") & (value < 0))
    )
    undefined = value.is_null() | ~value.is_finite() | above
    why = pl.when(above).then("impossible")
    return (
        pl.concat([told, lacking], how="diagonal")
        .join(declared, on="figure", maintain_order="left")
        .join(units, on=["figure", "key"], how="left", maintain_order="left")
        .join(order, on="cluster_id", maintain_order="left")
        .sort("turn", "place", maintain_order=True)
        .with_columns(
            unit=pl.coalesce("own_unit", "unit"),
            as_of=pl.lit(day),
            status=pl.when(undefined).then(pl.lit("not_available")).otherwise(pl.lit("ok")),
            missing=pl.when(undefined).then(pl.coalesce("missing", why, pl.lit(NO_ROW))),
            **{
                column: pl.when(~undefined).then(column)
                for column in ("value", "low", "high", "level", "method", "rows")
            },
            **{column: pl.col(column).fill_null(0) for column in COVERAGE},
        )
        .select(pl.col(column).cast(dtype) for column, dtype in RESULT.items())
    )
