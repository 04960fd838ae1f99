"""The axes of a cluster's strategy: set, named otherwise, withdrawn."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from grappe.apps.clusters.models import Axis, Cluster
from grappe.apps.edits.keeping import keep


@transaction.atomic
def set_axis(
    *,
    cluster: Cluster,
    code: str,
    label: str,
    since: dt.date | None = None,
    by: str,
    on: dt.date,
    started_from: str | None = None,
) -> Axis:
    """Note an axis, or another name for the one of that code; return it.

    Raises ValidationError, ChangedMeanwhile.
    """
    held = Axis.objects.filter(cluster=cluster, code=code).first()
    return keep(
        held or Axis(cluster=cluster, code=code),
        {"label": label, "since": since},
        act="axis.changed" if held else "axis.set",
        by=by,
        on=on,
        started_from=started_from,
    )


def withdraw_axis(axis: Axis, *, by: str, on: dt.date) -> Axis:
    """Have an axis be one no longer from a day on; it stays in what is said of the days before."""
    return keep(axis, {"until": on}, act="axis.withdrawn", by=by, on=on)
