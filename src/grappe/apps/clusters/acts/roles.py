"""Who plays which part: given, and taken back."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from grappe.analysis.dossier.refusal import OneSentence
from grappe.analysis.language.catalogues import N_
from grappe.apps.clusters.acts.wagtail_access import follow
from grappe.apps.clusters.models import Cluster, Role
from grappe.apps.clusters.queries.roles import lasting
from grappe.apps.journal.acts import record
from grappe.apps.people.models import Person


class LastLead(OneSentence):
    """A cluster would be without anybody who leads its team."""


@transaction.atomic
def grant(*, person: Person, kind: Role.Kind, cluster: Cluster | None, by: str, on: dt.date) -> Role:
    """Give a role from a day on. One that the person already holds is returned as it is."""
    held = Role.objects.filter(person=person, kind=kind, cluster=cluster, until__isnull=True).first()
    if held is not None:
        return held
    role = Role.objects.create(person=person, kind=kind, cluster=cluster, since=on)
    follow(person, on=timezone.localdate())
    record(act="role.granted", by=by, subject=f"role:{role.pk}", before=None, after=_written(role), on=on)
    return role


@transaction.atomic
def end(*, role: Role, by: str, on: dt.date) -> None:
    """Have a role be over from a day on; one that is over stays as it is.

    Raises LastLead, with its sentence, where nobody else would lead the team from that day on.
    """
    # Of two leads who end each other's role at once, the second waits here.
    list(Cluster.objects.select_for_update().filter(roles=role.pk))
    role = Role.objects.select_for_update().get(pk=role.pk)
    if role.until is not None:
        return
    if role.kind == Role.Kind.TEAM_LEAD and not _others_lead(role, on):
        raise LastLead(
            N_(
                "{person} est seul à diriger l’équipe de {cluster}. Nommez d’abord une autre personne, puis recommencez."
            ),
            person=str(role.person),
            cluster=str(role.cluster),
        )
    before = _written(role)
    role.until = on
    role.save(update_fields=["until"])
    follow(role.person, on=timezone.localdate())
    record(act="role.ended", by=by, subject=f"role:{role.pk}", before=before, after=_written(role), on=on)


def _others_lead(role: Role, on: dt.date) -> bool:
    leads = Role.objects.filter(cluster=role.cluster_id, kind=Role.Kind.TEAM_LEAD, person__is_active=True)
    return lasting(leads.exclude(pk=role.pk), on).exists()


def _written(role: Role) -> dict[str, str | int | None]:
    return {
        "person": role.person_id,
        "cluster": role.cluster_id,
        "kind": role.kind,
        "since": role.since.isoformat(),
        "until": role.until.isoformat() if role.until else None,
    }
