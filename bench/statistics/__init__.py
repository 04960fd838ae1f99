"""How quick the statistics of effects are, beside the quickest library that does the same."""

from __future__ import annotations

from bench.record import Record
from bench.statistics import matched, staggered


def measure(record: Record, *, quick: bool) -> None:
    """Measure each subject."""
    staggered.measure(record, quick=quick)
    matched.measure(record, quick=quick)
