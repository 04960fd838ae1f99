"""What an organisation is made of changes: its sites, its activities, the people to write to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction

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
    *, organisation: Organisation, activities: Sequence[tuple[str, int]], by: str, on: dt.date
) -> None:
    """Say what an organisation's activities are: canonical codes with their version, the main one first."""
    known = Organisation.objects.select_for_update().get(pk=organisation.pk)
    before = _told(known)
    known.activities.all().delete()
    mains: set[int] = set()
    for code, version in dict.fromkeys(activities):
        Activity.objects.create(
            organisation=known, nace=code, nace_version=version, main=version not in mains
        )
        mains.add(version)
    after = _told(known)
    if after == before:
        return
    be_found([known])
    record(
        act="organisation.activities_told",
        by=by,
        subject=f"organisation:{known.pk}",
        before={"activities": before},
        after={"activities": after},
        on=on,
    )


def _told(organisation: Organisation) -> list[Value]:
    activities = organisation.activities.order_by("nace_version", "-main", "nace")
    return [f"{one.nace} ({one.nace_version}){' *' if one.main else ''}" for one in activities]
