"""Parquet files cut short, or of types that nobody expects."""

from __future__ import annotations

import io
from pathlib import Path

import polars as pl
from tests.broken.builders import case, with_file


def parquet(frame: pl.DataFrame) -> bytes:
    content = io.BytesIO()
    frame.write_parquet(content)
    return content.getvalue()


GOOD_ACCOUNTS = pl.DataFrame({"member_id": ["m1"] * 500, "year": range(1500, 2000), "fte": [1.5] * 500})


@case(11, ("accounts.parquet", "Parquet", "incomplet"))
def a_truncated_parquet(place: Path) -> Path:
    content = parquet(GOOD_ACCOUNTS)
    return with_file(place, "accounts.parquet", content[: len(content) // 2])


@case(11, ("accounts.parquet", "Parquet"))
def a_csv_named_parquet(place: Path) -> Path:
    return with_file(place, "accounts.parquet", b"member_id,year\nm1,2009\n")


@case(11, ("accounts.parquet", "Parquet"))
def an_empty_parquet_file(place: Path) -> Path:
    return with_file(place, "accounts.parquet", b"")


@case(10, ("accounts", "ligne 3", "colonne fte", "« -2.5 »", "trop petit"))
def a_negative_number_in_parquet(place: Path) -> Path:
    frame = pl.DataFrame({"member_id": ["m1", "m1"], "year": [2008, 2009], "fte": [1.5, -2.5]})
    return with_file(place, "accounts.parquet", parquet(frame))


@case(10, ("accounts", "ligne 2", "colonne fte"))
def lists_where_numbers_are_expected(place: Path) -> Path:
    frame = pl.DataFrame({"member_id": ["m1"], "year": [2009], "fte": [[1, 2]]})
    return with_file(place, "accounts.parquet", parquet(frame))


@case(10, ("accounts", "ligne 2", "colonne closed_on", "pas une date"))
def a_day_beyond_the_calendar_in_parquet(place: Path) -> Path:
    frame = pl.DataFrame(
        {"member_id": ["m1"], "year": [2009], "closed_on": pl.Series([9_000_000]).cast(pl.Date)}
    )
    return with_file(place, "accounts.parquet", parquet(frame))


@case(0)
def columns_of_every_odd_type_in_parquet(place: Path) -> Path:
    frame = pl.DataFrame(
        {
            "member_id": ["m1"],
            "year": [2009],
            "_row": ["x"],
            "_plain": [b"\xff"],
            "bag": [{"a": 1}],
            "nested": [[["a"]]],
            "nothing": [None],
        }
    )
    return with_file(place, "accounts.parquet", parquet(frame))
