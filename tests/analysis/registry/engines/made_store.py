"""A store of some thousands of companies from a seed, an update over it, and accounts with their oddities."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import polars as pl
from bench.registry.made_extract import make_extract, make_update

from grappe.analysis.registry.accounts.keeping import add_accounts
from grappe.analysis.registry.build import build
from grappe.analysis.registry.current import rows_file
from grappe.analysis.registry.update import update

SIZE = 0.0015
"""Of the country: 2,889 enterprises, half of them legal persons."""
YEARS = range(2019, 2024)
HEAD = ("enterprise_number", "ended_on", "months", "model", "fte", "turnover", "value_added", "value_added_per_fte")  # fmt: skip


def made_store(folder: Path) -> Path:
    """Make the store in a folder."""
    store = folder / "store"
    make_extract(folder / "extract", size=SIZE)
    build(folder / "extract", store)
    make_update(folder / "day", folder / "extract", share=0.05)
    update(folder / "day", store)
    _accounts(folder / "accounts.csv", legal_persons(store))
    add_accounts([folder / "accounts.csv"], store)
    return store


def legal_persons(store: Path) -> list[int]:
    """Return the numbers of the legal persons of the full extract."""
    layer = next(store.glob("extract-*-full"))
    company = pl.read_parquet(rows_file(layer, "company"))
    return company.filter(pl.col("type") == "2")["enterprise"].sort().to_list()


def _accounts(file: Path, numbers: list[int]) -> None:
    """Write accounts: equal values, blanks, losses, fifteen months, two ends in one year, other models."""
    chance = random.Random(7)  # noqa: S311 - made-up data needs no secrecy
    with file.open("w", encoding="utf-8", newline="") as sink:
        table = csv.writer(sink)
        table.writerow(HEAD)
        for number in numbers:
            if chance.random() < 0.2:
                continue
            scale = chance.choice((1, 1, 2, 5, 20, 300))
            for year in YEARS:
                if chance.random() < 0.25:
                    continue
                ends = [f"{year}-06-30", f"{year}-12-31"] if chance.random() < 0.03 else [f"{year}-12-31"]
                for end in ends:
                    fte = None if chance.random() < 0.1 else round(scale * chance.uniform(0.5, 1.5), 1)
                    turnover = (
                        None if chance.random() < 0.3 else 1000 * round(scale * chance.uniform(50, 150))
                    )
                    added = round(scale * chance.uniform(-5_000, 60_000), 2)
                    table.writerow(
                        [
                            f"{number:010d}",
                            end,
                            chance.choice((12,) * 18 + (15, "")),
                            chance.choice(("m01",) * 9 + ("m02",)),
                            "" if fte is None else fte,
                            "" if turnover is None else turnover,
                            added,
                            "" if not fte else round(added / fte, 2),
                        ]
                    )
