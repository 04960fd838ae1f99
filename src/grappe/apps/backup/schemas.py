"""The new state of a PostgreSQL database, made in a schema of its own, which then takes its place."""

from __future__ import annotations

from django.db import ProgrammingError, connection, transaction

from grappe.analysis.dossier.refusal import OneSentence
from grappe.analysis.language.catalogues import N_
from grappe.apps.backup.rows.postgresql import quoted

STAGED, TAKEN = "grappe_new_", "grappe restore "


class NotOwned(OneSentence):
    """The person that the settings name may not do this in the database."""

    exit_code = 21


def staged_schema(number: str) -> str:
    """Return the name of the schema where a state is made."""
    return f"{STAGED}{number}"


def make_staged(number: str) -> None:
    """Make the schema where a state will be made. Raises NotOwned."""
    with connection.cursor() as cursor:
        try:
            cursor.execute(f"CREATE SCHEMA {quoted(staged_schema(number))}")
        except ProgrammingError as failed:
            raise _not_owned() from failed


def take(number: str, aside: str | None) -> None:
    """Give a staged schema the place of the one that stands, kept under another name or thrown away.

    In one transaction, which also notes that it was done. Raises NotOwned.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT current_schema()")
            (own,) = cursor.fetchone()
            old = aside or f"{STAGED}old_{number}"
            cursor.execute(f"ALTER SCHEMA {quoted(own)} RENAME TO {quoted(old)}")
            cursor.execute(f"ALTER SCHEMA {quoted(staged_schema(number))} RENAME TO {quoted(own)}")
            cursor.execute(
                "SELECT extname FROM pg_extension WHERE extnamespace = %s::regnamespace", [quoted(old)]
            )
            for (extension,) in cursor.fetchall():
                cursor.execute(f"ALTER EXTENSION {quoted(extension)} SET SCHEMA {quoted(own)}")
            cursor.execute(f"COMMENT ON SCHEMA {quoted(own)} IS '{TAKEN}{number}'")
    except ProgrammingError as failed:
        raise _not_owned() from failed


def has_taken(number: str) -> bool:
    """Whether the database took the state of that number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(current_schema()::regnamespace, 'pg_namespace')")
        return bool(cursor.fetchone()[0] == f"{TAKEN}{number}")


def drop_staged() -> None:
    """Throw away the schemas of states that never came to stand."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE starts_with(nspname, %s)", [STAGED])
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP SCHEMA {quoted(name)} CASCADE")


def _not_owned() -> NotOwned:
    told = connection.settings_dict
    return NotOwned(
        N_(
            "La personne « {user} » ne peut remplacer le contenu de la base « {name} ». Faites-la posséder la base et "
            "son schéma : ALTER DATABASE {name} OWNER TO {user}; ALTER SCHEMA public OWNER TO {user};"
        ),
        user=told["USER"],
        name=told["NAME"],
    )
