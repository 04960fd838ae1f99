"""A line of the log is one JSON object, whatever it tells."""

from __future__ import annotations

import json
import logging
import sys

from grappe.pages.logs import GIVEN, OneObject


def line(
    message: str, *, given: dict[str, object] | None = None, failed: bool = False, name: str = "grappe.tests"
) -> str:
    try:
        raise ValueError("raison\nsur deux lignes")
    except ValueError:
        failure = sys.exc_info() if failed else None
    record = logging.LogRecord(name, logging.WARNING, __file__, 1, message, None, failure)
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


def test_a_request_for_another_host_is_a_line_without_a_trace() -> None:
    told = json.loads(line("Invalid HTTP_HOST header", failed=True, name="django.security.DisallowedHost"))

    assert (told["message"], "failure" in told) == ("Invalid HTTP_HOST header", False)
    assert "failure" in json.loads(line("Invalid HTTP_HOST header", failed=True, name="django.request"))
