"""What counts as done within the period."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.analysis.figures.build import PERIOD, figure, member, values

FIRST, LAST = PERIOD
BEFORE, AFTER = FIRST - dt.timedelta(days=1), LAST + dt.timedelta(days=1)


def action(name: str, held_on: dt.date | None, **more: Any) -> dict[str, Any]:
    return {"action_id": name, "held_on": held_on, **more}


def test_actions_count_on_both_ends_of_the_period_and_not_beyond() -> None:
    actions = [action(str(n), day) for n, day in enumerate((FIRST, LAST, BEFORE, AFTER, None))]

    assert figure("actions.total", actions=actions) == (2, 2, 2)


def test_actions_by_country_have_the_countries_that_occur() -> None:
    actions = [
        action("1", FIRST, country="FR"),
        action("2", FIRST, country="FR"),
        action("3", FIRST, country="BE"),
        action("4", FIRST, country=None),
        action("5", BEFORE, country="DE"),
    ]

    assert values("actions.by_country", actions=actions) == {"BE": 1, "FR": 2}
    assert figure("actions.by_country", "FR", actions=actions) == (2, 3, 4)


PARTICIPATIONS = {
    "members": [member("a"), member("b"), member("gone", left_on=LAST)],
    "actions": [action("1", FIRST), action("2", LAST), action("3", AFTER)],
    "participations": [
        {"action_id": "1", "member_id": "a"},
        {"action_id": "1", "member_id": "a"},
        {"action_id": "1", "member_id": "gone"},
        {"action_id": "3", "member_id": "b"},
    ],
}


def test_active_members_are_those_of_the_day_that_came_in_the_period() -> None:
    assert figure("participation.members_active", **PARTICIPATIONS) == (1, 2, 2)


def test_a_participation_written_twice_counts_once_and_actions_without_any_weigh() -> None:
    assert figure("participation.mean", **PARTICIPATIONS) == (1.0, 2, 2)


@pytest.mark.parametrize(
    ("started_on", "ended_on", "counts"),
    [
        (BEFORE, FIRST, 1),
        (BEFORE, BEFORE, 0),
        (LAST, None, 1),
        (AFTER, None, 0),
        (dt.date(2000, 1, 1), None, 1),
        (dt.date(2000, 1, 1), dt.date(2020, 1, 1), 1),
        (None, LAST, 0),
    ],
)
def test_a_project_counts_if_it_ran_at_any_time_in_the_period(
    started_on: dt.date | None, ended_on: dt.date | None, counts: int
) -> None:
    other = {"project_id": "other", "started_on": AFTER, "ended_on": AFTER, "kind": "research"}
    project = {"project_id": "p", "started_on": started_on, "ended_on": ended_on, "kind": "training"}

    given = {"projects": [other, project], "project_members": [{"project_id": "p", "member_id": "a"}]}

    assert figure("projects.by_kind", "training", **given)[0] == counts
    assert figure("projects.members_involved", **given) == (counts, counts, counts)


OPPORTUNITIES = {
    "opportunities": [
        {"opportunity_id": "sent to two", "published_on": FIRST},
        {"opportunity_id": "won twice", "published_on": LAST},
        {"opportunity_id": "won for nobody knows what", "published_on": LAST},
        {"opportunity_id": "later", "published_on": AFTER},
    ],
    "opportunity_members": [
        {"opportunity_id": "sent to two", "member_id": "a", "sent": True, "won": False, "value": 9.0},
        {"opportunity_id": "sent to two", "member_id": "b", "sent": True},
        {"opportunity_id": "won twice", "member_id": "a", "sent": None, "won": True, "value": 100.0},
        {"opportunity_id": "won twice", "member_id": "b", "sent": None, "won": True, "value": 50.0},
        {"opportunity_id": "won for nobody knows what", "member_id": "b", "sent": False, "won": True},
        {"opportunity_id": "later", "member_id": "a", "sent": True, "won": True, "value": 1000.0},
    ],
}


def test_an_opportunity_counts_once_however_many_received_or_won_it() -> None:
    assert figure("opportunities.sent", **OPPORTUNITIES) == (1, 3, 3)
    assert figure("opportunities.won", **OPPORTUNITIES) == (2, 3, 3)


def test_the_value_won_is_that_of_the_rows_won() -> None:
    assert figure("opportunities.won_value", **OPPORTUNITIES) == (150.0, 1, 2)


def test_nothing_won_is_worth_zero_and_an_unwritten_price_is_not() -> None:
    sent = {"opportunity_id": "sent to two", "member_id": "a", "won": False, "value": 9.0}
    unpriced = {"opportunity_id": "won twice", "member_id": "a", "won": True, "value": None}

    nothing = {**OPPORTUNITIES, "opportunity_members": [sent]}
    unknown = {**OPPORTUNITIES, "opportunity_members": [sent, unpriced]}

    assert figure("opportunities.won_value", **nothing) == (0.0, 0, 0)
    assert figure("opportunities.won_value", **unknown) == (None, 0, 1)
