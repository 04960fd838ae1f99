"""What the database itself refuses, whoever asks: any change of the journal but one more line at its end.

One thing else is let through: the words of a line may go where the last line is the erasure that names it.

Each refusal is an IntegrityError to Django, on both databases. Whoever owns the database may take the
triggers away: `grappe doctor` says so, and the chain tells what was changed meanwhile. Migrations that stand
have used these words: a guard that changes is dropped and made again by a migration of its own.
"""

from __future__ import annotations

ERASURE = "journal.words_erased"
"""The act of the lines that tell an erasure: their words after are `{"lines": {"4": "person:1"}}`."""
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
NAMED = {
    "sqlite": "json_extract(told.after, '$.lines.\"' || OLD.number || '\"') IS NOT NULL",
    "postgresql": "told.after::jsonb -> 'lines' ->> OLD.number::text IS NOT NULL",
}
"""Whether the words of the last line name the line whose words would go."""
TABLES = {"journal_entry": ENTRY_FOLLOWS, "journal_words": WORDS_FOLLOW}
CHANGES = ("UPDATE", "DELETE")
WORDS_GO = "journal_words_no_delete"


def _may_go(vendor: str) -> str:
    """Return when the words of a line may go: erased, and not themselves those of an erasure."""
    erasure = f"act = '{ERASURE}'"
    return (
        "EXISTS (SELECT 1 FROM journal_entry JOIN journal_words AS told"  # noqa: S608 - nothing from outside
        " ON told.number = journal_entry.number"
        " WHERE journal_entry.number = (SELECT MAX(number) FROM journal_entry)"
        f" AND CASE WHEN {erasure} THEN {NAMED[vendor]} ELSE FALSE END)"
        f" AND NOT EXISTS (SELECT 1 FROM journal_entry WHERE number = OLD.number AND {erasure})"
    )


def sqlite_guards() -> dict[str, str]:
    """Return the triggers of SQLite: name to statement."""
    made = {}
    for table, follows in TABLES.items():
        for change in CHANGES:
            name = f"{table}_no_{change.lower()}"
            when = f"WHEN NOT ({_may_go('sqlite')}) " if name == WORDS_GO else ""
            made[name] = (
                f"CREATE TRIGGER {name} BEFORE {change} ON {table} {when}"
                f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
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
    may_go = _may_go("postgresql")
    bodies = {
        "journal_refuses": _raise(REFUSED),
        "journal_words_may_go": f"IF NOT ({may_go}) THEN {_raise(REFUSED)} END IF; RETURN OLD;",
    }
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
            function = "journal_words_may_go" if name == WORDS_GO else "journal_refuses"
            made[name] = _trigger(name, f"{change} ON {table} FOR EACH ROW", function)
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
