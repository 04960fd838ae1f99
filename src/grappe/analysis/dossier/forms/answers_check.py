"""The answers of a dossier held against its questionnaire."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from grappe.analysis.dossier.faults import Fault, shown
from grappe.analysis.dossier.forms.matching import Listed, column_of
from grappe.analysis.dossier.forms.questionnaire import Choice, Question, Questionnaire
from grappe.analysis.dossier.forms.titles import titles_of
from grappe.analysis.dossier.headers import ROW
from grappe.analysis.dossier.nearest import nearest, plain
from grappe.analysis.language.catalogues import N_

MOST = 50
"""Answers off the lists that are told one by one: beyond, it is the form or the export that is wrong."""
MOST_CHOICES = 12
BARE_NUMBER = re.compile(r"[+\-]?[0-9]+(?:[.,][0-9]+)?")
"""A code, which is no misspelling of another: 11 is not near 111."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Off:
    """One answer that is not on the list of its question."""

    question: Question
    column: str
    written: str
    count: int
    first: int
    last: int


def knows_columns(questionnaire: Questionnaire | None, columns: list[str]) -> bool:
    """Tell whether one of the columns is a question of the form, or a choice of one."""
    return questionnaire is not None and titles_of(questionnaire).score(columns) > 0


def checked_answers(questionnaire: Questionnaire, responses: pl.DataFrame, faults: list[Fault]) -> None:
    """Add a fault for each different answer that is not on its question's list, how often it comes included.

    Beyond some fifty, one fault counts the others. A question with a role and no column is a warning.
    """
    off: list[_Off] = []
    for question in questionnaire.questions:
        column = column_of(question, responses.columns)
        if column is None:
            if question.role is not None:
                faults.append(
                    Fault(
                        table="responses",
                        column=question.name,
                        what=N_("la question « {name} » n’a pas de colonne ; ses chiffres manqueront."),
                        values={"name": question.name},
                        severity="warning",
                    )
                )
        elif question.choices:
            off += _off_the_list(question, column, responses)
    off.sort(key=lambda one: one.first)
    faults += [_fault(one) for one in off[:MOST]]
    if others := off[MOST:]:
        faults.append(
            Fault(
                table="responses",
                row=others[0].first,
                what=N_("et une autre réponse, qui n’est pas de la liste de sa question.")
                if len(others) == 1
                else N_("et {count} autres réponses, qui ne sont pas de la liste de leur question."),
                remedy=N_("Est-ce le bon questionnaire ?"),
                values={"count": len(others)},
            )
        )


def _off_the_list(question: Question, column: str, responses: pl.DataFrame) -> Iterator[_Off]:
    listed = Listed(question)
    cells = responses.select(ROW, written=pl.col(column).cast(pl.String)).drop_nulls("written")
    found = cells.group_by("written", maintain_order=True).agg(
        count=pl.len(), first=pl.col(ROW).min(), last=pl.col(ROW).max()
    )
    for written, count, first, last in found.iter_rows():
        if written.strip() and listed.chosen(written) is None:
            yield _Off(question=question, column=column, written=written, count=count, first=first, last=last)


def _fault(off: _Off) -> Fault:
    choices = off.question.choices
    guess = _guess(off.written, choices)
    return Fault(
        table="responses",
        row=off.first,
        column=off.column,
        value=off.written,
        what=N_("« {value} » n’est pas une réponse de la liste.")
        if off.count == 1
        else N_(
            "« {value} » n’est pas une réponse de la liste ({count} fois, de la ligne {first} à la ligne {last})."
        ),
        expected=N_("Réponses attendues : {choices}."),
        remedy=N_("Vouliez-vous dire « {guess} » ?") if guess else None,
        values={
            "choices": ", ".join(_in_words(choice) for choice in choices[:MOST_CHOICES])
            + ("…" if len(choices) > MOST_CHOICES else ""),
            "guess": guess or "",
            "count": off.count,
            "first": off.first,
            "last": off.last,
        },
    )


def _guess(written: str, choices: tuple[Choice, ...]) -> str | None:
    """Return the choice whose name or words are nearest to what was written, with its words."""
    if BARE_NUMBER.fullmatch(written.strip()):
        return None
    by_form = {words: choice for choice in choices for words in (*choice.labels.values(), choice.name)}
    near = nearest(written, list(by_form))
    return _in_words(by_form[near], near) if near else None


def _in_words(choice: Choice, words: str = "") -> str:
    """Return a choice as its name, and its words where they say more."""
    words = words if words and words != choice.name else next(iter(choice.labels.values()), "")
    return f"{choice.name} ({shown(words)})" if plain(words) not in ("", plain(choice.name)) else choice.name
