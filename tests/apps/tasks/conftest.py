"""Two clusters, the people around them, somebody who applies, and tasks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from tests.cast import cast, other, prepared, twist

from grappe.apps.applications.acts.applying import Applicant, apply
from grappe.apps.applications.models import Application
from grappe.apps.clusters.models import Cluster
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.models import Organisation
from grappe.apps.tasks.acts import Told, add_task
from grappe.apps.tasks.models import Task

__all__ = ["cast", "other", "prepared", "twist"]
BY, MAY = "person:1", dt.date(2026, 5, 4)
Adds = Callable[..., Task]


@pytest.fixture
def adds(twist: Cluster) -> Adds:
    """Has a task be noted; of TWIST unless another cluster is said."""

    def one(title: str = "Relancer la forge", *, cluster: Cluster = twist, **told: Any) -> Task:
        made = add_task(cluster=cluster, told=Told(title=title, **told), by=BY, on=MAY)
        return Task.objects.get(pk=made.pk)

    return one


@pytest.fixture
def forge(twist: Cluster) -> Organisation:
    return enter(cluster=twist, name="Forge Été", by=BY, on=MAY)


@pytest.fixture
def application(twist: Cluster) -> Application:
    made, _ = apply(
        cluster=twist,
        applicant=Applicant(name="Lanterne", contact={"last_name": "Lourd", "email": "l@example.org"}),
        category=twist.categories.get(code="adherent"),
        member_kind="enterprise",
        language="fr",
        by="system:adhesion",
        on=MAY,
    )
    return made


def fresh(task: Task) -> Task:
    return Task.objects.get(pk=task.pk)
