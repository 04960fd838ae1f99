"""What the matched comparison finds in registries whose truth is known, beside what a raw one would.

The table is kept beside this file, and the documentation tells what it says.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from bench.record import Record
from bench.worlds.made import WORLDS
from bench.worlds.tried import summed, tries

DRAWS, QUICK_DRAWS = 150, 2
FIRST_SEED = 1000
"""The rules were chosen on the seeds below it."""
BLOCK = 20
"""Registries that a process takes at a time."""
TABLE = Path(__file__).parent / "worlds.csv"
_rows: list[dict[str, str]] = []


def measure(record: Record, *, quick: bool) -> None:
    """Try each world many times, and note the shares that matter most."""
    _rows.clear()
    draws = QUICK_DRAWS if quick else DRAWS
    with ProcessPoolExecutor(max_workers=2) as pool:
        for name, world in WORLDS.items():
            blocks = [
                range(FIRST_SEED + start, FIRST_SEED + min(start + BLOCK, draws))
                for start in range(0, draws, BLOCK)
            ]
            found = [one for part in pool.map(_tried, [name] * len(blocks), blocks) for one in part]
            _rows.extend(summed(name, world, found))
    for name, value in summary(_rows):
        record.add(name, value, "of 1", size=str(draws))


def _tried(name: str, seeds: range) -> list:
    return list(tries(WORLDS[name], seeds))


def summary(rows: list[dict[str, str]]) -> Iterator[tuple[str, float]]:
    """Yield, of each world, the share found of each outcome and window, and the raw comparison's."""
    for row in rows:
        what = f"{row['world']}, {row['outcome']}, years {row['years since entry']}"
        for column in ("not identifiable", "found", "found, not weak"):
            yield f"{what}: {column}", float(row[column])
        yield f"{what}: raw gap significant", float(row["raw gap significant"])


def draw(_record: Record, _results: Path) -> None:
    """Keep the table."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(_rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(_rows)
