"""The arithmetic of a figure, done again from the rows that were kept with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl
import pytest

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.figures.asked import Asked
from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.evidence import evidence
from grappe.analysis.figures.explaining import explain
from grappe.analysis.figures.readings import readings_of
from grappe.analysis.figures.redone import parts_of, redone


@pytest.fixture(scope="module")
def kept(twist: Dossier, twist_asked: Asked) -> pl.DataFrame:
    """The rows that an evaluation of the example keeps."""
    readings = readings_of(twist.tables, twist_asked, twist.questionnaire)
    return evidence(readings, figures().values())


def again(kept: pl.DataFrame, row: dict[str, Any]) -> list[str]:
    figure = figures()[row["figure"]]
    key = pl.col("key").is_null() if row["key"] is None else pl.col("key") == row["key"]
    own = kept.filter(pl.col("figure") == figure.id, key)
    told = [(name, parts_of(seen)) for name, seen in own.select("row", "seen").iter_rows()]
    named = set(row["rows"].split(";"))
    return redone(figure, row["value"], [parts for name, parts in told if name in named], len(told), "fr")


def named(results: dict[tuple[str, str], dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The results whose rows are named, one by one."""
    for row in results.values():
        if row["status"] == "ok" and row["rows"] and not row["rows"].endswith(" rows"):
            yield row


def test_a_row_is_read_column_by_column() -> None:
    told = parts_of("fte=14.0; name=Atelier; fils; closed_on=2009-12-31")

    assert told == {"fte": "14.0", "name": "Atelier; fils", "closed_on": "2009-12-31"}
    assert parts_of("") == {}


@pytest.mark.parametrize(
    ("figure", "line"),
    [
        ("members.total", "57 lignes comptées sur 57."),
        ("employment.total", "= 498"),
        ("employment.mean", "498 / 21 = 23,7143"),
        ("employment.median", "La valeur de ce rang est 13."),
        ("employment.share_below_21", "16 / 21 = 0,7619"),
        ("board.attendance_spread", "√("),
    ],
)
def test_what_was_kept_gives_the_value_again(
    kept: pl.DataFrame, twist_figures: dict[tuple[str, str], dict[str, Any]], figure: str, line: str
) -> None:
    assert line in " ".join(again(kept, twist_figures[figure, ""]))


def test_it_is_the_arithmetic_that_grappe_explain_tells(
    kept: pl.DataFrame,
    twist: Dossier,
    twist_asked: Asked,
    twist_figures: dict[tuple[str, str], dict[str, Any]],
) -> None:
    told = 0
    for name in ("members.total", "employment.mean", "employment.q3", "board.attendance", "finance.gap"):
        for row in named(twist_figures):
            lines = again(kept, row) if row["figure"] == name else []
            if lines:
                figure = figures()[name]
                asked = explain(twist, twist_asked, figure, row["key"], row["cluster_id"], "fr")
                assert lines == list(asked.arithmetic), (name, row["key"])
                told += 1
    assert told >= 4


def test_rows_that_do_not_give_the_value_tell_no_arithmetic(
    kept: pl.DataFrame, twist_figures: dict[tuple[str, str], dict[str, Any]]
) -> None:
    wrong = [{**twist_figures[name, ""], "value": 3.0} for name in ("members.total", "employment.mean")]

    assert [again(kept, row) for row in wrong] == [[], []]
