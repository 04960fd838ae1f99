"""A cluster's statutes are adopted, what was noted of them is corrected, or withdrawn."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.base import File

from grappe.apps.clusters.models import Cluster, Statutes
from grappe.apps.edits.keeping import keep


def adopt_statutes(
    *,
    cluster: Cluster,
    title: str,
    adopted_on: dt.date,
    in_force_on: dt.date | None = None,
    file: File[bytes] | None = None,
    by: str,
) -> Statutes:
    """Note a version of the statutes: in force from a day on, that of their adoption if not said.

    Raises ValidationError at the field that is wrong: another version holds from the same day, or they would
    hold before they were adopted.
    """
    told = {"title": title, "adopted_on": adopted_on, "in_force_on": in_force_on or adopted_on, "file": file}
    return keep(Statutes(cluster=cluster), told, act="statutes.adopted", by=by, on=adopted_on)


def correct_statutes(
    statutes: Statutes, *, reason: str, by: str, on: dt.date, started_from: str | None = None, **told: Any
) -> Statutes:
    """Correct what was noted of a version, for a reason. Raises ValidationError, ChangedMeanwhile."""
    return keep(
        statutes, told, act="statutes.corrected", by=by, on=on, started_from=started_from, reason=reason
    )


def withdraw_statutes(statutes: Statutes, *, reason: str, by: str, on: dt.date) -> Statutes:
    """Have a version that was noted by mistake count on no day, for a reason; its file stays."""
    return keep(statutes, {"withdrawn_on": on}, act="statutes.withdrawn", by=by, on=on, reason=reason)
