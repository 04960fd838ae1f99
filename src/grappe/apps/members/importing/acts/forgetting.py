"""What people sent is not kept for longer than it may be of use."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q

from grappe.apps.clusters.models import Cluster
from grappe.apps.members.importing.models import Import, ImportRow

KEPT_FOR = dt.timedelta(days=30)
"""Days for which an import may be undone, or left half done."""


@transaction.atomic
def forget_old(*, cluster: Cluster, now: dt.datetime) -> int:
    """Take away the rows of imports of which the time is over; return how many imports they were of.

    What an import did stays told by the import itself, in numbers, and by the journal.
    """
    before = now - KEPT_FOR
    old = Import.objects.filter(
        Q(written_at__lt=before) | Q(written_at__isnull=True, at__lt=before), cluster=cluster
    ).filter(forgotten_at__isnull=True)
    numbers = list(old.values_list("pk", flat=True))
    ImportRow.objects.filter(of__in=numbers).delete()
    Import.objects.filter(pk__in=numbers, stage=Import.Stage.OPEN).update(stage=Import.Stage.DROPPED)
    Import.objects.filter(pk__in=numbers).update(forgotten_at=now, wrote={}, told=[])
    return len(numbers)
