"""An application that was closed by mistake, or too soon, is open again."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from grappe.apps.applications.acts.standing import named, refuse_another_open_one, stand_anew
from grappe.apps.applications.models import Application
from grappe.apps.applications.rules.refusals import NoReasonToReopen, NotToReopen
from grappe.apps.journal.acts import record
from grappe.apps.members.models import Organisation

State = Application.State


@transaction.atomic
def reopen(*, application: Application, reason: str, by: str, on: dt.date) -> Application:
    """Have a refused or withdrawn application wait for a decision again; the journal keeps what it was.

    Raises NoReasonToReopen, NotToReopen; AlreadyApplied, AlreadyThere where its organisation has gone on.
    """
    if not reason.strip():
        raise NoReasonToReopen
    Organisation.objects.select_for_update().get(pk=application.organisation_id)
    known = Application.objects.select_for_update().get(pk=application.pk)
    if known.state not in (State.REFUSED, State.WITHDRAWN):
        raise NotToReopen(name=known.organisation.name)
    refuse_another_open_one(known.organisation, on)
    before: dict[str, Any] = {"state": known.state}
    if known.reason:
        before["motive"] = known.reason
    if known.decided_on is not None:
        before |= {"decided_by": known.decided_by, "decided_on": known.decided_on}
    known.state, known.state_since = State.RECEIVED, max(on, known.received_on)
    known.decided_by, known.decided_on, known.told_on, known.reason = "", None, None, ""
    known.save()
    stand_anew(known, on=on)
    record(
        act="application.reopened",
        by=by,
        subject=named(known),
        before=before,
        after={"state": known.state, "reason": reason.strip()},
        on=on,
    )
    return known
