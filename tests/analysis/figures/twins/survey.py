"""The survey: who was asked, who answered, and what the answers with a role say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .representativeness import CLASSES, KINDS, latest_fte, size_of
from .world import Row, Told, World, mean, seat, whole

KEYS = ("cluster_id", "_row", "response_id", "member_id", "submitted_on")
ANSWERED = ("responses", "questionnaire")
PLAIN = {
    "strategy.known": "strategy_known",
    "strategy.satisfied": "strategy_satisfied",
    "advantage.share": "advantage",
}
BY_ITEM = {
    "satisfaction.share": "satisfaction",
    "importance.share": "importance",
    "impact.share": "impact",
    "governance.share": "governance",
    "partnership.interest": "partnership",
}
MEANS = {"satisfaction.mean": "satisfaction", "impact.mean": "impact"}
NEEDS: dict[str, tuple[str, ...]] = {
    "survey.invited": (),
    "survey.responses": ("responses",),
    "survey.response_rate": ("responses",),
    "survey.response_rate_by": ("responses.member_id", "members invited"),
    **{figure: ("responses", f"role {role}") for figure, role in {**PLAIN, **BY_ITEM, **MEANS}.items()},
}


def responses_of(world: World, cluster: str) -> list[Row]:
    """Return the answers that fill in something: of a member that answered twice, the later one."""
    kept: dict[str, Row] = {}
    anonymous = []
    for row in world.rows(cluster, "responses"):
        if not is_answer(world, row):
            continue
        if row["member_id"] is None:
            anonymous.append(row)
            continue
        standing = kept.get(row["member_id"])
        if standing is None or _moment(row) >= _moment(standing):
            kept[row["member_id"]] = row
    return [*kept.values(), *anonymous]


def is_answer(world: World, row: Row) -> bool:
    """Tell whether a row fills in a question; by its other cells where the form has none in the table."""
    there = world.columns("responses")
    asked = [question.name for question in world.questionnaire.questions] if world.questionnaire else []
    looked_at = [name for name in asked if name in there] or [name for name in there if name not in KEYS]
    return not looked_at or any(row[name] for name in looked_at)


def _moment(row: Row) -> tuple[bool, object, int]:
    return row["submitted_on"] is not None, row["submitted_on"] or 0, row["_row"]


def invited_of(world: World, cluster: str) -> int:
    said = world.said_invited(cluster)
    return len(world.members(cluster)) if said is None else said


def chapter(world: World, cluster: str) -> Iterator[Told]:
    responses, invited = responses_of(world, cluster), invited_of(world, cluster)
    yield whole("survey.invited", invited)
    yield whole("survey.responses", len(responses))
    rate = len(responses) / invited if invited else None
    yield Told("survey.response_rate", "", rate, invited, invited)
    yield from _rates(world, cluster, {row["member_id"] for row in responses})
    for figure, role in PLAIN.items():
        for question in world.questions(role):
            yield _share(figure, "", question, responses, invited)
    for figure, role in BY_ITEM.items():
        for question in world.questions(role):
            if responses:
                yield _share(figure, question.role.key, question, responses, invited)
    for figure, role in MEANS.items():
        items = [_share(figure, "", q, responses, invited).value for q in world.questions(role) if responses]
        shares = [share for share in items if share is not None]
        yield Told(figure, "", mean(shares), len(shares), len(items))


def _rates(world: World, cluster: str, answered: set[str | None]) -> Iterator[Told]:
    groups: dict[str, list[float]] = {}
    for member in world.members(cluster):
        is_enterprise = member["kind"] == "enterprise"
        of_member = {
            "kind": member["kind"],
            "size": size_of(latest_fte(world, cluster, member)) if is_enterprise else None,
            "province": seat(member)[0],
        }
        for name, value in of_member.items():
            if value is not None:
                groups.setdefault(f"{name}:{value}", []).append(float(member["member_id"] in answered))
    assert all(g.split(":")[1] in (*KINDS, *CLASSES) or g.startswith("province:") for g in groups)
    for group, rates in groups.items():
        yield Told("survey.response_rate_by", group, mean(rates), len(rates), len(rates))


def verdict(question: Any, answer: str | None) -> str | None:
    """Return yes, no or na; None for a blank. One favourable choice is enough where several may be ticked."""
    if not answer:
        return None
    said = {choice.positive for name in answer.split() for choice in question.choices if choice.name == name}
    return next(found for found in ("yes", "no", "na") if found in said)


def _share(figure: str, key: str, question: Any, responses: list[Row], invited: int) -> Told:
    verdicts = [verdict(question, row[question.name]) for row in responses]
    given = [said == "yes" for said in verdicts if said in ("yes", "no")]
    return Told(figure, key, mean([float(each) for each in given]), len(given), invited if responses else 0)
