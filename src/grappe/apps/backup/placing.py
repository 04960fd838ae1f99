"""Another state put in the place of an installation's own: a kill at any moment leaves the one or the other.

What is to come stands whole beside what is, then a note says that it is to be put in place. From the note on,
the change goes on after any kill: whoever opens the installation next ends it (`settle`), before it looks at
anything. On PostgreSQL the database itself says whether it took the new state, since it takes it in a
transaction of its own: when it did not, the note is thrown away.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from grappe.apps.backup.drafts import sync_folder
from grappe.apps.backup.making import FOLDER
from grappe.apps.backup.schemas import drop_staged, has_taken, take
from grappe.apps.backup.trace import TRACE, write_whole
from grappe.apps.settings.database import PostgreSQL, SQLite
from grappe.apps.settings.installation import KEY_FILE, Installation

NOTE, STAGE = "restoring.json", ".restore-"
BESIDE_SQLITE = ("-wal", "-shm")
"""What SQLite keeps beside a file: it belongs to that file, and to no other of the same name."""


@dataclass(frozen=True, slots=True)
class Change:
    """A state to be put in place; the old one is kept in the folder `aside`, or thrown away when None."""

    number: str
    aside: str | None

    @property
    def schema(self) -> str | None:
        """Where PostgreSQL keeps the old rows."""
        return self.aside and self.aside.lower().replace("-", "_")

    def stage(self, folder: Path) -> Path:
        """Return where the new state stands in a folder, until it is in place."""
        return folder / f"{STAGE}{self.number}"


def staged_sqlite(installation: Installation, change: Change) -> Path:
    """Return where the new file of SQLite is made."""
    database = installation.database
    assert isinstance(database, SQLite)  # noqa: S101 - asked of no other
    return change.stage(database.file.parent) / database.file.name


def put_in_place(installation: Installation, change: Change) -> None:
    """Put what is staged in the place of what is."""
    for folder in _folders(installation):
        sync_folder(folder)
    write_whole(installation.data / NOTE, json.dumps(asdict(change)) + "\n")
    if isinstance(installation.database, PostgreSQL):
        take(change.number, change.schema)
    settle(installation)


def is_unsettled(installation: Installation) -> bool:
    """Whether a change was begun and not ended."""
    return (installation.data / NOTE).exists()


def settle(installation: Installation) -> None:
    """End the change that a kill stopped, or take back what it had prepared. To be done alone.

    Raises DatabaseError when the database does not answer.
    """
    note = installation.data / NOTE
    if note.exists():
        change = Change(**json.loads(note.read_text("utf-8")))
        if not isinstance(installation.database, PostgreSQL) or has_taken(change.number):
            for step in _steps(installation, change):
                _move(*step)
        note.unlink()
        sync_folder(installation.data)
    for folder in _folders(installation):
        for left in folder.glob(f"{STAGE}*"):
            shutil.rmtree(left)
    if isinstance(installation.database, PostgreSQL):
        drop_staged()


def _folders(installation: Installation) -> set[Path]:
    folders = {installation.data}
    if isinstance(installation.database, SQLite):
        folders.add(installation.database.file.parent)
    return {folder for folder in folders if folder.is_dir()}


def _steps(
    installation: Installation, change: Change
) -> Iterator[tuple[Path, Path, Path | None, list[Path]]]:
    """Yield what comes, its place, where the old one goes, and what goes with the old one."""
    data = installation.data
    aside = data / change.aside if change.aside else None
    for name in (FOLDER, KEY_FILE, TRACE):
        yield change.stage(data) / name, data / name, aside, []
    if isinstance(installation.database, SQLite):
        file = installation.database.file
        aside = file.parent / change.aside if change.aside else None
        beside = [file.with_name(file.name + end) for end in BESIDE_SQLITE]
        yield staged_sqlite(installation, change), file, aside, beside


def _move(coming: Path, place: Path, aside: Path | None, also: list[Path]) -> None:
    """Put one thing in its place; what stands there is the old one for as long as the new one waits."""
    if not coming.exists():
        return
    for old in [*also, place]:
        if not old.exists():
            continue
        if aside is not None:
            aside.mkdir(mode=0o700, exist_ok=True)
            old.rename(aside / old.name)
            sync_folder(aside)
        elif old.is_dir():
            shutil.rmtree(old)
        else:
            old.unlink()
    coming.rename(place)
    sync_folder(coming.parent)
    sync_folder(place.parent)
