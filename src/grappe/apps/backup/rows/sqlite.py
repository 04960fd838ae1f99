"""Rows out of SQLite, and into it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from grappe.apps.backup.rows.values import Value

AT_ONCE = 1000


def quoted(name: str) -> str:
    """Return a name as a statement bears it."""
    return '"' + name.replace('"', '""') + '"'


@dataclass(frozen=True, slots=True)
class OfSQLite:
    """One moment of a file of SQLite. Values come as they are kept, before Django reads anything in them."""

    opened: sqlite3.Connection

    def tables(self) -> list[str]:
        """Return the tables; a virtual one and its shadows are an index of another."""
        found = self.opened.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
            "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
        )
        return [name for (name,) in found]

    def columns(self, table: str) -> list[str]:
        """Return the columns that are kept."""
        found = self.opened.execute(
            "SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0 ORDER BY cid", [table]
        )
        return [name for (name,) in found]

    def rows(self, table: str) -> Iterator[list[Value]]:
        """Yield the rows, in the order of their keys."""
        keys = self.opened.execute("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", [table])
        order = ", ".join(quoted(name) for (name,) in keys) or "rowid"
        names = ", ".join(map(quoted, self.columns(table)))
        for row in self.opened.execute(f"SELECT {names} FROM {quoted(table)} ORDER BY {order}"):
            yield list(row)

    def highest(self, table: str) -> int | None:
        """Return the highest number that the table ever gave."""
        if not _counts(self.opened):
            return None
        found = self.opened.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", [table]).fetchone()
        return found[0] if found else None


def _counts(opened: sqlite3.Connection) -> bool:
    return bool(
        opened.execute("SELECT COUNT(*) FROM sqlite_master WHERE name = 'sqlite_sequence'").fetchone()[0]
    )


@contextmanager
def snapshot_of_sqlite() -> Iterator[OfSQLite]:
    """Open one moment of the file that Django speaks to: in mode WAL, who writes does not wait."""
    # Not Django's own connection, whose every transaction takes the place of the one that writes.
    address = f"file:{_escaped(str(connection.settings_dict['NAME']))}?mode=rw"
    with (
        connection.wrap_database_errors,
        closing(sqlite3.connect(address, uri=True, isolation_level=None, timeout=20)) as opened,
    ):
        opened.execute("BEGIN")
        opened.execute(
            "SELECT COUNT(*) FROM sqlite_master"
        ).fetchone()  # the moment is that of the first look
        yield OfSQLite(opened)


def _escaped(path: str) -> str:
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _index_anew(raw: sqlite3.Connection) -> None:
    """Have each index of words follow its table: the triggers by which it does so were not there."""
    indexes = raw.execute(
        "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5(%' AND sql LIKE '%content=%'"
    )
    for (name,) in indexes.fetchall():
        raw.execute(f"INSERT INTO {quoted(name)}({quoted(name)}) VALUES ('rebuild')")


def load_into_sqlite(
    tables: Iterable[tuple[str, Sequence[str], Iterator[list[Value]]]], highest: Mapping[str, int | None]
) -> None:
    """Have the database hold these rows and no others, in one transaction.

    Its triggers are set aside meanwhile: rows that stood together need not be judged one after the other.
    Raises DatabaseError.
    """
    with (
        connection.wrap_database_errors,
        connection.constraint_checks_disabled(),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {quoted(name)}")
        raw = connection.connection
        for table, columns, rows in tables:
            raw.execute(f"DELETE FROM {quoted(table)}")
            names, marks = ", ".join(map(quoted, columns)), ", ".join("?" * len(columns))
            # sqlite3 asks for the next row while it writes this one: constant memory.
            sqlite3.Cursor(raw).executemany(f"INSERT INTO {quoted(table)} ({names}) VALUES ({marks})", rows)
            raw.execute("DELETE FROM sqlite_sequence WHERE name = ?", [table])
            if (number := highest.get(table)) is not None:
                raw.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [table, number])
        _index_anew(raw)
        for _, statement in triggers:
            cursor.execute(statement)
        connection.check_constraints()
