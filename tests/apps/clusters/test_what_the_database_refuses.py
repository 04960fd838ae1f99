"""What can never be true of a cluster is refused by the database itself, whoever asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from grappe.apps.clusters.models import (
    Axis,
    Cluster,
    Document,
    Mission,
    MissionList,
    Objective,
    ObjectiveMission,
    Recognition,
    Statutes,
)

JUNE, JULY = dt.date(2007, 6, 11), dt.date(2007, 7, 1)
Make = Callable[[Cluster], Any]


def statutes(cluster: Cluster, **told: Any) -> Statutes:
    return Statutes.objects.create(
        cluster=cluster, **{"title": "S", "adopted_on": JUNE, "in_force_on": JULY, **told}
    )


def objective(cluster: Cluster, **told: Any) -> Objective:
    return Objective.objects.create(cluster=cluster, **{"code": "b01", "text": "Lier", **told})


def axis(cluster: Cluster, **told: Any) -> Axis:
    return Axis.objects.create(cluster=cluster, **{"code": "ax1", **told})


def recognition(cluster: Cluster, **told: Any) -> Recognition:
    given = {"number": 1, "starts_on": JULY, "ends_on": dt.date(2010, 6, 30), "regime": "decree_2007", **told}
    return Recognition.objects.create(cluster=cluster, **given)


def document(cluster: Cluster, **told: Any) -> Document:
    return Document.objects.create(cluster=cluster, **{"code": "d01", **told})


def mission_list(_: Cluster, **told: Any) -> MissionList:
    given = {"regime": "decree_2007", "version": 2, "since": JULY, "text_title": "T", "wording": "verbatim"}
    return MissionList.objects.create(**{**given, **told})


def mission(_: Cluster, **told: Any) -> Mission:
    of = MissionList.objects.get(regime="decree_2007", version=1)
    return Mission.objects.create(**{"list": of, "code": "d2024_1", "label": "L", **told})


def mapped(cluster: Cluster, **told: Any) -> ObjectiveMission:
    given = {"objective": objective(cluster), "regime": "decree_2007", "code": "d2007_1", **told}
    return ObjectiveMission.objects.create(**given)


def twice(make: Callable[..., Any], **told: Any) -> Make:
    def both(cluster: Cluster) -> None:
        make(cluster, **told)
        make(cluster, **told)

    return both


def mapped_twice(cluster: Cluster) -> None:
    first = mapped(cluster)
    ObjectiveMission.objects.create(objective=first.objective, regime="decree_2007", code="d2007_2")


NEVER: dict[str, Make] = {
    "statutes_adopted_before_in_force": lambda c: statutes(c, in_force_on=dt.date(2007, 6, 10)),
    "statutes_one_version_a_day": twice(statutes),
    "objective_code_is_its_own": twice(objective),
    "objective_has_a_code": lambda c: objective(c, code=""),
    "objective_has_words": lambda c: objective(c, text=""),
    "objective_source_is_known": lambda c: objective(c, source="rumour"),
    "objective_ends_after_it_begins": lambda c: objective(c, since=JULY, until=JUNE),
    "objective_has_one_mission_a_regime": mapped_twice,
    "objective_mission_is_of_its_regime": lambda c: mapped(c, code="d2024_1"),
    "axis_code_is_its_own": twice(axis),
    "axis_has_a_code": lambda c: axis(c, code=""),
    "axis_ends_after_it_begins": lambda c: axis(c, since=JULY, until=JUNE),
    "recognition_number_is_its_own": twice(recognition),
    "recognition_number_from_one": lambda c: recognition(c, number=0),
    "recognition_ends_after_it_begins": lambda c: recognition(c, ends_on=JUNE),
    "recognition_regime_is_known": lambda c: recognition(c, regime="decree_1999"),
    "recognition_rate_is_a_share": lambda c: recognition(c, subsidy_rate=Decimal("1.01")),
    "recognition_cap_is_no_debt": lambda c: recognition(c, eligible_cost_cap=Decimal(-1)),
    "document_code_is_its_own": twice(document),
    "document_has_a_code": lambda c: document(c, code=""),
    "document_kind_is_known": lambda c: document(c, kind="poem"),
    "mission_list_version_is_its_own": twice(mission_list),
    "mission_list_version_from_one": lambda c: mission_list(c, version=0),
    "mission_list_regime_is_known": lambda c: mission_list(c, regime="decree_1999"),
    "mission_list_wording_is_known": lambda c: mission_list(c, wording="hearsay"),
    "mission_code_is_its_own": twice(mission),
    "mission_code_is_known": lambda c: mission(c, code="d2007_7"),
    "mission_has_a_label": lambda c: mission(c, label=""),
}
"""By name of the constraint: what breaks it and no other."""
LAWFUL: list[Make] = [statutes, objective, axis, recognition, document, mission_list, mission]


@pytest.mark.parametrize("constraint", NEVER)
def test_the_database_refuses_what_can_never_be_true(constraint: str, twist: Cluster) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        NEVER[constraint](twist)

    # SQLite names the columns of a unique constraint, and not the constraint.
    assert constraint in str(refused.value) or "UNIQUE constraint failed" in str(refused.value)


def test_the_database_takes_what_may_be_true(twist: Cluster, other: Cluster) -> None:
    for make in LAWFUL[:5]:
        make(twist), make(other)
    mission_list(twist), mission(twist)
    ObjectiveMission.objects.create(
        objective=Objective.objects.get(cluster=twist), regime="decree_2007", code="d2007_1"
    )

    assert Objective.objects.count() == 2


def test_no_constraint_of_these_tables_is_without_a_test_that_breaks_it() -> None:
    tables = [
        "statutes",
        "objective",
        "objectivemission",
        "axis",
        "recognition",
        "document",
        "missionlist",
        "mission",
    ]
    named = {
        constraint.name
        for table in tables
        for constraint in apps.get_model("clusters", table)._meta.constraints
        if isinstance(constraint, models.BaseConstraint)
    }

    assert named == set(NEVER)
