"""A team, what it has to do, and what there is to do it about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.pages.desk.applications.conftest import _files, applies
from tests.pages.desk.members.conftest import effective, forge, joins
from tests.visitors import signed_in

from grappe.apps.clusters.models import Cluster
from grappe.apps.people.models import Person
from grappe.apps.tasks.acts import Told, add_task
from grappe.apps.tasks.models import Task

__all__ = ["_files", "applies", "effective", "forge", "joins"]
LIST = "/bureau/grappes/twist/taches/"
HOME = "/bureau/grappes/twist/"
Adds = Callable[..., Task]


@pytest.fixture
def team(cast: dict[str, Person]) -> Client:
    return signed_in(cast["team"])


@pytest.fixture
def today() -> dt.date:
    return timezone.localdate()


@pytest.fixture
def adds(twist: Cluster, today: dt.date) -> Adds:
    """Has a task be noted; `days`: in how many it is due."""

    def one(title: str = "Relancer", *, days: int | None = None, **told: Any) -> Task:
        due = None if days is None else today + dt.timedelta(days)
        told_all = Told(title=title, due_on=due, **told)
        return add_task(cluster=twist, told=told_all, by="system:tests", on=today)

    return one


def at(task: Task, rest: str = "") -> str:
    return f"{LIST}{task.pk}/{rest}"


def fresh(task: Task) -> Task:
    return Task.objects.get(pk=task.pk)
