"""Whether 95 % intervals cover 95 % for small memberships, and tests without effect reject 5 %.

Each subject is a table: worked out exactly where it can be (shares), else drawn many times from a seed. The
tables are kept beside this file, and the documentation shows them.
"""

from __future__ import annotations

import csv
from pathlib import Path

from bench.calibration import effects, means, quantiles, ranks, shares
from bench.record import Record

SUBJECTS = {"shares": shares, "means": means, "quantiles": quantiles, "ranks": ranks, "effects": effects}
HERE = Path(__file__).parent
_tables: dict[str, list[dict[str, str]]] = {}


def measure(record: Record, *, quick: bool) -> None:
    """Work out every table, and note the worst of each."""
    for name, subject in SUBJECTS.items():
        rows = subject.table(quick=quick)
        _tables[name] = rows
        for measure_name, value, unit in subject.summary(rows):
            record.add(f"{name}: {measure_name}", value, unit)


def draw(_record: Record, _results: Path) -> None:
    """Keep the tables."""
    for name, rows in _tables.items():
        with (HERE / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
