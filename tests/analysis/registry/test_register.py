"""The tables of a day on an engine: the same rows as the store's own queries give."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb
import pytest
from polars.testing import assert_frame_equal
from tests.analysis.registry.small_extract import full, update
from tests.analysis.registry.test_update import BROUGHT, GONE

from grappe.analysis.registry.build import build
from grappe.analysis.registry.current import KEYS, current
from grappe.analysis.registry.engines.opening import opened
from grappe.analysis.registry.refusals import RegistryMissing
from grappe.analysis.registry.register import Register
from grappe.analysis.registry.update import update as applied


@pytest.fixture
def store(tmp_path: Path) -> Path:
    build(full(tmp_path / "extract"), tmp_path / "store")
    applied(update(tmp_path / "day", gone=GONE, brought=BROUGHT), tmp_path / "store")
    return tmp_path / "store"


@pytest.mark.parametrize("name", ["duckdb", "polars"])
def test_a_table_is_what_the_layers_leave(store: Path, name: str) -> None:
    with opened(name) as engine:
        register = Register(store, engine)
        folders = [store / layer.name for layer in register.layers]
        for table in KEYS:
            query = current(folders, table)
            assert query is not None
            by_hand = duckdb.sql(query).pl()
            assert_frame_equal(engine.rows(register.table(table)), by_hand, check_row_order=False)
            assert by_hand.height or table == "branch"


def test_the_register_of_a_past_day_is_that_of_its_layers(store: Path) -> None:
    with opened("polars") as engine:
        before = Register(store, engine, day=dt.date(2024, 9, 1))
        after = Register(store, engine)
        assert (before.day, after.day) == (dt.date(2024, 8, 30), dt.date(2024, 9, 2))
        assert set(engine.rows(before.table("company"))["enterprise"]) != set(
            engine.rows(after.table("company"))["enterprise"]
        )


def test_without_accounts_the_store_says_how_to_add_them(store: Path) -> None:
    with opened("polars") as engine, pytest.raises(RegistryMissing) as told:
        Register(store, engine).accounts()
    assert "grappe registry accounts" in told.value.sentences("fr")[0]


def test_a_table_that_no_extract_brought_is_said_to_lack(tmp_path: Path) -> None:
    extract = full(tmp_path / "extract")
    (extract / "contact.csv").unlink()
    build(extract, tmp_path / "store")
    with opened("polars") as engine, pytest.raises(RegistryMissing) as told:
        Register(tmp_path / "store", engine).table("contact")
    assert "contact" in told.value.sentences("fr")[0]
