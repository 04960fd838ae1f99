"""Registries made from a seed, whose truth is known: firms that live, grow, fail, and join or not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

FloatArray = np.ndarray
SEED = 20261126
FIRST, LAST = 2003, 2017
ENTRIES = (2008, 2012)
LATE = 4
ACTIVITIES = ("59", "60", "62")
EDGES = np.log([10.0, 20.0, 50.0, 250.0])
SIZES = np.array(["0-9", "10-19", "20-49", "50-249", "250+"])


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """How firms are, who joins, what joining does, who goes missing."""

    members: int = 40
    peers: int = 600
    early: float = 0.0
    """Effect on log staff from the year of entry on …"""
    late: float = 0.0
    """… and from four years after it on; on log value added per head, none ever."""
    level: float = 0.0
    """How much likelier a firm joins that is one standard deviation larger (logarithm of the odds) …"""
    slope: float = 0.0
    """… that grows faster by nature …"""
    shock: float = 0.0
    """… that has had good luck until the year before."""
    slopes: float = 0.01
    """Standard deviation of what firms grow by nature, per year."""
    members_lost: bool = False
    """Members that fail are no members any more, and in no list."""
    peers_lost: bool = False
    """Peers that fail leave the register with all their past."""
    fails: bool = False
    """Firms fail that have bad luck for long."""


WORLDS: dict[str, World] = {
    "no effect": World(),
    "late effect": World(late=0.25),
    "early effect": World(early=0.15, late=0.15),
    "larger join": World(level=1.0),
    "growing join": World(slope=1.0, slopes=0.03),
    "lucky join": World(shock=1.0),
    "failed peers gone": World(fails=True, peers_lost=True),
    "failed members gone": World(fails=True, members_lost=True),
    "failed of both gone": World(fails=True, members_lost=True, peers_lost=True),
    "few peers": World(members=20, peers=60, late=0.25),
    "few peers without effect": World(members=20, peers=60),
    "few members": World(members=8, late=0.25),
    "many members and late effect": World(members=120, peers=2000, late=0.25),
}


def made(world: World, seed: int) -> pl.DataFrame:
    """Return a panel as `grappe.analysis.registry.effects` reads it."""
    rng = np.random.default_rng([SEED, seed])
    # Enough of both that those who go missing leave the numbers asked.
    firms, years = 3 * (world.members + world.peers), np.arange(FIRST, LAST + 1)
    level = rng.normal(0.0, 1.0, firms)
    slope = rng.normal(0.0, 1.0, firms)
    activity = rng.integers(0, len(ACTIVITIES), firms)
    luck = _luck(rng, firms, len(years), 0.8, 0.12)
    common = np.cumsum(rng.normal(0.01, 0.03, (len(ACTIVITIES), len(years))), axis=1)[activity]
    staff = np.log(9.0) + 0.7 * level[:, None] + world.slopes * slope[:, None] * (years - FIRST)
    staff = staff + luck + common + rng.normal(0.0, 0.04, luck.shape)
    head = (
        np.log(70_000.0) + 0.3 * rng.normal(0.0, 1.0, (firms, 1)) + _luck(rng, firms, len(years), 0.7, 0.12)
    )
    entry = rng.integers(ENTRIES[0], ENTRIES[1] + 1, firms)
    before = luck[np.arange(firms), entry - 1 - FIRST] / luck.std()
    odds = world.level * level + world.slope * slope + world.shock * before
    # Gumbel's draw: the first so many are a sample without replacement, with these odds.
    order = np.argsort(-(odds + rng.gumbel(0.0, 1.0, firms)))
    failed = _failed(luck) if world.fails else np.full(firms, LAST + 1)
    gone = failed <= LAST
    # Nobody joins that has failed before, on either side.
    alive = failed > entry
    ours = [f for f in order if alive[f] and not (world.members_lost and gone[f])][: world.members]
    taken = np.zeros(firms, dtype=bool)
    taken[ours] = True
    theirs = [f for f in rng.permutation(firms) if not taken[f] and not (world.peers_lost and gone[f])]
    kept = np.array(ours + theirs[: world.peers])
    joined = np.where(taken, entry, 0)
    since = years - np.where(taken, entry, LAST + 100)[:, None]
    staff = staff + np.where(since >= LATE, world.late, np.where(since >= 0, world.early, 0.0))
    count = len(years)
    flat = pl.DataFrame(
        {
            "enterprise": np.repeat(np.arange(len(kept)), count),
            "year": np.tile(years, len(kept)),
            "joined": np.repeat(joined[kept], count),
            "activity": np.repeat(np.array(ACTIVITIES)[activity[kept]], count),
            "size": SIZES[np.searchsorted(EDGES, staff[kept])].ravel(),
            "fte": np.exp(staff[kept]).ravel(),
            "value_added_per_fte": np.exp(head[kept]).ravel(),
            "failed": np.repeat(failed[kept], count),
        }
    )
    return (
        flat.filter(pl.col("year") < pl.col("failed"))
        .drop("failed")
        .with_columns(joined=pl.when(pl.col("joined") > 0).then("joined"))
    )


def _luck(rng: np.random.Generator, firms: int, years: int, kept: float, spread: float) -> FloatArray:
    """Return what comes and goes: an autoregression, in its steady state from the first year on."""
    found = np.empty((firms, years))
    found[:, 0] = rng.normal(0.0, spread / np.sqrt(1 - kept**2), firms)
    for year in range(1, years):
        found[:, year] = kept * found[:, year - 1] + rng.normal(0.0, spread, firms)
    return found


def _failed(luck: FloatArray) -> FloatArray:
    """Return the year in which a firm fails: the third in a row far below its level; else after the last."""
    low = luck < -0.25
    three = low[:, 2:] & low[:, 1:-1] & low[:, :-2]
    year = FIRST + 2 + np.argmax(three, axis=1)
    return np.where(three.any(axis=1), year, LAST + 1)
