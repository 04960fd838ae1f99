"""The registry's benches run, and what they make has the shape that they state."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from bench.record import ROOT, Record
from bench.registry import asking, building
from bench.registry.by_hand import in_spark, in_sql
from bench.registry.by_hand.asked import Asked
from bench.registry.made_extract import FIRST, OF_ESTABLISHMENT, first_of, make_extract, rows_of
from bench.registry.made_filings import make_filings
from bench.registry.made_store import LAYER, NoRoom, bounded, make_store
from polars.testing import assert_frame_equal

from grappe.analysis.registry.accounts.staging import ACCOUNTS
from grappe.analysis.registry.build import build

SIZE = 0.01


@pytest.fixture(scope="module")
def filings(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    file = tmp_path_factory.mktemp("filings") / "accounts.parquet"
    make_filings(file, size=SIZE)
    return pl.read_parquet(file)


def test_made_filings_are_as_the_store_keeps_them(filings: pl.DataFrame) -> None:
    assert dict(filings.schema) == {name: pl.Schema(ACCOUNTS)[name] for name in ACCOUNTS}
    assert filings.equals(filings.sort("enterprise", "ended_on"))
    assert filings.select("enterprise", "ended_on").is_unique().all()


def test_made_filings_have_the_shapes_that_they_state(filings: pl.DataFrame) -> None:
    assert len(filings) == pytest.approx(4_000_000 * SIZE, rel=0.03)
    assert set(filings["year"]) == set(range(2014, 2024))
    assert filings["turnover"].null_count() / len(filings) == pytest.approx(0.35, abs=0.02)
    assert filings["fte"].null_count() / len(filings) == pytest.approx(0.10, abs=0.01)
    assert (filings["months"] != 12).sum() / len(filings) == pytest.approx(0.03, abs=0.01)
    assert filings["fte"].median() < 2
    assert filings["fte"].quantile(0.99) > 50


def test_a_store_made_without_its_csv_is_the_one_built_from_it(tmp_path: Path) -> None:
    make_extract(tmp_path / "extract", size=SIZE)
    build(tmp_path / "extract", tmp_path / "built")
    make_store(tmp_path / "made", size=SIZE)

    for name in ("company", "main_activity"):
        built, made = (
            pl.read_parquet(tmp_path / store / LAYER / f"{name}.parquet") for store in ("built", "made")
        )
        assert_frame_equal(built, made)
        assert built.height


def test_ten_countries_have_numbers_for_all_their_enterprises() -> None:
    assert first_of(1) == FIRST
    assert 0 < first_of(10) <= OF_ESTABLISHMENT - rows_of(10)["enterprise"]


def test_what_would_fill_the_disk_is_refused_and_what_was_written_goes(tmp_path: Path) -> None:
    free = shutil.disk_usage(tmp_path).free / 1e9

    with pytest.raises(NoRoom), bounded(free):
        pass
    left: list[Path] = []

    with pytest.raises(KeyboardInterrupt):
        _stopped_while_writing(left)

    assert not left[0].exists()


def _stopped_while_writing(left: list[Path]) -> None:
    with bounded(0.001) as folder:
        left.append(folder)
        (folder / "much").write_text("much", encoding="utf-8")
        raise KeyboardInterrupt


def test_the_benches_of_the_registry_run_and_their_sides_agree() -> None:
    record = Record("registry")

    building.measure(record, quick=True)
    asking.measure(record, quick=True)

    measured = {row["measure"] for row in record.rows}
    assert {
        "store built / copy alone: cpu",
        "large group, ours / sql: warm",
        "country, ours / sql: warm",
    } <= measured


def test_two_sides_that_do_not_agree_are_told(tmp_path: Path) -> None:
    for side, value in (("sql", 1.0), ("ours", 1.0 + 1e-9)):
        (tmp_path / side).mkdir()
        frame = pl.DataFrame({"measure": ["fte"], "year": [2023], "median": [value]})
        frame.write_parquet(tmp_path / side / "quartiles.parquet")

    with pytest.raises(AssertionError, match="median"):
        asking.hold(tmp_path, "sql", "ours")


def test_spark_by_hand_answers_as_sql_does(tmp_path: Path, spark: Any) -> None:
    make_store(tmp_path / "store", size=SIZE)
    asked = Asked(tmp_path / "store")
    asked = Asked(asked.store, members=asking.some_members(asked))
    for side in ("sql", "spark"):
        (tmp_path / side).mkdir()
    with in_sql.opened(tmp_path / "spill") as connection:
        by_sql = (*in_sql.group(connection, asked), in_sql.country(connection, asked))
    by_spark = (*in_spark.group(spark.session, asked), in_spark.country(spark.session, asked))
    for side, answers in (("sql", by_sql), ("spark", by_spark)):
        for name, rows in zip(("quartiles", "standings", "country"), answers, strict=True):
            rows.write_parquet(tmp_path / side / f"{name}.parquet")

    asking.hold(tmp_path, "sql", "spark")


def test_a_bench_that_is_told_to_end_leaves_nothing_behind(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "bench", "registry", "--quick"]
    bench = subprocess.Popen(
        words, cwd=ROOT, env={**os.environ, "TMPDIR": str(tmp_path)}, stdout=subprocess.DEVNULL
    )
    until = time.monotonic() + 60
    while not list(tmp_path.glob("grappe-bench-*/extract/*")) and time.monotonic() < until:
        time.sleep(0.05)
    began = list(tmp_path.iterdir())
    bench.send_signal(signal.SIGTERM)

    assert bench.wait(60) == 128 + signal.SIGTERM
    assert began
    assert not list(tmp_path.iterdir())
