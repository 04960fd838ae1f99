"""The whole country at once: the same answers as one group after the other gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from grappe.analysis.registry.engines.opening import opened
from grappe.analysis.registry.register import Register
from grappe.analysis.registry.sectors import companies_by_activity, divisions, sectors

ENGINES = pytest.mark.parametrize("name", ["duckdb", "polars"])


@ENGINES
def test_companies_are_counted_by_activity_and_place(known_store: Path, name: str) -> None:
    with opened(name) as engine:
        found = engine.rows(
            companies_by_activity(Register(known_store, engine), "2008", ["59.11", "62", "J"], place="region")
        )
    counts = {(row["nace"], row["place"]): row for row in found.iter_rows(named=True)}
    # Film in Wallonia: six peers, the big, the odd, the silent, the bankrupt one, the person, two members.
    assert counts["59.11", "BE3"] == {
        "nace": "59.11", "place": "BE3", "companies": 13, "natural": 1, "ending": 1
    }  # fmt: skip
    assert counts["62", "BE3"]["companies"] == 1
    assert counts["J", "BE3"]["companies"] == 14
    assert counts["59.11", "BE1"]["companies"] == 1


@ENGINES
def test_quartiles_are_told_by_activity_place_size_and_year(known_store: Path, name: str) -> None:
    with opened(name) as engine:
        found = engine.rows(
            sectors(
                Register(known_store, engine),
                "2008",
                ["59"],
                ["turnover"],
                years=(2022, 2023),
                place="region",
            )
        )
    rows = {(row["place"], row["size"], row["year"]): row for row in found.iter_rows(named=True)}
    # The odd year and the bankrupt one do not count; six peers and two members do.
    last = rows["BE3", "10-19", 2023]
    assert (last["turnover_n"], last["turnover_q50"]) == pytest.approx((8, (363_000 + 484_000) / 2))
    assert rows["BE3", "250+", 2023]["turnover_n"] == 1
    assert {year for _, _, year in rows} == {2022, 2023}


def test_a_version_has_its_divisions() -> None:
    assert len(divisions("2008")) == 88
    assert divisions("2008")[0] == "01"
