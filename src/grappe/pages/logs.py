"""What the platform writes of its life: one JSON object a line, on the error stream."""

from __future__ import annotations

import datetime as dt
import json
import logging
import time
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

ANSWERS = logging.getLogger("grappe.answers")
GIVEN = "given"
"""The attribute of a record that holds its values: `logger.info("…", extra={GIVEN: {…}})`."""

SUSPICIOUS = "django.security."
"""Whose records tell of a stranger’s odd request, as for a host that is not ours: no trace explains it."""


class OneObject(logging.Formatter):
    """A record as a JSON object: when, how grave, who says it, what, and its values."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line, whatever the message holds."""
        told: dict[str, object] = {
            "at": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
            **getattr(record, GIVEN, {}),
        }
        if record.exc_info and not record.name.startswith(SUSPICIOUS):
            told["failure"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False, default=str)


def logging_settings() -> dict[str, Any]:
    """Return what `logging.config` is told, by Django and by the server."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"object": {"()": OneObject}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "object",
                "stream": "ext://sys.stderr",
            }
        },
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            # Django's own handlers write for a terminal, and send e-mails: ours says it all.
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            # Its line for each page not found would come beside ours; a failure's bears where it happened.
            "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        },
    }


def log_each_answer(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Write one line for each answer: method, path without its question, status, milliseconds."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        response = get_response(request)
        given = {
            "method": request.method,
            # What follows the question mark may name a person, or be a key.
            "path": request.path,
            "status": response.status_code,
            "ms": round((time.perf_counter() - began) * 1000, 1),
        }
        level = logging.ERROR if response.status_code >= 500 else logging.INFO
        ANSWERS.log(level, "answered", extra={GIVEN: given})
        return response

    return answered
