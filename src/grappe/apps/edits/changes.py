"""Two people at one thing: the second is told what the first changed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from grappe.analysis.dossier.refusal import Refusal
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.punctuation import colon
from grappe.apps.edits.written import fingerprint
from grappe.apps.journal.authors import called_without_account
from grappe.apps.journal.chain import Value, canonical
from grappe.apps.journal.models import Entry
from grappe.apps.journal.queries import entries_of
from grappe.apps.language.spoken import spoken
from grappe.apps.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field that another changed: from what, to what, by whom, when."""

    field: str
    before: Value
    after: Value
    by: str
    """As the journal names them: `person:3`. Empty where the journal does not tell."""
    who: str
    """As people know them; empty likewise."""
    at: dt.datetime | None


class ChangedMeanwhile(Refusal):
    """What a person was writing over is no longer what they saw."""

    def __init__(self, changes: tuple[Change, ...], *, now: str) -> None:
        self.changes = changes
        self.now = now
        """The fingerprint of what stands now: with it, a person who has read the changes may insist."""
        self.labels: Mapping[str, str] = {}
        """French names of the fields, where whoever shows the refusal has better ones than their codes."""
        super().__init__(*(change.field for change in changes))

    def sentences(self, language: Language = "fr") -> list[str]:
        """Return what happened, then one sentence a field."""
        return [
            say(
                N_(
                    "Pendant que vous écriviez, ce que vous changez a été changé. Rien n’est enregistré : relisez, puis enregistrez de nouveau."
                ),
                language,
            ),
            *(self._sentence(change, language) for change in self.changes),
        ]

    def _sentence(self, change: Change, language: Language) -> str:
        label = self.labels.get(change.field)
        name = say(label, language) if label else change.field
        words = N_("« {before} » est devenu « {after} ».")
        if change.who:
            words = N_("{who} a remplacé « {before} » par « {after} ».")
        told = say(words, language, who=change.who, before=_shown(change.before), after=_shown(change.after))
        return f"{name}{colon(language)}{told}"


def refuse_if_changed(*, subject: str, now: Mapping[str, Value], started_from: str | None) -> None:
    """Raise ChangedMeanwhile where a thing is no longer what a form started from.

    now: the thing as it is written, read under a lock. started_from: the fingerprint that the form carried;
    None: nothing was shown to anybody, and there is nothing to compare with.
    """
    if started_from is None or started_from == fingerprint(now):
        return
    raise ChangedMeanwhile(tuple(_changes(subject, now, started_from)), now=fingerprint(now))


def _changes(subject: str, now: Mapping[str, Value], started_from: str) -> Iterator[Change]:
    """Go back from now, line by line, until the one that wrote what the form had started from."""
    plain = json.loads(canonical(now))
    touched: dict[str, tuple[Value, Entry]] = {}
    for entry, before, after in _lines(subject, plain):
        if fingerprint(after) == started_from:
            break
        for field in plain:
            if before.get(field) != after.get(field):
                # Of several, the first one tells what the form saw, and the last one who left what stands.
                last = touched[field][1] if field in touched else entry
                touched[field] = (before.get(field), last)
    for field, (was, entry) in touched.items():
        if was != plain[field]:
            by = entry.told.by
            yield Change(field=field, before=was, after=plain[field], by=by, who=_called(by), at=entry.at)


def _lines(
    subject: str, now: Mapping[str, Value]
) -> Iterator[tuple[Entry, Mapping[str, Value], Mapping[str, Value]]]:
    """Yield the lines about a thing, the last one first, with its fields before and after."""
    for entry in entries_of(subject).order_by("-number"):
        if not hasattr(entry, "told"):  # erased with a person's words
            continue
        before, after = json.loads(entry.told.before), json.loads(entry.told.after)
        if isinstance(before, dict) and isinstance(after, dict):
            yield entry, _fields(before, now), _fields(after, now)
        elif isinstance(after, dict):
            yield entry, {}, _fields(after, now)


def _fields(told: Mapping[str, Value], now: Mapping[str, Value]) -> dict[str, Value]:
    """Keep what is the thing's own: a line may also tell the reason of an act."""
    return {field: value for field, value in told.items() if field in now}


def _called(by: str) -> str:
    kind, _, number = by.partition(":")
    if kind != "person" or not number.isdigit():
        return called_without_account(by, spoken())
    person = Person.objects.filter(pk=int(number)).first()
    return str(person) if person else by


def _shown(value: Value) -> str:
    if isinstance(value, list):
        return " ; ".join(map(str, value))
    return "" if value is None else str(value)
