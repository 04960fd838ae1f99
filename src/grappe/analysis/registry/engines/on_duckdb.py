"""DuckDB: in the process, within a limit of memory, the rest on disk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import narwhals as nw
import polars as pl

from grappe.analysis.registry.engines.engine import QUARTILES, Engine, Rows, quantile_name
from grappe.analysis.registry.sql import quoted


class OnDuckDB(Engine):
    """The questions on a connection of DuckDB, which belongs to one thread."""

    name = "duckdb"

    def __init__(self, connection: duckdb.DuckDBPyConnection, scratch: Path) -> None:
        super().__init__(scratch)
        self.connection = connection
        # What a store has is never written again: each step of a question need not read its footer anew.
        connection.execute("SET parquet_metadata_cache = true").fetchall()

    def scan(self, file: Path) -> Rows:
        return nw.from_native(self.connection.sql(f"SELECT * FROM read_parquet({quoted(file)})"))

    def kept(self, frame: Rows) -> Rows:
        name = f"kept_{next(self._numbers)}"
        query = _native(frame).sql_query()
        self.connection.execute(f"CREATE TEMP TABLE {name} AS {query}").fetchall()
        return nw.from_native(self.connection.table(name))

    def rows(self, frame: Rows) -> pl.DataFrame:
        return pl.DataFrame(_Stream(_native(frame).__arrow_c_stream__()))

    def quantiles(
        self,
        frame: Rows,
        by: Sequence[str],
        measures: Sequence[str],
        probabilities: Sequence[float] = QUARTILES,
    ) -> Rows:
        # Asked in one list they cost half of what they do one by one: the values are sorted once.
        keys = ", ".join(f'"{name}"' for name in by)
        asked = ", ".join(
            f'count("{m}") AS "{m}_n", quantile_cont("{m}", {list(probabilities)}) AS "{m}_q"'
            for m in measures
        )
        told = ", ".join(
            f'"{m}_n", '
            + ", ".join(f'"{m}_q"[{i}] AS "{quantile_name(m, p)}"' for i, p in enumerate(probabilities, 1))
            for m in measures
        )
        grouped = _native(frame).aggregate(f"{keys}, {asked}", keys)
        return nw.from_native(grouped.project(f"{keys}, {told}"))


class _Stream:
    """A stream of Arrow's by itself: Polars holds on for good to what it is given, and a relation is much."""

    def __init__(self, capsule: object) -> None:
        self.capsule = capsule

    def __arrow_c_stream__(self, requested: object = None) -> object:
        return self.capsule


def _native(frame: Rows) -> duckdb.DuckDBPyRelation:
    relation: duckdb.DuckDBPyRelation = nw.to_native(frame)
    return relation
