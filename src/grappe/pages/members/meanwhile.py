"""Two people at one form: the second is shown, field by field, what the first changed, and chooses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from grappe.apps.edits.changes import ChangedMeanwhile

MINE, THEIRS = "choose_", "theirs_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanwhile:
    """One field that another changed: what it was, what they made it, what one has typed oneself."""

    name: str
    label: str
    before: str
    theirs: str
    mine: str
    who: str
    at: dt.datetime | None
    raw: str
    """Theirs, as the form would bring it back."""
    to_choose: bool
    """Both changed it. Where only they did, what they wrote stands in the form already."""


def chosen(posted: QueryDict) -> QueryDict:
    """Return what was posted, with the other's value in the fields where it was preferred."""
    data = posted.copy()
    for name, value in posted.items():
        if name.startswith(MINE) and value == "theirs":
            field = name.removeprefix(MINE)
            data[field] = posted.get(f"{THEIRS}{field}", "")
    return data


def reconciled(form: Any, changed: ChangedMeanwhile) -> tuple[Meanwhile, ...]:
    """Put the other's changes into a form where they touch nothing that one has typed; return them all."""
    found: list[Meanwhile] = []
    form.data = data = form.data.copy()
    data["started_from"] = changed.now
    for change in changed.changes:
        before, theirs = form.typed_as(change.field, change.before), form.typed_as(change.field, change.after)
        for name in theirs:
            was, now, mine = before.get(name, ""), theirs[name], data.get(name, "")
            if was == now:
                continue
            if _same(mine, was):
                data[name] = now
            found.append(
                Meanwhile(
                    name=name,
                    label=str(form[name].label) if name in form.fields else change.field,
                    before=_read(form, name, was),
                    theirs=_read(form, name, now),
                    mine=_read(form, name, mine),
                    who=change.who,
                    at=change.at,
                    raw=now,
                    to_choose=not _same(mine, was) and not _same(mine, now),
                )
            )
    return tuple(found)


def typed(value: Any) -> str:
    """Return a value as a form's field would bring it back."""
    if isinstance(value, bool):
        return "on" if value else ""
    if isinstance(value, list | tuple):
        return "\n".join(map(str, value))
    return "" if value is None else str(value)


def _same(one: str, other: str) -> bool:
    return one.replace("\r\n", "\n").strip() == other.strip()


def _read(form: Any, name: str, value: str) -> str:
    choices: Mapping[str, str] = dict(getattr(form.fields.get(name), "choices", ()))
    if isinstance(form.fields.get(name), forms.BooleanField):
        return "✓" if value else "–"
    return str(choices.get(value, value)) or "–"
