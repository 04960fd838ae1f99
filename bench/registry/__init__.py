"""The registry at the size of the country: made from a seed, its store, and what is asked of it."""

from __future__ import annotations

from bench.record import Record
from bench.registry import asking, building


def measure(record: Record, *, quick: bool) -> None:
    """Measure building and updating a store, then asking it."""
    building.measure(record, quick=quick)
    asking.measure(record, quick=quick)
