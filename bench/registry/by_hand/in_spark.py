"""Spark's SQL by hand, quantiles asked in one list, the small tables sent to all."""

from __future__ import annotations

import warnings
from typing import Any

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

LIST = f"array({', '.join(map(str, QUARTILES))})"


def group(session: Any, asked: Asked) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the peers' quartiles by measure and year, and the rank of each member."""
    _files(session, asked)
    _given(session, "codes", pl.DataFrame({"postal_code": asked.postal_codes}))
    _given(session, "ours", pl.DataFrame({"enterprise": asked.members}, schema={"enterprise": pl.Int64}))
    measures = ", ".join(MEASURES)
    counted = session.sql(
        f"""
WITH there AS (
  SELECT enterprise FROM company
  LEFT SEMI JOIN (SELECT enterprise FROM main_activity
    WHERE version = '{VERSION}' AND nace >= '{asked.activity}' AND nace < '{asked.above}') USING (enterprise)
  LEFT SEMI JOIN codes USING (postal_code) WHERE country IS NULL AND {_legal()}
), told AS (
  SELECT enterprise, year, months, ended_on, {measures}, max(ended_on) OVER (PARTITION BY enterprise, year) AS last
  FROM accounts LEFT SEMI JOIN there USING (enterprise) WHERE year BETWEEN {YEARS[0]} AND {YEARS[1]}
)
SELECT /*+ BROADCAST(o) */ t.enterprise, year, {measures}, o.enterprise IS NOT NULL AS is_member
FROM told t LEFT JOIN ours o ON o.enterprise = t.enterprise
WHERE ended_on = last AND coalesce(months = {MONTHS}, true)"""
    ).persist()
    counted.createOrReplaceTempView("counted")
    unfolded = ", ".join(f"'{m}', {m}" for m in MEASURES)
    valued = session.sql(
        f"""
WITH ends AS (
  SELECT year, percentile({RATIO}, array({CUT}, {1 - CUT})) AS ends FROM counted WHERE NOT is_member
  GROUP BY year HAVING count({RATIO}) >= {1 / CUT}
)
SELECT /*+ BROADCAST(e) */ v.* FROM (
  SELECT enterprise, year, is_member, stack({len(MEASURES)}, {unfolded}) AS (measure, value) FROM counted
) v LEFT JOIN ends e ON v.measure = '{RATIO}' AND e.year = v.year
WHERE value IS NOT NULL AND (is_member OR e.year IS NULL OR value BETWEEN ends[0] AND ends[1])"""
    ).persist()
    valued.createOrReplaceTempView("valued")
    quartiles = _rows(
        session.sql(
            f"""SELECT measure, year, n, q[0] AS q1, q[1] AS median, q[2] AS q3 FROM (
  SELECT measure, year, count(*) AS n, percentile(value, {LIST}) AS q FROM valued WHERE NOT is_member GROUP BY measure, year)"""
        )
    )
    standings = _rows(
        session.sql(
            """SELECT /*+ BROADCAST(m) */ m.enterprise, m.measure, m.year, first(m.value) AS value, count(*) AS peers,
  sum(CASE WHEN p.value < m.value THEN 1.0D WHEN p.value = m.value THEN 0.5D ELSE 0.0D END) / count(*) AS rank
FROM valued m JOIN valued p ON p.measure = m.measure AND p.year = m.year
WHERE m.is_member AND NOT p.is_member GROUP BY m.enterprise, m.measure, m.year"""
        )
    )
    valued.unpersist()
    counted.unpersist()
    return quartiles, standings


def country(session: Any, asked: Asked) -> pl.DataFrame:
    """Return the quartiles of every division, province, size class and year."""
    _files(session, asked)
    _given(session, "provinces", asked.provinces)
    size = " ".join(f"WHEN fte < {below} THEN '{name}'" for below, name in SIZES)
    lists = ", ".join(f"count({m}) AS {m}_n, percentile({m}, {LIST}) AS {m}_q" for m in MEASURES)
    told = ", ".join(
        f"{m}_n, " + ", ".join(f"{m}_q[{i}] AS {m}_q{round(p * 100)}" for i, p in enumerate(QUARTILES))
        for m in MEASURES
    )
    return _rows(
        session.sql(
            f"""
WITH placed AS (
  SELECT /*+ BROADCAST(provinces) */ enterprise, place FROM company JOIN provinces USING (postal_code)
  WHERE country IS NULL AND {_legal()}
), active AS (
  SELECT DISTINCT enterprise, substr(nace, 1, 2) AS nace FROM main_activity WHERE version = '{VERSION}'
), again AS (
  SELECT enterprise, year, max(ended_on) AS last FROM accounts GROUP BY enterprise, year HAVING count(*) > 1
), told AS (
  SELECT a.enterprise, a.year, {", ".join(MEASURES)},
    CASE WHEN fte IS NULL THEN '{UNKNOWN}' {size} ELSE '{LARGEST}' END AS size
  FROM accounts a LEFT ANTI JOIN again g ON g.enterprise = a.enterprise AND g.year = a.year AND a.ended_on < g.last
  WHERE a.year BETWEEN {YEARS[0]} AND {YEARS[1]} AND coalesce(months = {MONTHS}, true)
)
SELECT nace, place, size, year, {told} FROM (
  SELECT nace, place, size, year, {lists} FROM told JOIN placed USING (enterprise) JOIN active USING (enterprise)
  GROUP BY nace, place, size, year)"""
        )
    )


def _files(session: Any, asked: Asked) -> None:
    for name in ("company", "main_activity", "accounts"):
        session.read.parquet(f"file://{getattr(asked, name)}").createOrReplaceTempView(name)


def _legal() -> str:
    ended = ", ".join(f"'{code}'" for code in ENDED)
    return f"coalesce(type <> '{NATURAL}', true) AND coalesce(situation NOT IN ({ended}), true)"


def _given(session: Any, name: str, frame: pl.DataFrame) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pandas, which is not asked for
        session.createDataFrame(frame.to_arrow()).createOrReplaceTempView(name)


def _rows(frame: Any) -> pl.DataFrame:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pandas, which is not asked for
        return pl.DataFrame(frame.toArrow())
