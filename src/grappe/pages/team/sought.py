"""The people around a cluster, as they are found by words."""

from __future__ import annotations

from django.utils import timezone

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.clusters.queries.team import is_over, roles_around
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.sought import Found, Hit, Question, Sought, among
from grappe.pages.team.words import ROLES


def find(desk: Desk, question: Question) -> Found:
    """Find who is something to the cluster itself, today or from a day to come."""
    today = timezone.localdate()
    held = roles_around(desk.cluster).filter(cluster=desk.cluster)
    return among(
        (
            Hit(
                title=str(one.person),
                address=desk.address("team"),
                below=say(ROLES[one.kind], desk.language),
                texts=(one.person.email, say(ROLES[one.kind], desk.language)),
            )
            for one in held
            if not is_over(one, today)
        ),
        question,
    )


SOUGHT = (Sought(name="team", label=N_("Équipe et rôles"), find=find),)
