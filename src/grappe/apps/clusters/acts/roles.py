"""Who plays which part: given, and taken back."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from grappe.apps.clusters.acts.wagtail_access import follow
from grappe.apps.clusters.models import Cluster, Role
from grappe.apps.journal.acts import record
from grappe.apps.people.models import Person


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
    """Have a role be over from a day on; one that is over stays as it is."""
    role = Role.objects.select_for_update().get(pk=role.pk)
    if role.until is not None:
        return
    before = _written(role)
    role.until = on
    role.save(update_fields=["until"])
    follow(role.person, on=timezone.localdate())
    record(act="role.ended", by=by, subject=f"role:{role.pk}", before=before, after=_written(role), on=on)


def _written(role: Role) -> dict[str, str | int | None]:
    return {
        "person": role.person_id,
        "cluster": role.cluster_id,
        "kind": role.kind,
        "since": role.since.isoformat(),
        "until": role.until.isoformat() if role.until else None,
    }
