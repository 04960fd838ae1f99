"""The two sides of the campaign's bench, on the same Parquet: Grappe's evaluation, and SQL by hand."""

# ruff: noqa: S608 - the yardstick writes its own SQL, from the names of our own tables

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import duckdb
import openpyxl
import polars as pl

from bench.sql import figures as sql
from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.forms.xlsform import read_questionnaire
from grappe.analysis.dossier.grids import read_workbook
from grappe.analysis.dossier.reading import read_dossier
from grappe.analysis.dossier.settings import Settings
from grappe.analysis.dossier.tables import TABLES
from grappe.analysis.figures.asked import asked_of
from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.engine import evaluate_readings
from grappe.analysis.figures.readings import empty_table, readings_of
from grappe.analysis.vocabulary import laws, places

AS_OF = dt.date(2010, 3, 1)
FORM = "questionnaire.xlsx"
REFORM_REGIME = "decree_2024"
LATEST_RANK = 30
"""Years of recognition that the yardstick's table of rates goes to."""
LISTS = {"cluster": ("scope_nace",), "interviews": ("member_ids",)}


def typed(dossier: Path, into: Path) -> Dossier:
    """Read and check a dossier, and keep its tables typed as Parquet: what both sides start from."""
    read = read_dossier(dossier)
    into.mkdir(parents=True, exist_ok=True)
    for name, table in read.tables.items():
        table.write_parquet(into / f"{name}.parquet")
    shutil.copy(dossier / FORM, into / FORM)
    return read


def loaded(folder: Path) -> Dossier:
    """Return the dossier of typed tables, without the checks that it has passed."""
    form, _ = read_questionnaire(FORM, read_workbook(FORM, folder / FORM))
    tables = {path.stem: pl.read_parquet(path) for path in sorted(folder.glob("*.parquet"))}
    return Dossier(settings=Settings(as_of=(AS_OF,)), tables=tables, questionnaire=form)


def ours(folder: Path, *, everything: bool) -> pl.DataFrame:
    """Evaluate with Grappe; not `everything`: without what the yardstick leaves out, intervals included."""
    dossier = loaded(folder)
    asked = asked_of(dossier, today=AS_OF)
    chosen = list(figures().values())
    if not everything:
        chosen = [figure for figure in chosen if figure.id not in sql.LEFT_OUT]
    readings = readings_of(dossier.tables, asked, dossier.questionnaire)
    return evaluate_readings(dossier, readings, chosen, intervals=everything)


def theirs(folder: Path) -> pl.DataFrame:
    """Work out the same figures with DuckDB."""
    with duckdb.connect(config={"threads": 2}) as connection:
        questions = _views(connection, folder)
        return sql.lines(connection, questions)


