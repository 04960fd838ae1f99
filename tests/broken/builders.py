"""Dossiers that no text file can hold: each builder writes one under a folder and says what must come out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import openpyxl

CLUSTER = "cluster_id,name\nc1,Cluster d’essai\n"
MEMBERS = "member_id,name,kind,joined_on\nm1,Atelier Un,enterprise,2008-01-15\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """The exit code of `grappe check`, and the words that stand together on one line, a tuple a line."""

    exit: int
    says: tuple[tuple[str, ...], ...] = ()
    faults: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """`build` writes the dossier in a folder that exists and returns its path."""

    build: Callable[[Path], Path]
    expected: Expected


CASES: dict[str, Case] = {}


def case(
    exit_code: int, *says: Iterable[str], faults: int | None = None
) -> Callable[[Callable[[Path], Path]], Callable[[Path], Path]]:
    """Register a builder under its own name; a refused dossier has as many faults as sentences."""

    def register(build: Callable[[Path], Path]) -> Callable[[Path], Path]:
        count = faults if faults is not None else len(says) if exit_code == 10 else 0
        lines = tuple(tuple(words) for words in says)
        CASES[build.__name__] = Case(build, Expected(exit=exit_code, says=lines, faults=count))
        return build

    return register


def gathered(*subjects: ModuleType) -> dict[str, Case]:
    """The cases of these modules, which registered them when they were imported."""
    assert all(subject.__name__.startswith("tests.broken.") for subject in subjects)
    return CASES


def good_dossier(place: Path) -> Path:
    dossier = place / "dossier"
    dossier.mkdir()
    (dossier / "cluster.csv").write_text(CLUSTER, "utf-8")
    (dossier / "members.csv").write_text(MEMBERS, "utf-8")
    return dossier


def with_file(place: Path, name: str, content: bytes) -> Path:
    dossier = good_dossier(place)
    (dossier / name).write_bytes(content)
    return dossier


def zipped(place: Path, files: dict[str, bytes | str]) -> Path:
    archive = place / "dossier.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return archive


def good_zip(place: Path, **more: bytes | str) -> Path:
    return zipped(place, {"cluster.csv": CLUSTER, "members.csv": MEMBERS, **more})


def workbook(sheets: dict[str, list[list[object]]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook of which one part was changed."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(changed, "w") as target:
        for part in source.namelist():
            words = source.read(part)
            target.writestr(part, change(words) if part == name else words)
    return changed.getvalue()


ACCOUNTS_ROWS: list[list[object]] = [["member_id", "year", "fte"], ["m1", 2009, 3]]
FIRST_SHEET = "xl/worksheets/sheet1.xml"
