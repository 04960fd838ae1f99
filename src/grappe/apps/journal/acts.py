"""How a line is written: by an act, inside its own transaction."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypedDict

from django.db import connection
from django.utils import timezone

from grappe.apps.journal.chain import START, Facts, Value, canonical, fingerprint, signature
from grappe.apps.journal.models import Entry, Words

ACT = re.compile(r"[a-z_]+(\.[a-z_]+)+")
SUBJECT = re.compile(r"[a-z_]+:\S+")
LOCK = 0x6A6F7572
"""The number of the lock that PostgreSQL gives to one writer of the journal at a time ("jour" in ASCII)."""
SALT_BYTES = 16
AT_ONCE = 1000


class NotInATransaction(RuntimeError):
    """A line written apart from what it tells could stand alone, or lack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one line tells: `act` is as `member.admitted`, `subject` as `member:12`, `by` as `person:3`."""

    act: str
    by: str
    subject: str
    before: Value
    after: Value
    on: dt.date


class Told(TypedDict):
    """The words of a line, as they are signed and kept."""

    salt: str
    by: str
    before: str
    after: str


def record(*, act: str, by: str, subject: str, before: Value, after: Value, on: dt.date) -> Entry:
    """Add one line at the end of the journal, and return it.

    To be called inside the transaction of the act itself: both are kept, or neither. Writers come one after
    the other until their transactions end, so the call stands last in an act. `by` is as `person:3` or
    `system:import`; people are named so in `before` and `after` too, so that a person may be forgotten.
    """
    (entry,) = _append([Line(act=act, by=by, subject=subject, before=before, after=after, on=on)])
    return entry


def record_many(lines: Iterable[Line]) -> range:
    """Add lines at the end of the journal, in their order, and return their numbers.

    As `record`, for an act that does many things at once: five to nine times as fast, a thousand
    lines in memory.
    """
    waiting, first, after = iter(lines), 0, 0
    while batch := list(islice(waiting, AT_ONCE)):
        written = _append(batch)
        first, after = first or written[0].number, written[-1].number + 1
    return range(first, after)


def _append(lines: list[Line]) -> list[Entry]:
    told = [_told(line) for line in lines]
    hold_the_end()
    entries = list(_signed(lines, told))
    # Words first: the database refuses a line that has none, and words for a line that is signed.
    Words.objects.bulk_create(
        [Words(entry_id=entry.number, **words) for entry, words in zip(entries, told, strict=True)]
    )
    return Entry.objects.bulk_create(entries)


def _told(line: Line) -> Told:
    if not connection.in_atomic_block:
        raise NotInATransaction(f"{line.act} must be recorded inside transaction.atomic()")
    if not ACT.fullmatch(line.act):
        raise ValueError(f"an act is named as member.admitted, not {line.act!r}")
    for named in (line.subject, line.by):
        if not SUBJECT.fullmatch(named):
            raise ValueError(f"a subject or an author is named as member:12, not {named!r}")
    return {
        "salt": secrets.token_hex(SALT_BYTES),
        "by": line.by,
        "before": canonical(line.before),
        "after": canonical(line.after),
    }


def _signed(lines: list[Line], told: list[Told]) -> Iterator[Entry]:
    last = Entry.objects.order_by("-number").first()
    number, previous = (last.number, last.signature) if last else (0, START)
    at = timezone.now()
    for line, words in zip(lines, told, strict=True):
        number += 1
        facts: Facts = {
            "number": number,
            "at": at,
            "on": line.on,
            "act": line.act,
            "subject": line.subject,
            "words": fingerprint(**words),
            "previous": previous,
        }
        previous = signature(**facts)
        yield Entry(**facts, signature=previous)


def hold_the_end() -> None:
    """Keep other writers waiting until the transaction ends. On SQLite, the transaction does so itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
