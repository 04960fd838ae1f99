"""What an organisation is made of changes: its sites, its activities, the people to write to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from grappe.apps.edits.changes import refuse_if_changed
from grappe.apps.edits.keeping import keep
from grappe.apps.edits.written import written
from grappe.apps.journal.acts import record
from grappe.apps.journal.chain import Value
from grappe.apps.members.acts.finding import be_found
from grappe.apps.members.models import Activity, Contact, Organisation, Site


@transaction.atomic
def keep_part(
    *, part: Site | Contact, told: dict[str, Any], by: str, on: dt.date, started_from: str | None = None
) -> Site | Contact:
    """Write a site or a contact, new or not. As `keep`: ValidationError, ChangedMeanwhile."""
    kept = keep(
        part,
        told,
        act="site.kept" if isinstance(part, Site) else "contact.kept",
        by=by,
        on=on,
        started_from=started_from,
    )
    be_found([kept.organisation])
    return kept


@transaction.atomic
def remove_part(*, part: Site | Contact, by: str, on: dt.date) -> None:
    """Take a site or a contact away; the journal keeps what it was, with its organisation."""
    name, before, organisation = str(part._meta.model_name), written(part), part.organisation
    part.delete()
    be_found([organisation])
    record(
        act="organisation.site_removed" if isinstance(part, Site) else "organisation.contact_removed",
        by=by,
        subject=f"organisation:{organisation.pk}",
        before={name: before},
        after=None,
        on=on,
    )


@transaction.atomic
def set_activities(
    *,
    organisation: Organisation,
    activities: Sequence[tuple[str, int]],
    by: str,
    on: dt.date,
    started_from: str | None = None,
) -> None:
    """Say what an organisation's activities are: canonical codes with their version, the main one first.

    started_from: the fingerprint of what was shown (`activities_of`). Raises ChangedMeanwhile where it is
    another by now.
    """
    known = Organisation.objects.select_for_update().get(pk=organisation.pk)
    before, subject = activities_of(known), f"organisation:{known.pk}"
    refuse_if_changed(subject=subject, now=before, started_from=started_from)
    known.activities.all().delete()
    mains: set[int] = set()
    for code, version in dict.fromkeys(activities):
        Activity.objects.create(
            organisation=known, nace=code, nace_version=version, main=version not in mains
        )
        mains.add(version)
    after = activities_of(known)
    if after == before:
        return
    be_found([known])
    record(
        act="organisation.activities_told",
        by=by,
        subject=subject,
        before=before,
        after=after,
        on=on,
    )


def activities_of(organisation: Organisation) -> dict[str, Value]:
    """Return the activities as the journal keeps them: `59.111 (2008) *`, a star for the main one."""
    activities = organisation.activities.order_by("nace_version", "-main", "nace")
    told: list[Value] = [f"{one.nace} ({one.nace_version}){' *' if one.main else ''}" for one in activities]
    return {"activities": told}
