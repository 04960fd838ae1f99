"""Who may do what with a cluster."""

from __future__ import annotations

import datetime as dt

import pytest

from grappe.apps.clusters import permissions
from grappe.apps.clusters.acts.roles import end
from grappe.apps.clusters.models import Cluster, Recognition
from grappe.apps.people.models import Person

TWINS = [
    ("may_run", "runnable_clusters", {"team", "lead", "administrator"}),
    ("may_lead", "leadable_clusters", {"lead", "administrator"}),
    ("may_read_desk", "clusters_with_readable_desk", {"team", "lead", "evaluator", "administrator"}),
    ("may_direct", "directable_clusters", {"director", "administrator"}),
    ("may_oversee", "overseen_clusters", {"authority", "administrator"}),
]


def recognise(cluster: Cluster) -> None:
    first, last = dt.date(2024, 7, 1), dt.date(2028, 6, 30)
    Recognition.objects.create(cluster=cluster, number=1, starts_on=first, ends_on=last, regime="decree_2024")


@pytest.mark.parametrize(("one", "all_of_them", "who"), TWINS)
def test_each_question_has_one_answer_whichever_way_it_is_asked(
    one: str, all_of_them: str, who: set[str], twist: Cluster, other: Cluster, cast: dict[str, Person]
) -> None:
    may, which = getattr(permissions, one), getattr(permissions, all_of_them)
    everybody: dict[str, Person | None] = {**cast, "visitor": None}
    recognise(twist)

    for name, person in everybody.items():
        assert {cluster for cluster in (twist, other) if may(cluster, by=person)} == set(which(by=person)), (
            name
        )
    assert {name for name, person in everybody.items() if may(twist, by=person)} == who


def test_the_three_answers_at_once_are_those_that_each_question_gives(
    twist: Cluster, other: Cluster, cast: dict[str, Person]
) -> None:
    everybody: dict[str, Person | None] = {**cast, "visitor": None}

    for name, person in everybody.items():
        for cluster in (twist, other):
            assert permissions.standing_of(person, cluster) == permissions.Standing(
                reads=permissions.may_read_desk(cluster, by=person),
                runs=permissions.may_run(cluster, by=person),
                leads=permissions.may_lead(cluster, by=person),
            ), name


def test_every_question_of_the_room_is_among_the_twins() -> None:
    asked = {name for name in vars(permissions) if name.startswith("may_")}

    assert asked == {one for one, _, _ in TWINS}


def test_the_authority_looks_at_the_clusters_that_were_recognised_and_at_no_other(
    twist: Cluster, other: Cluster, cast: dict[str, Person]
) -> None:
    recognise(other)

    assert set(permissions.overseen_clusters(by=cast["authority"])) == {other}
    assert not permissions.may_oversee(twist, by=cast["authority"])


def test_a_role_that_is_over_gives_nothing(twist: Cluster, cast: dict[str, Person]) -> None:
    end(role=cast["team"].roles.get(), by="system:tests", on=dt.date(2026, 1, 1))

    assert not permissions.may_run(twist, by=cast["team"])


def test_an_account_that_is_closed_gives_nothing(twist: Cluster, cast: dict[str, Person]) -> None:
    cast["lead"].is_active = False

    assert not permissions.may_run(twist, by=cast["lead"])
