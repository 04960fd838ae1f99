"""A campaign of 1,500 clusters and 150,000 members over ten years, beside SQL by hand on the same Parquet."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import polars as pl

from bench import yardstick
from bench.record import Record
from bench.work import alone, generated

ROUNDS = 3
"""Each side in turn, so that a busy minute of the machine falls on both."""


def measure(record: Record, *, quick: bool) -> None:
    """Measure both sides in fresh processes, hold their results against each other, and give the ratio."""
    clusters, members, years = (12, 600, 3) if quick else (1500, 150_000, 10)
    with TemporaryDirectory() as temporary:
        folder, tables = Path(temporary) / "dossier", Path(temporary) / "typed"
        generated(folder, clusters=clusters, members=members, years=years)
        yardstick.typed(folder, tables)
        names = ("theirs", "ours", "everything")
        found = {name: [] for name in names}
        for _ in range(1 if quick else ROUNDS):
            for name in names:
                found[name].append(alone(name, tables, Path(temporary) / f"{name}.parquet"))
        found["read"] = [alone("read", folder)]
        for name, rounds in found.items():
            for what, unit in (("seconds", "s"), ("cpu", "s of processor"), ("memory", "GB at most")):
                record.add(f"{name}: {what}", median(one[what] for one in rounds), unit, size=str(clusters))
        both = [pl.read_parquet(Path(temporary) / f"{name}.parquet") for name in ("ours", "theirs")]
        wrong = yardstick.differences(*both)
        record.add("lines compared", len(both[1]), "lines", size=str(clusters))
        record.add("lines that differ", len(wrong), "lines", size=str(clusters))
        for sentence in wrong[:10]:
            print(f"  {sentence}")
    for what in ("seconds", "cpu"):
        ratio = median(a[what] / b[what] for a, b in zip(found["ours"], found["theirs"], strict=True))
        record.add(f"ours / theirs: {what}", ratio, "times", size=str(clusters))
        whole = median(a[what] / b[what] for a, b in zip(found["everything"], found["theirs"], strict=True))
        record.add(f"everything / theirs: {what}", whole, "times", size=str(clusters))
