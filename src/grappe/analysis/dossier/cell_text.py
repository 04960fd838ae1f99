"""Typed cells written as text: what Parquet holds, as a spreadsheet would show it."""

from __future__ import annotations

import polars as pl

EXACT = 2**53
"""Beyond it a number read as a fraction loses its last digits."""


def as_text(cells: pl.Series) -> pl.Series:
    """Write typed cells (of Parquet) as a spreadsheet would show them: 4000.0 is 4000, a list a;b."""
    dtype = cells.dtype
    if dtype.is_float():
        whole = (cells == cells.floor()) & (cells.abs() < EXACT)
        plain = cells.set(~whole.fill_null(value=False), None).cast(pl.Int64).cast(pl.String)
        return plain.zip_with(whole.fill_null(value=False), cells.fill_nan(None).cast(pl.String))
    if isinstance(dtype, pl.Datetime):
        cells = cells.dt.replace_time_zone(None) if dtype.time_zone else cells
        return cells.dt.strftime("%Y-%m-%d %H:%M:%S")
    try:
        if isinstance(dtype, pl.List | pl.Array):
            return cells.cast(pl.List(pl.String)).list.join(";")
        return cells.cast(pl.String)
    except pl.exceptions.PolarsError:
        return pl.Series(cells.name, [None if cell is None else str(cell) for cell in cells], pl.String)
