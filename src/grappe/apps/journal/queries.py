"""What is asked of the journal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from grappe.analysis.language.catalogues import N_
from grappe.apps.journal.chain import START, fingerprint, signature
from grappe.apps.journal.guards import ERASURE, GUARDS
from grappe.apps.journal.models import Entry, Words

AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Broken:
    """The first line that does not hold: its number, and a French sentence that says why."""

    number: int
    why: str


def entries_of(subject: str) -> QuerySet[Entry]:
    """Return the lines about one thing with their words, the oldest first."""
    return Entry.objects.filter(subject=subject).select_related("told").order_by("number")


def first_broken() -> Broken | None:
    """Read the whole journal, and return its first line that does not hold, or None.

    Words may lack where a line that stands tells that they were erased, and only there.
    Lines cut off at the end leave no trace in what stands: only a copy kept elsewhere tells them.
    """
    previous, erased = START, erased_lines()
    for expected, entry in enumerate(_all_entries(), 1):
        if entry.number != expected:
            return Broken(expected, N_("La ligne {number} du journal manque."))
        if entry.previous != previous:
            return Broken(expected, N_("La ligne {number} du journal ne suit pas celle qui la précède."))
        why = _fault(entry, erased=entry.number in erased)
        if why is not None:
            return Broken(expected, why)
        previous = entry.signature
    return None


def erased_lines() -> dict[int, str]:
    """Return the lines whose words were erased, and who had acted in each."""
    found: dict[int, str] = {}
    for after in Words.objects.filter(entry__act=ERASURE).values_list("after", flat=True):
        # Words changed behind our back name nothing, and the reading of the chain comes upon them.
        with suppress(ValueError, TypeError, KeyError, AttributeError):
            found |= {int(number): by for number, by in json.loads(after)["lines"].items()}
    return found


def missing_guards(of: Mapping[str, Sequence[str]] = GUARDS) -> list[str]:
    """Return the triggers that refuse changes and are not there: a table made anew loses its own.

    of: the names that should be there, by kind of database; those of the journal unless others are named.
    """
    table = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }
    with connection.cursor() as cursor:
        cursor.execute(table[connection.vendor])
        there = {name for (name,) in cursor.fetchall()}
    return [name for name in of[connection.vendor] if name not in there]


def _all_entries() -> Iterator[Entry]:
    return Entry.objects.select_related("told").order_by("number").iterator(chunk_size=AT_ONCE)


def _fault(entry: Entry, *, erased: bool) -> str | None:
    signed = signature(
        number=entry.number,
        at=entry.at,
        on=entry.on,
        act=entry.act,
        subject=entry.subject,
        words=entry.words,
        previous=entry.previous,
    )
    if signed != entry.signature:
        return N_("La ligne {number} du journal a été changée après coup.")
    if erased != (not hasattr(entry, "told")):
        if erased:
            return N_("Les mots de la ligne {number} du journal ont été effacés, et y sont pourtant.")
        return N_("Les mots de la ligne {number} du journal manquent.")
    if erased:
        return None
    words = entry.told
    if fingerprint(salt=words.salt, by=words.by, before=words.before, after=words.after) != entry.words:
        return N_("Les mots de la ligne {number} du journal ont été changés après coup.")
    return None
