"""One row as one line of text."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence

Value = str | int | float | bytes | None
BYTES = "base64"


def line_of(row: Sequence[Value]) -> bytes:
    """Return a row as a line of JSON."""
    plain = [
        {BYTES: base64.b64encode(value).decode("ascii")} if isinstance(value, bytes) else value
        for value in row
    ]
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def row_of(line: bytes, width: int) -> list[Value]:
    """Return the row of a line. Raises ValueError when it is none of so many columns."""
    read = json.loads(line)
    if not isinstance(read, list) or len(read) != width:
        raise ValueError("not a row of this table")
    return [_value(one) for one in read]


def _value(read: object) -> Value:
    if read is None or isinstance(read, str | int | float):
        return read
    if isinstance(read, dict) and set(read) == {BYTES} and isinstance(read[BYTES], str):
        try:
            return base64.b64decode(read[BYTES], validate=True)
        except binascii.Error as failed:
            raise ValueError("not base64") from failed
    raise ValueError("not a value of a row")
