"""Members beside peers when nothing distinguishes them, and when just the detectable effect does."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.stats import ttest_ind

from bench.calibration.worlds import SEED, WORLDS
from grappe.analysis.statistics.power import minimum_detectable_effect
from grappe.analysis.statistics.ranks import mann_whitney, shift

GROUPS = ((5, 20), (5, 100), (10, 50), (10, 200), (20, 100), (30, 100))
DRAWS, QUICK_DRAWS = 2000, 20
LEVEL = 0.05


def table(*, quick: bool) -> list[dict[str, str]]:
    """Return, by sizes and world: rejections without effect, coverage of the shift, power at the effect."""
    rows = []
    for members, peers in GROUPS[:2] if quick else GROUPS:
        for place, (world, draw) in enumerate(WORLDS.items()):
            rng = np.random.default_rng([SEED, members, peers, place])
            draws = QUICK_DRAWS if quick else DRAWS
            values = draw(rng, (draws, members + peers))
            rejected, covered, given = 0, 0, 0
            for row in values:
                rejected += mann_whitney(row[:members], row[members:]).p_value <= LEVEL
                found = shift(row[:members], row[members:])
                given += found.reason is None
                covered += found.low <= 0 <= found.high
            rows.append(
                {
                    "members": str(members),
                    "peers": str(peers),
                    "world": world,
                    "rejections at 5 %": f"{rejected / draws:.3f}",
                    "coverage of the shift": f"{covered / given:.3f}" if given else "",
                    "power at the detectable effect": _power(rng, members, peers, draws)
                    if world == "even"
                    else "",
                }
            )
    return rows


def _power(rng: np.random.Generator, members: int, peers: int, draws: int) -> str:
    """Return how often Student's test sees the effect that it is said to see eight times of ten."""
    effect = float(minimum_detectable_effect(members, peers))
    one = rng.normal(effect, 1.0, (draws, members))
    other = rng.normal(0.0, 1.0, (draws, peers))
    return f"{np.mean(ttest_ind(one, other, axis=1).pvalue <= LEVEL):.3f}"


def summary(rows: list[dict[str, str]]) -> Iterator[tuple[str, float, str]]:
    """Yield the highest rejection rate of each world, and the span of the powers."""
    for world in WORLDS:
        own = [float(r["rejections at 5 %"]) for r in rows if r["world"] == world]
        yield f"{world}, most rejections without effect", max(own), "of 1"
    powers = [float(found) for r in rows if (found := r["power at the detectable effect"])]
    yield "lowest power at the detectable effect", min(powers), "of 1"
