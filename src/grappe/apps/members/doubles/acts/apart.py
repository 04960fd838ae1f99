"""Two that look like one are said to be two."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from grappe.apps.journal.acts import record
from grappe.apps.members.acts.membership import OfAnotherCluster
from grappe.apps.members.doubles.models import NotDouble
from grappe.apps.members.models import Organisation


@transaction.atomic
def keep_apart(*, one: Organisation, other: Organisation, by: str, on: dt.date) -> NotDouble:
    """Say that two organisations are two: they are shown as doubles no more."""
    if one.cluster_id != other.cluster_id:
        raise OfAnotherCluster(name=one.name, what=other.name)
    first, second = sorted((one, other), key=lambda organisation: organisation.pk)
    kept, made = NotDouble.objects.get_or_create(
        first=first, second=second, defaults={"by": by, "at": timezone.now()}
    )
    if made:
        record(
            act="organisation.told_apart",
            by=by,
            subject=f"organisation:{first.pk}",
            before=None,
            after={"other": second.pk},
            on=on,
        )
    return kept
