"""The answers of a question of several answers, joined from a column for each choice."""

from __future__ import annotations

import polars as pl

from grappe.analysis.dossier.forms.limesurvey_lists import OTHER_TICKED
from grappe.analysis.dossier.forms.matching import Listed, column_of
from grappe.analysis.dossier.forms.questionnaire import Question, Questionnaire
from grappe.analysis.dossier.forms.ticks import other_in_words, ticks_of
from grappe.analysis.dossier.forms.titles import titles_of

BETWEEN = ";"


def with_joined_choices(form: Questionnaire, responses: pl.DataFrame) -> pl.DataFrame:
    """Add a column, `a;b`, for each question of several answers that has only columns of its choices.

    Blank where none of them says anything, or none is ticked: a blank answer is left out of the base.
    """
    titles = titles_of(form)
    parts: dict[str, dict[str, str]] = {}
    for column in responses.columns:
        target = titles.question_of(column)
        if target is not None and target.kind == "choice":
            parts.setdefault(target.question, {}).setdefault(target.choice, column)
    joined = []
    for question in form.questions:
        columns = parts.get(question.name)
        if columns is None or column_of(question, responses.columns) is not None:
            continue
        listed, names = Listed(question), []
        for choice, column in columns.items():
            cells = responses[column].cast(pl.String)
            yes, _ = ticks_of(listed, choice, cells.drop_nulls().unique().to_list())
            names.append(pl.when(cells.is_in(yes)).then(pl.lit(choice)))
        if other_in_words(question) and (words := _words_of_other(form, question, responses)):
            names.append(pl.when(responses[words].is_not_null()).then(pl.lit(OTHER_TICKED.name)))
        joined.append(
            pl.concat_str(names, separator=BETWEEN, ignore_nulls=True).replace("", None).alias(question.name)
        )
    return responses.with_columns(joined)


def _words_of_other(form: Questionnaire, question: Question, responses: pl.DataFrame) -> str | None:
    other = next((q for q in form.questions if q.name == question.other), None)
    return column_of(other, responses.columns) if other is not None else None
