"""How often each answer was given, question by question: the only passes over the answers."""

from __future__ import annotations

import polars as pl

from grappe.analysis.survey.counted import Counted
from grappe.analysis.survey.items import Item, choice_label, rows_by_repeat

COUNTS = {
    "place": pl.Int64,
    "answer": pl.String,
    "count": pl.Int64,
    "ranked": pl.Int64,
    "rank_sum": pl.Int64,
}
LISTED = {
    "place": pl.Int64,
    "order": pl.Int64,
    "answer": pl.String,
    "answer_label": pl.String,
    "verdict": pl.String,
}
BASES = {
    "place": pl.Int64,
    "rows": pl.Int64,
    "n": pl.Int64,
    "not_concerned": pl.Int64,
    "positive": pl.Int64,
    "negative": pl.Int64,
    "respondents": pl.Int64,
    "combinations": pl.Int64,
}


JOIN = "\x1f"
"""Between the names of one answer's choices: a sign that no form can hold."""


def ticked_sets(items: list[Item], counts: Counted) -> dict[int, pl.DataFrame]:
    """Return the different answers to each question of several choices, and how often each was given.

    By the question's place: `answer` (list of names, each once, in the order given) and `count`. What
    follows is worked out on these few, not on the rows.
    """
    found: dict[int, pl.DataFrame] = {}
    for _, rows, block in rows_by_repeat([i for i in items if i.is_closed], counts):
        schema = rows.schema
        lists = [i for i in block if isinstance(schema[i.question.name], pl.List)]
        if not lists:
            continue
        counted = rows.lazy().select(_joined(item.question.name, str(item.place)) for item in lists).collect()
        for item in lists:
            different = counted[str(item.place)].item().struct.unnest()
            names = pl.col("answer").str.split(JOIN).list.unique(maintain_order=True)
            nothing = pl.lit([], pl.List(pl.String))
            found[item.place] = different.with_columns(
                pl.when(pl.col("answer") == "").then(nothing).otherwise(names).alias("answer"),
                pl.col("count").cast(pl.Int64),
            )
    return found


def _joined(name: str, alias: str) -> pl.Expr:
    joined = pl.col(name).list.join(JOIN).drop_nulls().alias("answer")
    return joined.value_counts(name="count").implode().alias(alias)


def answer_counts(items: list[Item], counts: Counted, several: dict[int, pl.DataFrame]) -> pl.DataFrame:
    """Return one row per question of a closed list and answer that was given.

    place (of the question), answer, count. Of a ranking: count, how often the answer came first; ranked,
    how often it was ranked at all; rank_sum, the sum of its ranks.
    """
    found = [pl.DataFrame(schema=COUNTS)]
    for _, rows, block in rows_by_repeat([i for i in items if i.is_closed], counts):
        plain = [item for item in block if item.place not in several]
        if plain:
            counted = rows.lazy().select(_counted(item) for item in plain).collect()
            found += [_long(item.place, counted[str(item.place)].item().struct.unnest()) for item in plain]
        for item in block:
            if item.place in several:
                count = _ranks if item.is_ranked else _ticks
                found.append(_long(item.place, count(several[item.place])))
    return pl.concat(found)


def _counted(item: Item) -> pl.Expr:
    answers = pl.col(item.question.name).cast(pl.String).drop_nulls().alias("answer")
    return answers.value_counts(name="count").implode().alias(str(item.place))


def _ticks(different: pl.DataFrame) -> pl.DataFrame:
    ticks = different.filter(pl.col("answer").list.len() > 0).explode("answer")
    return ticks.group_by("answer", maintain_order=True).agg(pl.col("count").sum())


def _ranks(different: pl.DataFrame) -> pl.DataFrame:
    order = (
        different.filter(pl.col("answer").list.len() > 0)
        .with_columns(rank=pl.int_ranges(1, pl.col("answer").list.len().cast(pl.Int64) + 1))
        .explode("answer", "rank")
    )
    return order.group_by("answer", maintain_order=True).agg(
        count=pl.col("count").filter(rank=1).sum(),
        ranked=pl.col("count").sum(),
        rank_sum=(pl.col("rank") * pl.col("count")).sum(),
    )


