"""Typed cells become the text that a spreadsheet would show."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from grappe.analysis.dossier.cell_text import as_text


@pytest.mark.parametrize(
    ("cells", "texts"),
    [
        (pl.Series([4000.0, 2.5, None, float("nan"), -0.0]), ["4000", "2.5", None, None, "0"]),
        (pl.Series([["a", "b"], [], None]), ["a;b", "", None]),
        (pl.Series([[1, 2], [None]]), ["1;2", ""]),
        (pl.Series([dt.datetime(2010, 3, 1, 12), None]), ["2010-03-01 12:00:00", None]),  # noqa: DTZ001 - Excel's have none
        (pl.Series([dt.timedelta(days=1)]), ["1 day, 0:00:00"]),
        (pl.Series([b"\xff"]), ["b'\\xff'"]),
        (pl.Series([None, None]), [None, None]),
        (pl.Series(["a"], dtype=pl.Categorical), ["a"]),
        (pl.Series([True]), ["true"]),
    ],
)
def test_a_cell_of_any_type_is_written_as_people_see_it(cells: pl.Series, texts: list[str | None]) -> None:
    written = as_text(cells)

    assert (written.dtype, written.to_list()) == (pl.String, texts)
