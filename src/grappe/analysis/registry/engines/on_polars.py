"""Polars: where the data fits in memory."""

from __future__ import annotations

from pathlib import Path

import narwhals as nw
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
