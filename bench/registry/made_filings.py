"""Annual accounts for a made extract, in the layout of the store's `accounts.parquet`, at any size.

Four million filings at size 1, within a thousandth: ten years, 2014 to 2023, of the legal persons of
`made_extract`. Shapes, stated because they are chosen and not observed:

- 48 % of the legal persons file; three quarters of these from the first year on, the others from a year drawn
  evenly; 3 % of the years are missing.
- Staff (full-time equivalents) by a power law: half of the companies have less than 2, one in a hundred more
  than 50, at most 20,000; it moves by some 10 % a year.
- Value added per full-time equivalent is log-normal (median some 66,000 EUR), and half of its spread is the
  company's own; turnover is two to five times the value added. The other amounts follow, with noise.
- 35 % of turnovers are missing, for ever in a company that leaves them out, and never in a full account; 10 %
  of the staff numbers are missing, at random, and all that is divided by them with them.
- The model is by staff: micro below 10, abridged below 50, full above; one company in ten changes it once.
- 3 % of the financial years are of 6, 15 or 18 months; 2 % end in a June.

Everything is a hash of a company's number, a year and the seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from bench.registry.made_extract import SEED, first_of, rows_of
from grappe.analysis.registry.accounts.staging import ACCOUNTS
from grappe.analysis.registry.accounts_file import write_accounts
from grappe.analysis.registry.sql import copied

FIRST_YEAR, LAST_YEAR = 2014, 2023
SHARE = 0.4824
"""Of the legal persons, those that file: what makes four million of them in ten years."""
QUERY = """
WITH company AS (
  SELECT i, ({first} + i) AS eight, least(20000, 0.9 * pow(1 - draw(i, 'staff'), -0.95)) AS staff,
    CASE WHEN draw(i, 'since') < 0.75 THEN {first_year} ELSE {first_year} + floor(draw(i, 'begun') * 10)::INTEGER END AS since,
    {first_year} + 1 + floor(draw(i, 'turn') * 80)::INTEGER AS changed,
    draw(i, 'turnover') AS told, exp(11.1 + 0.35 * normal(i, 'productive')) AS productive, 0.2 + 0.3 * draw(i, 'bought') AS part
  FROM range({legal}) r(i) WHERE draw(i, 'files') < {share}
), filing AS (
  SELECT *, i * 16 + (year - {first_year}) AS k FROM company, range({first_year}, {last_year} + 1) y(year)
  WHERE year >= since AND draw(i * 16 + (year - {first_year}), 'filed') < 0.97
), drawn AS (
  SELECT *, staff * exp(0.1 * normal(k, 'staff') + 0.02 * (year - 2018)) AS worked,
    CASE WHEN draw(k, 'length') < 0.97 THEN 12 WHEN draw(k, 'length') < 0.98 THEN 6 WHEN draw(k, 'length') < 0.99 THEN 15 ELSE 18 END AS long,
    CASE WHEN draw(i, 'june') < 0.02 THEN make_date(year, 6, 30) ELSE make_date(year, 12, 31) END AS ended,
    CASE WHEN staff >= 50 THEN 2 WHEN staff >= 10 THEN 1 ELSE 0 END AS form
  FROM filing
), sized AS (
  SELECT *, greatest(1, round(worked * productive * exp(0.35 * normal(k, 'productive')) * long / 12)) AS va,
    CASE WHEN year >= changed AND form < 2 THEN form + 1 WHEN year >= changed THEN 1 ELSE form END AS shape
  FROM drawn
), counted AS (
  SELECT *, round(va * (0.55 + 0.35 * draw(k, 'pay'))) AS pay, round(va * 0.1 * draw(k, 'wear')) AS wear,
    round(va / part * (0.8 + 0.8 * draw(k, 'held'))) AS assets, 0.05 + 0.7 * draw(k, 'own') AS own, draw(k, 'quick') AS quick
  FROM sized
)
SELECT eight * 100 + 97 - eight % 97 AS enterprise, year::INTEGER AS year,
  year || '-' || lpad((k % 100000000)::VARCHAR, 8, '0') AS reference, ended + 150 + (draw(k, 'late') * 60)::INTEGER AS deposited_on,
  ['micro', 'abridged', 'full'][shape + 1] AS model, (ended + 1 - to_months(long))::DATE AS started_on, ended AS ended_on,
  long::INTEGER AS months, 'EUR' AS currency,
  CASE WHEN shape = 2 OR told >= {untold} THEN round(va / part) END AS turnover,
  round(va * 1.02) AS gross_margin, pay AS personnel_costs, va - pay - wear AS operating_profit, round((va - pay - wear) * 0.75) AS profit,
  assets AS total_assets, round(assets * own) AS equity, va AS value_added, va - pay AS ebitda, round((va - pay - wear) * 0.75) + wear AS cash_flow,
  round(assets * (own - 0.3)) AS net_working_capital, round(assets * (own - 0.3)) AS net_working_capital_by_the_top,
  round(assets * (own - 0.3 - 0.2 * quick)) AS working_capital_need, round(assets * 0.2 * quick) AS net_treasury,
  0.6 + 2 * quick AS liquidity_broad, 0.5 + 1.8 * quick AS liquidity_narrow, own AS financial_independence,
  own * 0.6 AS self_financing, (va - pay - wear) * 0.75 / (assets * own) AS return_on_equity,
  pay / va AS personnel_share_of_value_added,
  CASE WHEN draw(k, 'staff told') >= 0.1 THEN round(worked, 1) END AS fte,
  CASE WHEN draw(k, 'staff told') >= 0.1 AND round(worked, 1) > 0 THEN va / round(worked, 1) END AS value_added_per_fte,
  'made_' || year || '.json' AS source, md5(year::VARCHAR) || '#' || k AS filing, 1::BIGINT AS turn
FROM counted
"""
UNTOLD = 0.362
"""Of the companies that need not tell their turnover, those that do not: 35 % of all filings."""


def make_filings(
    file: Path,
    *,
    size: float,
    layers: Sequence[Path] = (),
    seed: int = SEED,
    threads: int = 2,
    memory: str = "6GB",
) -> int:
    """Write the filings of `size` times the country; return how many.

    layers: those of the companies that file, for the filings to lie in their order as the store's do; without
    them, by company.
    """
    told = QUERY.format(
        first=first_of(size),
        legal=rows_of(size)["enterprise"] // 2,
        first_year=FIRST_YEAR,
        last_year=LAST_YEAR,
        share=SHARE,
        untold=UNTOLD,
    )
    spill = file.with_suffix(".spill")
    with duckdb.connect(
        config={"threads": threads, "memory_limit": memory, "temp_directory": str(spill)}
    ) as engine:
        engine.execute("SET enable_progress_bar = false").fetchall()
        engine.execute(
            f"""
CREATE MACRO draw(i, what) AS (hash(i, what, {seed}, 'filings') >> 11)::DOUBLE / 9007199254740992;
CREATE MACRO normal(i, what) AS sqrt(-2 * ln(1 - draw(i, what))) * cos(2 * pi() * draw(i, what || ' turned'));
"""
        ).fetchall()
        columns = ", ".join(f'"{column}"' for column in ACCOUNTS)
        query = f"SELECT {columns} FROM ({told})"
        if layers:
            write_accounts(engine, query, layers, file.parent)
        else:
            copied(engine, f"{query} ORDER BY enterprise, ended_on", file)
        counted = engine.execute(f"SELECT count(*) FROM read_parquet('{file}')").fetchall()
    return int(counted[0][0])
