"""What can never be true of a task is refused by the database itself, whoever asks."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from tests.apps.tasks.conftest import BY, MAY

from grappe.apps.applications.models import Application
from grappe.apps.clusters.models import Cluster
from grappe.apps.members.models import Organisation
from grappe.apps.tasks.models import Task

APRIL = dt.date(2026, 4, 1)
DONE = {"state": "done", "closed_by": BY, "closed_on": MAY}
NEVER: dict[str, list[dict[str, Any]]] = {
    "task_says_what": [{"title": ""}],
    "task_is_closed_by_somebody_on_a_day": [
        {**DONE, "closed_by": ""},
        {**DONE, "closed_on": None},
        {**DONE, "state": "open"},
        {**DONE, "state": "lost"},
    ],
    "task_is_closed_after_it_is_made": [{**DONE, "closed_on": APRIL}],
    "task_is_about_one_thing": [{"both": True}],
}
"""By name of the constraint: what breaks it and no other."""


def made(cluster: Cluster, **told: Any) -> Task:
    return Task.objects.create(
        **{"cluster": cluster, "title": "Relancer", "made_by": BY, "made_on": MAY, **told}
    )


@pytest.mark.parametrize(
    ("constraint", "told"), [(name, told) for name, several in NEVER.items() for told in several]
)
def test_the_database_refuses_what_can_never_be_true(
    constraint: str, told: dict[str, Any], twist: Cluster, forge: Organisation, application: Application
) -> None:
    given = {"organisation": forge, "application": application} if "both" in told else told

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        made(twist, **given)

    assert constraint in str(refused.value)


def test_the_database_takes_what_may_be_true(
    twist: Cluster, forge: Organisation, application: Application
) -> None:
    for told in (
        {},
        DONE,
        {**DONE, "state": "dropped"},
        {"organisation": forge},
        {"application": application},
    ):
        made(twist, **told)  # type: ignore[arg-type]

    assert Task.objects.count() == 5


def test_no_constraint_of_a_task_is_without_a_test_that_breaks_it() -> None:
    named = {
        constraint.name
        for model in apps.get_app_config("tasks").get_models()
        for constraint in model._meta.constraints
    }

    assert named == set(NEVER)
