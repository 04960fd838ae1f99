"""Which file holds which table: `datapackage.json`, or the files' own names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from grappe.analysis.dossier.faults import Fault, Unreadable
from grappe.analysis.dossier.files import TABLE_SUFFIXES
from grappe.analysis.dossier.nearest import nearest, plain
from grappe.analysis.dossier.settings import FILE, Settings, read_settings
from grappe.analysis.dossier.tables import TABLES
from grappe.analysis.language.catalogues import N_

QUESTIONNAIRE = "questionnaire"
XLSX_SUFFIXES = (".xlsx", ".xlsm")
FORM_SUFFIXES = (".xls", ".lss")
"""Files that only a questionnaire may be: an XLSForm of old Excel, a structure of LimeSurvey."""
OTHER_SPREADSHEETS = (".xls", ".xlsb", ".ods", ".numbers", ".json", ".sav", ".dta")


@dataclass(slots=True)
class Package:
    """The dossier's parts: settings, and for each table file its path."""

    settings: Settings = field(default_factory=Settings)
    files: dict[str, tuple[str, Path]] = field(default_factory=dict)
    """Table name (or `questionnaire`) to the file's name inside the dossier and its path."""
    workbooks: dict[str, Path] = field(default_factory=dict)
    """Workbooks that bear no table's name: their sheets may."""
    faults: list[Fault] = field(default_factory=list)


def read_package(files: Mapping[str, Path]) -> Package:
    """Find the settings and the tables among the files of a dossier.

    Raises Unreadable when `datapackage.json` is not JSON.
    """
    package = Package()
    described = _described(files, package) if FILE in files else {}
    for name, file in described.items():
        package.files[name] = (file, files[file])
    for file, path in files.items():
        place = PurePosixPath(file)
        if file in described.values() or len(place.parts) > 2:
            continue
        if place.suffix.lower() not in TABLE_SUFFIXES and not _is_form(place):
            _other_kind(file, package)
            continue
        _by_its_name(file, path, package)
    return package


def _is_form(place: PurePosixPath) -> bool:
    return place.suffix.lower() in FORM_SUFFIXES and place.stem.strip().casefold() == QUESTIONNAIRE


def _by_its_name(file: str, path: Path, package: Package) -> None:
    stem, suffix = PurePosixPath(file).stem.strip().casefold(), PurePosixPath(file).suffix.lower()
    if stem in TABLES or stem == QUESTIONNAIRE:
        if stem in package.files:
            package.faults.append(
                Fault(
                    table=stem,
                    value=file,
                    what=N_("la table est donnée deux fois : « {first} » et « {value} »."),
                    expected=N_("Gardez l’un des deux fichiers."),
                    values={"first": package.files[stem][0]},
                )
            )
        else:
            package.files[stem] = (file, path)
    elif suffix in XLSX_SUFFIXES:
        package.workbooks[file] = path
    elif "/" not in file and suffix != ".txt":
        guess = nearest(stem, [*TABLES, QUESTIONNAIRE])
        package.faults.append(
            Fault(
                table=file,
                what=N_("ce fichier ne porte le nom d’aucune table ; il est ignoré."),
                remedy=N_("Vouliez-vous dire « {guess} » ?") if guess else None,
                values={"guess": f"{guess}{suffix}"},
                severity="warning",
            )
        )


def _other_kind(file: str, package: Package) -> None:
    """Warn of a spreadsheet that bears a table's name and is of a kind that Grappe does not read."""
    stem, suffix = PurePosixPath(file).stem.strip().casefold(), PurePosixPath(file).suffix.lower()
    if suffix in OTHER_SPREADSHEETS and (stem in TABLES or stem == QUESTIONNAIRE):
        package.faults.append(
            Fault(
                table=file,
                what=N_("ce fichier n’est ni CSV, ni XLSX, ni Parquet ; il est ignoré."),
                remedy=N_("Enregistrez-le comme classeur XLSX."),
                severity="warning",
            )
        )


def _described(files: Mapping[str, Path], package: Package) -> dict[str, str]:
    """Read datapackage.json: the settings, and the file of each resource it names."""
    try:
        descriptor = json.loads(files[FILE].read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Unreadable(
            FILE,
            N_(
                "ce n’est pas du JSON. Corrigez-le, ou supprimez-le : les tables se reconnaissent à leur nom."
            ),
        ) from error
    if not isinstance(descriptor, Mapping):
        raise Unreadable(
            FILE,
            N_(
                "ce n’est pas un objet JSON. Corrigez-le, ou supprimez-le : les tables se reconnaissent à leur nom."
            ),
        )
    package.settings, faults = read_settings(descriptor.get("grappe"))
    package.faults.extend(faults)
    found: dict[str, str] = {}
    resources = descriptor.get("resources", [])
    for resource in resources if isinstance(resources, list) else []:
        if not isinstance(resource, Mapping):
            continue
        name = plain_name(str(resource.get("name", "")))
        path = resource.get("path")
        path = path[0] if isinstance(path, list) and len(path) == 1 else path
        if name not in TABLES and name != QUESTIONNAIRE:
            guess = nearest(name, [*TABLES, QUESTIONNAIRE])
            package.faults.append(
                Fault(
                    table=FILE,
                    value=str(resource.get("name", "")),
                    what=N_("la ressource « {value} » n’est aucune table ; elle est ignorée."),
                    remedy=N_("Vouliez-vous dire « {guess} » ?") if guess else None,
                    values={"guess": guess or ""},
                    severity="warning",
                )
            )
        elif not isinstance(path, str) or path.removeprefix("./") not in files:
            package.faults.append(
                Fault(
                    table=FILE,
                    column=name,
                    value="" if path is None else str(path),
                    what=N_("le fichier « {value} » n’est pas dans le dossier."),
                    expected=N_("Un fichier du dossier lui-même est attendu."),
                )
            )
        elif name in found:
            package.faults.append(
                Fault(
                    table=name,
                    value=path,
                    what=N_("la table est donnée deux fois : « {first} » et « {value} »."),
                    expected=N_("Gardez l’un des deux fichiers."),
                    values={"first": found[name]},
                )
            )
        else:
            found[name] = path.removeprefix("./")
    return found


def plain_name(name: str) -> str:
    """Return a table's name as the contract writes it: `Project-Members ` is `project_members`."""
    wanted = {plain(table): table for table in (*TABLES, QUESTIONNAIRE)}
    return wanted.get(plain(name), name)
