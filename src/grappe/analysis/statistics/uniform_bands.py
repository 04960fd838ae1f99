"""Intervals that hold for several effects at once, by the multiplier bootstrap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from grappe.analysis.language.catalogues import N_
from grappe.analysis.statistics.effect import Effect
from grappe.analysis.statistics.interval import FloatArray, IntArray, tail_of
from grappe.analysis.statistics.reason import Reason

BLOCK = 4_000_000
"""Multipliers drawn at once: 32 MB of them."""
NO_BAND = N_("Aucun de ces effets n’a d’erreur type : ils n’ont pas de bande.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bands:
    """A band around several effects that holds all of them at once as often as its level says."""

    low: FloatArray
    """(effects,), NaN for one without an error."""
    high: FloatArray
    errors: FloatArray
    """(effects,), from the draws: the interquartile range over that of the normal."""
    critical: float
    """Half of the band's width in errors: at least what it is for one effect alone."""
    reason: Reason | None = None


def uniform_bands(
    effects: Sequence[Effect],
    *,
    rng: np.random.Generator,
    draws: int = 1000,
    level: float = 0.95,
    clusters: IntArray | None = None,
) -> Bands:
    """Return a simultaneous band around effects on the same units.

    Callaway and Sant'Anna (2021, algorithm 1), with the two points of Mammen (1993, Annals of Statistics
    21:255-285). clusters: (units,), from 0: one multiplier for a whole cluster. Effects without an error
    have no band. ValueError: no draw, effects on other units.
    """
    alpha = 2 * tail_of(level)
    if draws < 2:
        raise ValueError(f"A bootstrap has two draws or more, not {draws}.")
    estimates = np.array([effect.estimate for effect in effects])
    given = np.array([bool(np.isfinite(effect.error)) for effect in effects], dtype=np.bool_)
    nothing = np.full(len(effects), np.nan)
    if not given.any():
        return Bands(low=nothing, high=nothing, errors=nothing, critical=np.nan, reason=Reason(NO_BAND))
    if len({len(effect.influence) for effect in effects}) > 1:
        raise ValueError("The effects are on different units.")
    influence = np.column_stack([effect.influence for effect, has in zip(effects, given, strict=True) if has])
    if clusters is not None:
        influence = np.column_stack([np.bincount(clusters, column) for column in influence.T])
    drawn = _drawn(influence, rng, draws)
    quartiles = np.quantile(drawn, [0.25, 0.75], axis=0)
    spread = (quartiles[1] - quartiles[0]) / float(ndtri(0.75) - ndtri(0.25))
    furthest = np.abs(drawn[:, spread > 0] / spread[spread > 0]).max(axis=1)
    # A band for several is never narrower than an interval for one.
    critical = max(float(np.quantile(furthest, 1 - alpha)), float(ndtri(1 - alpha / 2)))
    errors = nothing.copy()
    errors[given] = spread
    return Bands(
        low=estimates - critical * errors,
        high=estimates + critical * errors,
        errors=errors,
        critical=critical,
    )


def _drawn(influence: FloatArray, rng: np.random.Generator, draws: int) -> FloatArray:
    """Return (draws, effects) sums of the influences, each times a multiplier of mean 0 and variance 1."""
    root = np.sqrt(5)
    low, high, chance = (1 - root) / 2, (1 + root) / 2, (1 + root) / (2 * root)
    rows = max(1, BLOCK // max(1, len(influence)))
    parts = []
    for start in range(0, draws, rows):
        uniform = rng.random((min(rows, draws - start), len(influence)))
        parts.append(np.where(uniform < chance, low, high) @ influence)
    return np.concatenate(parts)
