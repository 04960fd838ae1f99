"""What the team of the demonstration has to do: about who applies, and about a member."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grappe.apps.clusters.models import Cluster

BY = "system:demo"


def some_to_do(cluster: Cluster, today: dt.date) -> None:
    """Note a task that is late, one for today that nobody has, one for later, and one that is done."""
    from grappe.apps.clusters.models import Role
    from grappe.apps.tasks.acts import Told, add_task, finish_task

    lead, team = (
        cluster.roles.select_related("person").get(kind=kind).person
        for kind in (Role.Kind.TEAM_LEAD, Role.Kind.TEAM)
    )
    applied = cluster.applications.order_by("pk").first()
    member = cluster.organisations.filter(memberships__isnull=False).order_by("pk").first()
    name = applied.organisation.name if applied else ""
    *_, done = [
        add_task(cluster=cluster, told=one, by=BY, on=today)
        for one in (
            Told(
                title=f"Relancer {name} pour la pièce qui manque",
                detail="La gérante, Inès Lanterne, répond plus vite au téléphone.",
                due_on=today - dt.timedelta(days=2),
                assignee=team,
                about=applied,
            ),
            Told(title="Demander une fiche à jour", due_on=today, about=member),
            Told(
                title="Mettre la candidature à l’ordre du jour du conseil",
                due_on=today + dt.timedelta(days=12),
                assignee=lead,
                about=applied,
            ),
            Told(title=f"Accuser réception à {name}", assignee=lead, about=applied),
        )
    ]
    finish_task(done, by=lead.named, on=today)