def _long(place: int, answers: pl.DataFrame) -> pl.DataFrame:
    return answers.select(
        (pl.col(name) if name in answers.columns else pl.lit(place if name == "place" else None))
        .cast(dtype)
        .alias(name)
        for name, dtype in COUNTS.items()
    )


def listed_choices(items: list[Item], language: str) -> pl.DataFrame:
    """Return one row per closed question and choice: its place in the list, its words, its verdict."""
    rows = [
        (item.place, order, choice.name, choice_label(choice, language), choice.positive)
        for item in items
        if item.is_closed
        for order, choice in enumerate({c.name: c for c in item.question.choices}.values())
    ]
    return pl.DataFrame(rows, schema=LISTED, orient="row")


def bases(
    items: list[Item],
    counts: Counted,
    answers: pl.DataFrame,
    listed: pl.DataFrame,
    several: dict[int, pl.DataFrame],
) -> pl.DataFrame:
    """Return one row per question that has a column, whatever its type.

    rows: answers that could have said something; n: those that did; not_concerned: those of n that say only
    that; positive, negative: those of n that the form calls favourable, or not (as an answer off the
    list, of which the form says nothing); respondents: who answered, in a repeat; combinations: different
    sets ticked.
    """
    found: dict[int, dict[str, int]] = {}
    for repeat, rows, block in rows_by_repeat(items, counts):
        schema = rows.schema
        given = {item.place: _given(item, schema[item.question.name]) for item in block}
        asked = [said.sum().alias(f"{place}:n") for place, said in given.items()]
        if repeat:
            asked += [
                pl.col("response_id").filter(said).n_unique().alias(f"{place}:respondents")
                for place, said in given.items()
            ]
        found.update({item.place: {"place": item.place, "rows": rows.height} for item in block})
        for name, value in rows.lazy().select(asked).collect().row(0, named=True).items():
            place, _, what = name.partition(":")
            found[int(place)][what] = value
    for item in items:
        if item.place in several and not item.is_ranked:
            found[item.place].update(_people(item, several[item.place]))
    one = answers.filter(~pl.col("place").is_in(list(several))).join(
        listed, on=["place", "answer"], how="left"
    )
    said = one.group_by("place").agg(
        not_concerned_one=pl.col("count").filter(verdict="na").sum(),
        positive_one=pl.col("count").filter(verdict="yes").sum(),
        negative_one=pl.col("count").filter(pl.col("verdict").fill_null("no") == "no").sum(),
    )
    return (
        pl.DataFrame(list(found.values()), schema=BASES)
        .join(said, on="place", how="left", maintain_order="left")
        .with_columns(
            pl.coalesce(name, f"{name}_one").fill_null(0)
            for name in ("not_concerned", "positive", "negative")
        )
        .select(*BASES)
    )


def _given(item: Item, dtype: pl.DataType) -> pl.Expr:
    """Tell for each row whether the question was answered; an order of nothing is no answer."""
    column = pl.col(item.question.name)
    if item.is_ranked and isinstance(dtype, pl.List):
        return (column.list.len() > 0).fill_null(value=False)
    if dtype.is_float():
        return column.is_finite().fill_null(value=False)
    return column.is_not_null()


def _people(item: Item, different: pl.DataFrame) -> dict[str, int]:
    """Count people, not ticks: favourable when one of their ticks is, not concerned when all are that."""

    def ticked(verdict: str) -> pl.Expr:
        names = [c.name for c in item.question.choices if c.positive == verdict]
        return pl.col("answer").list.set_intersection(pl.lit(names, pl.List(pl.String))).list.len() > 0

    listed = pl.lit([c.name for c in item.question.choices], pl.List(pl.String))
    off_the_list = pl.col("answer").list.set_difference(listed).list.len() > 0
    found = different.select(
        "count",
        yes=ticked("yes"),
        no=ticked("no") | off_the_list | (pl.col("answer").list.len() == 0),
        na=ticked("na"),
        set=pl.col("answer").list.sort().list.join(JOIN),
    ).select(
        positive=pl.col("count").filter(pl.col("yes")).sum(),
        negative=pl.col("count").filter(~pl.col("yes"), pl.col("no")).sum(),
        not_concerned=pl.col("count").filter(~pl.col("yes"), ~pl.col("no"), pl.col("na")).sum(),
        combinations=pl.col("set").n_unique(),
    )
    told: dict[str, int] = found.row(0, named=True)
    return told
