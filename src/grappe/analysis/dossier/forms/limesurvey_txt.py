"""The structure of a survey as LimeSurvey writes it for spreadsheets: `.txt`, a row for each thing."""

from __future__ import annotations

from collections.abc import Iterator

from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.forms.limesurvey import Asked, Part, Structure, questionnaire_of, words_of
from grappe.analysis.dossier.forms.questionnaire import Questionnaire
from grappe.analysis.dossier.grids import Cells

COLUMNS = {"class", "type/scale", "name", "text"}
"""Columns by which such a file is known."""

Row = dict[str, str]


def is_limesurvey_txt(cells: Cells) -> bool:
    """Tell whether rows are such a structure, by their header."""
    return bool(cells) and {cell.strip().casefold() for cell in cells[0]} >= COLUMNS


def read_limesurvey_txt(cells: Cells) -> tuple[Questionnaire, list[Fault]]:
    """Read the questions of a survey from the rows of its file."""
    structure = Structure()
    groups: dict[str, str] = {}
    group, asked = "", Asked("", "")
    by_code: dict[tuple[str, str], Asked] = {}
    for number, row in _rows(cells):
        kind, name, language = row["class"].strip().upper(), row["name"].strip(), row["language"].strip()
        words, scale = words_of(row["text"]), row["type/scale"].strip()
        if kind == "S" and name in ("language", "additional_languages"):
            structure.languages.extend(
                code for code in row["text"].split() if code not in structure.languages
            )
        elif kind == "SL" and name == "surveyls_title":
            structure.title = structure.title or words
        elif kind == "G":
            group = groups.setdefault(scale or name, words_of(name) or scale)
            structure.group_labels.setdefault(group, {})[language] = words_of(name)
        elif kind == "Q":
            asked = by_code.setdefault(
                (group, name),
                Asked(scale, name, {}, group, row["other"].strip() == "Y", row["relevance"], number),
            )
            _say(asked.labels, language, words)
        elif kind in ("SQ", "A"):
            parts = asked.parts if kind == "SQ" else asked.answers
            part = next((part for part in parts if (part.code, part.scale) == (name, scale or "0")), None)
            if part is None:
                part = Part(name, {}, scale or "0")
                parts.append(part)
            _say(part.labels, language, words)
    structure.asked = list(by_code.values())
    return questionnaire_of(structure)


def _say(labels: dict[str, str], language: str, words: str) -> None:
    if words:
        labels.setdefault(language, words)


def _rows(cells: Cells) -> Iterator[tuple[int, Row]]:
    """Yield each row with its number, every column that is read being there."""
    titles = [cell.strip().casefold() for cell in cells[0]]
    blank = dict.fromkeys((*COLUMNS, "language", "other", "relevance"), "")
    for number, row in enumerate(cells[1:], 2):
        yield number, blank | dict(zip(titles, row, strict=False))
