"""Student's interval of a mean, with the finite population correction."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bench.calibration.sizes import sizes
from bench.calibration.worlds import WORLDS, drawn
from grappe.analysis.statistics.location import mean_interval


def table(*, quick: bool) -> list[dict[str, str]]:
    """Return, by N, n and world: how often the interval holds the population's own mean, and its width."""
    rows = []
    for population, answers in sizes(quick=quick):
        for world in WORLDS:
            everyone, sample = drawn(world, population, answers, quick=quick)
            spread = sample.std(axis=1, ddof=1)
            low, high = mean_interval(sample.mean(axis=1), spread, answers, population)
            truth = everyone.mean(axis=1)
            rows.append(
                {
                    "N": str(population),
                    "n": str(answers),
                    "world": world,
                    "coverage": f"{np.mean((low <= truth) & (truth <= high)):.3f}",
                    "median width": f"{np.median(high - low):.2f}",
                }
            )
    return rows


def summary(rows: list[dict[str, str]]) -> Iterator[tuple[str, float, str]]:
    """Yield the lowest coverage of each world."""
    for world in WORLDS:
        yield (
            f"{world}, lowest coverage",
            min(float(r["coverage"]) for r in rows if r["world"] == world),
            "of 1",
        )
