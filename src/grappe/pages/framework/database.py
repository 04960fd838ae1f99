"""What Django is told of the database."""

from __future__ import annotations

from typing import Any

from grappe.apps.settings.database import PostgreSQL, SQLite
from grappe.apps.settings.installation import Installation

PATIENCE = 20
"""Seconds that a writer waits for another one on SQLite, before it is refused."""


def database_settings(installation: Installation) -> dict[str, Any]:
    """Return the settings of one connection."""
    match installation.database:
        case SQLite(file=file):
            return {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": str(file),
                "OPTIONS": {
                    # A transaction that will write says so at its start: two that read first would otherwise
                    # both read the same last line, and one would fail at its first write.
                    "transaction_mode": "IMMEDIATE",
                    "timeout": PATIENCE,
                    # What is erased is written over, and not merely let go of.
                    "init_command": "PRAGMA journal_mode=WAL; PRAGMA secure_delete=ON;",
                },
            }
        case PostgreSQL() as server:
            return {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": server.name,
                "USER": server.user,
                "PASSWORD": server.password,
                "HOST": server.host,
                "PORT": str(server.port or ""),
                "OPTIONS": dict(server.options),
                "CONN_MAX_AGE": None,
                "CONN_HEALTH_CHECKS": True,
            }
