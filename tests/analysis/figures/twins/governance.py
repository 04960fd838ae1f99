"""Chapter 6: board, assembly, site."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from statistics import stdev

from .world import Row, Told, World, known, mean, whole

MEETINGS = ("meetings.body", "meetings.held_on", "period")
NEEDS = {
    "board.directors": ("mandates.body", "mandates.person"),
    "board.meetings_per_year": MEETINGS,
    "board.attendance": MEETINGS,
    "board.attendance_spread": MEETINGS,
    "assembly.participation": MEETINGS,
    "assembly.event_attached": (*MEETINGS, "meetings.event_attached"),
    "site.visits_per_month": ("site.visits", "period"),
    "site.news_per_month": ("site.news", "period"),
    "site.portal_items": ("site.portal_items", "period"),
}


def chapter(world: World, cluster: str) -> Iterator[Told]:
    directors = {
        mandate["person"]
        for mandate in world.rows(cluster, "mandates")
        if mandate["body"] == "board"
        and mandate["person"] is not None
        and (mandate["starts_on"] is None or mandate["starts_on"] <= world.day)
        and (mandate["ends_on"] is None or mandate["ends_on"] >= world.day)
    }
    yield whole("board.directors", len(directors))
    period = world.period(cluster)
    if period is None:
        return
    meetings = world.in_period(cluster, "meetings", "held_on")
    yield from _boards([m for m in meetings if m["body"] == "board"], *period)
    yield from _assemblies(world, cluster, [m for m in meetings if m["body"] == "general_assembly"])
    yield from _site(world, cluster, *period)


def _boards(boards: list[Row], first: dt.date, last: dt.date) -> Iterator[Told]:
    n = len(boards)
    years = ((last - first).days + 1) / 365.25
    yield Told("board.meetings_per_year", "", n / years, n, n)
    shares = [b["present"] / b["entitled"] for b in boards if b["entitled"] and b["present"] is not None]
    yield Told("board.attendance", "", mean(shares), len(shares), n)
    spread = stdev(shares) if len(shares) > 1 else None
    yield Told("board.attendance_spread", "", spread, len(shares), n)


def _assemblies(world: World, cluster: str, assemblies: list[Row]) -> Iterator[Told]:
    shares = []
    for assembly in assemblies:
        entitled = assembly["entitled"]
        if entitled is None:
            members = world.members_on(cluster, assembly["held_on"])
            entitled = sum(1 for member in members if member["category"] == "effective")
        if assembly["present"] is None or not entitled:
            continue
        share = (assembly["present"] + (assembly["represented"] or 0)) / entitled
        if share <= 1:  # more came than have a vote: the entitled are not those, and nobody said who
            shares.append(share)
    yield Told("assembly.participation", "", mean(shares), len(shares), len(assemblies))
    events = [float(event) for event in known(assemblies, "event_attached")]
    yield Told("assembly.event_attached", "", mean(events), len(events), len(assemblies))


def _site(world: World, cluster: str, first: dt.date, last: dt.date) -> Iterator[Told]:
    begins = (first.year, first.month)
    ends = (last.year, last.month)
    months = [
        row
        for row in world.rows(cluster, "site")
        if begins <= (row["month"].year, row["month"].month) <= ends
    ]
    for figure, column in {"site.visits_per_month": "visits", "site.news_per_month": "news"}.items():
        values = known(months, column)
        yield Told(figure, "", mean(values), len(values), len(months))
    items = known(months, "portal_items")
    yield Told("site.portal_items", "", sum(items) if items else None, len(items), len(months))
