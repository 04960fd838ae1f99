"""Chapter 3: members and their employment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from statistics import median

from .world import Row, Told, World, by_class, mean, seat, whole

NEEDS: dict[str, tuple[str, ...]] = {
    "members.total": (),
    "members.by_kind": (),
    "members.by_category": ("members.category",),
    "members.enterprises_in_region": ("members.postal_code", "cluster.region"),
    "members.enterprises_by_province": ("members.postal_code",),
    "members.joined": ("period",),
    "members.left": ("period",),
    "members.retention": ("period",),
    "employment.n": ("accounts.fte",),
    "employment.total": ("accounts.fte",),
    "employment.mean": ("accounts.fte",),
    "employment.median": ("accounts.fte",),
    "employment.q1": ("accounts.fte",),
    "employment.q3": ("accounts.fte",),
    "employment.share_below_21": ("accounts.fte",),
    "employment.size_class": ("accounts.fte",),
}
KINDS = ("enterprise", "research", "education", "association_public")
CLASSES = {"0-9": (0, 10), "10-19": (10, 20), "20-49": (20, 50), "50-249": (50, 250), "250+": (250, 1e99)}


def chapter(world: World, cluster: str) -> Iterator[Told]:
    members, enterprises = world.members(cluster), world.enterprises(cluster)
    yield whole("members.total", len({member["member_id"] for member in members}))
    yield from by_class("members.by_kind", members, "kind", KINDS)
    yield from by_class("members.by_category", members, "category", ("effective", "adherent"))
    yield from _seats(world, cluster, enterprises)
    yield whole("members.joined", len(world.in_period(cluster, "members", "joined_on")))
    yield whole("members.left", len(world.in_period(cluster, "members", "left_on")))
    period = world.period(cluster)
    if period is not None:
        first, last = ({m["member_id"] for m in world.members_on(cluster, day)} for day in period)
        stayed = len(first & last) / len(first) if first else None
        yield Told("members.retention", "", stayed, len(first), len(first))
    yield from _employment([latest_fte(world, cluster, each) for each in enterprises])


def _seats(world: World, cluster: str, enterprises: list[Row]) -> Iterator[Told]:
    home, total = world.region_of_cluster(cluster), len(enterprises)
    seats = [seat(enterprise) for enterprise in enterprises]
    abroad = sum(1 for enterprise in enterprises if enterprise["country"] not in (None, "BE"))
    inside = sum(1 for _, region in seats if region is not None and region == home)
    placed = abroad + sum(1 for _, region in seats if region is not None)
    yield Told("members.enterprises_in_region", "", inside, placed, total)
    provinces = [province for province, _ in seats if province is not None]
    for province in sorted(set(provinces)):
        count = provinces.count(province)
        yield Told("members.enterprises_by_province", province, count, abroad + len(provinces), total)
    if not provinces:
        yield Told("members.enterprises_by_province", "", None, abroad, total)


def closing(accounts: Row) -> dt.date:
    """Return the day on which a year's accounts are closed: 31 December when only the year is known."""
    day: dt.date = accounts["closed_on"] or dt.date(accounts["year"], 12, 31)
    return day


def counts_on(accounts: Row, day: dt.date) -> bool:
    if accounts["closed_on"] is not None:
        return bool(accounts["closed_on"] <= day)
    return bool(accounts["year"] < day.year)


def latest(rows: list[Row], day: dt.date) -> Row | None:
    """Return the latest accounts that count on a day."""
    rows = [row for row in rows if counts_on(row, day)]
    return max(rows, key=lambda row: (closing(row), row["year"])) if rows else None


def latest_fte(world: World, cluster: str, member: Row) -> float | None:
    own = [
        row
        for row in world.rows(cluster, "accounts")
        if row["member_id"] == member["member_id"] and row["fte"] is not None
    ]
    found = latest(own, world.day)
    return None if found is None else found["fte"]


def size_of(fte: float | None) -> str | None:
    if fte is None:
        return None
    return next(name for name, (lower, upper) in CLASSES.items() if lower <= fte < upper)


def type_7(values: list[float], p: float) -> float:
    """Hyndman and Fan (1996), definition 7: linear between the ranks around (n - 1) p + 1."""
    ordered = sorted(values)
    rank = (len(ordered) - 1) * p
    below = int(rank)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (rank - below) * (ordered[above] - ordered[below])


def _employment(found: list[float | None]) -> Iterator[Told]:
    values, total = [fte for fte in found if fte is not None], len(found)
    n = len(values)
    yield Told("employment.n", "", n, n, total)
    yield Told("employment.total", "", sum(values) if n else None, n, total)
    yield Told("employment.mean", "", mean(values), n, total)
    yield Told("employment.median", "", median(values) if n else None, n, total)
    yield Told("employment.q1", "", type_7(values, 0.25) if n else None, n, total)
    yield Told("employment.q3", "", type_7(values, 0.75) if n else None, n, total)
    small = mean([1.0 if fte < 21 else 0.0 for fte in values])
    yield Told("employment.share_below_21", "", small, n, total)
    for name in CLASSES:
        yield Told("employment.size_class", name, sum(1 for fte in values if size_of(fte) == name), n, total)
