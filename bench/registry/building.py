"""The store from CSV beside a bare copy of the same CSV to Parquet, and the update of a day.

Each in its process: `python -m bench.registry.building WORK EXTRACT FOLDER` prints JSON. Imports are done
before the clock starts.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import duckdb

from bench.memory import most_held
from bench.record import ROOT, Record
from bench.registry.made_extract import make_extract, make_update
from bench.registry.made_store import bounded
from grappe.analysis.registry.build import build
from grappe.analysis.registry.update import update

SIZES, QUICK = (0.1, 1.0, 3.0), (0.005,)
ROUNDS = 2
TOUCHED = 0.002
"""Share of the entities that the update of a day is about: some 4,000 enterprises of a country."""
MEMORY = "3GB"
DISK = 4
"""GB that a country takes: its CSV, a store or a copy, and what the engine spills."""


def bare(extract: Path, folder: Path) -> None:
    """Copy each CSV to Parquet, every cell a text, nothing looked at."""
    folder.mkdir()
    engine = duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(folder / "spill")})
    engine.execute("SET enable_progress_bar = false").fetchall()
    for file in sorted(extract.glob("*.csv")):
        if file.name != "meta.csv":
            read = f"read_csv('{file}', header=true, all_varchar=true, delim=',', quote='\"', escape='\"')"
            into = folder / f"{file.stem}.parquet"
            engine.execute(f"COPY (FROM {read}) TO '{into}' (FORMAT parquet, COMPRESSION zstd)").fetchall()


def ours(extract: Path, folder: Path) -> None:
    """Build the store."""
    build(extract, folder, memory=MEMORY)


def daily(extract: Path, folder: Path) -> None:
    """Apply an update to a store."""
    update(extract, folder, memory=MEMORY)


WORK = {work.__name__: work for work in (bare, ours, daily)}


def measure(record: Record, *, quick: bool) -> None:
    """Measure each size."""
    for size in QUICK if quick else SIZES:
        measure_size(record, size, quick=quick)


def measure_size(record: Record, size: float, *, quick: bool = False) -> None:
    """Measure both sides in turn, the best of the rounds; then an update over the store."""
    with bounded(DISK * max(size, 1)) as temporary:
        extract, store = temporary / "extract", temporary / "store"
        make_extract(extract, size=size)
        took: dict[str, list[dict[str, float]]] = {"bare": [], "ours": []}
        for _ in range(1 if quick or size > 1 else ROUNDS):
            for name, runs in took.items():
                shutil.rmtree(store, ignore_errors=True)
                runs.append(_alone(name, extract, store))
        told = f"{size:g}"
        for name, words in (("bare", "copy alone"), ("ours", "store built")):
            for what, unit in (("seconds", "s"), ("cpu", "s of processor"), ("memory", "GB at most")):
                record.add(f"{words}: {what}", min(run[what] for run in took[name]), unit, size=told)
        for what in ("seconds", "cpu"):
            ratio = record.value(f"store built: {what}", told) / record.value(f"copy alone: {what}", told)
            record.add(f"store built / copy alone: {what}", ratio, "times", size=told)
        record.add("extract", _bytes(extract) / 1e9, "GB", size=told)
        record.add("store", _bytes(store) / 1e9, "GB", size=told)
        day = temporary / "day"
        make_update(day, extract, share=TOUCHED)
        record.add("update of a day: seconds", _alone("daily", day, store)["seconds"], "s", size=told)


def _alone(name: str, extract: Path, folder: Path) -> dict[str, float]:
    words = [sys.executable, "-m", "bench.registry.building", name, str(extract), str(folder)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, check=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _main(name: str, extract: str, folder: str) -> None:
    start, cpu = time.perf_counter(), time.process_time()
    WORK[name](Path(extract), Path(folder))
    took = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu}
    print(json.dumps({**took, "memory": most_held()}))


if __name__ == "__main__":
    _main(*sys.argv[1:])
