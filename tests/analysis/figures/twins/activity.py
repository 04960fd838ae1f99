"""Chapters 4 and 5: axes, actions, participations, projects, opportunities, letters."""

from __future__ import annotations

from collections.abc import Iterator

from .world import Row, Told, World, by_class, whole

ACTIONS = ("actions.held_on", "period")
TAKING_PART = ("participations", "actions.held_on", "period")
SENT = ("opportunities.published_on", "opportunity_members", "period")
NEEDS = {
    "axes.count": ("axes",),
    "actions.by_axis": (*ACTIONS, "actions.axis_id"),
    "actions.total": ACTIONS,
    "actions.by_kind": (*ACTIONS, "actions.kind"),
    "actions.by_scope": (*ACTIONS, "actions.scope"),
    "actions.by_country": (*ACTIONS, "actions.country"),
    "participation.members_active": TAKING_PART,
    "participation.mean": TAKING_PART,
    "projects.by_kind": ("projects.started_on", "projects.kind", "period"),
    "projects.members_involved": ("project_members", "projects.started_on", "period"),
    "opportunities.sent": (*SENT, "opportunity_members.sent?"),
    "opportunities.won": (*SENT, "opportunity_members.won?"),
    "opportunities.won_value": (*SENT, "opportunity_members.won?", "opportunity_members.value?"),
    "letters.sent": ("letters.sent_on", "letters.kind", "period"),
}
ACTION_KINDS = (
    "plenary",
    "thematic",
    "training",
    "fair",
    "conference",
    "festival",
    "mission",
    "press",
    "matchmaking",
    "jobs",
    "publication",
    "other",
)
PROJECT_KINDS = ("technical", "commercial", "joint_offer", "research", "training")


def chapter(world: World, cluster: str) -> Iterator[Told]:
    yield whole("axes.count", len(world.rows(cluster, "axes")))
    actions = world.in_period(cluster, "actions", "held_on")
    yield whole("actions.total", len(actions))
    yield from by_class("actions.by_axis", actions, "axis_id")
    yield from by_class("actions.by_kind", actions, "kind", ACTION_KINDS)
    yield from by_class("actions.by_scope", actions, "scope", ("regional", "national", "international"))
    yield from by_class("actions.by_country", actions, "country")
    held = {action["action_id"] for action in actions}
    # Written twice, a participation is one.
    came = {
        (row["action_id"], row["member_id"])
        for row in world.rows(cluster, "participations")
        if row["action_id"] in held
    }
    members = {member["member_id"] for member in world.members(cluster)}
    active = members & {member for _, member in came}
    yield Told("participation.members_active", "", len(active), len(members), len(members))
    per_action = len(came) / len(actions) if actions else None
    yield Told("participation.mean", "", per_action, len(actions), len(actions))
    yield from _projects(world, cluster)
    yield from _opportunities(world, cluster)
    letters = world.in_period(cluster, "letters", "sent_on")
    yield from by_class("letters.sent", letters, "kind", ("newsletter", "opportunities", "selective"))


def _projects(world: World, cluster: str) -> Iterator[Told]:
    period = world.period(cluster)
    if period is None:
        return
    first, last = period
    ran = [
        project
        for project in world.rows(cluster, "projects")
        if project["started_on"] is not None
        and project["started_on"] <= last
        and (project["ended_on"] is None or project["ended_on"] >= first)
    ]
    yield from by_class("projects.by_kind", ran, "kind", PROJECT_KINDS)
    names = {project["project_id"] for project in ran}
    involved = {r["member_id"] for r in world.rows(cluster, "project_members") if r["project_id"] in names}
    yield whole("projects.members_involved", len(involved))


def _opportunities(world: World, cluster: str) -> Iterator[Told]:
    published = world.in_period(cluster, "opportunities", "published_on")
    outcomes: dict[str, list[Row]] = {opportunity["opportunity_id"]: [] for opportunity in published}
    for row in world.rows(cluster, "opportunity_members"):
        if row["opportunity_id"] in outcomes:
            outcomes[row["opportunity_id"]].append(row)
    n = len(published)
    sent = sum(1 for rows in outcomes.values() if any(row["sent"] for row in rows))
    yield Told("opportunities.sent", "", sent, n, n)
    won = [[row for row in rows if row["won"]] for rows in outcomes.values()]
    won = [rows for rows in won if rows]
    yield Told("opportunities.won", "", len(won), n, n)
    values = [[row["value"] for row in rows if row["value"] is not None] for rows in won]
    known = [of_one for of_one in values if of_one]
    # Nothing won is worth nothing; something won at a price that nobody wrote down, nobody knows what.
    total = sum(sum(of_one) for of_one in known) if known or not won else None
    yield Told("opportunities.won_value", "", total, len(known), len(won))
