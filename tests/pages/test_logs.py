"""A line of the log is one JSON object, whatever it tells."""

from __future__ import annotations

import json
import logging
import sys

from grappe.pages.logs import GIVEN, OneObject


def line(message: str, *, given: dict[str, object] | None = None, failed: bool = False) -> str:
    try:
        raise ValueError("raison\nsur deux lignes")
    except ValueError:
        failure = sys.exc_info() if failed else None
    record = logging.LogRecord("grappe.tests", logging.WARNING, __file__, 1, message, None, failure)
    if given is not None:
        setattr(record, GIVEN, given)
    return OneObject().format(record)


def test_a_line_says_when_how_grave_from_where_and_its_values() -> None:
    told = json.loads(line("reçu", given={"status": 200, "path": OneObject}))

    assert told.pop("at")[-6:] == "+00:00"
    assert told == {
        "level": "warning",
        "from": "grappe.tests",
        "message": "reçu",
        "status": 200,
        "path": str(OneObject),
    }


def test_a_failure_stays_on_one_line_with_where_it_happened() -> None:
    written = line("a\nb", failed=True)

    assert written.count("\n") == 0
    assert "ValueError: raison\nsur deux lignes" in json.loads(written)["failure"]
