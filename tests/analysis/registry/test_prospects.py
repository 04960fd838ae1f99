"""Companies that could be members: in order, with what each would bring, and no natural person among them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.registry.peers.known_group import (
    BANKRUPT,
    BIG,
    FIRST,
    PEERS,
    PERSON,
    SECOND,
    SILENT,
    number,
)
from tests.analysis.registry.small_extract import full

from grappe.analysis.registry.build import build
from grappe.analysis.registry.engines.opening import opened
from grappe.analysis.registry.peers.group import group_of
from grappe.analysis.registry.prospects import prospects
from grappe.analysis.registry.register import Register

GROUP = group_of(codes=["59.11"], region="BE3", year=2023)
MEMBERS = [number(FIRST), number(SECOND)]


@pytest.mark.parametrize("name", ["duckdb", "polars"])
def test_prospects_come_by_the_jobs_they_would_bring(known_store: Path, name: str) -> None:
    with opened(name) as engine:
        found = prospects(Register(known_store, engine), GROUP, MEMBERS)
    numbers = [one.enterprise for one in found.found]
    # The big one first, the six peers by number, then those whose staff no year of twelve months tells.
    assert numbers[:7] == [number(BIG), *(number(n) for n in PEERS)]
    assert number(SILENT) in numbers[7:]
    assert not {number(PERSON), number(BANKRUPT), *MEMBERS} & set(numbers)
    assert (found.natural, found.ending, len(numbers)) == (1, 1, 9)


def test_a_prospect_says_why_it_is_there(known_store: Path) -> None:
    with opened("polars") as engine:
        big = prospects(Register(known_store, engine), GROUP, MEMBERS).found[0]
    assert (big.rank, big.jobs, big.jobs_year) == (1, 300, 2023)
    # Of 300 jobs and ten in each of the eight others that tell them; the bankrupt one brings none.
    assert big.share == pytest.approx(300 / 380)
    assert (big.members_alike, big.members_near, big.activities, big.province) == (2, 2, ("59111",), "BE33")


def test_without_accounts_prospects_are_still_found(tmp_path: Path) -> None:
    build(full(tmp_path / "extract"), tmp_path / "store")
    with opened("duckdb") as engine:
        found = prospects(Register(tmp_path / "store", engine), GROUP, [])
    assert [(one.jobs, one.share, one.members_alike) for one in found.found] == [(None, None, 0)]
