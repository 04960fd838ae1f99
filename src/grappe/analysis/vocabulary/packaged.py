"""The tables that travel inside the package."""

from __future__ import annotations

import io
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import polars as pl


def data() -> Traversable:
    """Return the folder of packaged data."""
    return files(__package__) / "data"


@cache
def table(name: str) -> pl.DataFrame:
    """Read a packaged table once.

    >>> table("regions").columns
    ['code', 'nis', 'label_fr', 'label_nl', 'label_de', 'label_en']
    """
    return pl.read_parquet(io.BytesIO((data() / f"{name}.parquet").read_bytes()))
