"""Small groups hidden in a survey's tables, and those that would give them away.

A share is judged on its base alone: how many answered is what could point at someone; what they answered is
what the survey asks. A class of members is hidden when fewer than N of it were asked, answered, or did not.
Where the classes of a known whole have one hidden class, or hidden classes of fewer than N together, the
smallest other class is hidden too, so that no subtraction brings the hidden one back.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

HIDDEN = pl.lit("hidden")
WORDS = (
    "question", "label", "group", "repeat", "type", "role", "answer", "answer_label", "listed", "by",
    "by_label", "class", "class_label", "missing", "weighted_missing",
)  # fmt: skip
"""Columns that stay when a line is hidden: what it would be about."""
SINGLE = ("min", "max", "first", "last")
"""Figures of a question that are one person's answer."""
OF_SHARE = ("positive", "concerned", "positive_share", "positive_low", "positive_high")
TESTS = ("p_value", "test")


def suppressed(tables: Mapping[str, pl.DataFrame], below: int) -> dict[str, pl.DataFrame]:
    """Return tables in which no group of fewer than `below` shows. below < 2 hides nothing.

    Verbatims lose the answers that they come from, and their order; weights, which tell a member's classes,
    are left out. Of a repeat, it is those who answered that are counted, not its rows.
    """
    if below < 2:
        return dict(tables)
    hidden = dict(tables)
    people = tables["questions"].select("question", "repeat", "respondents")
    counted = tables["tables"].join(people, on=["question", "repeat"], how="left", maintain_order="left")
    of_few = _few("n", below) | _few("respondents", below)
    hidden["tables"] = _without(counted, of_few).drop("respondents")
    hidden["questions"] = _questions(tables["questions"], below)
    classes = pl.any_horizontal(
        _few("asked", below), _few("answered", below), _between(pl.col("asked") - pl.col("answered"), below)
    ).fill_null(value=False)
    response = _with_others(tables["response"], (pl.col("by") != "all") & classes, "asked", ["by"], below)
    hidden["response"] = _without(response, pl.col("_hide")).drop("_hide")
    gone = response.filter("_hide").select("by", "class", _hide=pl.lit(value=True))
    compared = tables["frame"].join(
        gone, on=["by", "class"], how="left", nulls_equal=True, maintain_order="left"
    )
    hidden["frame"] = _without(compared, pl.col("_hide").fill_null(value=False), keep=TESTS).drop("_hide")
    hidden["bounds"] = _without(tables["bounds"], _few("concerned", below) | _few("silent", below))
    written = tables["tables"].filter(~pl.col("listed")).select("question", "answer")
    # What one person wrote beside the list is a text: its author's class is not told.
    crossed = tables["crosstabs"].join(written, on=["question", "answer"], how="anti", maintain_order="left")
    hidden["crosstabs"] = _crosstabs(crossed, below)
    hidden["verbatims"] = _texts(tables["verbatims"])
    hidden.pop("weights", None)
    return hidden


def _texts(table: pl.DataFrame) -> pl.DataFrame:
    """Return texts of which nothing tells who wrote them, nor which two are by one hand.

    Question after question, by the alphabet, without the answers that they come from.
    """
    places = {name: place for place, name in enumerate(table["question"].unique(maintain_order=True))}
    place = pl.col("question").replace_strict(places, return_dtype=pl.Int64)
    return table.sort(place, "text").with_columns(response_id=pl.lit(None, pl.String))


def _few(column: str, below: int) -> pl.Expr:
    return _between(pl.col(column), below)


def _between(number: pl.Expr, below: int) -> pl.Expr:
    return ((number > 0) & (number < below)).fill_null(value=False)


def _without(table: pl.DataFrame, where: pl.Expr, *, keep: tuple[str, ...] = ()) -> pl.DataFrame:
    """Empty the numbers of some lines; their words stay."""
    emptied = [name for name in table.columns if name not in (*WORDS, *keep, "_hide")]
    return table.with_columns(
        *(pl.when(~where).then(name).alias(name) for name in emptied),
        pl.when(where).then(HIDDEN).otherwise("missing").alias("missing"),
    )


def _questions(table: pl.DataFrame, below: int) -> pl.DataFrame:
    of_share = [name for name in table.columns if name.startswith((*OF_SHARE, "weighted_positive"))]
    table = table.with_columns(
        *(pl.lit(None, table.schema[name]).alias(name) for name in SINGLE),
        *(pl.when(~_few("concerned", below)).then(name).alias(name) for name in of_share),
        pl.when(_few("concerned", below)).then(HIDDEN).otherwise("missing").alias("missing"),
    )
    return _without(table, _few("n", below) | _few("respondents", below))


def _with_others(table: pl.DataFrame, hide: pl.Expr, size: str, whole: list[str], below: int) -> pl.DataFrame:
    """Add `_hide`: the lines to hide, and the smallest others of the same whole that would give them away."""
    table = table.with_columns(_hide=hide).with_row_index("_line")
    more: set[int] = set()
    for _, part in table.group_by(whole, maintain_order=True):
        lines = part.sort(size, "_line").select("_line", size, "_hide").rows()
        gone = [number or 0 for _, number, is_hidden in lines if is_hidden]
        left = [(line, number or 0) for line, number, is_hidden in lines if not is_hidden]
        while gone and left and (len(gone) == 1 or sum(gone) < below):
            line, number = left.pop(0)
            more.add(line)
            gone.append(number)
    return table.with_columns(_hide=pl.col("_hide") | pl.col("_line").is_in(list(more))).drop("_line")


def _crosstabs(table: pl.DataFrame, below: int) -> pl.DataFrame:
    whole = ["by", "question"]
    classes = table.select(*whole, "class", "n").unique(maintain_order=True)
    judged = _with_others(classes, _few("n", below), "n", whole, below).drop("n")
    joined = table.join(judged, on=[*whole, "class"], how="left", maintain_order="left")
    return _without(joined, pl.col("_hide"), keep=(*TESTS, "p_adjusted", "rough")).drop("_hide")
