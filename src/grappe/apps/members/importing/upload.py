"""What somebody sends, opened without harm: the kind of the file, its sheet, its header, its rows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from tempfile import TemporaryDirectory

from grappe.analysis.dossier.faults import Unreadable, shown
from grappe.analysis.dossier.files import BROKEN_ARCHIVE, CHUNK
from grappe.analysis.dossier.grids import LOOKED_AT, Grid, is_blank, read_csv, read_workbook
from grappe.analysis.dossier.refusal import OneSentence
from grappe.analysis.language.catalogues import N_

MOST_BYTES = 20 * 2**20
MOST_UNPACKED = 160 * 2**20
"""What a workbook may weigh once open: that of 20 MB which people have weighs ten times as much."""
MOST_ROWS = 50_000
MOST_COLUMNS = 200
TEXTS = (".csv", ".tsv", ".txt")
WORKBOOK = ".xlsx"
MACRO = "vbaproject.bin"
Score = Callable[[list[str]], int]
"""How many cells of a row are headings that we know."""


class UploadRefused(OneSentence):
    """A file that is not read: why, and what to send instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: its headings by position, and its rows, each with the number that a spreadsheet shows."""

    file: str
    sheet: str | None
    """None: a text file, which has but one."""
    others: tuple[str, ...]
    """The names of the sheets that were not read."""
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    """As many cells a row as there are headings."""


def read_upload(name: str, content: bytes, score: Score, *, sheet: str | None = None) -> Sheet:
    """Read a CSV or an XLSX as people have them. sheet: its name, where the likeliest is not the good one.

    Raises UploadRefused, or Unreadable where the file is not what its name says.
    """
    file = bare_name(name)
    suffix = _suffix(file)
    if not content:
        raise UploadRefused(
            N_("« {file} » est vide : envoyez le fichier qui contient vos membres."), file=file
        )
    if len(content) > MOST_BYTES:
        raise UploadRefused(
            N_(
                "« {file} » pèse plus de {most} Mo : enlevez-en les images, ou coupez-le en plusieurs fichiers."
            ),
            file=file,
            most=MOST_BYTES // 2**20,
        )
    if suffix == WORKBOOK:
        _refuse_macro_and_bomb(file, content)
    elif content.startswith(b"PK\x03\x04"):
        raise UploadRefused(
            N_("« {file} » est un classeur ou une archive, pas un CSV : donnez-lui son vrai nom, en .xlsx."),
            file=file,
        )
    with TemporaryDirectory(prefix="grappe-import-") as folder:
        path = Path(folder) / f"sent{suffix}"
        path.write_bytes(content)
        grids = read_workbook(file, path) if suffix == WORKBOOK else [read_csv(file, path, score)]
    chosen = _chosen(grids, score, sheet)
    if chosen is None:
        raise UploadRefused(
            N_(
                "« {file} » ne contient aucune ligne à lire : il faut une ligne de titres et des membres en dessous."
            ),
            file=file,
        )
    others = tuple(grid.sheet or "" for grid in grids if grid is not chosen)
    return _sheet(chosen, score, others)


def bare_name(name: str) -> str:
    """Return the name of a file without the folders that a browser or an ill will put before it."""
    return shown(PureWindowsPath(name.replace("\0", "")).name) or "?"


def _suffix(file: str) -> str:
    suffix = Path(file).suffix.lower()
    if suffix in (".xlsm", ".xltm", ".xlsb"):
        raise _macro(file)
    if suffix not in (*TEXTS, WORKBOOK):
        raise UploadRefused(
            N_(
                "« {file} » n’est ni un CSV ni un classeur XLSX : enregistrez-le sous l’une de ces deux formes."
            ),
            file=file,
        )
    return suffix


def _macro(file: str) -> UploadRefused:
    return UploadRefused(
        N_("« {file} » peut contenir des macros : il n’est pas ouvert. Enregistrez-le en XLSX, sans macro."),
        file=file,
    )


def _refuse_macro_and_bomb(file: str, content: bytes) -> None:
    """Measure by unpacking, never by what the archive says of itself."""
    unpacked = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if any(member.lower().endswith(MACRO) for member in archive.namelist()):
                raise _macro(file)
            for member in archive.infolist():
                with archive.open(member) as source:
                    while chunk := source.read(CHUNK):
                        unpacked += len(chunk)
                        if unpacked > MOST_UNPACKED:
                            raise Unreadable(
                                file,
                                N_(
                                    "une fois ouvert, ce fichier enfle démesurément : il n’est pas lu. Recréez-le."
                                ),
                            )
    except BROKEN_ARCHIVE as error:
        raise Unreadable(
            file, N_("ce n’est pas un classeur XLSX, ou il est abîmé ou protégé. Enregistrez-le de nouveau.")
        ) from error


def _chosen(grids: list[Grid], score: Score, sheet: str | None) -> Grid | None:
    """Return the sheet that was asked for, else the one whose header we know best, of those with rows."""
    full = [grid for grid in grids if sum(not is_blank(row) for row in grid.cells) > 1]
    asked = [grid for grid in full if sheet and grid.sheet == sheet]
    return next(
        iter(asked),
        max(full, key=lambda grid: max(map(score, grid.cells[:LOOKED_AT]), default=0), default=None),
    )


def _sheet(grid: Grid, score: Score, others: tuple[str, ...]) -> Sheet:
    header = max(
        (place for place, row in enumerate(grid.cells[:LOOKED_AT]) if not is_blank(row)),
        key=lambda place: (score(grid.cells[place]), -place),
    )
    cells = _unmerged(grid, header)
    width = max((len(row) - _blanks_at_end(row) for row in cells[header:]), default=0)
    if width > MOST_COLUMNS:
        raise UploadRefused(
            N_(
                "« {file} » a {count} colonnes ; {most} au plus sont lues. Gardez celles qui parlent des membres."
            ),
            file=grid.file,
            count=width,
            most=MOST_COLUMNS,
        )
    headings = tuple(" ".join(cell.split()) for cell in _wide(cells[header], width))
    rows = tuple(
        (number, tuple(cell.strip() for cell in _wide(row, width)))
        for number, row in enumerate(cells[header + 1 :], header + 2)
        if not is_blank(row) and not _repeats(row, headings)
    )
    if len(rows) > MOST_ROWS:
        raise UploadRefused(
            N_(
                "« {file} » a {count} lignes ; {most} au plus sont lues à la fois. Coupez-le en plusieurs fichiers."
            ),
            file=grid.file,
            count=len(rows),
            most=MOST_ROWS,
        )
    if not rows:
        raise UploadRefused(
            N_(
                "« {file} » ne contient aucune ligne à lire : il faut une ligne de titres et des membres en dessous."
            ),
            file=grid.file,
        )
    return Sheet(file=grid.file, sheet=grid.sheet, others=others, headings=headings, rows=rows)


def _unmerged(grid: Grid, header: int) -> list[list[str]]:
    """Give every cell of a range that was merged below the header the words of its first."""
    ranges = [merged for merged in grid.merged if merged[0] > header]
    if not ranges:
        return grid.cells
    cells = [list(row) for row in grid.cells]
    for top, left, bottom, right in ranges:
        for row in cells[top : bottom + 1]:
            if left < len(row) and left == right:
                row[left] = cells[top][left]
    return cells


def _wide(row: list[str], width: int) -> list[str]:
    return [*row[:width], *[""] * (width - len(row))]


def _blanks_at_end(row: list[str]) -> int:
    blanks = 0
    for cell in reversed(row):
        if cell.strip():
            break
        blanks += 1
    return blanks


def _repeats(row: list[str], headings: tuple[str, ...]) -> bool:
    """Tell whether a row is the header again, as printed lists have on each page."""
    return [" ".join(cell.split()) for cell in row[: len(headings)]] == list(headings)
