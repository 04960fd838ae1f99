"""Choices that changed while the survey was going on: some answers stop where others begin."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.special import gammaln

from grappe.analysis.statistics.interval import FloatArray, IntArray
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
    dated = given.filter(pl.col(order).is_not_null()).with_columns(at=pl.col(order).cast(pl.Int64))
    ends = dated.group_by("answer", "listed").agg(
        pl.len().cast(pl.Int64), first=pl.col("at").min(), last=pl.col("at").max()
    )
    found: list[tuple[float, int, pl.DataFrame, pl.DataFrame]] = []
    for listed_first in (True, False):
        early = ends.filter(listed=listed_first).sort("last", "answer")
        late = ends.filter(listed=not listed_first).sort("first", "answer")
        if early.is_empty() or late.is_empty():
            continue
        stops = early["last"].to_numpy()
        begun = np.searchsorted(late["first"].to_numpy(), stops, side="right")
        befores = early["len"].cum_sum().to_numpy()
        gone = np.append(0, late["len"].cum_sum().to_numpy()).astype(np.int64)
        afters = gone[-1] - gone[begun]
        ways = np.full(len(stops), math.log(4) + ends.height * math.log(2))
        if begun[-1] == 0:
            ways[-1] = math.log(4)
        chances = ways + _log_chance(befores, afters)
        best = int(np.argmin(chances))
        if chances[best] < math.log(CHANCE):
            found.append((float(ways[best]), int(stops[best]), early[: best + 1], late[int(begun[best]) :]))
    for ways_, stop, before, after in found:
        people = [
            dated.filter(pl.col("answer").is_in(side["answer"].implode()))["_row"].n_unique()
            for side in (before, after)
        ]
        # An answer of several choices was counted by its ticks, which are not drawn one by one.
        if ways_ + float(_log_chance(*map(np.asarray, people))) < math.log(CHANCE):
            own = dated.sort("at").unique("at", keep="first", maintain_order=True)
            named = dict(own.select("at", order).iter_rows())
            return Change(
                order=order,
                last=named[stop],
                first=named[after["first"].min()],
                before=tuple(before.sort("first", "answer")["answer"]),
                after=tuple(after["answer"]),
            )
    return None


def _log_chance(before: IntArray, after: IntArray) -> FloatArray:
    """Return the logarithm of 1 / C(before + after, after); that of 1 where one is 0."""
    found: FloatArray = gammaln(before + 1) + gammaln(after + 1) - gammaln(before + after + 1)
    return found
