"""What the silent could have said: the lowest and the highest share that all those asked may have."""

from __future__ import annotations

import polars as pl

from grappe.analysis.survey.frame import Frame
from grappe.analysis.survey.tables import Tabulation

BOUNDS = {
    "question": pl.String,
    "label": pl.String,
    "role": pl.String,
    "positive": pl.Int64,
    "concerned": pl.Int64,
    "share": pl.Float64,
    "silent": pl.Int64,
    "lowest": pl.Float64,
    "highest": pl.Float64,
    "missing": pl.String,
}


def bounds(found: Tabulation, frame: Frame) -> pl.DataFrame:
    """Return the bounds of each share of favourable answers, with the columns of BOUNDS.

    lowest: had all the silent been concerned and said no; highest: had they all said yes (Manski 1989,
    Journal of Human Resources 24:343-360). silent: those asked who gave no answer to the question that the
    form calls favourable, unfavourable or "not concerned".
    """
    rows = [
        (
            item.place,
            item.question.name,
            item.label,
            None if item.question.role is None else str(item.question.role),
        )
        for item in found.items
        if item.is_share and item.has_column and not item.question.repeat
    ]
    words = pl.DataFrame(
        rows,
        schema={"place": pl.Int64, "question": pl.String, "label": pl.String, "role": pl.String},
        orient="row",
    )
    told = pl.col("positive") + pl.col("negative") + pl.col("not_concerned")
    silent = pl.lit(frame.size, pl.Int64) - told
    able = pl.col("silent").is_not_null() & (pl.col("silent") >= 0)
    whole = pl.col("concerned") + pl.col("silent")
    return (
        words.join(found.bases, on="place", how="left", maintain_order="left")
        .with_columns(concerned=pl.col("positive") + pl.col("negative"), silent=silent)
        .with_columns(
            share=pl.when(pl.col("concerned") > 0).then(pl.col("positive") / pl.col("concerned")),
            lowest=pl.when(able & (whole > 0)).then(pl.col("positive") / whole),
            highest=pl.when(able & (whole > 0)).then((pl.col("positive") + pl.col("silent")) / whole),
            missing=pl.when(pl.col("silent").is_null())
            .then(pl.lit("no_frame"))
            .when(pl.col("silent") < 0)
            .then(pl.lit("more_answers"))
            .when(whole == 0)
            .then(pl.lit("nobody_concerned"))
            .when(pl.col("concerned") == 0)
            .then(pl.lit("nobody_concerned")),
        )
        .with_columns(silent=pl.when(able).then("silent"))
        .select(*BOUNDS)
    )
