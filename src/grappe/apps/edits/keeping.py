"""A thing kept as it is told, with one line of the journal: the whole of most acts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model

from grappe.apps.edits.changes import refuse_if_changed
from grappe.apps.edits.written import subject_of, written
from grappe.apps.journal.acts import record
from grappe.apps.journal.chain import Value

Thing = TypeVar("Thing", bound=Model)


@transaction.atomic
def keep(
    thing: Thing,
    told: Mapping[str, Any],
    *,
    act: str,
    by: str,
    on: dt.date,
    started_from: str | None = None,
    reason: str = "",
) -> Thing:
    """Write fields of a thing, new or not, with its line; the thing is then as the database has it.

    A thing that they leave as it is gets no line. Raises ValidationError at the field that is wrong,
    ChangedMeanwhile where the thing is no longer the one that `started_from` is the fingerprint of.
    """
    before: dict[str, Value] | None = None
    if thing.pk is not None:
        thing.refresh_from_db(from_queryset=type(thing)._default_manager.select_for_update())
        before = written(thing)
        refuse_if_changed(subject=subject_of(thing), now=before, started_from=started_from)
    for field, value in told.items():
        setattr(thing, field, value)
    thing.full_clean()
    thing.save()
    thing.refresh_from_db()
    after = written(thing)
    if after != before:
        also: dict[str, Value] = {"reason": reason} if reason else {}
        record(act=act, by=by, subject=subject_of(thing), before=before, after={**after, **also}, on=on)
    return thing
