"""What each engine promises to a question, whatever it asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import narwhals as nw
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from grappe.analysis.registry.engines.engine import Engine, portable_quantiles, portable_standings
from grappe.analysis.registry.engines.opening import opened

ROWS = pl.DataFrame(
    {
        "group": ["a", "a", "a", "a", "b", "b", "c", "é", None],
        "of": [2020, 2020, 2020, 2020, 2020, 2021, 2021, 2021, 2021],
        "fte": [1.0, 2.0, 2.0, 10.0, -0.1, 0.3, None, 7.0, 8.0],
        "having": [1, None, 3, 4, 5, 6, 7, None, 9],
        "day": [dt.date(1, 1, 1), dt.date(1582, 10, 14), dt.date(1900, 1, 1), *[dt.date(2024, 2, 29)] * 5, None],
        "is_member": [True, False, None, True, False, True, False, True, False],
    },
    schema_overrides={"of": pl.Int32},
)  # fmt: skip
"""Names that SQL keeps for itself; old days, blanks, equal values, one alone."""


@pytest.fixture(params=["duckdb", "polars", "spark"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    if request.param == "spark":
        yield request.getfixturevalue("spark")
        return
    with opened(request.param) as here:
        yield here


def test_a_small_frame_comes_back_as_it_went(engine: Engine) -> None:
    assert_frame_equal(engine.rows(engine.table(ROWS)), ROWS, check_row_order=False)


def test_a_frame_without_rows_keeps_its_columns(engine: Engine) -> None:
    assert_frame_equal(engine.rows(engine.table(ROWS.clear())), ROWS.clear())


def test_a_file_is_read_whatever_its_folder_is_called(engine: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "L'Été 100% [2024]" / "a*b?{c,d}"
    folder.mkdir(parents=True)
    ROWS.write_parquet(folder / "rows.parquet")

    assert_frame_equal(engine.rows(engine.scan(folder / "rows.parquet")), ROWS, check_row_order=False)


def test_what_is_kept_is_worked_out_once(engine: Engine, tmp_path: Path) -> None:
    file = tmp_path / "rows.parquet"
    ROWS.write_parquet(file)
    kept = engine.kept(engine.scan(file).filter(nw.col("of") == 2020))
    file.unlink()

    assert engine.rows(kept).height == 5


def test_quantiles_asked_in_one_list_are_those_asked_one_by_one(engine: Engine) -> None:
    frame = engine.table(ROWS)
    asked = (["group", "of"], ["fte", "having"], (0.03, 0.25, 0.5, 0.75, 0.97))

    at_once = engine.rows(engine.quantiles(frame, *asked)).sort("group", "of")
    one_by_one = engine.rows(portable_quantiles(frame, *asked)).sort("group", "of")

    assert_frame_equal(at_once, one_by_one, rel_tol=1e-12, abs_tol=0)
    # 1, 2, 2, 10 by type 7; nothing of nothing.
    told = {row["group"]: row for row in at_once.iter_rows(named=True)}
    assert [told["a"][f"fte_q{p}"] for p in ("25", "50", "75")] == pytest.approx([1.75, 2, 4])
    assert (told["c"]["fte_n"], told["c"]["fte_q50"], told["c"]["having_q50"]) == (0, None, 7)
    assert (told["é"]["fte_n"], told["é"]["fte_q03"], told[None]["fte_q97"]) == (1, 7, 8)


def test_a_standing_is_the_share_of_the_peers_below_and_half_of_those_equal(engine: Engine) -> None:
    rows = pl.DataFrame(
        {
            "measure": ["fte"] * 6 + ["turnover"] * 3 + ["alone"],
            "year": pl.Series([2022] * 4 + [2023] * 6, dtype=pl.Int32),
            "enterprise": [*range(9), 0],
            "is_member": [True, False, False, False, True, True, True, True, False, True],
            "value": [2.0, 1.0, 2.0, 3.0, 5.0, 6.0, 1.0, 9.0, 9.0, 4.0],
        }
    )
    frame, by = engine.table(rows), ["measure", "year"]

    own = engine.rows(engine.standings(frame, by)).sort("enterprise", "measure")
    portable = engine.rows(portable_standings(frame, by)).sort("enterprise", "measure")

    assert_frame_equal(own, portable, check_column_order=False, rel_tol=1e-12, abs_tol=0)
    # One below and one equal of three; nobody to stand among in 2023 nor alone; below the one, and as it.
    found = own.select("enterprise", "rank", "peers").rows()
    assert found == [(0, pytest.approx(0.5), 3), (6, 0.0, 1), (7, 0.5, 1)]


def test_nobody_stands_among_no_members(engine: Engine) -> None:
    rows = {"year": [2023, 2023], "is_member": [False, False], "value": [1.0, 2.0]}
    found = engine.rows(engine.standings(engine.table(pl.DataFrame(rows)), ["year"]))

    assert found.is_empty()
    assert {"rank", "peers"} <= set(found.columns)
