"""The registry at the size of the country: an extract made from a seed, and its store."""

from __future__ import annotations

from bench.record import Record
from bench.registry import building


def measure(record: Record, *, quick: bool) -> None:
    """Measure building and updating a store; the questions come with them."""
    building.measure(record, quick=quick)
