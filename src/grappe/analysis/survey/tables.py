"""Every answer of every closed question: how many gave it, of how many, and what that says of all."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from grappe.analysis.dossier.forms.questionnaire import Questionnaire
from grappe.analysis.language.catalogues import Language
from grappe.analysis.survey.counted import Counted
from grappe.analysis.survey.counting import answer_counts, bases, listed_choices, ticked_sets
from grappe.analysis.survey.frame import Frame
from grappe.analysis.survey.items import Item, items_of
from grappe.analysis.survey.shares import with_share

TABLES = (
    "question", "label", "group", "repeat", "type", "answer", "answer_label", "positive", "listed", "count",
    "n", "asked", "share", "low", "high", "level", "method", "mean_rank", "ranked", "missing",
)  # fmt: skip
"""question, answer: names; label, group, answer_label: words. positive: `yes`, `no`, `na`; listed: whether
the form knows the answer. count of n who answered and are concerned, of those `asked` who are. Of a
ranking: count, how often the answer came first; mean_rank, over the `ranked` who ranked it at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabulation:
    """The answers counted, question by question."""

    items: list[Item]
    answers: pl.DataFrame
    """As `counting.answer_counts`."""
    listed: pl.DataFrame
    """As `counting.listed_choices`."""
    bases: pl.DataFrame
    """As `counting.bases`."""
    tables: pl.DataFrame
    """The columns of TABLES, in the order of the form and of its lists."""


def tabulated(counts: Counted, form: Questionnaire, frame: Frame, language: Language) -> Tabulation:
    """Count the answers to every question; those to closed lists one by one, each on its own base.

    "Not concerned" is counted and left out of the base. An answer off the list is an answer: it is in the
    base, in a row of its own after the list's.
    """
    items = items_of(form, counts, language)
    several = ticked_sets(items, counts)
    answers = answer_counts(items, counts, several)
    listed = listed_choices(items, language)
    based = bases(items, counts, answers, listed, several)
    rows = listed.join(
        answers, on=["place", "answer"], how="full", coalesce=True, maintain_order="left_right"
    ).with_columns(
        listed=pl.col("order").is_not_null(),
        order=pl.col("order").fill_null(1 << 40),
        count=pl.col("count").fill_null(0),
    )
    words = pl.DataFrame(
        [
            (i.place, i.question.name, i.label, i.group, i.question.repeat, i.question.type)
            for i in items
            if i.is_closed
        ],
        schema={
            "place": pl.Int64,
            **dict.fromkeys(("question", "label", "group", "repeat", "type"), pl.String),
        },
        orient="row",
    )
    rows = (
        rows.join(words, on="place", how="left")
        .join(based, on="place", how="left")
        .sort("place", "order", -pl.col("count"), "answer")
        .with_columns(
            concerned=pl.col("n") - pl.col("not_concerned"),
            asked=pl.col("rows") - pl.col("not_concerned"),
            repeated=pl.col("repeat") != "",
            positive=pl.col("verdict"),
            answer_label=pl.coalesce("answer_label", "answer"),
            mean_rank=pl.col("rank_sum") / pl.col("ranked"),
            outside=pl.col("verdict").eq_missing("na"),
        )
    )
    shared = rows.with_columns(pl.when(~pl.col("outside")).then("count").alias("counted"))
    shared = with_share(shared, of="counted", base="concerned", population=frame.size)
    tables = shared.with_columns(
        missing=pl.when(pl.col("outside"))
        .then(pl.lit("not_concerned"))
        .when(pl.col("n") == 0)
        .then(pl.lit("nobody"))
        .when(pl.col("concerned") == 0)
        .then(pl.lit("nobody_concerned"))
        .when(pl.col("repeated"))
        .then(pl.lit("repeated"))
        .when((pl.col("type") == "rank") & pl.col("mean_rank").is_null())
        .then(pl.lit("never_ranked"))
    ).drop("n")
    return Tabulation(
        items=items,
        answers=answers,
        listed=listed,
        bases=based,
        tables=tables.rename({"concerned": "n"}).select(*TABLES),
    )
