"""From the command to the first page: of an installation that is there, and of one that is not."""

from __future__ import annotations

from statistics import median

from bench.platform.databases import KINDS, installation
from bench.platform.serving import EMPTY, GRAPPE, serving
from bench.record import Record

FIRST = "/compte/login/"


def measure(record: Record, *, quick: bool) -> None:
    """Measure each, in turn; the median of three."""
    for kind in KINDS:
        took: dict[str, list[float]] = {"a new one": [], "one that is there": [], "the empty view": []}
        for _ in range(1 if quick else 3):
            with installation(kind) as told:
                for name, words, first in (
                    ("a new one", GRAPPE, FIRST),
                    ("one that is there", GRAPPE, FIRST),
                    ("the empty view", EMPTY, "/"),
                ):
                    with serving(words, told, first=first) as (_, seconds):
                        took[name].append(seconds)
        for name, times in took.items():
            record.add(f"first page on {kind}: {name}", median(times), "s")
