"""Which recognition covers a day, and which text governs it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from grappe.analysis.vocabulary import laws


def covering(recognitions: pl.DataFrame, day: dt.date) -> pl.DataFrame:
    """Return the recognition that covers a day, one row per cluster at most: of two, the later one.

    recognitions: the dossier's table; a row without its two days covers none.
    """
    return (
        recognitions.filter((pl.col("starts_on") <= day) & (pl.col("ends_on") >= day))
        .sort("number", maintain_order=True)
        .unique("cluster_id", keep="last", maintain_order=True)
    )


def in_turn(recognitions: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], dt.date]]:
    """Yield each recognition with the day from which it no longer counts: a shared day is the later one's."""
    ordered = sorted(recognitions, key=lambda recognition: int(recognition["number"]))
    for place, recognition in enumerate(ordered):
        after = recognition["ends_on"] + dt.timedelta(days=1)
        yield recognition, min([after, *(later["starts_on"] for later in ordered[place + 1 :])])


def regime_of(recognition: Mapping[str, Any]) -> str:
    """Return the regime that a recognition says, else the one in force on its first day."""
    return recognition["regime"] or laws.regime_on(recognition["starts_on"])
