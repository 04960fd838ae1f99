"""The same readings and the same figures on DuckDB: an expression means one thing, whatever the engine."""

from __future__ import annotations

import duckdb
import narwhals as nw
import polars as pl
import pytest
from polars.testing import assert_frame_equal
from tests.analysis.figures.random_dossiers import random_dossier

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.tables import TABLES
from grappe.analysis.figures.asked import Asked
from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.engine import evaluate, evaluate_readings
from grappe.analysis.figures.readings import Readings, eager, empty_table, frames_of, readings_of

# DuckDB adds numbers up in another order.
TOLERANCE = 1e-9
SEEDS = (3, 9, 21)
BASES = {figure.base.name: figure.base for figure in figures().values()}
WORKED_OUT_ON_POLARS = {
    "recognition",  # months before a day, by the law of its regime
    "members_in_sector",  # an activity and those above it
    "sector_on_day",
    "scope_activities",
    "members_beside_peers",  # ranks
    "members_beside_medians",
    "members_tested_beside_peers",
    "companies_of_the_peer_group",
    "answers_strategy_known",  # what an answer means is in the questionnaire
    "answers_strategy_satisfied",
    "answers_satisfaction",
    "answers_importance",
    "answers_impact",
    "answers_governance",
    "answers_partnership",
    "answers_advantage",
    "items_satisfaction",
    "items_impact",
    "ties_on_day",  # graphs
    "ledger_years",  # subsidies by days and by law
    "reserves_by_scenario",
}


def on_duckdb(dossier: Dossier, asked: Asked, connection: duckdb.DuckDBPyConnection) -> Readings:
    frames = {name: empty_table(name) for name in TABLES} | frames_of(dossier.tables, asked)
    tables = {}
    for name, frame in frames.items():
        connection.register(f"table {name}", frame.to_arrow())
        tables[name] = nw.from_native(connection.table(f'"table {name}"'))
    return Readings(tables, asked, dossier.questionnaire)


def comparable(frame: pl.DataFrame) -> pl.DataFrame:
    """Forget the order of rows and columns, and how wide an integer is."""
    lists, numbers = pl.col(pl.List(pl.String)), pl.selectors.numeric()
    frame = frame.with_columns(lists.list.join(";"), numbers.cast(pl.Float64)).select(sorted(frame.columns))
    return frame.sort(pl.all())


def test_the_bases_worked_out_on_polars_are_those_listed() -> None:
    readings = on_duckdb(*random_dossier(SEEDS[0]), duckdb.connect())

    on_polars = {
        name for name, base in BASES.items() if isinstance(nw.to_native(readings.base(base)), pl.LazyFrame)
    }

    assert on_polars == WORKED_OUT_ON_POLARS


@pytest.mark.parametrize("seed", SEEDS)
def test_every_base_has_the_same_rows_on_both_engines(seed: int) -> None:
    dossier, asked = random_dossier(seed)
    one = readings_of(dossier.tables, asked, dossier.questionnaire)
    other = on_duckdb(dossier, asked, duckdb.connect())

    for base in BASES.values():
        expected, found = comparable(eager(one.base(base))), comparable(eager(other.base(base)))
        assert_frame_equal(found, expected, abs_tol=TOLERANCE, rel_tol=TOLERANCE)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_figure_is_the_same_on_both_engines(seed: int) -> None:
    dossier, asked = random_dossier(seed)

    expected = evaluate(dossier, asked)
    found = evaluate_readings(dossier, on_duckdb(dossier, asked, duckdb.connect()), figures().values())

    place = ["cluster_id", "figure", "key"]
    assert_frame_equal(found.sort(place), expected.sort(place), abs_tol=TOLERANCE, rel_tol=TOLERANCE)
