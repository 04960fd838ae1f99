"""A dossier read, checked and typed: the one way in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from grappe.analysis.dossier.beside import beside
from grappe.analysis.dossier.codes import checked_codes
from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.faults import DossierRefused, Fault
from grappe.analysis.dossier.files import opened
from grappe.analysis.dossier.forms.answers_check import checked_answers, knows_columns
from grappe.analysis.dossier.forms.questionnaire import Questionnaire
from grappe.analysis.dossier.forms.reading import read_form
from grappe.analysis.dossier.forms.split_choices import with_joined_choices
from grappe.analysis.dossier.forms.xlsform import read_questionnaire
from grappe.analysis.dossier.grids import read_workbook
from grappe.analysis.dossier.headers import CLUSTER_ID, ROW, no_header
from grappe.analysis.dossier.integrity import checked_integrity
from grappe.analysis.dossier.oddities import odd_rows
from grappe.analysis.dossier.package import QUESTIONNAIRE, Package, plain_name, read_package
from grappe.analysis.dossier.tables import TABLES
from grappe.analysis.dossier.taking import Taken, take_file, take_sheets
from grappe.analysis.language.catalogues import N_

Check = Callable[[Dossier], Iterable[Fault]]


@dataclass(slots=True)
class _Reading(Taken):
    """A dossier being read."""

    package: Package = field(default_factory=Package)
    questionnaire: Questionnaire | None = None


def read_dossier(path: Path | str) -> Dossier:
    """Read the dossier at `path`: folder, zip or workbook.

    Raises DossierRefused with every fault found, or Unreadable for a file that is not one.
    """
    dossier, faults = inspect_dossier(path)
    if dossier is None:
        raise DossierRefused(fault for fault in faults if fault.severity == "fault")
    return dossier


def inspect_dossier(
    path: Path | str, *, as_of: tuple[dt.date, ...] = (), also: Iterable[Check] = ()
) -> tuple[Dossier | None, list[Fault]]:
    """Read the dossier and return it (None when it has faults) with every fault and warning.

    as_of: reference days in place of those of the settings. also: checks by those who know more; they are
    asked of a dossier that has faults as well, some of whose columns or cells may be wanting.
    Raises Unreadable for a file that is not what its name says.
    """
    with opened(Path(path)) as files:
        reading = _Reading(package=read_package(files))
        reading.faults.extend(reading.package.faults)
        lying = beside(files)
        if as_of:
            reading.package.settings = replace(reading.package.settings, as_of=as_of)
        for name, (file, where) in reading.package.files.items():
            _read_file(reading, name, file, where)
        for file, where in reading.package.workbooks.items():
            _read_workbook(reading, file, where)
    _require_tables(reading)
    _require_known_answers(reading)
    clusters = _clusters(reading)
    for name in reading.tables:
        reading.tables[name] = _with_cluster(reading, name, clusters)
    checked_codes(reading.tables, reading.faults)
    checked_integrity(reading.tables, reading.faults)
    if reading.questionnaire is not None and "responses" in reading.tables:
        reading.tables["responses"] = with_joined_choices(reading.questionnaire, reading.tables["responses"])
        checked_answers(reading.questionnaire, reading.tables["responses"], reading.faults)
    odd_rows(reading.tables, reading.package.settings, reading.faults)
    dossier = Dossier(
        settings=reading.package.settings,
        tables=reading.tables,
        questionnaire=reading.questionnaire,
        origins=reading.origins,
        beside=lying,
    )
    for check in also:
        reading.faults.extend(check(dossier))
    reading.faults.sort(key=_order)
    if any(fault.severity == "fault" for fault in reading.faults):
        return None, reading.faults
    return replace(dossier, warnings=tuple(reading.faults)), reading.faults


def _order(fault: Fault) -> tuple[bool, int, int]:
    names = list(TABLES)
    place = names.index(fault.table) if fault.table in names else -1
    return fault.severity == "warning", place, fault.row or 0


def _read_file(reading: _Reading, name: str, file: str, path: Path) -> None:
    if name == QUESTIONNAIRE:
        reading.questionnaire, faults = read_form(file, path)
        reading.origins[name] = file
        reading.faults.extend(faults)
    else:
        take_file(reading, TABLES[name], file, path)


def _read_workbook(reading: _Reading, file: str, path: Path) -> None:
    """Take the sheets that bear tables' names; a blank one stands for a table that was not given."""
    grids = read_workbook(file, path)
    names = {plain_name(grid.sheet or "") for grid in grids}
    is_form = {"survey", "choices"} <= names
    if is_form and reading.questionnaire is None and QUESTIONNAIRE not in reading.package.files:
        reading.questionnaire, faults = read_questionnaire(file, grids)
        reading.faults.extend(faults)
        reading.origins[QUESTIONNAIRE] = file
    elif is_form:
        reading.faults.append(
            Fault(
                table=QUESTIONNAIRE,
                value=file,
                what=N_("le questionnaire est donné deux fois : « {first} » et « {value} »."),
                expected=N_("Gardez l’un des deux fichiers."),
                values={"first": reading.origins.get(QUESTIONNAIRE, QUESTIONNAIRE)},
            )
        )
    elif not names & set(TABLES):
        reading.faults.append(
            Fault(
                table=file,
                what=N_("aucune feuille de ce classeur ne porte le nom d’une table ; il est ignoré."),
                severity="warning",
            )
        )
    take_sheets(reading, grids)


