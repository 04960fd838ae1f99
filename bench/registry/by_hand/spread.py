"""The query that `shared/STACK.md` (2) chose the engines by: every class, size and year of the country.

Here to show that the yardstick is a good one: the list form is the fast one there, and must be here.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl

from bench.registry.by_hand.asked import LARGEST, QUARTILES, SIZES, UNKNOWN, VERSION, Asked

SPREAD = ("turnover", "fte")
LEAST = 5
"""Companies that a group has at least, with their staff told."""


def placed(asked: Asked) -> Path:
    """Return the companies that file, each with one class and one size, as that query has them."""
    return asked.store / "placed.parquet"


def place(asked: Asked) -> None:
    """Make them."""
    size = " ".join(f"WHEN max(fte) < {below} THEN '{name}'" for below, name in SIZES)
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false").fetchall()
        connection.execute(
            f"""COPY (
  SELECT a.enterprise, any_value(m.nace) AS nace,
    CASE WHEN max(fte) IS NULL THEN '{UNKNOWN}' {size} ELSE '{LARGEST}' END AS size
  FROM '{asked.accounts}' a JOIN (
    SELECT enterprise, min(nace)[1:4] AS nace FROM '{asked.main_activity}' WHERE version = '{VERSION}' GROUP BY enterprise
  ) m USING (enterprise) GROUP BY a.enterprise ORDER BY a.enterprise
) TO '{placed(asked)}' (FORMAT parquet, COMPRESSION zstd)"""
        ).fetchall()


def spread(connection: duckdb.DuckDBPyConnection, asked: Asked, *, one_by_one: bool = False) -> pl.DataFrame:
    """Return the quartiles of each group; the quantiles asked in one list, or one by one."""
    if one_by_one:
        lists = ", ".join(
            f"quantile_cont({m}, {p}) AS {m}_q{round(p * 100)}" for m in SPREAD for p in QUARTILES
        )
        told = "*"
    else:
        lists = ", ".join(f"quantile_cont({m}, {list(QUARTILES)}) AS {m}_q" for m in SPREAD)
        told = "nace, size, year, n, " + ", ".join(
            f"{m}_q[{i}] AS {m}_q{round(p * 100)}" for m in SPREAD for i, p in enumerate(QUARTILES, 1)
        )
    return connection.sql(
        f"""SELECT {told} FROM (
  SELECT nace, size, year, count(fte) AS n, {lists} FROM '{asked.accounts}' JOIN '{placed(asked)}' USING (enterprise)
  GROUP BY nace, size, year HAVING count(fte) >= {LEAST})"""
    ).pl()
