"""The reports: three renderings of TWIST beside what prints pages otherwise, and a hundred clusters."""

from __future__ import annotations

from bench.record import Record
from bench.report import hundred, renderings


def measure(record: Record, *, quick: bool) -> None:
    """Measure the renderings of one cluster, then the folders of a campaign."""
    renderings.measure(record, quick=quick)
    hundred.measure(record, quick=quick)
