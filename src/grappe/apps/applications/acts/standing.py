"""An application held while something is done to it, and its state after its documents changed."""

from __future__ import annotations

import datetime as dt

from grappe.apps.applications.models import Application
from grappe.apps.applications.rules.documents import standing_of
from grappe.apps.applications.rules.refusals import AlreadyOver


def held(application: Application) -> Application:
    """Return an application as the database has it, for this transaction alone. Raises AlreadyOver."""
    # Its relations that may lack are not locked with it: PostgreSQL refuses that of an outer join.
    known = Application.objects.select_for_update().get(pk=application.pk)
    if not known.is_open:
        raise AlreadyOver(name=known.organisation.name)
    return known


def named(application: Application) -> str:
    """Return how the journal names an application."""
    return f"application:{application.pk}"


def stand_anew(application: Application, *, on: dt.date) -> None:
    """Give an open application the state that its documents make, since that day where it changes."""
    state = standing_of(application.documents.values_list("state", flat=True))
    if state != application.state:
        application.state, application.state_since = state, max(on, application.received_on)
        application.save(update_fields=["state", "state_since"])
