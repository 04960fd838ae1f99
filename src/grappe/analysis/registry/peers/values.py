"""The values of a group: one row per company, year and measure, the tails of ratios cut."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw

from grappe.analysis.registry.engines.engine import Engine, Rows, quantile_name

KEY = ("measure", "year")


def values(rows: Rows, measures: Sequence[str]) -> Rows:
    """Return the accounts that count, unfolded: enterprise, is_member, year, model, measure, value."""
    counted = rows.filter(nw.col("left_out").is_null())
    # Narwhals' own unpivot asks DuckDB's default connection, which knows nothing of ours.
    return nw.concat(
        [
            counted.filter(~nw.col(measure).is_null()).select(
                "enterprise", "is_member", "year", "model", measure=nw.lit(measure), value=nw.col(measure)
            )
            for measure in measures
        ]
    )


def with_tails(engine: Engine, unfolded: Rows, ratios: Sequence[str], cut: float) -> Rows:
    """Return the same values with `is_tail`: peers' ratios among the lowest or the highest of their year.

    Beyond the quantiles `cut` and 1 - `cut` of the peers, where they are at least 1 / `cut`: among fewer, a
    quantile so far out is an extreme itself. A member is never cut, nor an amount.
    """
    asked = [measure for measure in ratios if cut > 0]
    if not asked:
        return unfolded.with_columns(is_tail=nw.lit(value=False))
    low, high = quantile_name("value", cut), quantile_name("value", 1 - cut)
    peers = unfolded.filter(~nw.col("is_member"), nw.col("measure").is_in(asked))
    ends = engine.quantiles(peers, KEY, ["value"], [cut, 1 - cut])
    ends = ends.filter(nw.col("value_n") >= 1 / cut).select(*KEY, low, high)
    outside = (nw.col("value") < nw.col(low)) | (nw.col("value") > nw.col(high))
    return (
        unfolded.join(ends, on=list(KEY), how="left")
        .with_columns(is_tail=(~nw.col("is_member") & outside).fill_null(value=False))
        .drop(low, high)
    )


def quartiles(engine: Engine, cut_values: Rows) -> Rows:
    """Return the peers' quartiles: measure, year, value_n, value_q25, value_q50, value_q75."""
    return engine.quantiles(cut_values.filter(~nw.col("is_member"), ~nw.col("is_tail")), KEY, ["value"])
