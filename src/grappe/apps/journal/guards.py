"""What the database itself refuses, whoever asks: any change of the journal but one more line at its end.

Each refusal is an IntegrityError to Django, on both databases. Whoever owns the database may take the
triggers away: `grappe doctor` says so, and the chain tells what was changed meanwhile. Migrations that stand
have used these words: a guard that changes is dropped and made again by a migration of its own.
"""

from __future__ import annotations

REFUSED = "the journal only grows"
NOT_LAST = "a line of the journal follows the last one"
ENTRY_FOLLOWS = (
    "NEW.number = COALESCE((SELECT MAX(number) FROM journal_entry), 0) + 1 AND NEW.previous = COALESCE("
    "(SELECT signature FROM journal_entry WHERE number = NEW.number - 1), '" + "0" * 64 + "')"
    " AND EXISTS (SELECT 1 FROM journal_words WHERE number = NEW.number)"
)
"""Also stops SQLite's INSERT OR REPLACE, which takes a line away without asking the trigger of DELETE."""
WORDS_FOLLOW = (
    "NEW.number > COALESCE((SELECT MAX(number) FROM journal_entry), 0)"
    " AND NOT EXISTS (SELECT 1 FROM journal_words WHERE number = NEW.number)"
)
"""Words come before their line: once it is signed, it takes no others, were its own ever erased."""
TABLES = {"journal_entry": ENTRY_FOLLOWS, "journal_words": WORDS_FOLLOW}
CHANGES = ("UPDATE", "DELETE")


def sqlite_guards() -> dict[str, str]:
    """Return the triggers of SQLite: name to statement."""
    made = {}
    for table, follows in TABLES.items():
        for change in CHANGES:
            name = f"{table}_no_{change.lower()}"
            made[name] = (
                f"CREATE TRIGGER {name} BEFORE {change} ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
            )
        name = f"{table}_follows"
        made[name] = (
            f"CREATE TRIGGER {name} BEFORE INSERT ON {table} WHEN NOT ({follows}) "
            f"BEGIN SELECT RAISE(ABORT, '{NOT_LAST}'); END"
        )
    return made


def postgresql_functions() -> list[str]:
    """Return the functions that the triggers of PostgreSQL call.

    VOLATILE, as a function is when nothing is said: one called for the second row of a statement must see
    the first.
    """
    bodies = {"journal_refuses": _raise(REFUSED)}
    for table, follows in TABLES.items():
        bodies[f"{table}_in_order"] = f"IF NOT ({follows}) THEN {_raise(NOT_LAST)} END IF; RETURN NEW;"
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"
        for name, body in bodies.items()
    ]


def postgresql_guards() -> dict[str, str]:
    """Return the triggers of PostgreSQL: name to statement."""
    made = {}
    for table in TABLES:
        for change in CHANGES:
            name = f"{table}_no_{change.lower()}"
            made[name] = _trigger(name, f"{change} ON {table} FOR EACH ROW", "journal_refuses")
        name = f"{table}_no_truncate"
        made[name] = _trigger(name, f"TRUNCATE ON {table}", "journal_refuses")
        name = f"{table}_follows"
        made[name] = _trigger(name, f"INSERT ON {table} FOR EACH ROW", f"{table}_in_order")
    return made


def guards_anew(vendor: str) -> list[str]:
    """Return the statements that put today's guards in the place of those that stand."""
    if vendor == "sqlite":
        made = sqlite_guards()
        return [f"DROP TRIGGER IF EXISTS {name}" for name in made] + list(made.values())
    made = postgresql_guards()
    gone = [f"DROP TRIGGER IF EXISTS {name} ON {table_of(name)}" for name in made]
    return [*gone, *postgresql_functions(), *made.values()]


def table_of(guard: str) -> str:
    """Return the table that a guard stands before."""
    return next(table for table in TABLES if guard.startswith(table))


def _trigger(name: str, before: str, function: str) -> str:
    return f"CREATE TRIGGER {name} BEFORE {before} EXECUTE FUNCTION {function}()"


def _raise(words: str) -> str:
    return f"RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation';"


GUARDS = {"sqlite": tuple(sqlite_guards()), "postgresql": tuple(postgresql_guards())}
