"""A store made without its CSV: the Parquet that questions read, in the layout of a layer, at any size.

The rows are those of `made_extract`, drawn as the store types them, and `company` and `main_activity` are
made of them by the store's own queries. What questions do not read (the rows of the extract) is not kept.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from bench.registry.made_extract import SEED, prepared
from bench.registry.made_filings import make_filings
from grappe.analysis.registry.catalogue import FILE, Accounts, Catalogue, Layer, read_catalogue, written
from grappe.analysis.registry.companies import DERIVED
from grappe.analysis.registry.layout import TABLES
from grappe.analysis.registry.sql import GROUP, copied, viewed

LAYER, ACCOUNTS = "extract-0138-full", "accounts-0001"
KINDS = {"number": "BIGINT", "date": "DATE"}
MEMORY = "8GB"
DISK = 15
"""GB that a store and what making it spills may take: as much must be free, and a tenth more."""


class NoRoom(RuntimeError):
    """The disk has not enough room for what would be made."""


@contextmanager
def bounded(gigabytes: float) -> Iterator[Path]:
    """Yield a temporary folder that goes at the end, whatever ends it. NoRoom: too little is free."""
    with TemporaryDirectory(prefix="grappe-bench-") as folder:
        free = shutil.disk_usage(folder).free / 1e9
        if free < gigabytes * 1.1:
            raise NoRoom(f"{free:.0f} GB are free where {gigabytes:.0f} may be written: {folder}")
        yield Path(folder)


def make_store(store: Path, *, size: float, seed: int = SEED, threads: int = 2) -> None:
    """Write a store of `size` times the country: companies, main activities and ten years of accounts."""
    layer = store / LAYER
    layer.mkdir(parents=True)
    config: dict[str, Any] = {
        "threads": threads,
        "memory_limit": MEMORY,
        "temp_directory": str(store / "spill"),
        "max_temp_directory_size": "7GB",
    }
    with duckdb.connect(config=config) as engine:
        engine.execute("SET enable_progress_bar = false").fetchall()
        queries = prepared(engine, size=size, seed=seed, typed=True)
        for table in TABLES:
            if table.name in queries:
                told = ", ".join(
                    f'"{column.official}"::{KINDS.get(column.kind, "VARCHAR")} AS "{column.name}"'
                    for column in table.columns
                )
                viewed(engine, table.name, f"SELECT {told} FROM ({queries[table.name]})")
        for name, query in DERIVED.items():
            copied(engine, query, layer / f"{name}.parquet", group=GROUP)
    shutil.rmtree(store / "spill", ignore_errors=True)
    only = Layer(
        name=LAYER,
        kind="full",
        number=138,
        snapshot=dt.date(2025, 7, 25),
        source="made",
        taken_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        rows={},
    )
    (store / FILE).write_text(written(Catalogue(layers=(only,))), encoding="utf-8")
    add_filings(store, size=size, seed=seed, threads=threads)


def add_filings(store: Path, *, size: float, seed: int = SEED, threads: int = 2) -> None:
    """Give a store of made companies their accounts."""
    folder = store / ACCOUNTS
    folder.mkdir()
    file = folder / "accounts.parquet"
    count = make_filings(file, size=size, layers=[store / LAYER], seed=seed, threads=threads)
    accounts = Accounts(
        name=ACCOUNTS,
        taken_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        filings={"made": {"2014-2023": count}},
    )
    catalogue = replace(read_catalogue(store), accounts=accounts)
    (store / FILE).write_text(written(catalogue), encoding="utf-8")
