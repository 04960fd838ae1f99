"""A thousand treated units matched among five thousand others, with their errors."""

from __future__ import annotations

import time
from statistics import median

import numpy as np

from bench.record import Record
from grappe.analysis.statistics.matched_effect import matched_effect
from grappe.analysis.statistics.matching import match

ROUNDS = 5


def measure(record: Record, *, quick: bool) -> None:
    """Time the matching on four covariates, by Mahalanobis' distance and within ten classes."""
    treated, controls = (20, 100) if quick else (1000, 5000)
    rng = np.random.default_rng(5000)
    kind = np.repeat([True, False], [treated, controls])
    x, y = rng.normal(size=(len(kind), 4)), rng.normal(size=len(kind))
    classes = rng.integers(0, 10, len(kind))
    for name, exact in (("Mahalanobis", None), ("Mahalanobis within ten classes", classes)):
        took = []
        for _ in range(1 if quick else ROUNDS):
            start = time.perf_counter()
            matched_effect(y, match(kind, x, exact=exact))
            took.append(time.perf_counter() - start)
        record.add(f"matching, {name}", median(took), "s", size=str(controls))
