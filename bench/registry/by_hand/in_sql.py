"""DuckDB's SQL by hand, quantiles asked in one list."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import duckdb
import polars as pl

from bench.registry.by_hand.asked import (
    CUT,
    ENDED,
    LARGEST,
    MEASURES,
    MONTHS,
    NATURAL,
    QUARTILES,
    RATIO,
    SIZES,
    UNKNOWN,
    VERSION,
    YEARS,
    Asked,
)

MEMORY = "3GB"


def opened(spill: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection with the threads and the memory that Grappe's has."""
    connection = duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(spill)})
    connection.execute("SET enable_progress_bar = false").fetchall()
    return connection


def group(
    connection: duckdb.DuckDBPyConnection, asked: Asked, *, in_order: bool = False
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the peers' quartiles by measure and year, and the rank of each member.

    in_order: by somebody who knows in which order the store lies, and reads only where these companies do.
    """
    _given(connection, "codes", pl.DataFrame({"postal_code": asked.postal_codes}))
    _given(connection, "ours", pl.DataFrame({"enterprise": asked.members}, schema={"enterprise": pl.Int64}))
    measures = ", ".join(MEASURES)
    # Few have the activity: looked at first, the rest is read of them alone.
    connection.execute(
        f"""
CREATE OR REPLACE TEMP TABLE near AS
SELECT enterprise FROM (
  SELECT enterprise, postal_code, country, type, situation FROM '{asked.company}'
  SEMI JOIN (SELECT enterprise FROM '{asked.main_activity}'
    WHERE version = '{VERSION}' AND nace >= '{asked.activity}' AND nace < '{asked.above}') USING (enterprise)
  {f"WHERE {_runs(asked)}" if in_order else ""}
) SEMI JOIN codes USING (postal_code) WHERE country IS NULL AND {_legal()}
"""
    ).fetchall()
    blocks = _blocks(connection, asked) if in_order else ""
    connection.execute(
        f"""
CREATE OR REPLACE TEMP TABLE counted AS
WITH told AS MATERIALIZED (
  SELECT enterprise, year, ended_on, months, {measures} FROM '{asked.accounts}' SEMI JOIN near USING (enterprise)
  WHERE year BETWEEN {YEARS[0]} AND {YEARS[1]} {blocks}
), again AS (
  SELECT enterprise, year, max(ended_on) AS last FROM told GROUP BY ALL HAVING count(*) > 1
)
SELECT t.enterprise, t.year, {measures}, o.enterprise IS NOT NULL AS is_member
FROM told t ANTI JOIN again g ON g.enterprise = t.enterprise AND g.year = t.year AND t.ended_on < g.last
LEFT JOIN ours o ON o.enterprise = t.enterprise WHERE coalesce(months = {MONTHS}, true);
CREATE OR REPLACE TEMP TABLE cut AS
WITH ends AS (
  SELECT year, quantile_cont({RATIO}, [{CUT}, {1 - CUT}]) AS ends FROM counted WHERE NOT is_member
  GROUP BY year HAVING count({RATIO}) >= {1 / CUT}
)
SELECT c.* REPLACE (
  CASE WHEN is_member OR e.year IS NULL OR {RATIO} BETWEEN ends[1] AND ends[2] THEN {RATIO} END AS {RATIO})
FROM counted c LEFT JOIN ends e USING (year)
"""
    ).fetchall()
    lists = ", ".join(
        f"count({m}) AS {m}_n, quantile_cont({m}, {list(QUARTILES)}) AS {m}_q" for m in MEASURES
    )
    unfolded = " UNION ALL ".join(
        f"SELECT '{m}' AS measure, year, {m}_n AS n, {m}_q[1] AS q1, {m}_q[2] AS median, {m}_q[3] AS q3 "
        f"FROM told WHERE {m}_n > 0"
        for m in MEASURES
    )
    quartiles = connection.sql(
        f"WITH told AS (SELECT year, {lists} FROM cut WHERE NOT is_member GROUP BY year) {unfolded}"
    ).pl()
    # A list of the peers' values by year, and each member counted against it: half of what a join costs.
    ranked = " UNION ALL ".join(
        f"""SELECT m.enterprise, '{m}' AS measure, m.year, m.{m} AS value, len(held) AS peers, (
  len(list_filter(held, lambda other: other < m.{m})) + len(list_filter(held, lambda other: other <= m.{m}))
) / (2 * len(held)) AS rank
FROM cut m JOIN (SELECT year, list({m}) AS held FROM cut WHERE NOT is_member AND {m} IS NOT NULL GROUP BY year)
USING (year) WHERE is_member AND m.{m} IS NOT NULL"""
        for m in MEASURES
    )
    standings = connection.sql(ranked).pl()
    return quartiles, standings


def country(connection: duckdb.DuckDBPyConnection, asked: Asked) -> pl.DataFrame:
    """Return the quartiles of every division, province, size class and year."""
    _given(connection, "provinces", asked.provinces)
    # A division, a class of size and a company with its division are whole numbers until the end.
    sizes = [UNKNOWN, *(name for _, name in SIZES), LARGEST]
    size = " ".join(f"WHEN fte < {below} THEN {turn}" for turn, (below, _) in enumerate(SIZES, 1))
    lists = ", ".join(
        f"count({m}) AS {m}_n, quantile_cont({m}, {list(QUARTILES)}) AS {m}_q" for m in MEASURES
    )
    told = ", ".join(
        f"{m}_n, " + ", ".join(f"{m}_q[{i}] AS {m}_q{round(p * 100)}" for i, p in enumerate(QUARTILES, 1))
        for m in MEASURES
    )
    return connection.sql(
        f"""
WITH placed AS (
  SELECT enterprise, place FROM '{asked.company}' JOIN provinces USING (postal_code)
  WHERE country IS NULL AND {_legal()}
), active AS (
  SELECT key // 100 AS enterprise, (key % 100)::UTINYINT AS nace FROM (
    SELECT DISTINCT enterprise * 100 + nace[1:2]::UTINYINT AS key FROM '{asked.main_activity}'
    WHERE version = '{VERSION}')
), again AS (
  SELECT enterprise, year, max(ended_on) AS last FROM '{asked.accounts}' GROUP BY ALL HAVING count(*) > 1
), told AS (
  SELECT enterprise, year, {", ".join(MEASURES)},
    (CASE WHEN fte IS NULL THEN 0 {size} ELSE {len(sizes) - 1} END)::UTINYINT AS size
  FROM '{asked.accounts}' a
  ANTI JOIN again g ON g.enterprise = a.enterprise AND g.year = a.year AND a.ended_on < g.last
  WHERE year BETWEEN {YEARS[0]} AND {YEARS[1]} AND coalesce(months = {MONTHS}, true)
)
SELECT lpad(nace::VARCHAR, 2, '0') AS nace, place, {sizes}[size + 1] AS size, year, {told} FROM (
  SELECT nace, place, size, year, {lists} FROM told JOIN placed USING (enterprise) JOIN active USING (enterprise)
  GROUP BY nace, place, size, year)
"""
    ).pl()


def _legal() -> str:
    ended = ", ".join(f"'{code}'" for code in ENDED)
    return f"coalesce(type <> '{NATURAL}', true) AND coalesce(situation NOT IN ({ended}), true)"


def _given(connection: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    connection.register("given", frame.to_arrow())
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM given").fetchall()
    connection.unregister("given")


def _runs(asked: Asked) -> str:
    """Tell where the place's postal codes are, among those of the country in their order."""
    own, runs = set(asked.postal_codes), []
    for inside, run in groupby(asked.every_postal_code, own.__contains__):
        codes = list(run)
        if inside:
            runs.append(f"postal_code BETWEEN '{codes[0]}' AND '{codes[-1]}'")
    return f"({' OR '.join(runs)})"


def _blocks(connection: duckdb.DuckDBPyConnection, asked: Asked) -> str:
    found = connection.execute(
        f"SELECT DISTINCT block FROM '{asked.accounts.with_name('blocks.parquet')}' SEMI JOIN near USING (enterprise)"
    ).fetchall()
    return f"AND block IN ({', '.join(str(block) for (block,) in found)})"
