"""A backup put back: everything is made anew beside what stands, then takes its place at once."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
from dataclasses import dataclass, field
from pathlib import Path

from django.db import DatabaseError, connection
from django.utils import timezone

from grappe.analysis.language.catalogues import N_
from grappe.apps.backup.building import build_database
from grappe.apps.backup.checking import Backup, checked
from grappe.apps.backup.drafts import sync_folder
from grappe.apps.backup.making import FOLDER
from grappe.apps.backup.manifest import FILES, KEY, Manifest
from grappe.apps.backup.placing import Change, put_in_place, settle, staged_sqlite
from grappe.apps.backup.refusals import WouldReplace
from grappe.apps.backup.rows.snapshot import snapshot
from grappe.apps.backup.schemas import make_staged, staged_schema
from grappe.apps.backup.trace import Trace, leave_trace
from grappe.apps.journal.guards import ERASURE
from grappe.apps.journal.models import Entry
from grappe.apps.new_database.file import made_for_its_owner
from grappe.apps.occupancy.holding import alone
from grappe.apps.settings.database import SQLite
from grappe.apps.settings.installation import KEY_FILE, Installation

PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put in place, and where the old state is kept: a folder, a schema of PostgreSQL."""

    manifest: Manifest
    aside: Path | None
    schema: str | None
    erasures: list[int] = field(default_factory=list)
    """The lines of the journal that stood and erased words after that backup: to be done again."""


def restore_backup(installation: Installation, file: Path, *, replace: bool = False) -> Restored:
    """Put a backup in the place of what the installation holds, brought up to date by its migrations.

    Raises Occupied, UnusableBackup, WouldReplace, NotOwned, DatabaseError: nothing was changed.
    """
    with alone(installation), checked(file, room_in=installation.data) as backup:
        settle(installation)
        empty = is_empty(installation)
        if not (empty or replace):
            raise WouldReplace(
                N_(
                    "L’installation de « {data} » n’est pas vide : rien n’a été changé. Ajoutez --replace pour la "
                    "remplacer ; l’état actuel sera gardé à côté."
                ),
                data=str(installation.data),
            )
        _refuse_what_cannot_be_moved(installation)
        erasures = [] if empty else _erasures_since(backup.manifest)
        change = Change(secrets.token_hex(8), None if empty else _aside(installation))
        try:
            _stage(installation, backup, change)
            put_in_place(installation, change)
        except BaseException:
            connection.close()
            settle(installation)  # what was prepared goes, or the change that the database took is ended
            raise
    aside = installation.data / change.aside if change.aside else None
    schema = None if connection.vendor == "sqlite" else change.schema
    return Restored(backup.manifest, aside, schema, erasures)


def is_empty(installation: Installation) -> bool:
    """Whether the installation holds nothing: no table, no file."""
    files = installation.data / FOLDER
    if files.is_dir() and any(files.iterdir()):
        return False
    if isinstance(installation.database, SQLite) and not installation.database.file.exists():
        return True
    try:
        with snapshot() as moment:
            return not moment.tables()
    except DatabaseError:
        return False  # what cannot be read is something all the same


def _erasures_since(manifest: Manifest) -> list[int]:
    since = manifest.journal.number if manifest.journal else 0
    try:
        return list(
            Entry.objects.filter(act=ERASURE, number__gt=since)
            .order_by("number")
            .values_list("number", flat=True)
        )
    except DatabaseError:
        return []  # a database that cannot be read is the reason why a backup is put back


def _aside(installation: Installation) -> str:
    name = f"before-{timezone.localtime():%Y-%m-%dT%H%M%S}"
    return f"{name}-{secrets.token_hex(2)}" if (installation.data / name).exists() else name


def _refuse_what_cannot_be_moved(installation: Installation) -> None:
    files = installation.data / FOLDER
    if files.is_symlink() or files.is_mount():
        raise WouldReplace(
            N_(
                "« {folder} » est un lien ou un disque à part, que Grappe ne peut remplacer d’un coup : rien n’a été "
                "changé. Mettez sur ce disque tout le dossier des données, et donnez-le à GRAPPE_DATA."
            ),
            folder=str(files),
        )


def _stage(installation: Installation, backup: Backup, change: Change) -> None:
    stage = change.stage(installation.data)
    stage.mkdir(mode=0o700)
    _stage_files(backup, stage)
    leave_trace(stage, Trace(backup.manifest.made_at, backup.manifest.journal))
    if isinstance(installation.database, SQLite):
        file = staged_sqlite(installation, change)
        file.parent.mkdir(mode=0o700, exist_ok=True)
        made_for_its_owner(file)
        build_database(backup, {"NAME": str(file)})
        sync_folder(file.parent)
    else:
        make_staged(change.number)
        options = connection.settings_dict["OPTIONS"]
        path = {"options": f"-c search_path={staged_schema(change.number)}"}
        build_database(backup, {"OPTIONS": {**options, **path}})


def _stage_files(backup: Backup, stage: Path) -> None:
    (stage / FOLDER).mkdir(mode=0o700)
    for member in backup.files():
        target = stage / FOLDER / member.filename.removeprefix(FILES)
        for above in reversed(target.parents):  # `parents=True` would leave the mode of those open
            if stage in above.parents:
                above.mkdir(mode=0o700, exist_ok=True)
        _write(backup, member.filename, target, stat.S_IMODE(member.external_attr >> 16) & 0o777 | 0o600)
    if KEY in backup.manifest.members:
        _write(backup, KEY, stage / KEY_FILE, 0o600)
    for folder, _, _ in os.walk(stage, topdown=False):
        sync_folder(Path(folder))


def _write(backup: Backup, name: str, target: Path, mode: int) -> None:
    """Write one member, and see once more that it is what was judged."""
    with backup.archive.open(name) as source, target.open("xb") as opened:
        shutil.copyfileobj(source, opened, PIECE)
        os.fchmod(opened.fileno(), mode)
        opened.flush()
        os.fsync(opened.fileno())
