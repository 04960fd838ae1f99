"""A question about the members is kept under a name, or forgotten."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from grappe.apps.clusters.models import Cluster
from grappe.apps.edits.keeping import keep
from grappe.apps.edits.written import subject_of, written
from grappe.apps.journal.acts import record
from grappe.apps.members.models import SavedFilter
from grappe.apps.people.models import Person


@transaction.atomic
def save_filter(
    *, cluster: Cluster, person: Person, name: str, question: str, shared: bool, on: dt.date
) -> SavedFilter:
    """Keep a question; one of the same name that the person had is written over."""
    held = SavedFilter.objects.filter(cluster=cluster, person=person, name=name).first()
    told = {"name": name, "question": question, "shared": shared}
    return keep(
        held or SavedFilter(cluster=cluster, person=person), told, act="filter.saved", by=person.named, on=on
    )


@transaction.atomic
def forget_filter(*, saved: SavedFilter, by: str, on: dt.date) -> None:
    """Forget a question."""
    subject, before = subject_of(saved), written(saved)
    saved.delete()
    record(act="filter.forgotten", by=by, subject=subject, before=before, after=None, on=on)
