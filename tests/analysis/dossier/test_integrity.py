"""How rows hold together, and that a fault on every row of a large table is told in no time."""

from __future__ import annotations

import time

import polars as pl
import pytest

from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.integrity import GUESSED, checked_integrity

HUGE = 200_000
PATIENCE = 20.0
"""Seconds. A straight line takes two; a square, of forty thousand million steps, hours."""


def members(ids: list[str]) -> pl.DataFrame:
    return pl.DataFrame({"_row": range(2, len(ids) + 2), "cluster_id": ["c1"] * len(ids), "member_id": ids})


def faults_of(tables: dict[str, pl.DataFrame]) -> list[Fault]:
    faults: list[Fault] = []
    checked_integrity(tables, faults)
    return faults


def test_a_broken_reference_names_the_row_the_value_and_the_nearest_name() -> None:
    accounts = members(["atelier_um"]).with_columns(year=pl.lit(2009))

    (fault,) = faults_of({"members": members(["atelier_un", "autre"]), "accounts": accounts})

    assert (fault.table, fault.row, fault.column, fault.value) == ("accounts", 2, "member_id", "atelier_um")
    assert fault.values["guess"] == "atelier_un"


def test_a_reference_to_a_table_that_is_not_given_is_not_asked() -> None:
    actions = pl.DataFrame({"_row": [2], "cluster_id": ["c1"], "action_id": ["a1"], "axis_id": ["ax1"]})

    assert faults_of({"actions": actions}) == []


@pytest.mark.parametrize(("left", "faults"), [("2009-01-01", []), ("2009-01-02", [3]), (None, [3])])
def test_a_member_comes_back_on_the_day_it_left_at_the_earliest(left: str | None, faults: list[int]) -> None:
    spells = members(["m1", "m1"]).with_columns(
        pl.Series("joined_on", ["2008-01-01", "2009-01-01"]).str.to_date(),
        pl.Series("left_on", [left, None], dtype=pl.String).str.to_date(),
    )

    assert [fault.row for fault in faults_of({"members": spells})] == faults


def test_as_many_present_as_entitled_is_no_fault() -> None:
    meetings = pl.DataFrame(
        {
            "_row": [2, 3, 4],
            "cluster_id": ["c1"] * 3,
            "meeting_id": ["a", "b", "c"],
            "entitled": [10, 10, None],
            "present": [8, 8, 8],
            "represented": [2, 3, None],
        }
    )

    assert [(fault.row, fault.value) for fault in faults_of({"meetings": meetings})] == [(3, "11")]


def test_two_hundred_thousand_broken_references_are_told_in_a_straight_line() -> None:
    accounts = members([f"x{n}" for n in range(HUGE)]).with_columns(year=pl.lit(2009))
    start = time.process_time()

    faults = faults_of({"members": members([f"m{n}" for n in range(HUGE)]), "accounts": accounts})

    assert (len(faults), time.process_time() - start < PATIENCE) == (HUGE, True)


def test_only_the_first_broken_references_are_guessed() -> None:
    accounts = members([f"x{n:04d}" for n in range(2 * GUESSED)]).with_columns(year=pl.lit(2009))
    known = members([f"m{n:04d}" for n in range(2 * GUESSED)])

    faults = faults_of({"members": known, "accounts": accounts})

    assert [bool(fault.remedy) for fault in faults] == [True] * GUESSED + [False] * GUESSED


def test_two_hundred_thousand_doubles_are_told_in_a_straight_line() -> None:
    accounts = members(["m1"] * HUGE).with_columns(year=pl.lit(2009))
    start = time.process_time()

    faults = faults_of({"members": members(["m1"]), "accounts": accounts})

    assert (len(faults), time.process_time() - start < PATIENCE) == (HUGE - 1, True)


def test_a_lever_that_ends_before_it_begins_is_a_fault_that_names_both_years() -> None:
    levers = pl.DataFrame(
        {
            "_row": [2, 3],
            "cluster_id": ["c1"] * 2,
            "lever_id": ["a", "b"],
            "from_year": [2012, 2012],
            "to_year": [2011, 2012],
        }
    )

    (fault,) = faults_of({"levers": levers})

    assert (fault.row, fault.column, fault.value, fault.values["start"]) == (2, "to_year", "2011", "2012")
