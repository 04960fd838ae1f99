"""The order-statistic interval of a median and of a third quartile of a finite population."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bench.calibration.sizes import sizes
from bench.calibration.worlds import WORLDS, drawn
from grappe.analysis.statistics.location import quantile_interval

LEVELS = {"median": 0.5, "third quartile": 0.75}
HAIR = 1e-9


def table(*, quick: bool) -> list[dict[str, str]]:
    """Return, by N, n, world and quantile: how often there is an interval, how often it holds the truth."""
    rows = []
    for population, answers in sizes(quick=quick):
        for world in WORLDS:
            everyone, sample = drawn(world, population, answers, quick=quick)
            draws = len(sample)
            ordered = np.sort(sample, axis=1).ravel()
            starts = np.arange(draws) * answers
            lengths = np.full(draws, answers)
            for name, level in LEVELS.items():
                low, high = quantile_interval(ordered, starts, lengths, np.full(draws, population), level)
                truth = np.quantile(everyone, level, axis=1)
                given = ~np.isnan(low)
                holds = (low <= truth + HAIR) & (truth - HAIR <= high)
                rows.append(
                    {
                        "N": str(population),
                        "n": str(answers),
                        "world": world,
                        "quantile": name,
                        "given": f"{given.mean():.3f}",
                        "coverage": f"{holds[given].mean():.3f}" if given.any() else "",
                    }
                )
    return rows


def summary(rows: list[dict[str, str]]) -> Iterator[tuple[str, float, str]]:
    """Yield the lowest coverage of each quantile, where there is an interval."""
    for name in LEVELS:
        own = [float(r["coverage"]) for r in rows if r["quantile"] == name and r["coverage"]]
        yield f"{name}, lowest coverage", min(own), "of 1"
