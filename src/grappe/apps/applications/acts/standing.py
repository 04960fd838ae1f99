"""An application held while something is done to it, and its state after its documents changed."""

from __future__ import annotations

import datetime as dt

from grappe.apps.applications.models import Application
from grappe.apps.applications.rules.documents import standing_of
from grappe.apps.applications.rules.refusals import AlreadyApplied, AlreadyOver, AlreadyThere
from grappe.apps.members.models import Organisation
from grappe.apps.members.queries.register import members_on


def held(application: Application) -> Application:
    """Return an application as the database has it, for this transaction alone. Raises AlreadyOver."""
    # Its relations that may lack are not locked with it: PostgreSQL refuses that of an outer join.
    known = Application.objects.select_for_update().get(pk=application.pk)
    if not known.is_open:
        raise AlreadyOver(name=known.organisation.name)
    return known


def refuse_another_open_one(organisation: Organisation, on: dt.date) -> None:
    """Raise AlreadyApplied of an organisation that waits for a decision, AlreadyThere of a member."""
    open_one = organisation.applications.filter(state__in=Application.OPEN).first()
    if open_one is not None:
        raise AlreadyApplied(name=organisation.name, day=open_one.received_on)
    if members_on(organisation.cluster, on).filter(organisation=organisation).exists():
        raise AlreadyThere(name=organisation.name)


def named(application: Application) -> str:
    """Return how the journal names an application."""
    return f"application:{application.pk}"


def stand_anew(application: Application, *, on: dt.date) -> None:
    """Give an open application the state that its documents make, since that day where it changes."""
    state = standing_of(application.documents.values_list("state", flat=True))
    if state != application.state:
        application.state, application.state_since = state, max(on, application.received_on)
        application.save(update_fields=["state", "state_since"])
