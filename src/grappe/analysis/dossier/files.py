"""The files of a dossier: a folder, a zip of one, or a single workbook, opened without harm."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from grappe.analysis.dossier.faults import Unreadable, shown
from grappe.analysis.language.catalogues import N_

TABLE_SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".parquet")
FILE_SUFFIXES = (*TABLE_SUFFIXES, ".xls", ".zip")
"""What a name ends in when a file is meant, not a folder."""
SWOLLEN = 100
"""Compression beyond which an archive is no honest spreadsheet (they stay under 40)."""
SWOLLEN_FROM = 32 * 2**20
MOST_BYTES = 4 * 2**30
CHUNK = 2**20
LONGEST_PATH = 500
"""Characters of a path that a sentence repeats whole."""
CELL_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
SPARSE, SPARSE_FROM = 50, 20_000_000
"""Blank cells to one filled beyond which a sheet is not read, if they are so many."""
BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,  # a compression or an encryption that Python does not know
    RuntimeError,  # a password is asked
    ValueError,  # a name that is no text
)
"""What the standard library says of an archive that it cannot open to the end."""


@contextmanager
def opened(dossier: Path) -> Iterator[dict[str, Path]]:
    """Yield the dossier's files by their path inside it (with `/`), as long as the block lasts.

    Raises Unreadable when there is no such dossier, or when a zip is broken, climbs or swells.
    """
    if not _exists(dossier):
        if dossier.suffix.lower() in FILE_SUFFIXES:
            raise Unreadable(_told(dossier), N_("ce fichier n’existe pas. Vérifiez le chemin."))
        raise Unreadable(_told(dossier), N_("ce dossier n’existe pas. Vérifiez le chemin."))
    if dossier.is_dir():
        yield _without_common_folder(
            {
                path.relative_to(dossier).as_posix(): path
                for path in sorted(dossier.rglob("*"))
                if path.is_file() and not _is_hidden(path.relative_to(dossier).as_posix())
            }
        )
    elif dossier.suffix.lower() in (".xlsx", ".xlsm"):
        yield {dossier.name: dossier}
    elif dossier.suffix.lower() == ".zip" or zipfile.is_zipfile(dossier):
        with TemporaryDirectory(prefix="grappe-") as folder:
            yield _unpacked(dossier, Path(folder))
    else:
        raise Unreadable(
            dossier.name,
            N_("ce n’est ni un dossier, ni un fichier zip, ni un classeur XLSX. Donnez l’un des trois."),
        )


def _exists(dossier: Path) -> bool:
    try:
        return dossier.exists()
    except OSError:  # a name too long for the disk
        return False


def _told(dossier: Path) -> str:
    return str(dossier) if len(str(dossier)) <= LONGEST_PATH else shown(dossier)


def _is_hidden(name: str) -> bool:
    """Files that systems and Excel leave behind: `.DS_Store`, `__MACOSX/`, `~$members.xlsx`."""
    return any(part.startswith((".", "~$", "__MACOSX")) for part in PurePosixPath(name).parts)


def _unpacked(archive: Path, folder: Path) -> dict[str, Path]:
    files: dict[str, Path] = {}
    try:
        with zipfile.ZipFile(archive) as opened_zip:
            refuse_swollen(archive.name, opened_zip, archive.stat().st_size)
            for member in opened_zip.infolist():
                name = member.filename.replace("\\", "/")
                path = PurePosixPath(name)
                if path.is_absolute() or ".." in path.parts or (path.parts and ":" in path.parts[0]):
                    raise Unreadable(
                        archive.name,
                        N_("le fichier « {name} » sort de l’archive. Recompressez le dossier lui-même."),
                        name=shown(name),
                    )
                if name in files:
                    raise Unreadable(
                        archive.name,
                        N_("l’archive contient deux fois le fichier « {name} ». Recompressez le dossier."),
                        name=shown(name),
                    )
                if member.is_dir() or _is_hidden(name):
                    continue
                target = folder.joinpath(*path.parts)
                target.parent.mkdir(parents=True, exist_ok=True)
                with opened_zip.open(member) as source, target.open("wb") as sink:
                    while chunk := source.read(CHUNK):
                        sink.write(chunk)
                files[name] = target
    except BROKEN_ARCHIVE as error:
        raise Unreadable(
            archive.name,
            N_("l’archive est abîmée, chiffrée ou incomplète. Recréez-la ou demandez-en une copie."),
        ) from error
    return _without_common_folder(files)


def refuse_swollen(name: str, archive: zipfile.ZipFile, packed: int) -> None:
    """Raise Unreadable when the archive, of `packed` bytes, would unpack to far more than that.

    The sizes are measured by unpacking, never taken from the archive's own word.
    """
    unpacked = 0
    for member in archive.infolist():
        with archive.open(member) as source:
            while chunk := source.read(CHUNK):
                unpacked += len(chunk)
                if (unpacked > SWOLLEN_FROM and unpacked > SWOLLEN * packed) or unpacked > MOST_BYTES:
                    raise Unreadable(
                        name,
                        N_("une fois ouvert, ce fichier enfle démesurément : il n’est pas lu. Recréez-le."),
                    )


def checked_workbook(name: str, content: bytes) -> bytes:
    """Return the bytes of a workbook that is a zip, does not swell and declares no XML entity."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            refuse_swollen(name, archive, len(content))
            for member in archive.namelist():
                if member.lower().endswith((".xml", ".rels")):
                    words = archive.read(member)
                    head = words[:65536].replace(b"\0", b"")  # UTF-16 too
                    _refuse_sparse(name, words)
                    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                        raise Unreadable(
                            name,
                            N_(
                                "ce classeur déclare des entités XML : il n’est pas lu. Enregistrez-le depuis Excel."
                            ),
                        )
    except BROKEN_ARCHIVE as error:
        raise Unreadable(
            name,
            N_("ce n’est pas un classeur XLSX, ou il est abîmé ou protégé. Enregistrez-le de nouveau."),
        ) from error
    return content


def _refuse_sparse(name: str, words: bytes) -> None:
    """Raise Unreadable when few cells of a sheet span millions of blank ones, all to be filled in."""
    places = CELL_PLACE.findall(words)
    if not places:
        return
    columns, rows = {column for column, _ in places}, {row for _, row in places}
    last = max(_column_number(column) for column in columns)
    box = last * max(map(int, rows))
    if box > SPARSE_FROM and box > SPARSE * len(places):
        raise Unreadable(
            name,
            N_("une cellule égarée très loin rend la feuille immense. Effacez ce qui est hors du tableau."),
        )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _without_common_folder(files: dict[str, Path]) -> dict[str, Path]:
    """Zips are often made of the folder itself, and folders of an unpacked zip: every path begins alike."""
    heads = {PurePosixPath(name).parts[0] for name in files if len(PurePosixPath(name).parts) > 1}
    if len(heads) == 1 and all(len(PurePosixPath(name).parts) > 1 for name in files):
        head = heads.pop()
        return {name[len(head) + 1 :]: path for name, path in files.items()}
    return files
