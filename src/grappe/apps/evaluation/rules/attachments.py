"""Which files an evaluation takes: those of the contract whose subject the platform does not hold."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from grappe.analysis.dossier.beside import DEEPEST, SUFFIXES
from grappe.analysis.dossier.grids import read_workbook
from grappe.analysis.dossier.package import (
    FORM_SUFFIXES,
    QUESTIONNAIRE,
    XLSX_SUFFIXES,
    plain_name,
)
from grappe.analysis.dossier.provenance import PLATFORM
from grappe.analysis.dossier.refusal import OneSentence
from grappe.analysis.dossier.tables import TABLES
from grappe.analysis.language.catalogues import N_
from grappe.apps.clusters import dossier as clusters

HELD = frozenset({*clusters.TABLES, "members", "establishments"})
"""The tables that the platform's own rows make."""
READ = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".parquet")


class NotAttachable(OneSentence):
    """A file that an evaluation does not take."""

    exit_code = 10


def table_of(name: str) -> str:
    """Return the table that a file is by its name, `questionnaire` included; empty for none."""
    stem = plain_name(PurePosixPath(name).stem.strip().casefold())
    return stem if stem in TABLES or stem == QUESTIONNAIRE else ""


def judge(name: str, content: Path) -> None:
    """Raise NotAttachable, with what to do, for a file that an evaluation does not take.

    name: its place in the dossier. Raises Unreadable for a workbook that is none.
    """
    place = PurePosixPath(name)
    if not _is_plain(name) or place.parts[0] == PLATFORM:
        raise NotAttachable(
            N_("« {name} » n’est pas un nom de fichier que Grappe accepte. Renommez-le simplement."),
            name=name,
        )
    table = table_of(name)
    if table in HELD:
        raise NotAttachable(
            N_(
                "« {name} » : la plateforme tient elle-même la table {table}. Ne joignez pas ce fichier ; corrigez les données de la plateforme."
            ),
            name=name,
            table=table,
        )
    suffix = place.suffix.lower()
    if suffix in XLSX_SUFFIXES and not table:
        _judge_sheets(name, content)
    elif table and suffix not in (*READ, *(FORM_SUFFIXES if table == QUESTIONNAIRE else ())):
        raise NotAttachable(
            N_(
                "« {name} » : une table se donne en CSV, XLSX ou Parquet. Enregistrez-la sous l’une de ces formes."
            ),
            name=name,
        )
    elif not table and suffix not in SUFFIXES:
        raise NotAttachable(
            N_(
                "« {name} » ne porte le nom d’aucune table que l’évaluation attend. Donnez-lui ce nom, par exemple actions.csv."
            ),
            name=name,
        )


def _judge_sheets(name: str, content: Path) -> None:
    sheets = {plain_name(grid.sheet or "") for grid in read_workbook(name, content)}
    held = sorted(sheets & HELD)
    if held:
        raise NotAttachable(
            N_(
                "« {name} » a une feuille {table}, que la plateforme tient elle-même. Retirez cette feuille du classeur."
            ),
            name=name,
            table=held[0],
        )
    if not sheets & {*TABLES, "survey"}:
        raise NotAttachable(
            N_(
                "« {name} » n’a aucune feuille qui porte le nom d’une table. Nommez-en une, par exemple actions."
            ),
            name=name,
        )


def _is_plain(name: str) -> bool:
    place = PurePosixPath(name)
    return (
        0 < len(place.parts) <= DEEPEST
        and not place.is_absolute()
        and str(place) == name
        and name.isprintable()
        and "\\" not in name
        and not any(part.startswith(".") for part in place.parts)
    )
