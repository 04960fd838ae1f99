"""An extract of the company registry as it comes: a zip or a folder of CSV files, opened without harm."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Literal

from grappe.analysis.dossier.faults import Unreadable, shown
from grappe.analysis.dossier.files import BROKEN_ARCHIVE
from grappe.analysis.language.catalogues import N_
from grappe.analysis.registry.layout import META, TABLES, Table
from grappe.analysis.registry.refusals import RegistryMissing

CHUNK = 1 << 20
SWOLLEN = 60
"""Times its packed size beyond which an archive is no extract (CSV packs to about a tenth)."""
SWOLLEN_FROM = 1 << 30
Part = Literal["full", "delete", "insert"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What an extract says of itself, and where its files are for as long as it is open."""

    source: str
    """The name of the file or folder, as the catalogue repeats it."""
    kind: Literal["full", "update"]
    number: int
    snapshot: dt.date
    """The day that it describes."""
    version: str
    files: Mapping[str, Path]
    """By name in the extract: `activity.csv`, `activity_delete.csv`."""
    sizes: Mapping[str, int]

    def file(self, table: Table, part: Part = "full") -> Path | None:
        """Return a file, None where the extract does not have it."""
        name = table.file if part == "full" or table.name == "code" else f"{table.name}_{part}.csv"
        return self.files.get(name)


@contextmanager
def opened(path: Path, scratch: Path) -> Iterator[Extract]:
    """Yield an extract; a zip is unpacked in `scratch` until the block ends.

    Raises Unreadable (a broken archive, a meta.csv that says nothing, no disk left) and RegistryMissing
    (a file that an extract cannot do without).
    """
    if not path.exists():
        raise Unreadable(str(path), N_("cet extrait n’existe pas. Vérifiez le chemin."))
    if path.is_dir():
        files = {file.name.lower(): file for file in sorted(path.iterdir()) if file.is_file()}
        yield _told(path.name or str(path), files)
        return
    with TemporaryDirectory(prefix=".unpacked-", dir=scratch) as folder:
        yield _told(path.name, _unpacked(path, Path(folder)))


def _unpacked(archive: Path, folder: Path) -> dict[str, Path]:
    """Unpack the files of an extract and nothing else, each under its own plain name."""
    wanted = {META, *(table.file for table in TABLES)}
    wanted |= {f"{table.name}_{part}.csv" for table in TABLES for part in ("delete", "insert")}
    files: dict[str, Path] = {}
    try:
        with zipfile.ZipFile(archive) as zipped:
            _refuse_swollen(archive, zipped, folder)
            for member in zipped.infolist():
                name = PurePosixPath(member.filename.replace("\\", "/")).name.lower()
                if name not in wanted or member.is_dir():
                    continue
                if name in files:
                    raise Unreadable(
                        archive.name,
                        N_("l’archive contient deux fois le fichier « {name} ». Téléchargez-la de nouveau."),
                        name=name,
                    )
                files[name] = folder / name
                with zipped.open(member) as source, files[name].open("wb") as sink:
                    shutil.copyfileobj(source, sink, CHUNK)
    except BROKEN_ARCHIVE as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(
            archive.name,
            N_("ce n’est pas une archive zip, ou elle est tronquée ou abîmée. Téléchargez-la de nouveau."),
        ) from error
    return files


def _refuse_swollen(archive: Path, zipped: zipfile.ZipFile, folder: Path) -> None:
    unpacked = sum(member.file_size for member in zipped.infolist())
    if unpacked > max(SWOLLEN_FROM, SWOLLEN * archive.stat().st_size):
        raise Unreadable(
            archive.name,
            N_("une fois ouvert, ce fichier enfle démesurément : il n’est pas lu. Recréez-le."),
        )
    free = shutil.disk_usage(folder).free
    if unpacked > free:
        raise Unreadable(
            archive.name,
            N_(
                "il faut {needed} Mo libres pour l’ouvrir, et le disque du registre n’en a que {free}. Libérez de la place."
            ),
            needed=unpacked // 1_000_000,
            free=free // 1_000_000,
        )


def _told(source: str, files: Mapping[str, Path]) -> Extract:
    if META not in files:
        raise RegistryMissing(
            N_(
                "« {source} » n’est pas un extrait de la BCE : meta.csv y manque. Donnez le zip tel que téléchargé, ou le dossier de ses fichiers CSV."
            ),
            source=shown(source),
        )
    said = _meta(files[META])
    kind = said.get("extracttype", "").lower()
    day = _day(said.get("snapshotdate", ""))
    number = said.get("extractnumber", "")
    if kind not in ("full", "update") or day is None or not number.isdigit():
        raise Unreadable(
            META,
            N_(
                "ExtractType (« {kind} »), SnapshotDate (« {day} ») ou ExtractNumber (« {number} ») n’est pas ce qu’un extrait de la BCE écrit : full ou update, jj-mm-aaaa, un nombre. Téléchargez l’extrait de nouveau."
            ),
            kind=shown(kind),
            day=shown(said.get("snapshotdate", "")),
            number=shown(number),
        )
    extract = Extract(
        source=source,
        kind="full" if kind == "full" else "update",
        number=int(number),
        snapshot=day,
        version=said.get("version", ""),
        files=files,
        sizes={name: file.stat().st_size for name, file in files.items()},
    )
    _refuse_incomplete(extract)
    return extract


def _refuse_incomplete(extract: Extract) -> None:
    parts: tuple[Part, ...] = ("full",) if extract.kind == "full" else ("delete", "insert")
    lacking = [
        table.file if part == "full" else f"{table.name}_{part}.csv"
        for table in TABLES
        for part in parts
        if not table.optional and extract.file(table, part) is None
    ]
    if lacking:
        raise RegistryMissing(
            N_(
                "L’extrait « {source} » est incomplet : il y manque {files}. Téléchargez-le de nouveau ; rien n’a été écrit."
            ),
            source=shown(extract.source),
            files=", ".join(dict.fromkeys(lacking)),
        )


def _meta(file: Path) -> dict[str, str]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            return {row[0].strip().lower(): row[1].strip() for row in csv.reader(text) if len(row) > 1}
    except (UnicodeDecodeError, csv.Error) as error:
        raise Unreadable(
            META, N_("ce n’est pas un fichier CSV en UTF-8. Téléchargez l’extrait de nouveau.")
        ) from error


def _day(written: str) -> dt.date | None:
    try:
        return dt.datetime.strptime(written, "%d-%m-%Y").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
