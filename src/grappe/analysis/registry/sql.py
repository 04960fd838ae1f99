"""The few words of SQL that reading an extract repeats."""

from __future__ import annotations

from pathlib import Path

import duckdb


def quoted(value: object) -> str:
    """Return a text as SQL writes it.

    >>> quoted("l'un")
    "'l''un'"
    """
    return "'" + str(value).replace("'", "''") + "'"


GROUP = 20_480
"""Rows of a row group where few that lie together are asked for: ten times what DuckDB works on at once."""


def copied(engine: duckdb.DuckDBPyConnection, query: str, into: Path, *, group: int | None = None) -> None:
    """Write the answer of a query as Parquet. group: rows of a row group; else DuckDB's own number."""
    told = "" if group is None else f", ROW_GROUP_SIZE {group}"
    engine.execute(f"COPY ({query}) TO {quoted(into)} (FORMAT parquet, COMPRESSION zstd{told})").fetchall()


def viewed(engine: duckdb.DuckDBPyConnection, name: str, query: str) -> None:
    """Give a query a name."""
    engine.execute(f'CREATE OR REPLACE TEMP VIEW "{name}" AS {query}').fetchall()
