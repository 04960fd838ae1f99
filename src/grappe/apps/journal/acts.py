"""How a line is written: by an act, inside its own transaction."""

from __future__ import annotations

import datetime as dt
import re
import secrets

from django.db import connection
from django.utils import timezone

from grappe.apps.journal.chain import START, Facts, Value, canonical, fingerprint, signature
from grappe.apps.journal.models import Entry, Words

ACT = re.compile(r"[a-z_]+(\.[a-z_]+)+")
SUBJECT = re.compile(r"[a-z_]+:\S+")
LOCK = 0x6A6F7572
"""The number of the lock that PostgreSQL gives to one writer of the journal at a time ("jour" in ASCII)."""
SALT_BYTES = 16


class NotInATransaction(RuntimeError):
    """A line written apart from what it tells could stand alone, or lack."""


def record(*, act: str, by: str, subject: str, before: Value, after: Value, on: dt.date) -> Entry:
    """Add one line at the end of the journal, and return it.

    To be called inside the transaction of the act itself: both are kept, or neither. Writers come one after
    the other until their transactions end, so the call stands last in an act. `act` is as `member.admitted`,
    `subject` as `member:12`, `by` as `person:3` or `system:import`.
    """
    if not connection.in_atomic_block:
        raise NotInATransaction(f"{act} must be recorded inside transaction.atomic()")
    if not ACT.fullmatch(act):
        raise ValueError(f"an act is named as member.admitted, not {act!r}")
    for named in (subject, by):
        if not SUBJECT.fullmatch(named):
            raise ValueError(f"a subject or an author is named as member:12, not {named!r}")
    told = {"salt": secrets.token_hex(SALT_BYTES), "by": by}
    told |= {"before": canonical(before), "after": canonical(after)}
    _wait_for_the_other_writers()
    last = Entry.objects.order_by("-number").first()
    number, previous = (last.number + 1, last.signature) if last else (1, START)
    signed: Facts = {
        "number": number,
        "at": timezone.now(),
        "on": on,
        "act": act,
        "subject": subject,
        "words": fingerprint(**told),
        "previous": previous,
    }
    entry = Entry.objects.create(**signed, signature=signature(**signed))
    Words.objects.create(entry=entry, **told)
    return entry


def _wait_for_the_other_writers() -> None:
    """Hold the end of the journal until the transaction ends. On SQLite, the transaction does so itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
