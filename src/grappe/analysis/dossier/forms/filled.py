"""Which rows of the table `responses` are answers: one that fills in no question is none."""

from __future__ import annotations

import polars as pl

from grappe.analysis.dossier.forms.matching import column_of
from grappe.analysis.dossier.forms.questionnaire import LISTS, NUMBERS, SILENT, Question, Questionnaire
from grappe.analysis.dossier.headers import CLUSTER_ID, ROW

KEYS = (CLUSTER_ID, ROW, "response_id", "member_id", "submitted_on")
"""Columns that say who answered and when: they fill in nothing."""
WRITTEN = r"\S"
LISTED = r"[^;|\s]"
NUMBER = r"[0-9]"
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}"
"""What a cell must hold to be an answer, by type; as Polars and DuckDB both read patterns.

A number that cannot be read, like 10-20, is an answer all the same.
"""


def filling(form: Questionnaire | None, columns: list[str]) -> dict[str, str]:
    """Return the columns of which an answer must fill in one, each with the pattern of what fills it.

    They are those of the questions. Where no question has a column, nor is there any form: all that are no
    key. Empty: nothing in the table tells what was answered, and every row stands for an answer.
    """
    found: dict[str, str] = {}
    for question in form.questions if form else ():
        if question.type in SILENT or question.repeat:
            continue
        column = column_of(question, columns)
        if column is not None and column not in KEYS:
            found.setdefault(column, _pattern(question))
    return found or {column: WRITTEN for column in columns if column not in KEYS}


def answers_among(form: Questionnaire | None, responses: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of the table that are answers."""
    filled = [
        pl.col(name).cast(pl.String).str.contains(mark)
        for name, mark in filling(form, responses.columns).items()
    ]
    return responses.filter(pl.any_horizontal(filled)) if filled else responses


def _pattern(question: Question) -> str:
    if question.type in LISTS:
        return LISTED
    if question.type in NUMBERS:
        return NUMBER
    return DAY if question.type == "date" else WRITTEN
