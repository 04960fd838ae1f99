"""A backup judged before anything is touched: it is whole, it is ours, and this program can use it."""

from __future__ import annotations

import hashlib
import shutil
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.db.migrations.loader import MigrationLoader

from grappe import __version__
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.apps.backup.manifest import (
    FILES,
    KEY,
    MANIFEST,
    TABLES,
    LaterFormat,
    Manifest,
    NotAManifest,
    read_manifest,
)
from grappe.apps.backup.refusals import UnusableBackup

PIECE = 1 << 20
LARGEST_MANIFEST = 64 << 20
ENCRYPTED = 0x1
MEGABYTE = 1_000_000
DAMAGED = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What reading a member of an archive raises when it is not as it was written."""
LEAVES = N_(
    "La sauvegarde « {file} » n’est pas de Grappe ou a été changée : son membre « {name} » {fault}. Rien n’a été "
    "touché. Prenez une autre sauvegarde."
)


class MemberAtFault(UnusableBackup):
    """One member that cannot be used."""

    def __init__(self, file: Path, name: str, fault: str) -> None:
        self.fault = fault
        super().__init__(LEAVES, file=str(file), name=name)

    def sentences(self, language: Language = "fr") -> list[str]:
        """Say which one, and why."""
        return [say(self.words, language, **self.values, fault=say(self.fault, language))]


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was judged whole and usable, and the archive to read it from."""

    file: Path
    archive: ZipFile
    manifest: Manifest

    def files(self) -> Iterator[ZipInfo]:
        """Yield the members that are files of people."""
        for member in self.archive.infolist():
            if member.filename.startswith(FILES):
                yield member


@contextmanager
def checked(file: Path, *, room_in: Path | None = None) -> Iterator[Backup]:
    """Open a backup, once everything in it has been judged; reads it whole.

    `room_in` is the folder that must have room for what it holds. Raises UnusableBackup.
    """
    try:
        opened = file.open("rb")
    except OSError as failed:
        raise UnusableBackup(
            N_("La sauvegarde « {file} » ne peut être lue ({reason})."),
            file=str(file),
            reason=failed.strerror or str(failed),
        ) from failed
    with opened:
        try:
            archive = ZipFile(opened)
        except (*DAMAGED, ValueError) as failed:
            raise UnusableBackup(
                N_(
                    "« {file} » n’est pas une archive ZIP, ou elle est tronquée. Prenez une sauvegarde que grappe "
                    "backup a écrite, ou copiez-la à nouveau."
                ),
                file=str(file),
            ) from failed
        with archive:
            manifest = _manifest(file, archive)
            _judge_version(file, manifest)
            _judge_members(file, archive, manifest)
            _judge_room(file, manifest, room_in)
            for name, told in manifest.members.items():
                _judge_sum(file, archive, name, told.size, told.sha256)
            yield Backup(file, archive, manifest)


def _manifest(file: Path, archive: ZipFile) -> Manifest:
    try:
        member = archive.getinfo(MANIFEST)
        if member.file_size > LARGEST_MANIFEST:
            raise NotAManifest
        with archive.open(member) as opened:
            return read_manifest(opened.read(LARGEST_MANIFEST + 1))
    except LaterFormat as failed:
        raise _later(file, "?") from failed
    except (*DAMAGED, KeyError, NotAManifest) as failed:
        raise UnusableBackup(
            N_(
                "« {file} » est une archive, mais pas une sauvegarde de Grappe : son manifeste (manifest.json) "
                "manque ou ne se lit pas."
            ),
            file=str(file),
        ) from failed


def _later(file: Path, version: str) -> UnusableBackup:
    return UnusableBackup(
        N_(
            "La sauvegarde « {file} » vient d’une version plus récente de Grappe ({version}) que celle-ci ({ours}). "
            "Installez cette version, puis recommencez."
        ),
        file=str(file),
        version=version,
        ours=__version__,
    )


