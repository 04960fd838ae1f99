"""What a line of the journal signs: plain values in, fingerprints out; no database here.

A line signs the fingerprint of its words, salted, and not the words: when those of a person must be erased,
the chain still holds, and nobody can guess them back from the fingerprint.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import TypedDict, Unpack, cast

START = "0" * 64
"""What the first line holds on to."""

Value = str | int | bool | dt.date | Decimal | None | list["Value"] | Mapping[str, "Value"]
"""What may be told of a thing. No float: one number would have several writings."""


def canonical(value: Value) -> str:
    """Return the one JSON text of a value: names in order, no idle space.

    Days and instants are ISO 8601 (instants in UTC, to the microsecond), decimals are texts. Raises TypeError
    on anything else, and on a text that is not Unicode.
    """
    written = json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        written.encode()
    except UnicodeEncodeError as failed:
        raise TypeError(f"half a character cannot be kept: {failed.object[failed.start :][:1]!r}") from None
    return written


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, dt.datetime):
        return instant(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping) and all(isinstance(name, str) for name in value):
        return {name: _plain(one) for name, one in value.items()}
    raise TypeError(f"the journal keeps texts, integers, days, decimals, lists and maps, not {value!r}")


def instant(at: dt.datetime) -> str:
    """Return an instant in UTC, to the microsecond. Raises TypeError when it says no time zone."""
    if at.tzinfo is None:
        raise TypeError(f"an instant of the journal has its time zone, and {at!r} has none")
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds")


def fingerprint(*, salt: str, by: str, before: str, after: str) -> str:
    """Return the fingerprint of the words of a line: who, and what it was before and after (canonical)."""
    return _sha256({"salt": salt, "by": by, "before": before, "after": after})


class Facts(TypedDict):
    """What a line signs: its number, when, what, to what, the fingerprint of its words, the line before."""

    number: int
    at: dt.datetime
    on: dt.date
    act: str
    subject: str
    words: str
    previous: str


def signature(**facts: Unpack[Facts]) -> str:
    """Return the signature of a line."""
    return _sha256(cast("Mapping[str, Value]", facts))


def _sha256(value: Mapping[str, Value]) -> str:
    return hashlib.sha256(canonical(value).encode()).hexdigest()
