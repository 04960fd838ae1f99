"""The words of the rows of an evaluation: codes that only its dossier names are called as it calls them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from grappe.analysis.dossier.faults import Unreadable
from grappe.analysis.dossier.forms.reading import read_form
from grappe.analysis.dossier.package import QUESTIONNAIRE
from grappe.analysis.figures.figure import Figure
from grappe.analysis.figures.row_words import RowWords
from grappe.analysis.language.catalogues import Language
from grappe.analysis.report.lines import Line
from grappe.analysis.survey.items import choice_label
from grappe.apps.evaluation.models import Evaluation

NAMED = {
    "axis_id": ("axis_id",),
    "item": ("item",),
    "nace": ("nace", "sector_nace"),
    "sector_nace": ("nace", "sector_nace"),
}
"""The keys of figures whose classes are called by the dossier, and the columns that hold their codes."""
ANSWERS = "answers_"
"""What the name of a base of answers begins with; the role of its questions follows."""


def words_of_rows(
    figure: Figure, lines: Iterable[Line], language: Language, answers: dict[str, str] | None = None
) -> RowWords:
    """Return the words of the rows behind a figure.

    lines: those of its evaluation. answers: those to its question, code to words.
    """
    names: dict[str, dict[str, str]] = {"answer": answers or {}}
    for line in sorted(lines, key=lambda line: line.figure is figure):  # its own come last, and prevail
        own = ("row",) if line.figure is figure and figure.key == "row" else ()
        for column in (*NAMED.get(line.figure.key or "", ()), *own):
            names.setdefault(column, {})[line.key] = line.name
    return RowWords(figure, language, names)


def answers_of(evaluation: Evaluation, line: Line, language: Language) -> dict[str, str]:
    """Return what the answers to the question of a line are called, code to words, as its form says."""
    if "answer" not in line.figure.base.shown:
        return {}
    form = evaluation.files.filter(table=QUESTIONNAIRE).first()
    if form is None:
        return {}
    try:
        found, _ = read_form(form.name, Path(form.file.path))
    except Unreadable:  # somebody took it off the disk
        return {}
    role = line.figure.base.name.removeprefix(ANSWERS)
    return {
        choice.name: choice_label(choice, language)
        for question in (found.with_role(role) if found else ())
        if question.role is not None and (line.figure.key is None or question.role.key == line.key)
        for choice in question.choices
    }
