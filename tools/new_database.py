"""Write what the migrations make of an empty database, for `grappe.apps.new_database` to make one at once.

    python -m tools.new_database
    TESTS_ON=postgresql python -m tools.new_database

`make snapshot` does both: before a release, or when a test says that too many migrations have come since.
"""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from tests.databases import at, on_postgresql, set_up_django
from tests.postgresql import postgresql, programs

from grappe.apps.settings.database import PostgreSQL, SQLite
from grappe.apps.settings.installation import Installation

HERE = Path(__file__).resolve().parents[1] / "src" / "grappe" / "apps" / "new_database"
NOT_OURS = re.compile(r"^(--|SET |SELECT pg_catalog\.set_config|\\)")
"""Lines of pg_dump that are about its own session."""


def main() -> None:
    """Write the file of one kind of database: that on which the tests would run."""
    set_up_django()
    with tempfile.TemporaryDirectory() as folder, _server() as socket:
        made = new_installation(Path(folder), socket)
        migrate(made)
        (HERE / f"{connection.vendor}.sql").write_text(dump_of(made), "utf-8")


@contextmanager
def _server() -> Iterator[Path | None]:
    found = programs()
    if not on_postgresql():
        yield None
    elif found is None:
        raise SystemExit("no PostgreSQL here: make test installs one")
    else:
        with postgresql(found) as socket:
            yield socket


def new_installation(data: Path, socket: Path | None) -> Installation:
    """Return an installation on an empty database: of the server, or a file."""
    if socket is None:
        return Installation(data=data, database=SQLite(data / "new.sqlite3"))
    return Installation(data, PostgreSQL("postgres", user="grappe", password="", host=str(socket), port=None))


def migrate(installation: Installation) -> None:
    """Let the migrations make a database, and take from it what no two databases share."""
    with at(installation):
        call_command("migrate", interactive=False, verbosity=0)
        without_what_is_its_own()


def without_what_is_its_own() -> None:
    """Have the database that Django works in bear no day and no random key."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_migrations SET applied = '2026-01-01 00:00:00+00'")
        cursor.execute("SELECT id FROM wagtailcore_page")
        for (number,) in cursor.fetchall():
            cursor.execute(
                "UPDATE wagtailcore_page SET translation_key = %s WHERE id = %s", [f"{number:032x}", number]
            )


def dump_of(made: Installation) -> str:
    """Return the statements that make the same database anew."""
    if isinstance(made.database, SQLite):
        return dump_of_sqlite(made.database.file)
    return dump_of_postgresql(made.database.name, made.database.host)


def dump_of_sqlite(file: Path) -> str:
    """Return the statements that make a file of SQLite: tables, rows, then what watches the rows."""
    with closing(sqlite3.connect(file)) as opened:
        return "\n".join(_of_sqlite(opened)) + "\n"


def _of_sqlite(opened: sqlite3.Connection) -> Iterator[str]:
    shadows = {name for _, name, kind, *_ in opened.execute("PRAGMA table_list") if kind == "shadow"}
    made = [
        (kind, name, statement)
        for kind, name, statement in opened.execute(
            "SELECT type, name, sql FROM sqlite_master ORDER BY rowid"
        )
        if statement is not None and name not in shadows and not name.startswith("sqlite_")
    ]
    tables = [(name, statement) for kind, name, statement in made if kind == "table"]
    yield from (f"{statement};" for _, statement in tables)
    kept = [name for name, statement in tables if not statement.upper().startswith("CREATE VIRTUAL")]
    for name in kept:
        yield from _rows(opened, name)
    yield "DELETE FROM sqlite_sequence;"
    yield from _rows(opened, "sqlite_sequence")
    yield from (f"{statement};" for kind, _, statement in made if kind != "table")


def _rows(opened: sqlite3.Connection, table: str) -> Iterator[str]:
    columns = [name for _, name, *_ in opened.execute(f'PRAGMA table_info("{table}")')]
    values = " || ', ' || ".join(f'quote("{column}")' for column in columns)
    for (row,) in opened.execute(f'SELECT {values} FROM "{table}" ORDER BY rowid'):  # noqa: S608 - a table of ours
        yield f'INSERT INTO "{table}" VALUES ({row});'  # noqa: S608 - written for a file


def dump_of_postgresql(name: str, socket: str) -> str:
    """Return the statements that make a database of PostgreSQL, in whatever schema it works."""
    program = (programs() or Path()) / "pg_dump"
    about = ("--no-owner", "--no-privileges", "--inserts", "--schema=public")
    done = subprocess.run(
        [program, "-h", socket, "-U", "grappe", *about, name],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PGTZ": "UTC"},
    )
    lines = [line for line in done.stdout.splitlines() if line and not NOT_OURS.match(line)]
    return "\n".join(line.replace("public.", "") for line in lines if "SCHEMA public" not in line) + "\n"


if __name__ == "__main__":
    main()
