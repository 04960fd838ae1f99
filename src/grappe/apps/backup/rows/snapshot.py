"""One moment of a database, whatever is written meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from django.db import connection

from grappe.apps.backup.rows.postgresql import snapshot_of_postgresql
from grappe.apps.backup.rows.sqlite import snapshot_of_sqlite
from grappe.apps.backup.rows.values import Value

DERIVED = ("wagtailsearch_indexentry",)
"""Tables that are made anew from the others, and differ between databases: the index of the search."""


class Snapshot(Protocol):
    """What is asked of one moment of a database."""

    def tables(self) -> list[str]:
        """Return the names of its tables, in order."""

    def columns(self, table: str) -> list[str]:
        """Return the columns of a table that are kept: those that the database works out are not."""

    def rows(self, table: str) -> Iterator[list[Value]]:
        """Yield the rows of a table, in the order of their keys, with constant memory."""

    def highest(self, table: str) -> int | None:
        """Return the highest number that a table ever gave, even to a row that is gone; None if none."""


def snapshot() -> AbstractContextManager[Snapshot]:
    """Open one moment of the database that Django speaks to; nobody who writes waits for it to be closed."""
    return snapshot_of_sqlite() if connection.vendor == "sqlite" else snapshot_of_postgresql()


def kept_tables(moment: Snapshot) -> list[str]:
    """Return the tables that a backup holds."""
    return [table for table in moment.tables() if table not in DERIVED]
