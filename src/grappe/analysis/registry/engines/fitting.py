"""Which engine a group is asked of where nobody says: in memory, where the store is small beside it."""

from __future__ import annotations

import re
from pathlib import Path

from grappe.analysis.registry.accounts_file import ACCOUNTS, BLOCKS
from grappe.analysis.registry.catalogue import read_catalogue
from grappe.analysis.registry.current import DERIVED_TABLES, heard, rows_file
from grappe.analysis.registry.engines.engine import Name

TIMES = 5
"""A question about one group holds no more than some twice what its files take: with room to spare."""
UNITS = {"MB": 10**6, "GB": 10**9}


def fitting(store: Path, *, memory: str) -> Name:
    """Return Polars where the files that a group is asked of take a fifth of the memory at most, else DuckDB.

    memory: `512MB`, `3GB`. RegistryMissing: no store there.
    """
    catalogue = read_catalogue(store)
    layers = [store / layer.name for layer in catalogue.on()]
    files = [rows_file(layer, table) for table in DERIVED_TABLES for layer in heard(layers, table)]
    if catalogue.accounts is not None:
        files += [store / catalogue.accounts.name / name for name in (ACCOUNTS, BLOCKS)]
    taken = sum(file.stat().st_size for file in files)
    return "polars" if taken * TIMES <= _bytes(memory) else "duckdb"


def _bytes(memory: str) -> int:
    found = re.fullmatch(r"(\d+)\s?([MG]B)", memory.upper())
    if found is None:
        raise ValueError(memory)
    return int(found[1]) * UNITS[found[2]]
