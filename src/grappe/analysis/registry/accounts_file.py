"""The file of accounts that questions read: in which order they lie, and what it says beside what was filed.

Accounts lie in the order of the regions; within one, of the main activity of the companies that have a single
one, then come those that have several. Blocks of some 20,000 rows are numbered in that order, a company's
accounts all in one, and `blocks.parquet` tells which (enterprise, block). An engine skips the row groups of
Parquet whose least and highest `block` are not asked for: a question reads what lies near its companies.

The order is of the day when the accounts were written, and of the version of NACE that most of their
companies state then. A company that has moved since lies far from its peers: its block is read too.

`is_last_of_year`: no later financial year of the company ends in the same year.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from grappe.analysis.registry.current import current
from grappe.analysis.registry.sql import GROUP, copied, viewed
from grappe.analysis.vocabulary import places

ACCOUNTS, BLOCKS = "accounts.parquet", "blocks.parquet"
BLOCK_OF = """
CREATE OR REPLACE TEMP TABLE block_of AS
WITH stated AS (
  SELECT enterprise, version, min(nace) AS nace, count(DISTINCT nace) > 1 AS several
  FROM main_activity SEMI JOIN filers USING (enterprise) GROUP BY enterprise, version
), used AS (
  SELECT version FROM stated GROUP BY version ORDER BY count(*) DESC, version DESC LIMIT 1
), active AS (
  SELECT * FROM stated SEMI JOIN used USING (version)
), placed AS (
  SELECT enterprise, region FROM company JOIN region_of USING (postal_code)
)
SELECT enterprise, ((sum(filings) OVER (
    ORDER BY region NULLS LAST, several NULLS LAST, nace, enterprise ROWS UNBOUNDED PRECEDING
  ) - filings) // {rows})::INTEGER AS block
FROM filers LEFT JOIN placed USING (enterprise) LEFT JOIN active USING (enterprise)
"""


def write_accounts(
    connection: duckdb.DuckDBPyConnection, accounts: str, layers: Sequence[Path], folder: Path
) -> None:
    """Write accounts to a folder, and where each company's lie.

    accounts: the query of their rows (enterprise, year, ended_on, turn and others), one for each company and
    `ended_on`. layers: those of the register.
    """
    for table in ("company", "main_activity"):
        viewed(connection, table, current(layers, table) or "")
    regions = places.postal_codes().select("postal_code", "region").drop_nulls()
    connection.register("region_of", regions.to_arrow())
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE filed AS SELECT enterprise, year, count(*) AS times, max(ended_on) AS last_end "
        f"FROM ({accounts}) GROUP BY enterprise, year"
    ).fetchall()
    viewed(connection, "filers", "SELECT enterprise, sum(times) AS filings FROM filed GROUP BY enterprise")
    connection.execute(BLOCK_OF.format(rows=GROUP)).fetchall()
    copied(connection, "SELECT enterprise, block FROM block_of ORDER BY enterprise", folder / BLOCKS)
    # Few companies close two financial years in one: to look these up costs less than a window over all.
    again = "SELECT enterprise, year, last_end FROM filed WHERE times > 1"
    copied(
        connection,
        f"SELECT a.*, coalesce(a.ended_on = b.last_end, true) AS is_last_of_year, block FROM ({accounts}) a "
        f"JOIN block_of USING (enterprise) LEFT JOIN ({again}) b USING (enterprise, year) "
        "ORDER BY block, enterprise, ended_on, turn",
        folder / ACCOUNTS,
        group=GROUP,
    )
    connection.unregister("region_of")