def _judge_version(file: Path, manifest: Manifest) -> None:
    """Refuse what a later Grappe wrote; an earlier one's is brought up to date by its migrations."""
    if _numbers(manifest.grappe) > _numbers(__version__):
        raise _later(file, manifest.grappe)
    # No connection: what this program knows, whatever the database holds.
    known = set(MigrationLoader(None).disk_migrations)
    unknown = sorted(set(manifest.migrations) - known)
    if unknown:
        raise UnusableBackup(
            N_(
                "La sauvegarde « {file} » contient des migrations que cette version de Grappe ({ours}) ne connaît "
                "pas : {names}. Installez la version {version}, qui l’a écrite, ou une plus récente."
            ),
            file=str(file),
            ours=__version__,
            names=", ".join(f"{app}.{name}" for app, name in unknown[:5]),
            version=manifest.grappe,
        )


def _numbers(version: str) -> list[int]:
    return [int(part) if part.isdecimal() else 0 for part in version.split("+", maxsplit=1)[0].split(".")]


def _judge_members(file: Path, archive: ZipFile, manifest: Manifest) -> None:
    tables = {f"{TABLES}{table}.jsonl" for table in manifest.tables}
    expected = {MANIFEST, *tables, *manifest.members}
    ours = {MANIFEST, KEY, *tables}
    seen: set[str] = set()
    for member in archive.infolist():
        name = member.filename
        fault = _fault_of(member, manifest)
        if name in seen:
            fault = N_("y est deux fois")
        elif name not in expected or not (name in ours or name.startswith(FILES)):
            fault = fault or N_("n’a rien à y faire")
        if fault is not None:
            raise MemberAtFault(file, name, fault)
        seen.add(name)
    for name in sorted(expected - seen):
        raise MemberAtFault(file, name, N_("manque"))
    for name in sorted(seen):
        if seen.intersection(map(str, PurePosixPath(name).parents)):
            raise MemberAtFault(file, name, N_("est sous un fichier"))


def _fault_of(member: ZipInfo, manifest: Manifest) -> str | None:
    """Return what cannot be of a member, None when it may be read."""
    name, kind = member.filename, stat.S_IFMT(member.external_attr >> 16)
    parts = name.split("/")
    if name.startswith("/") or "\0" in member.orig_filename or {"", ".", ".."} & set(parts):
        return N_("sort du dossier des fichiers")
    if kind not in (0, stat.S_IFREG):
        return N_("n’est pas un fichier (un lien, un dossier)")
    if member.flag_bits & ENCRYPTED or member.compress_type not in (ZIP_DEFLATED, ZIP_STORED):
        return N_("est chiffré, ou comprimé d’une façon que Grappe n’emploie pas")
    told = manifest.members.get(name)
    if told is not None and told.size != member.file_size:
        return N_("n’a pas la taille que dit son manifeste")
    return None


def _judge_room(file: Path, manifest: Manifest, room_in: Path | None) -> None:
    if room_in is None:
        return
    # Rows and their indexes take more place in a database than as text.
    needed = sum(told.size * (3 if name.startswith(TABLES) else 1) for name, told in manifest.members.items())
    free = shutil.disk_usage(room_in).free
    if needed > free:
        raise UnusableBackup(
            N_(
                "La sauvegarde « {file} » prendrait jusqu’à {needed} Mo une fois dépliée, et le disque de « {folder} » "
                "n’en a plus que {free}. Rien n’a été touché. Faites de la place, ou prenez un autre disque."
            ),
            file=str(file),
            needed=-(-needed // MEGABYTE),
            free=free // MEGABYTE,
            folder=str(room_in),
        )


def _judge_sum(file: Path, archive: ZipFile, name: str, size: int, sha256: str) -> None:
    digest, read = hashlib.sha256(), 0
    try:
        with archive.open(name) as member:
            while piece := member.read(PIECE):
                digest.update(piece)
                read += len(piece)
                if read > size:
                    break
    except DAMAGED as failed:
        raise MemberAtFault(file, name, N_("est abîmé")) from failed
    if read != size or digest.hexdigest() != sha256:
        raise MemberAtFault(file, name, N_("n’a pas la somme que dit son manifeste"))
