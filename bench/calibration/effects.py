"""Effects over time, and matched members, when the cluster changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bench.calibration.worlds import SEED
from grappe.analysis.statistics.group_time import group_time_effects
from grappe.analysis.statistics.group_time_summary import simple_effect
from grappe.analysis.statistics.matched_effect import matched_effect
from grappe.analysis.statistics.matching import match

SIZES = ((10, 100), (20, 200), (30, 300), (50, 500))
PERIODS = 6
DRAWS, QUICK_DRAWS = 1000, 10
LEVEL = 0.05


def table(*, quick: bool) -> list[dict[str, str]]:
    """Return, by members and others: how often an effect is found where there is none."""
    rows = []
    for members, others in SIZES[:1] if quick else SIZES:
        rng = np.random.default_rng([SEED, members, others])
        draws = QUICK_DRAWS if quick else DRAWS
        staggered = [_staggered(rng, members, others) for _ in range(draws)]
        matched = [_matched(rng, members, others) for _ in range(draws)]
        for method, p_values in (("staggered difference-in-differences", staggered), ("matching", matched)):
            given = np.array([p for p in p_values if not np.isnan(p)])
            rows.append(
                {
                    "members": str(members),
                    "others": str(others),
                    "method": method,
                    "given": f"{len(given) / draws:.3f}",
                    "rejections at 5 %": f"{np.mean(given <= LEVEL):.3f}",
                }
            )
    return rows


def _staggered(rng: np.random.Generator, members: int, others: int) -> float:
    """Return the p value of the overall effect: firms differ, grow by chance, and join in years 3 to 5."""
    units = members + others
    own = rng.normal(3.0, 1.0, units)[:, None]
    outcome = own + np.cumsum(rng.normal(0.02, 0.15, (units, PERIODS)), axis=1)
    first = np.zeros(units)
    first[:members] = rng.choice([3.0, 4.0, 5.0], members)
    effects = group_time_effects(
        outcome.ravel(),
        unit=np.repeat(np.arange(units), PERIODS),
        period=np.tile(np.arange(1.0, PERIODS + 1), units),
        first_treated=np.repeat(first, PERIODS),
    )
    return simple_effect(effects).overall.p_value


def _matched(rng: np.random.Generator, members: int, others: int) -> float:
    """Return the p value of members beside their nearest: better firms join, and what they were tells all."""
    units = members + others
    treated = np.zeros(units, dtype=int)
    treated[:members] = 1
    before = rng.normal(0.0, 1.0, (units, 2)) + 0.5 * treated[:, None]
    outcome = before.sum(axis=1) + rng.normal(0.0, 1.0, units)
    return matched_effect(outcome, match(treated, before), adjust=before).p_value


def summary(rows: list[dict[str, str]]) -> Iterator[tuple[str, float, str]]:
    """Yield the highest rejection rate of each method."""
    for method in dict.fromkeys(row["method"] for row in rows):
        own = [float(r["rejections at 5 %"]) for r in rows if r["method"] == method]
        yield f"{method}, most rejections without effect", max(own), "of 1"
