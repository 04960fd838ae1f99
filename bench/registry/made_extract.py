"""An extract of the company registry in its real layout, made from a seed, at any size of the country.

Counts are those published for July 2025 (`shared/METHOD.md`, 4.5): 1.93 million enterprises, 1.66 million
establishments, 3.3 million names, 2.8 million addresses, 36.6 million activity rows. Shapes, stated because
they are chosen and not observed: half the enterprises are natural persons, who have no seat; establishments
belong to enterprises by a power law; the codes of activity are drawn by a power law over the extract's own
list, so that a few classes hold many; entities state some ten activities each, in three versions of NACE;
postal codes are drawn by the number of localities that share them. Everything is a hash of a row's number
and of the seed: the same on every machine.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb
import polars as pl

from grappe.analysis.registry.layout import TABLES
from grappe.analysis.vocabulary import nace, places

ENTERPRISES, ESTABLISHMENTS, NAMES, ADDRESSES, ACTIVITIES = (
    1_926_246,
    1_659_123,
    3_285_395,
    2_819_632,
    36_597_491,
)
BRANCHES = 7_308
SEED = 20250725
FIRST = 2_000_000
"""The first eight digits of the first enterprise number."""
OF_ESTABLISHMENT, OF_BRANCH = 20_000_000, 90_000_000
META = (
    ("SnapshotDate", "25-07-2025"),
    ("ExtractTimestamp", "27-07-2025 07:07:49"),
    ("ExtractType", "full"),
    ("ExtractNumber", "138"),
    ("Version", "1.0.0"),
)


def rows_of(size: float) -> dict[str, int]:
    """Return how many rows each file has, at `size` times the country."""
    return {
        "enterprise": round(ENTERPRISES * size),
        "establishment": round(ESTABLISHMENTS * size),
        "denomination": round(NAMES * size),
        "address": round(ADDRESSES * size),
        "activity": round(ACTIVITIES * size),
        "branch": round(BRANCHES * size),
    }


def first_of(size: float) -> int:
    """Return the first enterprise's eight digits: lower where the last would reach the establishments'."""
    return min(FIRST, OF_ESTABLISHMENT - rows_of(size)["enterprise"])


def make_extract(folder: Path, *, size: float, seed: int = SEED, threads: int = 2) -> dict[str, int]:
    """Write an extract of `size` times the country as CSV into a folder; return rows by file."""
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(config={"threads": threads}) as engine:
        engine.execute("SET enable_progress_bar = false").fetchall()
        codes().write_csv(folder / "code.csv", quote_style="always")
        for name, query in prepared(engine, size=size, seed=seed, typed=False).items():
            columns = engine.sql(f"SELECT * FROM ({query}) LIMIT 0").columns
            _written(engine, query, folder / f"{name}.csv", columns)
    _meta(folder, META)
    return rows_of(size)


def prepared(
    engine: duckdb.DuckDBPyConnection, *, size: float, seed: int = SEED, typed: bool
) -> dict[str, str]:
    """Give an engine what the rows are drawn from; return, by file, the query of its rows.

    typed: numbers and days as the store has them, and not as the registry writes them.
    """
    _drawn_from(engine)
    rows, first = rows_of(size), first_of(size)
    number = "eight * 100 + 97 - eight % 97"
    told = f"({number})::BIGINT" if typed else f"dotted(lpad(({number})::VARCHAR, 10, '0'))"
    date = "drawn" if typed else "strftime(drawn, '%d-%m-%Y')"
    engine.execute(
        f"""
CREATE MACRO draw(i, what) AS (hash(i, what, {seed}) >> 11)::DOUBLE / 9007199254740992;
CREATE MACRO dotted(ten) AS CASE WHEN ten[1:1] IN ('2', '9') THEN ten[1:1] || '.' || ten[2:4] || '.' || ten[5:7] || '.' || ten[8:10]
  ELSE ten[1:4] || '.' || ten[5:7] || '.' || ten[8:10] END;
