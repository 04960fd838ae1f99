"""Which kind of accounts each file is, told by what is in it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grappe.analysis.dossier.faults import Unreadable
from grappe.analysis.language.catalogues import N_
from grappe.analysis.registry.accounts.filing import Apart, Filing, NotAccounts, NotTaken, Reference
from grappe.analysis.registry.accounts.json_body import Told, body_filing, read_json
from grappe.analysis.registry.accounts.plain_table import read_plain
from grappe.analysis.registry.accounts.portal_csv import is_portal, read_portal
from grappe.analysis.registry.accounts.xbrl_filing import read_xbrl


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One file, read."""

    name: str
    digest: str
    """Of its content: the same file is known again."""
    found: Sequence[Filing | Apart]
    columns: Mapping[str, str] = field(default_factory=dict)
    """Of a plain table: what each column was taken for."""


def read_files(paths: Sequence[Path], columns: Mapping[str, str], tell: Callable[[str], None]) -> list[Given]:
    """Read files, and those of a folder in the order of their names. Unreadable: one that is no accounts."""
    files = [file for path in paths for file in _files(path)]
    bodies: dict[Path, Told | Apart] = {}
    references: dict[str, Reference] = {}
    for file in files:
        if file.suffix.lower() != ".json":
            continue
        try:
            told = bodies[file] = read_json(_bytes(file))
        except NotTaken as error:
            bodies[file] = Apart(error.reason, f"{file.name} · {error.seen}")
        except NotAccounts as error:
            raise _no_accounts(file) from error
        else:
            if isinstance(told, list):
                references |= {one.reference: one for one in told}
    given = []
    for file in files:
        tell(file.name)
        if not isinstance(bodies.get(file), list):
            given.append(_given(file, bodies.get(file), references, columns))
    return given


def _given(
    file: Path, told: Told | Apart | None, references: dict[str, Reference], columns: Mapping[str, str]
) -> Given:
    content = _bytes(file)
    digest = hashlib.sha256(content).hexdigest()[:16]
    found: Sequence[Filing | Apart]
    meant: Mapping[str, str] = {}
    try:
        if isinstance(told, Apart):
            found = [told]
        elif isinstance(told, dict):
            found = [body_filing(file.name, told, references)]
        elif file.suffix.lower() in (".xbrl", ".xml"):
            found = [read_xbrl(file.name, content, references)]
        elif file.suffix.lower() == ".csv" and is_portal(content):
            found = [read_portal(file.name, content, references)]
        elif file.suffix.lower() in (".csv", ".txt", ".tsv", ".xlsx", ".xlsm"):
            found, meant = read_plain(file, columns)
        else:
            raise _no_accounts(file)
    except NotTaken as error:
        found = [Apart(error.reason, f"{file.name} · {error.seen}")]
    except NotAccounts as error:
        raise _no_accounts(file) from error
    return Given(name=file.name, digest=digest, found=found, columns=meant)


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.iterdir() if file.is_file() and not file.name.startswith("."))
    return [path]


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Unreadable(
            file.name,
            N_("le fichier ne peut être ouvert. Vérifiez qu’il existe et que vous avez le droit de le lire."),
        ) from error


def _no_accounts(file: Path) -> Unreadable:
    return Unreadable(
        file.name,
        N_(
            "ce n’est aucun des fichiers de comptes connus : XBRL (.xbrl), JSON ou CSV de la Banque nationale, tableau CSV ou XLSX."
        ),
    )
