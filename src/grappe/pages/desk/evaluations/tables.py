"""The tables that an evaluation was made of: those of the platform, and those that came as files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from grappe.analysis.dossier.package import QUESTIONNAIRE
from grappe.analysis.dossier.table_titles import table_title
from grappe.analysis.dossier.tables import TABLES
from grappe.analysis.language.catalogues import N_, Language, say
from grappe.apps.evaluation.models import AttachedFile, Evaluation
from grappe.apps.evaluation.queries.evaluations import provenance_of
from grappe.apps.evaluation.rules.attachments import HELD
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.evaluations.words import weight

ABOUT = {QUESTIONNAIRE: N_("Le questionnaire de l’enquête : XLSForm, ou structure de LimeSurvey.")}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLine:
    """One table, or one file that is none."""

    title: str
    name: str
    about: str
    file: str = ""
    address: str = ""
    size: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Where everything comes from."""

    platform: tuple[TableLine, ...]
    attached: tuple[TableLine, ...]
    beside: tuple[TableLine, ...]
    """Files that are no table: the look of the report, pictures."""


def tables_of(desk: Desk, evaluation: Evaluation) -> Tables:
    """Return the tables of an evaluation: as it counted them, or as it will."""
    told = provenance_of(evaluation) if evaluation.state == Evaluation.State.DONE else {}
    files = {one.name: one for one in evaluation.files.all()}
    attached = told.get("files") or {one.table: one.name for one in files.values() if one.table}
    used = set(attached.values())
    return Tables(
        platform=tuple(
            TableLine(title=table_title(name, desk.language), name=name, about=about(name, desk.language))
            for name in (told.get("tables") or [one for one in TABLES if one in HELD])
        ),
        attached=tuple(
            _line(desk, evaluation, files.get(file), name, file) for name, file in attached.items()
        ),
        beside=tuple(
            _line(desk, evaluation, one, "", name) for name, one in files.items() if name not in used
        ),
    )


def origins_of(desk: Desk, evaluation: Evaluation) -> dict[str, TableLine]:
    """Return the tables that came as files, by name."""
    return {line.name: line for line in tables_of(desk, evaluation).attached}


def about(table: str, language: Language) -> str:
    """Return what a table is, in a sentence; nothing for one that nobody knows."""
    words = TABLES[table].about if table in TABLES else ABOUT.get(table, "")
    return say(words, language) if words else ""


def _line(desk: Desk, evaluation: Evaluation, one: AttachedFile | None, name: str, file: str) -> TableLine:
    address = ""
    if one is not None:
        address = desk.address("evaluation_file", evaluation=evaluation.number, attached=one.pk)
    return TableLine(
        title=table_title(name, desk.language),
        name=name,
        about=about(name, desk.language),
        file=file,
        address=address,
        size=weight(one.size, desk.language) if one is not None else "",
    )


def wanted_tables() -> Iterator[str]:
    """Yield the tables that the platform does not hold, in the order of the contract."""
    yield from (name for name in TABLES if name not in HELD)
    yield QUESTIONNAIRE
