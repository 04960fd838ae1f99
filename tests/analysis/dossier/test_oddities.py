"""What is odd is told once, in the number it has, and stops nothing."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.oddities import odd_rows
from grappe.analysis.dossier.settings import Settings

DAY = dt.date(2010, 3, 1)


def told(tables: dict[str, pl.DataFrame], as_of: tuple[dt.date, ...] = (DAY,)) -> list[str]:
    faults: list[Fault] = []
    odd_rows(tables, Settings(as_of=as_of), faults)
    assert {fault.severity for fault in faults} <= {"warning"}
    return [fault.sentence("fr") for fault in faults]


def rows(**columns: list[object]) -> pl.DataFrame:
    count = len(next(iter(columns.values())))
    return pl.DataFrame({"_row": range(2, count + 2), "cluster_id": ["c1"] * count, **columns})


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (1, "la ligne est datée du 1er avril 2010, après le 1er mars 2010 ; elle n’y compte pas."),
        (
            2,
            "2 lignes sont datées d’après le 1er mars 2010 ; elles n’y comptent pas (la première : 1er avril 2010).",
        ),
    ],
)
def test_later_rows_are_counted_in_good_french(days: int, sentence: str) -> None:
    letters = rows(letter_id=[str(n) for n in range(days)], sent_on=[dt.date(2010, 4, 1)] * days)

    assert told({"letters": letters}) == [f"letters, ligne 2, colonne sent_on : {sentence}"]


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("=1+1", True),
        ("=cmd|' /C calc'!A0", True),
        ("+SUM(A1)", True),
        ("-2+3+cmd|x", True),
        ("@SUM(A1)", True),
        ("-12,5", False),
        ("+32 2 123.45/67", False),
        ("-", False),
        ("@office", False),
        ("a=b", False),
    ],
)
def test_a_text_that_begins_like_a_formula_is_told(text: str, odd: bool) -> None:  # noqa: FBT001 - a table
    assert len(told({"axes": rows(axis_id=["a"], label=[text])})) == int(odd)


def test_each_text_like_a_formula_is_told_with_its_place_and_the_office_is_none() -> None:
    found = told({"documents": rows(title=["@office", "=A1", "x", "=A2", "+CMD"])})
    assert [line.split(" : ")[0] for line in found] == [
        f"documents, ligne {row}, colonne title" for row in (3, 5, 6)
    ]


def test_clusters_without_members_on_the_day_are_named() -> None:
    clusters = pl.DataFrame({"_row": [2, 3, 4], "cluster_id": ["c1", "c2", "c3"], "name": ["A", "B", "C"]})
    members = pl.DataFrame(
        {
            "_row": [2, 3],
            "cluster_id": ["c1", "c2"],
            "joined_on": [dt.date(2008, 1, 1)] * 2,
            "left_on": [None, DAY],
        }
    )

    assert told({"cluster": clusters, "members": members}) == [
        "members : le cluster c2 n’a aucun membre au 1er mars 2010.",
        "members : le cluster c3 n’a aucun membre au 1er mars 2010.",
    ]


def test_answers_of_those_who_are_no_members_on_the_day_are_counted() -> None:
    members = rows(
        member_id=["m1", "m2", "m3"],
        joined_on=[dt.date(2008, 1, 1), dt.date(2008, 1, 1), dt.date(2010, 6, 1)],
        left_on=[None, dt.date(2009, 1, 1), None],
    )
    tables = {"members": members, "responses": rows(member_id=["m1", "m2", None, "m3", "gone"])}
    (sentence,) = (line for line in told(tables) if line.startswith("responses"))
    assert sentence.startswith(
        "responses, ligne 3, colonne member_id : 3 réponses viennent de qui n’est pas membre au 1er mars 2010 (la première : m2)"
    )
    one = told({**tables, "responses": rows(member_id=["m3", "m1"])})[-1]
    assert "m3 a répondu et n’est pas membre au 1er mars 2010" in one


def test_answers_of_a_frame_that_is_not_the_members_are_nothing_odd() -> None:
    tables = {
        "members": rows(member_id=["m1"], joined_on=[dt.date(2008, 1, 1)]),
        "responses": rows(member_id=["x"]),
    }
    faults: list[Fault] = []
    odd_rows(tables, Settings(as_of=(DAY,), survey_invited=40), faults)
    odd_rows(tables, Settings(as_of=(DAY,), survey_invited={"c1": 40}), faults)
    assert not faults


@pytest.mark.parametrize(
    ("year", "closed", "odd"),
    [
        (2009, None, False),
        (2010, None, True),
        (2010, dt.date(2010, 1, 31), False),
        (1995, None, False),
        (1994, None, True),
        (1994, dt.date(1994, 12, 31), True),
    ],
)
def test_accounts_of_other_years_are_told(year: int, closed: dt.date | None, odd: bool) -> None:  # noqa: FBT001 - a table
    accounts = rows(member_id=["m1"], year=[year], closed_on=pl.Series([closed], dtype=pl.Date))

    assert len(told({"accounts": accounts})) == int(odd)


def test_a_dossier_that_names_no_day_has_no_later_rows() -> None:
    letters = rows(letter_id=["a"], sent_on=[dt.date(2050, 4, 1)])

    assert told({"letters": letters}, as_of=()) == []
