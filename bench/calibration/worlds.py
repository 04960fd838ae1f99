"""Populations whose truth is known: staff of firms as they are, and two that are kinder."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

FloatArray = np.ndarray
SEED = 20100301
DRAWS, QUICK_DRAWS = 10_000, 50


def _even(rng: np.random.Generator, shape: tuple[int, int]) -> FloatArray:
    return rng.normal(20.0, 5.0, shape)


def _skewed(rng: np.random.Generator, shape: tuple[int, int]) -> FloatArray:
    # As the staff of TWIST's firms: the mean is about twice the median.
    return rng.lognormal(np.log(13.0), 1.1, shape)


def _whole(rng: np.random.Generator, shape: tuple[int, int]) -> FloatArray:
    return np.round(rng.lognormal(np.log(4.0), 0.8, shape))


WORLDS: dict[str, Callable[[np.random.Generator, tuple[int, int]], FloatArray]] = {
    "even": _even,
    "skewed": _skewed,
    "ties": _whole,
}


def drawn(world: str, population: int, answers: int, *, quick: bool) -> tuple[FloatArray, FloatArray]:
    """Return populations (draws, N) and the sample of each (draws, n), without replacement."""
    rng = np.random.default_rng([SEED, population, answers, list(WORLDS).index(world)])
    values = WORLDS[world](rng, (QUICK_DRAWS if quick else DRAWS, population))
    # The values are exchangeable: the first n of them are a sample.
    return values, values[:, :answers]
