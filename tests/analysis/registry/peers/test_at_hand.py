"""What is small comes to hand: the engine changes, the answer does not."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from tests.analysis.registry.peers.known_group import BIG, FIRST, SECOND, number

from grappe.analysis.registry.engines.at_hand import at_hand
from grappe.analysis.registry.engines.opening import opened
from grappe.analysis.registry.peers.answer import Answer
from grappe.analysis.registry.peers.asking import ask
from grappe.analysis.registry.peers.group import group_of
from grappe.analysis.registry.register import Register

THREE = pl.DataFrame({"fte": [1.0, 2.0, 3.0]})


def asked(store: Path, *, most: int) -> Answer:
    group = group_of(codes=["59.11"], region="BE3", size="1-49", year=2023, years=3)
    with opened("duckdb") as engine:
        members = [number(n) for n in (FIRST, SECOND, BIG)]
        return ask(Register(store, engine), group, members=members, most=most)


@pytest.mark.parametrize(("most", "name"), [(3, "polars"), (2, "duckdb")])
def test_rows_come_to_hand_up_to_the_number_said(most: int, name: str) -> None:
    with opened("duckdb") as engine:
        near, rows = at_hand(engine, engine.table(THREE), most=most)

        assert near.name == name
        assert near.rows(rows).sort("fte").equals(THREE)


def test_a_group_is_answered_the_same_at_hand_and_on_its_engine(known_store: Path) -> None:
    near, far = asked(known_store, most=1_000_000), asked(known_store, most=0)

    assert near.standings
    assert near == far
