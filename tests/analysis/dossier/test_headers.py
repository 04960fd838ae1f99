"""The header is the row that knows the table best."""

from __future__ import annotations

import pytest

from grappe.analysis.dossier.grids import LOOKED_AT, Grid
from grappe.analysis.dossier.headers import find_header, missing_columns, near_columns
from grappe.analysis.dossier.tables import TABLES

ACCOUNTS = TABLES["accounts"]


def grid(*rows: list[str], merged: tuple[tuple[int, int, int, int], ...] = ()) -> Grid:
    return Grid("accounts.xlsx", "accounts", [list(row) for row in rows], merged)


def test_titles_and_blank_rows_may_stand_above_it() -> None:
    header, faults = find_header(
        grid(["Comptes des membres, année 2009"], [""], ["", "Member ID", "Year"], ["", "m1", "2009"]),
        ACCOUNTS,
    )

    assert header is not None
    assert (header.row, header.names, faults) == (2, {1: "member_id", 2: "year"}, [])


def test_it_is_not_looked_for_far_below() -> None:
    header, faults = find_header(grid(*[["x"]] * LOOKED_AT, ["member_id", "year"]), ACCOUNTS)

    assert header is not None
    assert (header.row, [fault.row for fault in faults]) == (0, [1])


@pytest.mark.parametrize(
    ("merged", "faults"),
    [((0, 0, 0, 1), 1), ((0, 1, 1, 2), 1), ((1, 0, 1, 1), 0), ((0, 0, 1, 0), 0)],
)
def test_cells_merged_across_columns_are_refused_in_the_header_alone(
    merged: tuple[int, int, int, int], faults: int
) -> None:
    _, found = find_header(
        grid(["member_id", "year", "fte"], ["m1", "2009", "3"], merged=(merged,)), ACCOUNTS
    )

    assert len(found) == faults


def test_a_missing_column_is_guessed_among_the_strangers() -> None:
    faults = missing_columns({"member_id", "yaer"}, ACCOUNTS, 1)

    assert [(fault.column, fault.values["guess"]) for fault in faults] == [("year", "yaer")]


def test_a_stranger_like_an_optional_column_is_told_and_others_are_not() -> None:
    warnings = near_columns({"member_id", "year", "turnovr", "origin"}, ACCOUNTS, 1)

    assert [(w.column, w.values["guess"], w.severity) for w in warnings] == [
        ("turnovr", "turnover", "warning")
    ]
