"""An installation held: by many programs at once, or by one that puts another state in its place.

Two locks, so that neither kind of database is left out: one on a file of the data folder, which binds the
programs of one machine and ends with them, killed or not; and on PostgreSQL one of the database, which binds
those of every machine for as long as their connection lasts.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from grappe.analysis.dossier.refusal import OneSentence
from grappe.analysis.language.catalogues import N_
from grappe.apps.settings.database import PostgreSQL, SQLite
from grappe.apps.settings.installation import Installation

IN_USE, PREPARING = ".in-use", ".preparing"
"""The files that are locked; empty, and left where they are."""
IN_USE_KEY, PREPARING_KEY = 0x67726170, 0x70726570
"""The numbers of the locks of PostgreSQL ("grap" and "prep" in ASCII)."""


class Occupied(OneSentence):
    """Another program is at work in the installation."""

    exit_code = 23


@contextmanager
def shared(installation: Installation) -> Iterator[None]:
    """Hold the installation with others while the block lasts. Raises Occupied while one holds it alone."""
    with ExitStack() as held:
        if not _hold(installation, held, alone=False):
            raise Occupied(
                N_(
                    "Une restauration est en cours dans « {data} ». Attendez qu’elle finisse, puis recommencez."
                ),
                data=str(installation.data),
            )
        yield


@contextmanager
def alone(installation: Installation) -> Iterator[None]:
    """Hold the installation alone while the block lasts. Raises Occupied while any other holds it."""
    with ExitStack() as held:
        if not _hold(installation, held, alone=True):
            raise Occupied(
                N_(
                    "Un autre programme de Grappe travaille dans « {data} » (grappe serve, ou une sauvegarde). "
                    "Arrêtez-le, puis recommencez."
                ),
                data=str(installation.data),
            )
        yield


@contextmanager
def one_at_a_time(installation: Installation) -> Iterator[None]:
    """Wait until no other program prepares the database, then keep others waiting while the block lasts."""
    with ExitStack() as held:
        for folder in _folders(installation):
            fcntl.flock(held.enter_context(_opened(folder / PREPARING)), fcntl.LOCK_EX)
        if isinstance(installation.database, PostgreSQL):
            _ask(held, "SELECT pg_advisory_lock(%s)", PREPARING_KEY)
        yield


def _hold(installation: Installation, held: ExitStack, *, alone: bool) -> bool:
    for folder in _folders(installation):
        handle = held.enter_context(_opened(folder / IN_USE))
        try:
            fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    if isinstance(installation.database, PostgreSQL):
        return _ask(held, f"SELECT pg_try_advisory_lock{'' if alone else '_shared'}(%s)", IN_USE_KEY)
    return True


def _folders(installation: Installation) -> list[Path]:
    """Return the folders whose lock counts: two data folders may share one file of SQLite."""
    folders = {installation.data}
    if isinstance(installation.database, SQLite):
        folders.add(installation.database.file.parent)
    return sorted(folders)


@contextmanager
def _opened(file: Path) -> Iterator[int]:
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield handle
    finally:
        os.close(handle)


def _ask(held: ExitStack, question: str, key: int) -> bool:
    """Ask for a lock on a connection of its own, which stays open: killed, the lock ends with it."""
    own = connection.copy()
    held.callback(own.close)
    # Closing alone would do, a moment later: the server has to see that nobody is there any more.
    held.callback(_let_go, own)
    with own.cursor() as cursor:
        cursor.execute(question, [key])
        return cursor.fetchone()[0] is not False  # one that waits for its lock answers nothing


def _let_go(own: BaseDatabaseWrapper) -> None:
    # A connection that the server has closed holds nothing.
    with suppress(DatabaseError), own.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock_all()")
