"""The tables of calibration that the documentation shows."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from bench.calibration import HERE, SUBJECTS
from bench.calibration.shares import table
from bench.calibration.sizes import sizes


def kept(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_exact_table_kept_is_the_one_worked_out() -> None:
    asked = [("57", "29"), ("10", "5")]

    found = {(row["N"], row["n"], row["method"]): row for row in table(quick=True)}

    own = {key: row for row in kept("shares") if (key := (row["N"], row["n"], row["method"]))[:2] in asked}
    assert len(own) == 8
    assert own == found


def test_the_interval_that_grappe_prints_covers_what_it_says_for_every_membership() -> None:
    rows = [row for row in kept("shares") if row["method"] == "hypergeometric"]

    assert len(rows) == len(sizes(quick=False))
    assert min(float(row["lowest coverage"]) for row in rows) >= 0.95


@pytest.mark.parametrize("name", SUBJECTS)
def test_every_table_is_kept_and_shown(name: str) -> None:
    page = (Path(HERE).parents[1] / "docs" / "calibration.md").read_text(encoding="utf-8")

    assert kept(name)
    assert f"calibration/{name}.csv" in page
