"""What an installation holds, read without the code that backs it up."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

from django.db import connection

from grappe.apps.clusters.acts.founding import found
from grappe.apps.clusters.acts.roles import grant
from grappe.apps.clusters.models import Role
from grappe.apps.people.models import Person
from grappe.apps.settings.database import PostgreSQL
from grappe.apps.settings.installation import Installation
from grappe.apps.tasks.acts import Told, add_task

DAY = dt.date(2026, 3, 1)
INDEXES = ("wagtailsearch_indexentry", "members_organisationpassage_index")
"""Made anew from the other tables."""
COMMAND_LINE = ("-m", "grappe.cli.main")


def fill(installation: Installation) -> None:
    """Have the installation hold clusters, people, lines of the journal, and files."""
    anne = Person.objects.create_user(
        "anne@example.be", "un mot de passe", first_name="Anne", last_name="É’o"
    )
    cluster = found(slug="twist", name="TWIST « l’image »", by="system:test", on=DAY)
    grant(person=anne, kind=Role.Kind.TEAM_LEAD, cluster=cluster, by=anne.named, on=DAY)
    told = Told(title="Relancer « la forge »", due_on=DAY, assignee=anne)
    add_task(cluster=cluster, told=told, by=anne.named, on=DAY)
    gone = Person.objects.create_user("gone@example.be")
    gone.delete()  # its number is never given again
    keep(installation, "a/photo.png", bytes(range(256)) * 5000)
    keep(installation, "a/b/procès-verbal du 1er.pdf", b"%PDF")
    keep(installation, "empty", b"")


def keep(installation: Installation, name: str, content: bytes) -> Path:
    file = installation.data / "files" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


def rows() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, as the database gives it, but for the indexes of the search."""
    with connection.cursor() as cursor:
        tables = [
            table
            for table in connection.introspection.table_names(cursor)
            if not table.startswith(INDEXES) and table != "sqlite_sequence"
        ]
        found = {}
        for table in tables:
            columns = [one.name for one in connection.introspection.get_table_description(cursor, table)]
            cursor.execute(
                "SELECT {} FROM {}".format(", ".join(f'"{one}"' for one in sorted(columns)), table)
            )
            found[table] = sorted(cursor.fetchall(), key=repr)
    return found


def files(installation: Installation) -> dict[str, bytes]:
    folder = installation.data / "files"
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def without_the_last_line(
    held: dict[str, list[tuple[Any, ...]]], act: str
) -> dict[str, list[tuple[Any, ...]]]:
    """The same rows without the last line of the journal, which must be of that act."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, act FROM journal_entry ORDER BY number DESC LIMIT 1")
        number, told = cursor.fetchone()
    assert told == act
    return held | {
        table: [row for row in held[table] if number not in row]
        for table in ("journal_entry", "journal_words")
    }


def environment_of(installation: Installation) -> dict[str, str]:
    """What the command is told to work in that installation."""
    known = {name: value for name, value in os.environ.items() if not name.startswith("GRAPPE_")}
    told = {**known, "GRAPPE_DATA": str(installation.data)}
    if isinstance(installation.database, PostgreSQL):
        told["GRAPPE_DATABASE"] = (
            f"postgresql://grappe@/{installation.database.name}?host={installation.database.host}"
        )
    return told
