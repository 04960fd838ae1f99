"""Rows out of PostgreSQL, and into it, by COPY."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from grappe.apps.backup.rows.values import Value

TABLES = """
SELECT c.relname FROM pg_class c
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
ORDER BY c.relname
"""
COLUMNS = """
SELECT a.attname, format_type(a.atttypid, NULL), a.attnum = ANY(k.conkey) FROM pg_attribute a
LEFT JOIN pg_constraint k ON k.conrelid = a.attrelid AND k.contype = 'p'
WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
ORDER BY a.attnum
"""
COUNTER = """
SELECT pg_get_serial_sequence(%s, a.attname) FROM pg_attribute a
WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped
AND pg_get_serial_sequence(%s, a.attname) IS NOT NULL
"""


def _instant(written: str) -> str:
    return str(dt.datetime.fromisoformat(written).replace(tzinfo=None))


SAME_AS_SQLITE: dict[str, Callable[[str], Value]] = {
    "boolean": lambda written: int(written == "t"),
    "smallint": int,
    "integer": int,
    "bigint": int,
    "real": float,
    "double precision": float,
    "timestamp with time zone": _instant,
    "timestamp without time zone": _instant,
    "time without time zone": lambda written: str(dt.time.fromisoformat(written)),
    "interval": int,
    "uuid": lambda written: written.replace("-", ""),
    "bytea": lambda written: bytes.fromhex(written[2:]),
}
"""How a type is written as Django writes it to SQLite; any other stays the text that PostgreSQL writes."""
SETTINGS = "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO'; SET LOCAL bytea_output = 'hex'"


def quoted(name: str) -> str:
    """Return a name as a statement bears it."""
    return '"' + name.replace('"', '""') + '"'


@dataclass(frozen=True, slots=True)
class OfPostgreSQL:
    """One moment of a database of PostgreSQL."""

    cursor: Any

    def tables(self) -> list[str]:
        """Return the tables of the schema, without those of an extension."""
        self.cursor.execute(TABLES)
        return [name for (name,) in self.cursor.fetchall()]

    def columns(self, table: str) -> list[str]:
        """Return the columns that are kept."""
        return [name for name, _, _ in self._described(table)]

    def rows(self, table: str) -> Iterator[list[Value]]:
        """Yield the rows, in the order of their keys."""
        described = self._described(table)
        asked = ", ".join(
            # Its own text counts days and months, which nothing else does.
            f"(EXTRACT(EPOCH FROM {quoted(name)}) * 1000000)::bigint" if kind == "interval" else quoted(name)
            for name, kind, _ in described
        )
        keys = ", ".join(quoted(name) for name, _, is_key in described if is_key)
        readers = [SAME_AS_SQLITE.get(kind, str) for _, kind, _ in described]
        order = f" ORDER BY {keys}" if keys else ""
        with self.cursor.copy(f"COPY (SELECT {asked} FROM {quoted(table)}{order}) TO STDOUT") as copy:
            for row in copy.rows():
                yield [
                    None if written is None else read(written)
                    for written, read in zip(row, readers, strict=True)
                ]

    def highest(self, table: str) -> int | None:
        """Return the highest number that the table ever gave; read last, since numbers know no moment."""
        counter = counter_of(self.cursor, table)
        if counter is None:
            return None
        self.cursor.execute(f"SELECT last_value, is_called FROM {counter}")
        last, is_called = self.cursor.fetchone()
        return last if is_called else None

    def _described(self, table: str) -> list[tuple[str, str, bool | None]]:
        self.cursor.execute(COLUMNS, [quoted(table)])
        return list(self.cursor.fetchall())


def counter_of(cursor: Any, table: str) -> str | None:
    """Return the sequence that gives a table its numbers, as a statement bears it."""
    cursor.execute(COUNTER, [quoted(table)] * 3)
    found = cursor.fetchone()
    return found[0] if found else None


@contextmanager
def snapshot_of_postgresql() -> Iterator[OfPostgreSQL]:
    """Open one moment of the database that Django speaks to; nobody waits."""
    own = connection.copy()
    own.ensure_connection()
    try:
        with own.wrap_database_errors, own.connection.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute(SETTINGS)
            yield OfPostgreSQL(cursor)
            cursor.execute("ROLLBACK")
    finally:
        own.close()


def load_into_postgresql(
    tables: Iterable[tuple[str, Sequence[str], Iterator[list[Value]]]], highest: Mapping[str, int | None]
) -> None:
    """Have the database hold these rows and no others, in one transaction.

    Triggers are set aside meanwhile, but for those that hold keys together: they judge at the end.
    Raises DatabaseError.
    """
    with connection.wrap_database_errors, transaction.atomic(), connection.cursor() as django_cursor:
        cursor = django_cursor.cursor
        cursor.execute(SETTINGS)
        cursor.execute(TABLES)
        all_tables = [quoted(name) for (name,) in cursor.fetchall()]
        for table in all_tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE {', '.join(all_tables)}")
        for table, columns, rows in tables:
            _copy(cursor, table, columns, rows)
            counter, number = counter_of(cursor, table), highest.get(table)
            if counter is not None:
                cursor.execute("SELECT setval(%s, %s, %s)", [counter, number or 1, number is not None])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in all_tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _copy(cursor: Any, table: str, columns: Sequence[str], rows: Iterator[list[Value]]) -> None:
    cursor.execute(COLUMNS, [quoted(table)])
    kinds = {name: kind for name, kind, _ in cursor.fetchall()}
    lengths = [place for place, name in enumerate(columns) if kinds[name] == "interval"]
    names = ", ".join(map(quoted, columns))
    with cursor.copy(f"COPY {quoted(table)} ({names}) FROM STDIN") as copy:
        for row in rows:
            for place in lengths:
                row[place] = None if row[place] is None else f"{row[place]!r} microseconds"
            copy.write_row(row)
