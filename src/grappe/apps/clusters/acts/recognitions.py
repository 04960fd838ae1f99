"""The authority recognises a cluster for a time; what was noted of it is corrected, or withdrawn."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from grappe.analysis.vocabulary import laws
from grappe.apps.clusters.models import Cluster, Recognition
from grappe.apps.edits.keeping import keep


def record_recognition(
    *,
    cluster: Cluster,
    number: int,
    starts_on: dt.date,
    ends_on: dt.date,
    regime: str = "",
    subsidy_rate: Decimal | None = None,
    eligible_cost_cap: Decimal | None = None,
    decision: str = "",
    decided_on: dt.date | None = None,
    by: str,
    on: dt.date,
) -> Recognition:
    """Note a period of recognition: both days included, the regime that of its first day if not said.

    Raises ValidationError at the field that is wrong.
    """
    told = {
        "number": number,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "regime": regime or laws.regime_on(starts_on),
        "subsidy_rate": subsidy_rate,
        "eligible_cost_cap": eligible_cost_cap,
        "decision": decision,
        "decided_on": decided_on,
    }
    return keep(Recognition(cluster=cluster), told, act="recognition.recorded", by=by, on=on)


def correct_recognition(
    recognition: Recognition,
    *,
    reason: str,
    by: str,
    on: dt.date,
    started_from: str | None = None,
    **told: Any,
) -> Recognition:
    """Correct what was noted of a period, for a reason. Raises ValidationError, ChangedMeanwhile."""
    return keep(
        recognition, told, act="recognition.corrected", by=by, on=on, started_from=started_from, reason=reason
    )


def withdraw_recognition(recognition: Recognition, *, reason: str, by: str, on: dt.date) -> Recognition:
    """Have a period that was noted by mistake count on no day, for a reason."""
    return keep(recognition, {"withdrawn_on": on}, act="recognition.withdrawn", by=by, on=on, reason=reason)
