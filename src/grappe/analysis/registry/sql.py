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


def copied(engine: duckdb.DuckDBPyConnection, query: str, into: Path) -> None:
    """Write the answer of a query as Parquet."""
    engine.execute(f"COPY ({query}) TO {quoted(into)} (FORMAT parquet, COMPRESSION zstd)").fetchall()


def viewed(engine: duckdb.DuckDBPyConnection, name: str, query: str) -> None:
    """Give a query a name."""
    engine.execute(f'CREATE OR REPLACE TEMP VIEW "{name}" AS {query}').fetchall()
