"""What a cluster aims at: set, mapped to the law, withdrawn."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from grappe.analysis.language.catalogues import N_
from grappe.apps.clusters.models import Cluster, Objective, ObjectiveMission
from grappe.apps.clusters.queries.missions import missions_of
from grappe.apps.edits.at_field import at_field
from grappe.apps.edits.keeping import keep
from grappe.apps.edits.written import subject_of
from grappe.apps.journal.acts import record


@transaction.atomic
def set_objective(
    *,
    cluster: Cluster,
    code: str,
    text: str,
    source: str = "",
    priority: str = "",
    since: dt.date | None = None,
    by: str,
    on: dt.date,
    started_from: str | None = None,
) -> Objective:
    """Note an objective, or other words for the one of that code; return it.

    since: its first day, None for one from before anybody noted it. Raises ValidationError,
    ChangedMeanwhile.
    """
    held = Objective.objects.filter(cluster=cluster, code=code).first()
    return keep(
        held or Objective(cluster=cluster, code=code),
        {"text": text, "source": source, "priority": priority, "since": since},
        act="objective.changed" if held else "objective.set",
        by=by,
        on=on,
        started_from=started_from,
    )


def withdraw_objective(objective: Objective, *, by: str, on: dt.date) -> Objective:
    """Have an objective be one no longer from a day on; it stays in what is said of the days before."""
    return keep(objective, {"until": on}, act="objective.withdrawn", by=by, on=on)


@transaction.atomic
def map_objective(*, objective: Objective, regime: str, code: str | None, by: str, on: dt.date) -> None:
    """Say which axis or mission of a regime an objective answers to; None: none of them.

    Raises ValidationError where the list in use of that regime has no such code.
    """
    Objective.objects.select_for_update().get(pk=objective.pk)
    held = ObjectiveMission.objects.filter(objective=objective, regime=regime).first()
    before = held.code if held else None
    if before == code:
        return
    known = [mission.code for mission in missions_of(regime)]
    if code is not None and code not in known:
        raise at_field(
            "code",
            N_("« {code} » n’est pas dans la liste du régime {regime}. Valeurs : {known}."),
            code=code,
            regime=regime,
            known=", ".join(known),
        )
    if held:
        held.delete()
    if code is not None:
        ObjectiveMission.objects.create(objective=objective, regime=regime, code=code)
    record(
        act="objective.mapped",
        by=by,
        subject=subject_of(objective),
        before={regime: before},
        after={regime: code},
        on=on,
    )