CREATE MACRO numbered(eight) AS {told};
CREATE MACRO enterprise_of(i) AS numbered({first} + i);
CREATE MACRO establishment_of(i) AS numbered({OF_ESTABLISHMENT} + i);
CREATE MACRO told_day(drawn) AS {date};
CREATE MACRO day(i) AS told_day(DATE '1960-01-01' + (draw(i, 'day') * 23900)::INTEGER);
"""
    ).fetchall()
    e, u = rows["enterprise"], rows["establishment"]
    # The first half of the numbers are legal persons, the second natural ones.
    seats = rows["address"] - u
    own = rows["activity"] * 6 // 10
    return {
        "enterprise": f"""SELECT enterprise_of(i) AS "EnterpriseNumber", 'AC' AS "Status",
  CASE WHEN draw(i, 'situation') < 0.96 THEN '000' ELSE '050' END AS "JuridicalSituation",
  CASE WHEN i < {e} // 2 THEN '2' ELSE '1' END AS "TypeOfEnterprise",
  CASE WHEN i < {e} // 2 THEN CASE WHEN draw(i, 'form') < 0.6 THEN '610' WHEN draw(i, 'form') < 0.8 THEN '014' ELSE '017' END
  END AS "JuridicalForm", NULL AS "JuridicalFormCAC", day(i) AS "StartDate" FROM range({e}) r(i)""",
        "establishment": f"""SELECT establishment_of(i) AS "EstablishmentNumber", day(i + 7) AS "StartDate",
  enterprise_of((pow(draw(i, 'owner'), 1.4) * {e})::BIGINT % {e}) AS "EnterpriseNumber" FROM range({u}) r(i)""",
        "branch": f"""SELECT numbered({OF_BRANCH} + i) AS "Id", day(i) AS "StartDate",
  enterprise_of(i * 11) AS "EnterpriseNumber" FROM range({rows["branch"]}) r(i)""",
        "denomination": f"""SELECT CASE WHEN i < {e} THEN enterprise_of(i) ELSE establishment_of((i - {e}) % {u}) END AS "EntityNumber",
  CASE WHEN draw(i, 'tongue') < 0.55 THEN '2' WHEN draw(i, 'tongue') < 0.9 THEN '1' ELSE '0' END AS "Language",
  CASE WHEN i < {e} THEN '001' ELSE '003' END AS "TypeOfDenomination",
  'Entreprise ' || (hash(i, {seed})::VARCHAR)[1:6] || ' "' || i || '", S.R.L.' AS "Denomination" FROM range({rows["denomination"]}) r(i)""",
        "address": f"""SELECT CASE WHEN i < {seats} THEN enterprise_of(i) ELSE establishment_of(i - {seats}) END AS "EntityNumber",
  CASE WHEN i < {seats} THEN 'REGO' ELSE 'BAET' END AS "TypeOfAddress", NULL AS "CountryNL", NULL AS "CountryFR",
  p.code AS "Zipcode", p.place AS "MunicipalityNL", p.place AS "MunicipalityFR", 'Kerkstraat' AS "StreetNL", 'Rue de l''Église' AS "StreetFR",
  (draw(i, 'house') * 300)::INTEGER AS "HouseNumber", NULL AS "Box", NULL AS "ExtraAddressInfo", NULL AS "DateStrikingOff"
  FROM (SELECT i, (draw(i, 'place') * (SELECT count(*) FROM postal))::INTEGER % (SELECT count(*) FROM postal) AS turn FROM range({rows["address"]}) r(i)) r
  JOIN postal p USING (turn)""",
        "activity": f"""SELECT CASE WHEN n < {own} THEN enterprise_of(n * {e} // {own}) ELSE establishment_of((n - {own}) * {u} // {rows["activity"] - own})
  END AS "EntityNumber",
  CASE WHEN draw(n, 'group') < 0.55 THEN '001' WHEN draw(n, 'group') < 0.8 THEN '003' ELSE '006' END AS "ActivityGroup",
  c.version AS "NaceVersion", c.code AS "NaceCode", CASE WHEN draw(n, 'main') < 0.35 THEN 'MAIN' ELSE 'SECO' END AS "Classification"
  FROM (SELECT i AS n, (pow(draw(i, 'class'), 2.5) * (SELECT count(*) FROM classes))::INTEGER AS turn FROM range({rows["activity"]}) r(i)) r
  JOIN classes c USING (turn)""",
    }


def make_update(folder: Path, extract: Path, *, share: float) -> None:
    """Write the update that follows an extract: a share of its entities deleted and inserted again."""
    folder.mkdir(parents=True)
    engine = duckdb.connect()
    engine.execute("SET enable_progress_bar = false").fetchall()
    for table in TABLES:
        if table.name == "code" or not (extract / table.file).exists():
            continue
        key, names = table.key.official, [column.official for column in table.columns]
        rows = (
            f"SELECT * FROM read_csv('{extract / table.file}', header=true, all_varchar=true, delim=',', quote='\"', "
            f'escape=\'"\') WHERE hash("{key}") % 1000000 < {share * 1_000_000}'
        )
        for part, query, columns in (
            ("delete", f'SELECT DISTINCT "{key}" FROM ({rows})', [key]),
            ("insert", rows, names),
        ):
            _written(engine, query, folder / f"{table.name}_{part}.csv", columns)
    shutil.copyfile(extract / "code.csv", folder / "code.csv")
    _meta(folder, [*META[:2], ("ExtractType", "update"), ("ExtractNumber", "139"), META[4]])


def _written(engine: duckdb.DuckDBPyConnection, query: str, file: Path, columns: Sequence[str]) -> None:
    """Write rows as the registry does: quoted, but for days and for what is blank."""
    quoted = ", ".join(f'"{column}"' for column in columns if "Date" not in column)
    engine.execute(
        f"COPY ({query}) TO '{file}' (FORMAT csv, HEADER, DELIMITER ',', QUOTE '\"', ESCAPE '\"', FORCE_QUOTE ({quoted}))"
    ).fetchall()


def _meta(folder: Path, said: Iterable[tuple[str, str]]) -> None:
    lines = "".join(f'"{name}","{value}"\r\n' for name, value in said)
    (folder / "meta.csv").write_text(f'"Variable","Value"\r\n{lines}', encoding="utf-8")


def codes() -> pl.DataFrame:
    """Return code.csv: the classes of each version of NACE."""
    return pl.concat(
        nace.table(version)
        .filter(pl.col("level") == 5)
        .select(
            pl.lit(f"Nace{version}").alias("Category"),
            pl.col("digits").alias("Code"),
            pl.lit("FR").alias("Language"),
            pl.col("label_fr").alias("Description"),
        )
        for version in nace.VERSIONS
    )


def _drawn_from(engine: duckdb.DuckDBPyConnection) -> None:
    """Keep the classes and the places that are drawn from."""
    drawn = codes().select(pl.col("Category").str.slice(4).alias("version"), pl.col("Code").alias("code"))
    mixed = drawn.sample(fraction=1, shuffle=True, seed=1).with_row_index("turn")
    engine.register("mixed", mixed.to_arrow())
    engine.execute(
        "CREATE TABLE classes AS SELECT turn::INTEGER AS turn, version, code FROM mixed"
    ).fetchall()
    engine.unregister("mixed")
    listed = places.localities().select(
        pl.col("postal_code").alias("code"), pl.col("locality_fr").alias("place")
    )
    engine.register("listed", listed.with_row_index("turn").to_arrow())
    engine.execute("CREATE TABLE postal AS SELECT turn::INTEGER AS turn, code, place FROM listed").fetchall()
    engine.unregister("listed")
