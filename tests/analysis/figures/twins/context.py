"""Chapters 1 and 2: interviews, documents, founders, objectives, recognition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from dateutil.relativedelta import relativedelta

from .world import Row, Told, World, by_class, whole

NEEDS = {
    "interviews.held": ("interviews.form",),
    "interviews.members": ("interviews.member_ids",),
    "documents.count": ("documents.kind",),
    "founders.count": ("members.founding",),
    "objectives.count": ("objectives",),
    "objectives.by_axis": ("objectives.axis",),
    "objectives.outside_axes": ("objectives.axis?",),
    "recognition.number": ("recognitions.starts_on", "recognitions.ends_on"),
    "recognition.days_to_renewal": ("recognitions.starts_on", "recognitions.ends_on"),
}
FORMS = ("individual", "group", "team")
DOCUMENTS = ("statutes", "minutes", "activity_report", "accounts", "action_plan", "agreement", "other")
NOTICE = relativedelta(months=4)  # METHOD 1.3: four months before expiry; so it stayed in 2024


def recognition_on(world: World, cluster: str, day: dt.date) -> Row | None:
    """Return the recognition that covers a day: of two that share it, the later one."""
    covering = [
        r
        for r in world.rows(cluster, "recognitions")
        if r["starts_on"] is not None and r["ends_on"] is not None and r["starts_on"] <= day <= r["ends_on"]
    ]
    return max(covering, key=lambda r: r["number"]) if covering else None


def chapter(world: World, cluster: str) -> Iterator[Told]:
    interviews = world.rows(cluster, "interviews")
    yield from by_class("interviews.held", interviews, "form", FORMS)
    met = {member for interview in interviews for member in interview["member_ids"] or []}
    yield whole("interviews.members", len(met))
    yield from by_class("documents.count", world.rows(cluster, "documents"), "kind", DOCUMENTS)
    founders = {row["member_id"] for row in world.rows(cluster, "members") if row["founding"]}
    yield whole("founders.count", len(founders))
    objectives = world.rows(cluster, "objectives")
    yield whole("objectives.count", len(objectives))
    yield from by_class("objectives.by_axis", objectives, "axis")
    outside = sum(1 for objective in objectives if objective["axis"] is None)
    yield Told("objectives.outside_axes", "", outside, len(objectives), len(objectives))
    current = recognition_on(world, cluster, world.day)
    if current is not None:
        yield Told("recognition.number", "", current["number"], 1, 1)
        left = (current["ends_on"] - NOTICE - world.day).days
        yield Told("recognition.days_to_renewal", "", left, 1, 1)
