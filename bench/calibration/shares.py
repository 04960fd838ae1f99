"""The interval of a share, for every possible number of positives: exact, nothing is drawn."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.stats import hypergeom, norm

from bench.calibration.sizes import sizes
from grappe.analysis.statistics.finite_population import hypergeometric_interval, wilson_interval

NOMINAL = 0.95
HAIR = 1e-12


def table(*, quick: bool) -> list[dict[str, str]]:
    """Return, by N, n and method: lowest and mean coverage over all shares K/N, and mean width."""
    rows = []
    for population, answers in sizes(quick=quick):
        x, marked = np.arange(answers + 1), np.arange(population + 1)[:, None]
        mass = hypergeom.pmf(x, population, marked, answers)
        share = marked / population
        for method, (low, high) in _intervals(x, answers, population):
            inside = (low <= share + HAIR) & (share - HAIR <= high)
            coverage = (mass * inside).sum(axis=1)
            width = (mass * (high - low)).sum(axis=1)
            rows.append(
                {
                    "N": str(population),
                    "n": str(answers),
                    "method": method,
                    "lowest coverage": f"{coverage.min():.3f}",
                    "mean coverage": f"{coverage.mean():.3f}",
                    "mean width": f"{width.mean():.3f}",
                }
            )
    return rows


def _intervals(
    x: np.ndarray, answers: int, population: int
) -> Iterator[tuple[str, tuple[np.ndarray, np.ndarray]]]:
    yield "hypergeometric", tuple(hypergeometric_interval(x, answers, population))
    yield "wilson_fpc", tuple(wilson_interval(x, answers, population))
    yield "wilson", tuple(wilson_interval(x, answers))
    share = x / answers
    half = norm.ppf((1 + NOMINAL) / 2) * np.sqrt(share * (1 - share) / answers)
    yield "wald (for comparison)", (share - half, share + half)


def summary(rows: list[dict[str, str]]) -> Iterator[tuple[str, float, str]]:
    """Yield the lowest coverage of each method over all the sizes."""
    for method in dict.fromkeys(row["method"] for row in rows):
        own = [float(row["lowest coverage"]) for row in rows if row["method"] == method]
        yield f"{method}, lowest coverage", min(own), "of 1"
