"""Tables of facts that are only ever added: the triggers by which the database refuses anything else.

As for the journal, whoever owns the database may take them away, and `grappe doctor` says so. A migration
that makes such a table anew on SQLite loses them: it makes them again.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSED = "what was recorded is never changed: a correction is a new act"
FUNCTION = "only_added_refuses"
CHANGES = ("UPDATE", "DELETE")


def guards_of(table: str, vendor: str) -> dict[str, str]:
    """Return the triggers of one table: name to statement."""
    if vendor == "sqlite":
        abort = f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        made = {
            _name(table, change): f"CREATE TRIGGER {_name(table, change)} BEFORE {change} ON {table} {abort}"
            for change in CHANGES
        }
        # INSERT OR REPLACE takes a row away without asking the trigger of DELETE.
        again = _name(table, "replace")
        there = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"  # noqa: S608 - a table of ours
        return {**made, again: f"CREATE TRIGGER {again} BEFORE INSERT ON {table} {there} {abort}"}
    each = {"UPDATE": "FOR EACH ROW", "DELETE": "FOR EACH ROW", "TRUNCATE": "FOR EACH STATEMENT"}
    return {
        _name(table, change): f"CREATE TRIGGER {_name(table, change)} BEFORE {change} ON {table} {rows} "
        f"EXECUTE FUNCTION {FUNCTION}()"
        for change, rows in each.items()
    }


def set_guards(editor: BaseDatabaseSchemaEditor, tables: Sequence[str]) -> None:
    """Make the triggers of tables, in a migration."""
    vendor = editor.connection.vendor
    if vendor == "postgresql":
        editor.execute(
            f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
            params=None,
        )
    for table in tables:
        for statement in guards_of(table, vendor).values():
            editor.execute(statement, params=None)


def _name(table: str, change: str) -> str:
    return f"{table}_no_{change.lower()}"
