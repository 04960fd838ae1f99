"""The figures by hand, in SQL, are those of the catalogue; and the benches run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from bench import yardstick
from bench.sql import figures as sql

from grappe.analysis.figures.catalogue import figures

ROOT = Path(__file__).parents[2]
CAMPAIGN = ROOT / "examples" / "campaign"


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("typed")
    yardstick.typed(CAMPAIGN, folder)
    return folder


@pytest.fixture(scope="module")
def by_hand(tables: Path) -> pl.DataFrame:
    return yardstick.theirs(tables)


@pytest.fixture(scope="module")
def evaluated(tables: Path) -> pl.DataFrame:
    return yardstick.ours(tables, everything=True)


def test_the_yardstick_has_every_figure_but_those_it_leaves_out(by_hand: pl.DataFrame) -> None:
    assert set(figures()) - set(by_hand["figure"]) == set(sql.LEFT_OUT)


def test_every_value_coverage_and_list_of_rows_is_that_of_the_sql_by_hand(
    by_hand: pl.DataFrame, evaluated: pl.DataFrame
) -> None:
    assert yardstick.differences(evaluated, by_hand) == []


@pytest.mark.parametrize("column", ["value", "n_used", "n_eligible"])
def test_a_number_off_by_one_would_be_seen(
    by_hand: pl.DataFrame, evaluated: pl.DataFrame, column: str
) -> None:
    one = (pl.col("cluster_id") == "c00001") & (pl.col("figure") == "members.total")
    off = by_hand.with_columns(pl.when(one).then(pl.col(column) + 1).otherwise(column).alias(column))

    assert len(yardstick.differences(evaluated, off)) >= 1


def test_without_intervals_the_figures_are_the_same(tables: Path, evaluated: pl.DataFrame) -> None:
    ends = ["low", "high", "level", "method"]
    kept = evaluated.filter(~pl.col("figure").is_in(sql.LEFT_OUT))

    plain = yardstick.ours(tables, everything=False)

    assert plain.drop(ends).equals(kept.drop(ends))
    assert plain.select(ends).null_count().row(0) == (len(plain),) * len(ends)


def test_the_benches_run(tmp_path: Path) -> None:
    asked = [
        sys.executable,
        "-m",
        "bench",
        "start",
        "campaign",
        "scale",
        "audit",
        "calibration",
        "--quick",
        "--results",
        tmp_path,
    ]

    ran = subprocess.run(asked, cwd=ROOT, capture_output=True, check=False, text=True)

    assert ran.returncode == 0, ran.stderr
    assert "grappe --help" in ran.stdout
    assert "lines that differ                            12               0 lines" in ran.stdout
    assert "bases that differ                            200              0 runs" in ran.stdout
    assert list(tmp_path.iterdir()) == []