def _require_tables(reading: _Reading) -> None:
    for table in TABLES.values():
        if table.required and table.name not in reading.tables:
            if any(fault.table == table.name for fault in reading.faults):
                continue
            reading.faults.append(
                Fault(
                    table=table.name,
                    what=N_("la table manque, ou n’a aucune ligne."),
                    expected=N_(
                        "Un fichier {table}.csv, {table}.xlsx ou {table}.parquet est attendu, ou une feuille de ce nom."
                    ),
                    values={"table": table.name},
                )
            )
    cluster = reading.tables.get("cluster")
    if cluster is not None and cluster.is_empty():
        reading.faults.append(
            Fault(
                table="cluster",
                what=N_("la table ne contient aucun cluster."),
                expected=N_("Une ligne par cluster est attendue."),
            )
        )


def _require_known_answers(reading: _Reading) -> None:
    """Add a fault where no column of the answers is one of the contract, nor of the questionnaire."""
    responses = reading.tables.get("responses")
    header = reading.numbered.get("responses")
    if responses is None or header is None:
        return
    table = TABLES["responses"]
    written = [name for name in responses.columns if name not in (ROW, table.id_column)]
    declared = {CLUSTER_ID, *(column.name for column in table.columns)}
    if declared.isdisjoint(written) and not knows_columns(reading.questionnaire, written):
        reading.faults.append(no_header(table, header, written))


def _clusters(reading: _Reading) -> list[str]:
    cluster = reading.tables.get("cluster")
    if cluster is None or CLUSTER_ID not in cluster.columns:
        return []
    return cluster[CLUSTER_ID].drop_nulls().unique(maintain_order=True).to_list()


def _with_cluster(reading: _Reading, name: str, clusters: list[str]) -> pl.DataFrame:
    """Give every row its cluster: said by the row, or the only one there is."""
    frame = reading.tables[name]
    if name == "cluster" or not clusters:
        return (
            frame
            if CLUSTER_ID in frame.columns
            else frame.with_columns(pl.lit(None, pl.String).alias(CLUSTER_ID))
        )
    if CLUSTER_ID not in frame.columns:
        if len(clusters) > 1:
            reading.faults.append(
                Fault(
                    table=name,
                    column=CLUSTER_ID,
                    what=N_("la colonne manque, et le dossier compte {count} clusters."),
                    expected=N_("Dites de quel cluster est chaque ligne."),
                    values={"count": len(clusters)},
                )
            )
        return frame.with_columns(pl.lit(clusters[0]).alias(CLUSTER_ID))
    if len(clusters) == 1:
        frame = frame.with_columns(pl.col(CLUSTER_ID).fill_null(clusters[0]))
    strangers = frame.filter(~pl.col(CLUSTER_ID).is_in(clusters) | pl.col(CLUSTER_ID).is_null())
    for row, value in strangers.select(ROW, CLUSTER_ID).iter_rows():
        reading.faults.append(
            Fault(
                table=name,
                row=row,
                column=CLUSTER_ID,
                value=value,
                what=N_("le cluster « {value} » n’est pas dans la table cluster.")
                if value
                else N_("la ligne ne dit pas de quel cluster elle est."),
                expected=N_("Clusters connus : {clusters}."),
                values={"clusters": _some(clusters)},
            )
        )
    return frame


def _some(names: Iterable[str], most: int = 5) -> str:
    names = list(names)
    return ", ".join(names[:most]) + ("…" if len(names) > most else "")
