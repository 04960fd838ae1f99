"""Polars: where the data fits in memory."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import narwhals as nw
import numpy as np
import polars as pl

from grappe.analysis.registry.engines.engine import Engine, Rows


class OnPolars(Engine):
    """The questions on Polars, which sees the whole of one before it reads."""

    name = "polars"

    def scan(self, file: Path) -> Rows:
        # A folder may be called "2024 [new]": its name is no pattern.
        return nw.from_native(pl.scan_parquet(file, glob=False))

    def kept(self, frame: Rows) -> Rows:
        return nw.from_native(self.rows(frame).lazy())

    def rows(self, frame: Rows) -> pl.DataFrame:
        asked: pl.LazyFrame = nw.to_native(frame)
        return asked.collect()

    def table(self, frame: pl.DataFrame) -> Rows:
        return nw.from_native(frame.lazy())

    def standings(self, frame: Rows, by: Sequence[str]) -> Rows:
        # Two searches in the sorted values of the peers: to rank them all is many times the work.
        asked: pl.LazyFrame = nw.to_native(frame)
        others, members = pl.collect_all(
            [
                asked.filter(~pl.col("is_member")).group_by(by).agg(ordered_=pl.col("value").sort()),
                asked.filter("is_member"),
            ]
        )
        placed = members.join(others.select(*by).with_row_index("at_"), on=by, nulls_equal=True).sort("at_")
        twice, peers = np.empty(len(placed)), np.empty(len(placed), dtype=np.int64)
        own, at = placed["value"].to_numpy(), placed["at_"].to_numpy()
        for group in np.unique(at):
            ordered = others["ordered_"][int(group)].to_numpy()
            here = slice(*at.searchsorted([group, group + 1]))
            peers[here] = len(ordered)
            twice[here] = ordered.searchsorted(own[here], "left") + ordered.searchsorted(own[here], "right")
        ranks = {"rank": pl.Series(twice / (2 * peers)), "peers": pl.Series(peers)}
        return nw.from_native(placed.drop("at_").with_columns(**ranks).lazy())
