"""A thing kept as it is told, with one line of the journal: the whole of most acts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model

from grappe.analysis.language.catalogues import N_
from grappe.analysis.language.numbers import long_date
from grappe.apps.edits.at_field import TAKEN_AT, at_field
from grappe.apps.edits.changes import refuse_if_changed
from grappe.apps.edits.written import subject_of, written
from grappe.apps.journal.acts import record
from grappe.apps.journal.chain import Value
from grappe.apps.language.spoken import spoken

TAKEN = N_("« {value} » est déjà pris. Choisissez-en un autre.")
"""What a model may say in its own words, in `taken`: French, to be said with the `value`."""
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
    _refuse_what_is_wrong(thing)
    thing.save()
    thing.refresh_from_db()
    after = written(thing)
    if after != before:
        also: dict[str, Value] = {"reason": reason} if reason else {}
        record(act=act, by=by, subject=subject_of(thing), before=before, after={**after, **also}, on=on)
    return thing


def _refuse_what_is_wrong(thing: Model) -> None:
    """Raise ValidationError where a thing cannot be so; what another one has already, at the field of it."""
    try:
        thing.full_clean()
    except ValidationError as refused:
        wrong: dict[str, list[ValidationError]] = {}
        for field, faults in refused.error_dict.items():
            for fault in faults:
                own = _taken_field(fault)
                told = _taken(thing, own).error_dict[own] if own else [fault]
                wrong.setdefault(own or field, []).extend(told)
        raise ValidationError(wrong) from refused


def _taken_field(fault: ValidationError) -> str:
    """Return the field whose value another thing has; nothing of another fault."""
    code = fault.code or ""
    if code == "unique_together":
        return str((fault.params or {})["unique_check"][-1])
    return code.removeprefix(TAKEN_AT) if code.startswith(TAKEN_AT) else ""


def _taken(thing: Model, field: str) -> ValidationError:
    """Return the refusal of what another thing has: in the words of the model, where it has its own."""
    value = getattr(thing, field)
    told = long_date(value, spoken()) if isinstance(value, dt.date) else str(value)
    return at_field(field, getattr(thing, "taken", TAKEN), value=told)