def _views(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[str]:
    """Give DuckDB the tables, the day, the places, the law and the words of the questionnaire."""
    for name in TABLES:
        path = folder / f"{name}.parquet"
        if path.exists():
            declared = [column.name for column in TABLES[name].columns]
            given = pl.read_parquet_schema(path)
            absent = ", ".join(f"NULL AS {column}" for column in declared if column not in given)
            connection.execute(
                f"CREATE VIEW \"{name}\" AS SELECT *{', ' if absent else ''}{absent} FROM read_parquet('{path}')"
            )
        else:
            connection.register(name, empty_table(name).to_arrow())
    connection.execute(f"SET VARIABLE today = DATE '{AS_OF}'")
    connection.register(
        "postal", places.postal_codes().select("postal_code", "province", "region").to_arrow()
    )
    notice = laws.renewal_notice_months(REFORM_REGIME)
    connection.execute(f"SET VARIABLE reform = DATE '{notice.since}'")
    rates = [
        (
            regime,
            rank,
            _number(laws.subsidy_rate(regime, rank).value),
            _number(laws.cost_ceiling(regime).value),
            int(laws.recognition_years(regime).value or 0),
            int(laws.renewal_notice_months(regime).value or 0),
        )
        for regime in ("decree_2007", REFORM_REGIME)
        for rank in range(1, LATEST_RANK + 1)
    ]
    schema = {
        "regime": pl.String,
        "rank": pl.Int64,
        "rate": pl.Float64,
        "ceiling": pl.Float64,
        "years": pl.Int64,
    }
    table = pl.DataFrame(rates, schema={**schema, "notice": pl.Int64}, orient="row")
    connection.register("laws", table.to_arrow())
    book = openpyxl.load_workbook(folder / FORM, read_only=True)
    _, *choices = book["choices"].iter_rows(values_only=True)
    _, *survey = book["survey"].iter_rows(values_only=True)
    good = {"yes": 1.0, "no": 0.0}
    verdicts = [
        (name, answer, good.get(positive))
        for kind, name, _, _ in survey
        for listed, answer, _, positive in choices
        if kind.split()[-1] == listed
    ]
    items = [
        (name, *((role.partition(":")[0], role.partition(":")[2] or None))) for _, name, _, role in survey
    ]
    text = {"question": pl.String, "answer": pl.String}
    connection.register(
        "verdicts", pl.DataFrame(verdicts, schema={**text, "good": pl.Float64}, orient="row").to_arrow()
    )
    roles = {"question": pl.String, "role": pl.String, "item": pl.String}
    connection.register("items", pl.DataFrame(items, schema=roles, orient="row").to_arrow())
    return [name for name, *_ in items]


def _number(value: object) -> float | None:
    return None if value is None else float(value)  # type: ignore[arg-type]  # a number or a fraction


def differences(left: pl.DataFrame, right: pl.DataFrame) -> list[str]:
    """Say where ours and the yardstick's disagree: value, coverage or rows of a line, or a line on one side.

    What the dossier does not give (ours says what is missing) is no line of the yardstick's.
    """
    keys = ["cluster_id", "figure", "key"]
    both = left.filter(~pl.col("figure").is_in(sql.LEFT_OUT)).join(
        right, on=keys, how="full", coalesce=True, nulls_equal=True, suffix="_sql"
    )
    both = both.with_columns(
        pl.col("value_sql").fill_nan(None),
        *(pl.col(f"{n}_sql").fill_null(0) for n in ("n_used", "n_eligible")),
    )
    part = [
        f.id for f in figures().values() if f.unit == "share" and f.measure.statistic in ("share", "formula")
    ]
    both = both.with_columns(
        value_sql=pl.when(~(pl.col("figure").is_in(part) & (pl.col("value_sql") > 1))).then("value_sql")
    )
    given = both.filter(
        (pl.col("status") == "ok")
        | (pl.col("missing") == "rows")
        | (pl.col("status").is_null() & pl.col("value_sql").is_not_null())
    )
    # A line on our side only where the yardstick has none says that no row counts.
    lacking = left.filter(pl.col("status") != "ok", pl.col("missing") != "rows").select(
        "cluster_id", "figure"
    )
    given = given.join(lacking, on=["cluster_id", "figure"], how="anti")
    # Nor is a target of what was not given.
    aimed_at = given.with_columns(aim=pl.col("key").str.extract(r"^([a-z0-9_.]+)"))
    aims = lacking.rename({"figure": "aim"}).with_columns(figure=pl.lit("target.reached"))
    given = aimed_at.join(aims, on=["cluster_id", "figure", "aim"], how="anti")
    near = (pl.col("value") - pl.col("value_sql")).abs() <= 1e-9 * pl.max_horizontal(
        pl.col("value").abs(), 1.0
    )
    same = (near | (pl.col("value").is_null() & pl.col("value_sql").is_null())).fill_null(value=False)
    counted = pl.col("value").is_not_null()
    wrong = given.filter(
        ~same
        | (counted & (pl.col("n_used") != pl.col("n_used_sql")))
        | (counted & (pl.col("n_eligible") != pl.col("n_eligible_sql")))
        | (counted & pl.col("rows").ne_missing(pl.col("rows_sql")))
    )
    return [
        f"{row['cluster_id']} {row['figure']}[{row['key']}]: "
        + "; ".join(f"{n} {row[n]} | {row[n + '_sql']}" for n in ("value", "n_used", "n_eligible", "rows"))
        for row in wrong.iter_rows(named=True)
    ]
