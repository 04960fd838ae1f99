"""The panel drawn from the store of fifteen companies, as worked out by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from tests.analysis.figures.build import dossier_of
from tests.analysis.registry.peers.known_group import (
    BANKRUPT,
    BIG,
    CODER,
    ELSEWHERE,
    FIRST,
    ODD,
    PEERS,
    PERSON,
    SECOND,
    SILENT,
    STRANGER,
    made_store,
    number,
)

from grappe.analysis.registry.effects.from_register import Drawn, accounts_of, drawn, members_of
from grappe.analysis.registry.effects.study import Outcome, Study, panel_of
from grappe.analysis.registry.engines.opening import opened
from grappe.analysis.registry.peers.group import group_of
from grappe.analysis.registry.register import Register

OURS = (FIRST, SECOND, SILENT, PERSON, ELSEWHERE, CODER, STRANGER)
MEMBERS = pl.DataFrame(
    {"enterprise": [*(number(n) for n in OURS), None], "joined": [2022, *[2023] * 7]},
    schema={"enterprise": pl.Int64, "joined": pl.Int64},
)
OWN = pl.DataFrame(
    {
        "enterprise": [number(SILENT), number(FIRST), number(STRANGER), number(SILENT)],
        "year": [2021, 2021, 2021, 1999],
        "fte": [4.0, 99.0, 1.0, 4.0],
        "value_added": [100.0, 99.0, 1.0, 100.0],
    }
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_store(tmp_path_factory.mktemp("effects"))


@pytest.fixture(scope="module", params=["duckdb", "polars"])
def found(request: pytest.FixtureRequest, store: Path) -> Drawn:
    group = group_of(codes=["59.11"], region="BE3", year=2023, years=3)
    with opened(request.param) as engine:
        return drawn(Register(store, engine), group, MEMBERS, own=OWN)


def test_companies_of_the_activity_and_place_are_there_each_year_those_that_failed_too(found: Drawn) -> None:
    years = found.rows.group_by("enterprise").len()

    told = {row[0]: row[1] for row in years.iter_rows()}
    whole = {number(n) for n in (*PEERS, BIG, BANKRUPT, FIRST, SECOND)}
    assert {firm for firm, count in told.items() if count == 3} == whole
    # Fifteen months are no year; the silent one is told by the dossier, in one year.
    assert number(ODD) not in told
    assert told[number(SILENT)] == 1
    assert len(told) == 11


def test_members_have_their_year_of_entry_and_their_own_accounts_only_where_the_registry_has_none(
    found: Drawn,
) -> None:
    joined = found.rows.filter(pl.col("joined").is_not_null()).unique("enterprise")
    first = found.rows.filter(pl.col("enterprise") == number(FIRST), pl.col("year") == 2021)
    silent = found.rows.row(by_predicate=pl.col("enterprise") == number(SILENT), named=True)

    assert dict(joined.select("enterprise", "joined").iter_rows()) == {
        number(FIRST): 2022,
        number(SECOND): 2023,
        number(SILENT): 2023,
    }
    assert first["fte"].to_list() == [10.0]
    assert (silent["fte"], silent["value_added_per_fte"], silent["size"]) == (4.0, 25.0, "0-9")
    assert found.completed == 1


def test_activity_size_and_place_are_told_of_each_row(found: Drawn) -> None:
    big = found.rows.filter(pl.col("enterprise") == number(BIG))

    assert set(found.rows["activity"]) == {"591"}
    assert set(found.rows["region"]) == {"BE33"}
    assert set(big["size"]) == {"250+"}
    assert panel_of(found.rows, Study(outcomes=(Outcome("fte"),))).labels == (
        "591 · 0-9",
        "591 · 10-19",
        "591 · 250+",
    )


def test_each_member_that_is_not_in_the_panel_has_its_reason(found: Drawn) -> None:
    assert found.members == 8
    assert found.absent == {"no_number": 1, "unknown": 1, "natural": 1, "elsewhere": 2}
    assert found.is_of_survivors


def test_members_and_their_accounts_are_taken_from_a_dossier() -> None:
    dossier = dossier_of(
        members=[
            {
                "member_id": "a",
                "kind": "enterprise",
                "enterprise_number": "0400.020.081",
                "joined_on": dt.date(2012, 3, 1),
            },
            {
                "member_id": "a",
                "kind": "enterprise",
                "enterprise_number": "0400.020.081",
                "joined_on": dt.date(2009, 9, 1),
            },
            {
                "member_id": "b",
                "kind": "enterprise",
                "enterprise_number": "FR123",
                "joined_on": dt.date(2010, 1, 1),
            },
            {
                "member_id": "c",
                "kind": "university",
                "enterprise_number": None,
                "joined_on": dt.date(2010, 1, 1),
            },
        ],
        accounts=[
            {"member_id": "a", "year": 2011, "months": 12, "fte": 2.0, "value_added": 50.0},
            {"member_id": "a", "year": 2012, "months": 18, "fte": 3.0, "value_added": 90.0},
            {"member_id": "b", "year": 2011, "months": 12, "fte": 2.0, "value_added": 50.0},
        ],
    )
    cluster = dossier.clusters[0]

    members = members_of(dossier, cluster)
    accounts = accounts_of(dossier, cluster, members)

    assert members.sort("member_id").rows() == [("a", 400020081, 2009), ("b", None, 2010)]
    assert accounts.select("enterprise", "year", "fte", "value_added_per_fte").rows() == [
        (400020081, 2011, 2.0, 25.0)
    ]
