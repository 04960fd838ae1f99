"""One line per question: who answered, and what the answers come to."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import polars as pl

from grappe.analysis.statistics.location import mean_interval
from grappe.analysis.survey.counted import Counted
from grappe.analysis.survey.frame import Frame
from grappe.analysis.survey.items import Item, rows_by_repeat
from grappe.analysis.survey.shares import LEVEL, with_share
from grappe.analysis.survey.tables import Tabulation

ENDLESS = 2**53
"""Size of a population of which nothing is known: the correction for a finite one is then nothing."""
UNREAD = 0.05
"""Part of the answers that are no number, beyond which the mean of the others bears that reservation."""
QUARTILES = {"q1": 0.25, "median": 0.5, "q3": 0.75}
WORDS = {
    "place": pl.Int64,
    **dict.fromkeys(("question", "label", "group", "repeat", "type", "role"), pl.String),
    "closed": pl.Boolean,
    "is_share": pl.Boolean,
    "lacks_positive": pl.Boolean,
    "unread": pl.Int64,
}
NUMBERS = {
    "place": pl.Int64,
    **dict.fromkeys(("mean", "sd", "q1", "median", "q3", "min", "max"), pl.Float64),
    "first": pl.Date,
    "last": pl.Date,
    "different": pl.Int64,
}
QUESTIONS = (
    "question", "label", "group", "repeat", "type", "role", "n", "blank", "unread", "not_concerned", "unlisted",
    "respondents", "different", "combinations", "mean", "low", "high", "level", "sd", "q1", "median", "q3",
    "min", "max", "first", "last", "positive", "concerned", "positive_share", "positive_low",
    "positive_high", "positive_level", "positive_method", "missing",
)  # fmt: skip
"""n answered, blank did not, unread is no number (or no date) and left out; of n, not_concerned say only
that and unlisted gave an answer off the list.
different: answers that differ (sets for several choices). mean to max: of numbers, with Student's interval
(low, high) corrected for the finite population; quartiles of type 7. first, last: of dates. positive of
those concerned: favourable answers, where the form says which are. respondents: of a repeat."""


def questions(found: Tabulation, counts: Counted, frame: Frame) -> pl.DataFrame:
    """Return the columns of QUESTIONS, one row per question that a person answers, in the form's order."""
    words = pl.DataFrame([_words(item, counts) for item in found.items], schema=WORDS, orient="row")
    strangers = (
        found.answers.join(found.listed, on=["place", "answer"], how="anti")
        .group_by("place")
        .agg(unlisted=pl.col("count").sum(), others=pl.len())
    )
    different = found.answers.group_by("place").agg(given=pl.len().cast(pl.Int64))
    table = (
        words.join(found.bases, on="place", how="left", maintain_order="left")
        .join(_measures(found.items, counts), on="place", how="left", maintain_order="left")
        .join(strangers, on="place", how="left", maintain_order="left")
        .join(different, on="place", how="left", maintain_order="left")
        .with_columns(
            repeated=pl.col("repeat") != "",
            blank=(pl.col("rows") - pl.col("n") - pl.col("unread")).clip(0),
            unread=pl.when(pl.col("n").is_not_null()).then("unread"),
            unlisted=pl.when("closed").then(pl.col("unlisted").fill_null(0)),
            different=pl.coalesce(
                "different", pl.when(pl.col("n").is_not_null()).then(pl.coalesce("combinations", "given", 0))
            ),
            not_concerned=pl.when("closed").then("not_concerned"),
            concerned=pl.when("is_share").then(pl.col("positive") + pl.col("negative")),
            positive=pl.when("is_share").then("positive"),
        )
    )
    table = with_share(table, of="positive", base="concerned", population=frame.size, prefix="positive_")
    return _with_means(table, frame).with_columns(missing=_missing()).select(QUESTIONS)


def _words(item: Item, counts: Counted) -> tuple[Any, ...]:
    question = item.question
    return (
        item.place,
        question.name,
        item.label,
        item.group,
        question.repeat,
        question.type,
        None if question.role is None else str(question.role),
        item.is_closed,
        item.is_share and item.has_column,
        item.lacks_positive,
        counts.unread.get(item.question.name, 0),
    )


def _measures(items: list[Item], counts: Counted) -> pl.DataFrame:
    """Return the mean, quartiles and ends of numbers, the ends of dates, the different texts."""
    found: dict[int, dict[str, Any]] = {}
    for _, rows, block in rows_by_repeat([i for i in items if not i.is_closed], counts):
        schema = rows.schema
        asked = [e for item in block for e in _of_one(item, schema[item.question.name])]
        for name, value in rows.lazy().select(asked).collect().row(0, named=True).items():
            place, _, what = name.partition(":")
            found.setdefault(int(place), {"place": int(place)})[what] = value
    return pl.DataFrame([_plain(told) for told in found.values()], schema=NUMBERS)


def _of_one(item: Item, dtype: pl.DataType) -> list[pl.Expr]:
    column, place = pl.col(item.question.name), item.place
    asked = {"different": column.drop_nulls().n_unique()}
    if dtype.is_numeric():
        values = column.cast(pl.Float64)
        values = values.filter(values.is_finite())
        asked |= {
            "different": values.n_unique(),
            "mean": values.mean(),
            "sd": values.std(ddof=1),
            "min": values.min(),
            "max": values.max(),
            **{name: values.quantile(level, interpolation="linear") for name, level in QUARTILES.items()},
        }
    elif dtype.is_temporal() and dtype != pl.Time:
        asked |= {"first": column.min(), "last": column.max()}
    return [expression.alias(f"{place}:{name}") for name, expression in asked.items()]


def _plain(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value.date() if isinstance(value, dt.datetime) else value for name, value in told.items()}


def _with_means(table: pl.DataFrame, frame: Frame) -> pl.DataFrame:
    n = table["n"].fill_null(0).to_numpy().astype(np.int64)
    population = np.full(len(n), ENDLESS)
    if frame.size is not None:
        population = np.where(n <= frame.size, frame.size, ENDLESS)
    mean, spread = (table[name].fill_null(np.nan).to_numpy() for name in ("mean", "sd"))
    found = mean_interval(mean, spread, n, population, level=LEVEL)
    bounded = pl.Series(~np.isnan(found.low)) & ~table["repeated"]
    return table.with_columns(
        pl.when(bounded).then(pl.Series(found.low)).alias("low"),
        pl.when(bounded).then(pl.Series(found.high)).alias("high"),
        pl.when(bounded).then(LEVEL).alias("level"),
    )


def _missing() -> pl.Expr:
    return (
        pl.when(pl.col("n").is_null())
        .then(pl.lit("absent"))
        .when(pl.col("unread") > UNREAD * (pl.col("n") + pl.col("unread")))
        .then(pl.lit("unread"))
        .when(pl.col("n") == 0)
        .then(pl.lit("nobody"))
        .when("lacks_positive")
        .then(pl.lit("no_positive"))
        .when(pl.col("is_share") & (pl.col("concerned") == 0))
        .then(pl.lit("nobody_concerned"))
        .when(pl.col("repeated") & (pl.col("is_share") | pl.col("mean").is_not_null()))
        .then(pl.lit("repeated"))
        .when(pl.col("mean").is_not_null() & (pl.col("n") == 1))
        .then(pl.lit("one"))
    )
