"""The bench of the statistics runs, and both sides of it agree."""

from __future__ import annotations

import pytest
from bench import statistics
from bench.record import Record

ROUNDING = 1e-9  # the same operations on doubles in another order


def test_both_sides_of_the_bench_find_the_same_effects_and_errors() -> None:
    record = Record("statistics")

    statistics.measure(record, quick=True)

    for name in ("plain", "regression on a covariate"):
        assert record.value(f"event study, {name}: furthest apart", "120") == pytest.approx(0, abs=ROUNDING)
