"""Choices that changed while the survey was going on: some answers stop where others begin."""

from __future__ import annotations

import math
from dataclasses import dataclass

import polars as pl

from grappe.analysis.survey.counted import Counted
from grappe.analysis.survey.items import Item

CHANCE = 0.01
"""Chance of as clean a cut, were the answers in no order, from which it is not called a change."""
ORDERS = ("_row", "submitted_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Where some answers to a question end and others begin."""

    order: str
    """What tells before from after: `_row` (rows of the file) or `submitted_on`."""
    last: object
    """The row, or the day, of the last of those before."""
    first: object
    """The row, or the day, of the first of those after."""
    before: tuple[str, ...]
    after: tuple[str, ...]
    """Names: those of the list on the one side, those off the list on the other."""


def changed_choices(item: Item, counts: Counted) -> Change | None:
    """Return where the answers off a question's list take the place of its choices, or leave it to them.

    Some of the list's choices (all of them, when the list was written anew) are only found on one side, and
    answers off the list only on the other, by row or by day. In no order, k answers all come before m others
    once in C(k + m, k) times; that is multiplied by the number of ways to choose which answers to look at
    (Bonferroni), so that one late typing error is no change. None when nothing is as clean; of a repeat too.
    """
    if item.question.repeat:
        return None
    given = counts.frame.select(*ORDERS, answer=item.question.name)
    if isinstance(given.schema["answer"], pl.List):
        given = given.explode("answer")
    given = given.filter(pl.col("answer").is_not_null())
    listed = {choice.name for choice in item.question.choices}
    given = given.with_columns(listed=pl.col("answer").is_in(list(listed)))
    found = [cut for order in ORDERS if (cut := _cut(given, order)) is not None]
    return found[0] if found else None


def _cut(given: pl.DataFrame, order: str) -> Change | None:
    """Return the cleanest cut in one order, when chance does not make as clean a one."""
    dated = given.filter(pl.col(order).is_not_null())
    ends = dated.group_by("answer", "listed").agg(first=pl.col(order).min(), last=pl.col(order).max())
    best: tuple[float, Change] | None = None
    for known_first in (True, False):
        early, late = ends.filter(listed=known_first), ends.filter(listed=not known_first)
        for stop in early["last"].unique().sort():
            before = early.filter(pl.col("last") <= stop)
            after = late.filter(pl.col("first") > stop)
            if after.is_empty():
                continue
            whole = before.height == early.height and after.height == late.height
            ways = math.log(4) + (0 if whole else ends.height * math.log(2))
            m, k = (
                dated.filter(pl.col("answer").is_in(side["answer"].implode()))["_row"].n_unique()
                for side in (before, after)
            )
            chance = ways - (math.lgamma(m + k + 1) - math.lgamma(m + 1) - math.lgamma(k + 1))
            if chance < math.log(CHANCE) and (best is None or chance < best[0]):
                change = Change(
                    order=order,
                    last=stop,
                    first=after["first"].min(),
                    before=tuple(before.sort("first", "answer")["answer"]),
                    after=tuple(after.sort("first", "answer")["answer"]),
                )
                best = (chance, change)
    return None if best is None else best[1]
