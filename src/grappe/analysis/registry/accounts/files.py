"""Which kind of accounts each file is, told by what is in it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grappe.analysis.dossier.faults import Unreadable
from grappe.analysis.language.catalogues import N_
from grappe.analysis.registry.accounts.filing import Apart, Filing, NotAccounts, NotTaken, Reference
from grappe.analysis.registry.accounts.json_body import body_filing, read_json
from grappe.analysis.registry.accounts.plain_table import WORKBOOKS, Sheet, sheets
from grappe.analysis.registry.accounts.portal_csv import is_portal, read_portal
from grappe.analysis.registry.accounts.xbrl_filing import read_xbrl

TEXTS = (".csv", ".txt", ".tsv")
LOOKED_AT = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One file, told apart: one filing, or the tables of a plain one."""

    name: str
    place: str
    """Where it stands, as a digest: the same place holds a mended file."""
    digest: str
    """Of its content: the same file is known again."""
    filing: Filing | Apart | None = None
    tables: Sequence[Sheet] = ()


def listed(paths: Sequence[Path]) -> list[Path]:
    """Return the files to read: those of a folder, and of its folders, in the order of their names.

    Unreadable: a folder that holds none, a file that is not there.
    """
    return [file for path in paths for file in _files(path)]


def read_files(
    files: Sequence[Path],
    columns: Mapping[str, str],
    tell: Callable[[str, int], None] = lambda _name, _rows: None,
) -> Iterator[Given]:
    """Yield files, one at a time: many thousands do not stand in memory. Unreadable: one that is no accounts.

    The lists of references are looked for first, and are no accounts themselves. columns: what is said of
    the columns of a plain table. tell: hears the name of each file before it is read.
    """
    references: dict[str, Reference] = {}
    lists: set[Path] = set()
    for file in files:
        # A body is known without being read: it is read in its turn.
        if file.suffix.lower() == ".json" and b'"Rubrics"' not in (content := _bytes(file)):
            try:
                told = read_json(content)
            except NotTaken:
                continue
            except NotAccounts as error:
                raise _no_accounts(file) from error
            if isinstance(told, list):
                references |= {one.reference: one for one in told}
                lists.add(file)
    for file in files:
        if file not in lists:
            tell(file.name, 0)
            yield _given(file, references, columns)


def _given(file: Path, references: dict[str, Reference], columns: Mapping[str, str]) -> Given:
    kind = file.suffix.lower()
    filing: Filing | Apart | None = None
    tables: Sequence[Sheet] = ()
    try:
        if kind == ".json":
            told = read_json(_bytes(file))
            filing = body_filing(file.name, told, references) if isinstance(told, dict) else None
        elif kind in (".xbrl", ".xml"):
            filing = read_xbrl(file.name, _bytes(file), references)
        elif kind in TEXTS and is_portal(_start(file)):
            filing = read_portal(file.name, _bytes(file), references)
        elif kind in (*TEXTS, *WORKBOOKS):
            tables = sheets(file, columns)
        else:
            raise _no_accounts(file)
    except NotTaken as error:
        filing = Apart(error.reason, f"{file.name} · {error.seen}")
    except NotAccounts as error:
        raise _no_accounts(file) from error
    place = hashlib.sha256(str(file.resolve()).encode(errors="surrogateescape")).hexdigest()[:16]
    return Given(name=file.name, place=place, digest=_digest(file), filing=filing, tables=tables)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(
        file
        for file in path.rglob("*")
        if file.is_file() and not any(part.startswith((".", "~$")) for part in file.relative_to(path).parts)
    )
    if not found:
        raise Unreadable(str(path), N_("ce dossier ne contient aucun fichier. Vérifiez le chemin."))
    return found


def _digest(file: Path) -> str:
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()[:16]


def _start(file: Path) -> bytes:
    try:
        with file.open("rb") as source:
            return source.read(LOOKED_AT)
    except OSError as error:
        raise _closed(file) from error


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise _closed(file) from error


def _closed(file: Path) -> Unreadable:
    return Unreadable(
        file.name,
        N_("le fichier ne peut être ouvert. Vérifiez qu’il existe et que vous avez le droit de le lire."),
    )


def _no_accounts(file: Path) -> Unreadable:
    return Unreadable(
        file.name,
        N_(
            "ce n’est aucun des fichiers de comptes connus : XBRL (.xbrl), JSON ou CSV de la Banque nationale, tableau CSV ou XLSX."
        ),
    )
