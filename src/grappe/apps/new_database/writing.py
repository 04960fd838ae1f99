"""An empty database filled with what the migrations would have made of it, in a twentieth of their time.

`sqlite.sql` and `postgresql.sql` are written by `make snapshot`, which lets the migrations work, and looks at
what they made. Those that came later are applied on top, as to any database.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from importlib.resources import files

from django.conf import settings
from django.db import connection

from grappe.analysis.language.catalogues import LANGUAGES

ROOM = "grappe.apps.new_database"
APPLIED = re.compile(
    r'^INSERT INTO "?django_migrations"? VALUES ?\(\d+, ?\'(\w+)\', ?\'(\w+)\'', re.MULTILINE
)
OWN = {
    "sqlite": "UPDATE wagtailcore_page SET translation_key = lower(hex(randomblob(16)));",
    "postgresql": "UPDATE wagtailcore_page SET translation_key = gen_random_uuid();",
}
"""What each installation has of its own: keys that no two share, the day of its making, its language."""


def write_new_database(known: Collection[tuple[str, str]] | None = None) -> bool:
    """Fill the database if nothing is in it, whole or not at all; return whether it was done.

    known: the migrations that it is to have, all if None. Where others were written, nothing is done.
    """
    statements = statements_for(connection.vendor)
    if statements is None or connection.introspection.table_names():
        return False
    if known is not None and not written_in(statements) <= set(known):
        return False
    _run("\n".join(("BEGIN;", statements, *_own(connection.vendor), "COMMIT;")))
    return True


def statements_for(vendor: str) -> str | None:
    """Return the statements that make a database of a kind, None of a kind for which none are written."""
    file = files(ROOM).joinpath(f"{vendor}.sql")
    return file.read_text("utf-8") if file.is_file() else None


def written_in(statements: str) -> set[tuple[str, str]]:
    """Return the migrations, by app and name, that statements stand for."""
    return {(app, name) for app, name in APPLIED.findall(statements)}


def _own(vendor: str) -> tuple[str, ...]:
    language = settings.LANGUAGE_CODE
    if language not in LANGUAGES:
        raise ValueError(language)
    return (
        OWN[vendor],
        "UPDATE django_migrations SET applied = CURRENT_TIMESTAMP;",
        f"UPDATE wagtailcore_locale SET language_code = '{language}';",  # noqa: S608 - one of four
    )


def _run(statements: str) -> None:
    """Run statements that are a transaction of their own. Raises DatabaseError, and then nothing was done."""
    connection.ensure_connection()
    raw = connection.connection
    with connection.wrap_database_errors:
        try:
            raw.executescript(statements) if connection.vendor == "sqlite" else raw.execute(statements)
        except Exception:
            raw.rollback()
            raise
