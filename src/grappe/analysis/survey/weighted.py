"""The weighted figures beside the unweighted ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import polars as pl

from grappe.analysis.language.catalogues import Language
from grappe.analysis.statistics.interval import FloatArray, Interval
from grappe.analysis.statistics.survey_design import Design
from grappe.analysis.statistics.survey_estimates import Estimates, means, share_interval
from grappe.analysis.survey.counted import Counted
from grappe.analysis.survey.items import Item
from grappe.analysis.survey.shares import LEVEL
from grappe.analysis.survey.tables import Tabulation
from grappe.analysis.survey.weighting import Weighting, indicators

BESIDE: dict[str, pl.DataType] = {
    **dict.fromkeys(("weighted_{}", "weighted_low", "weighted_high"), pl.Float64()),
    "weighted_missing": pl.String(),
}


def with_weighted_shares(
    tables: pl.DataFrame, found: Tabulation, counts: Counted, weighting: Weighting, language: Language
) -> pl.DataFrame:
    """Add weighted_share, weighted_low, weighted_high and weighted_missing to the tables.

    Errors are linearised under the raked design; intervals are Korn and Graubard's, and stay within 0 and 1.
    """
    rows: list[tuple[Any, ...]] = []
    for item, values, design in _weighted(found, counts, weighting):
        if not item.is_closed or item.is_ranked:
            continue
        outside = [c.name for c in item.question.choices if c.positive == "na"]
        own = tables.filter(question=item.question.name)["answer"].to_list()
        answers = [answer for answer in own if answer not in outside]
        if answers:
            estimates = means(indicators(values, answers, outside=outside), design)
            keys = [(item.question.name, answer) for answer in answers]
            rows += _rows(keys, estimates, share_interval(estimates, LEVEL), language)
    schema = {"question": pl.String(), "answer": pl.String(), **_schema("share")}
    beside = pl.DataFrame(rows, schema=schema, orient="row")
    joined = tables.join(beside, on=["question", "answer"], how="left", maintain_order="left")
    return _explained(joined, "share", weighting)


def with_weighted_means(
    table: pl.DataFrame, found: Tabulation, counts: Counted, weighting: Weighting, language: Language
) -> pl.DataFrame:
    """Add weighted_mean, or the weighted share of favourable answers, with interval, to the questions."""
    numbers: list[tuple[Any, ...]] = []
    for item, values, design in _weighted(found, counts, weighting):
        key = [(item.question.name,)]
        if item.is_number and values.dtype.is_numeric():
            given = values.cast(pl.Float64).fill_null(np.nan).to_numpy().copy()
            given[~np.isfinite(given)] = np.nan
            estimates = means(given, design)
            numbers += _rows(key, estimates, estimates.interval(LEVEL), language)
        elif item.is_share:
            estimates = means(_favourable(item, values), design)
            numbers += _rows(key, estimates, share_interval(estimates, LEVEL), language)
    beside = pl.DataFrame(numbers, schema={"question": pl.String(), **_schema("value")}, orient="row")
    joined = table.join(beside, on="question", how="left", maintain_order="left")
    share = pl.col("positive").is_not_null()
    split = joined.with_columns(
        weighted_mean=pl.when(~share).then("weighted_value"),
        weighted_positive_share=pl.when(share).then("weighted_value"),
    )
    return _explained(split, "value", weighting).drop("weighted_value")


def _weighted(
    found: Tabulation, counts: Counted, weighting: Weighting
) -> Iterator[tuple[Item, pl.Series, Design]]:
    """Yield the questions outside repeats with the answers that have a weight."""
    design = weighting.design
    if design is None:
        return
    for item in found.items:
        if item.has_column and not item.question.repeat:
            yield item, counts.frame[item.question.name].gather(weighting.rows), design


def _favourable(item: Item, values: pl.Series) -> FloatArray:
    """Return 1 for a favourable answer, 0 for another, NaN for none or "not concerned"."""
    verdicts = {c.name: c.positive for c in item.question.choices}
    positive = [name for name, verdict in verdicts.items() if verdict == "yes"]
    outside = [name for name, verdict in verdicts.items() if verdict == "na"]
    ticks = indicators(values, positive, outside=outside)
    favourable = np.where((ticks == 1).any(axis=1), 1.0, 0.0)
    favourable[np.isnan(ticks).all(axis=1)] = np.nan
    return favourable


def _rows(
    keys: Sequence[tuple[str, ...]], estimates: Estimates, interval: Interval, language: Language
) -> list[tuple[Any, ...]]:
    return [
        (
            *key,
            *(None if np.isnan(x[place]) else float(x[place]) for x in (estimates.values, *interval)),
            None if reason is None else reason.sentence(language),
        )
        for place, (key, reason) in enumerate(zip(keys, estimates.reasons, strict=True))
    ]


def _schema(what: str) -> dict[str, pl.DataType]:
    return {name.format(what): dtype for name, dtype in BESIDE.items()}


def _explained(table: pl.DataFrame, what: str, weighting: Weighting) -> pl.DataFrame:
    """Say why a weighted figure is not there although its unweighted one is."""
    plain = pl.col("share") if what == "share" else pl.coalesce("mean", "positive_share")
    lacks = pl.col(f"weighted_{what}").is_null() & plain.is_not_null() & pl.col("weighted_missing").is_null()
    usual = pl.lit("unweighted" if weighting.design is None else "weighted_base")
    ranked = pl.col("type") == "rank"
    code = (
        pl.when(ranked)
        .then(pl.lit("ranked"))
        .when(pl.col("repeat") != "")
        .then(pl.lit("repeated"))
        .otherwise(usual)
    )
    return table.with_columns(weighted_missing=pl.when(lacks).then(code).otherwise("weighted_missing"))
