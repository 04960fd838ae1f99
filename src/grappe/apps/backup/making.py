"""A backup made: one moment of the database, and the files, in one archive, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils import timezone

from grappe import __version__
from grappe.analysis.language.catalogues import N_
from grappe.apps.backup.drafts import draft_of, refuse_to_replace
from grappe.apps.backup.manifest import FILES, KEY, MANIFEST, TABLES, LastLine, Manifest, Sum, Table
from grappe.apps.backup.refusals import NoBackup
from grappe.apps.backup.rows.snapshot import Snapshot, kept_tables, snapshot
from grappe.apps.backup.rows.values import line_of
from grappe.apps.settings.database import SQLite
from grappe.apps.settings.installation import KEY_FILE, Installation

PIECE = 1 << 20
OWNER_ALONE = 0o600
FOLDER = "files"
"""The folder of the data folder where files that people bring are kept."""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made, and the names of the files that could not be taken along, with the reason."""

    file: Path
    manifest: Manifest
    left_out: dict[str, str] = field(default_factory=dict)


def make_backup(installation: Installation, to: Path | None, *, with_key: bool = False) -> Made:
    """Write a backup, readable by its owner alone, and return it.

    `to` is a file that is not there yet, or a folder, which is the one where the program runs when absent.
    Raises WouldReplace, NoBackup, DatabaseError.
    """
    file = _named(to)
    refuse_to_replace(file)
    if isinstance(installation.database, SQLite) and not installation.database.file.exists():
        raise _nothing(installation)
    try:
        with snapshot() as moment, draft_of(file) as draft:
            made = _written(installation, draft, moment, with_key=with_key)
        return Made(file, *made)
    except OSError as failed:
        raise NoBackup(
            N_("La sauvegarde « {file} » ne peut être écrite ({reason}). Rien n’a été laissé à ce nom."),
            file=str(file),
            reason=failed.strerror or str(failed),
        ) from failed


def _named(to: Path | None) -> Path:
    if to is not None and not to.is_dir():
        return to.absolute()
    return (to or Path()).absolute() / f"grappe-{timezone.localtime():%Y-%m-%dT%H%M}.zip"


def _nothing(installation: Installation) -> NoBackup:
    return NoBackup(
        N_("Il n’y a rien à sauvegarder : la base de données de « {data} » n’a jamais été préparée."),
        data=str(installation.data),
    )


def _written(
    installation: Installation, draft: IO[bytes], moment: Snapshot, *, with_key: bool
) -> tuple[Manifest, dict[str, str]]:
    tables = kept_tables(moment)
    if "django_migrations" not in tables or "journal_entry" not in tables:
        raise _nothing(installation)
    manifest = Manifest(
        grappe=__version__,
        made_at=timezone.now(),
        database="sqlite" if isinstance(installation.database, SQLite) else "postgresql",
        migrations=_migrations(moment),
        journal=None,
    )
    with ZipFile(draft, "w", ZIP_DEFLATED) as archive:
        last = None
        for table in tables:
            last = _keep_table(archive, manifest, moment, table) or last
        # Numbers are read after the rows: none is lower than that of a row.
        for name, told in manifest.tables.items():
            manifest.tables[name] = Table(told.columns, told.rows, moment.highest(name))
        left_out = _keep_files(archive, manifest, installation.data / FOLDER)
        if with_key:
            _keep_key(archive, manifest, installation)
        whole = Manifest(**{name: getattr(manifest, name) for name in Manifest.__slots__} | {"journal": last})
        archive.writestr(_member(MANIFEST), whole.as_json())
    return whole, left_out


def _migrations(moment: Snapshot) -> list[tuple[str, str]]:
    columns = moment.columns("django_migrations")
    app, name = columns.index("app"), columns.index("name")
    return [(str(row[app]), str(row[name])) for row in moment.rows("django_migrations")]


def _keep_table(archive: ZipFile, manifest: Manifest, moment: Snapshot, table: str) -> LastLine | None:
    """Write the rows of a table; return the last line of the journal when they are the journal's."""
    columns = moment.columns(table)
    count, row = 0, None
    with _measured(archive, manifest, f"{TABLES}{table}.jsonl") as write:
        for row in moment.rows(table):
            write(line_of(row))
            count += 1
    manifest.tables[table] = Table(columns, count, None)
    if table != "journal_entry" or row is None:
        return None
    told = dict(zip(columns, row, strict=True))
    return LastLine(int(str(told["number"])), str(told["signature"]))


def _keep_files(archive: ZipFile, manifest: Manifest, folder: Path) -> dict[str, str]:
    """Write the files, and return those that could not be, with the reason in French."""
    left_out = {}
    for path in sorted(_below(folder)):
        name = path.relative_to(folder).as_posix()
        try:
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            left_out[name] = N_("un lien") if path.is_symlink() else N_("disparu ou illisible")
            continue
        with os.fdopen(handle, "rb") as source:
            mode = os.fstat(handle).st_mode
            if not stat.S_ISREG(mode):
                left_out[name] = N_("pas un fichier")
                continue
            with _measured(archive, manifest, f"{FILES}{name}", stat.S_IMODE(mode) & 0o777) as write:
                while piece := source.read(PIECE):
                    write(piece)
    return left_out


def _below(folder: Path) -> Iterator[Path]:
    """Yield everything under a folder that is no folder; a link to one is not followed."""
    for place, folders, names in os.walk(folder):
        for name in names + [one for one in folders if (Path(place) / one).is_symlink()]:
            yield Path(place) / name


def _keep_key(archive: ZipFile, manifest: Manifest, installation: Installation) -> None:
    file = installation.data / KEY_FILE
    if installation.secret_key is not None or not file.exists():
        raise NoBackup(
            N_(
                "La clé secrète n’est pas dans « {data} » : elle vient de GRAPPE_SECRET_KEY. Gardez-la avec vos "
                "autres secrets, et recommencez sans --with-key."
            ),
            data=str(installation.data),
        )
    with _measured(archive, manifest, KEY) as write:
        write(file.read_bytes())


def _member(name: str, mode: int = OWNER_ALONE) -> ZipInfo:
    member = ZipInfo(name, time.localtime()[:6])
    member.compress_type = ZIP_DEFLATED
    member.external_attr = (stat.S_IFREG | mode) << 16
    return member


@contextmanager
def _measured(
    archive: ZipFile, manifest: Manifest, name: str, mode: int = OWNER_ALONE
) -> Iterator[Callable[[bytes], None]]:
    """Give what writes one member, whose size and sum then stand in the manifest."""
    digest, size = hashlib.sha256(), 0
    with archive.open(_member(name, mode), "w", force_zip64=True) as member:

        def write(piece: bytes) -> None:
            nonlocal size
            member.write(piece)
            digest.update(piece)
            size += len(piece)

        yield write
    manifest.members[name] = Sum(size, digest.hexdigest())
