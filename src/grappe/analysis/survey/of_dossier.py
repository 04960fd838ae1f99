"""The survey of a dossier, by the same tables as a survey that comes alone."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.forms.filled import NUMBER, answers_among
from grappe.analysis.dossier.forms.matching import chosen, column_of
from grappe.analysis.dossier.forms.questionnaire import LISTS, NUMBERS, Question, Questionnaire
from grappe.analysis.figures.asked import Asked
from grappe.analysis.figures.employment import EMPLOYERS
from grappe.analysis.figures.membership import MEMBERS
from grappe.analysis.figures.readings import eager, empty_table, readings_of
from grappe.analysis.survey.answers import Answers
from grappe.analysis.survey.answers_numbers import read_measures
from grappe.analysis.survey.counted import asked_questions
from grappe.analysis.survey.frame import ID, Frame, frame_of
from grappe.analysis.survey.survey import Survey, survey
from grappe.analysis.survey.wishes import Wishes

KEYS = ("_row", "response_id", ID, "submitted_on")
CLASSES = ("kind", "category", "province")


def survey_of(dossier: Dossier, asked: Asked, wishes: Wishes) -> Survey:
    """Tabulate the survey of a dossier of one cluster, among the members on the day that is asked.

    A dossier without questionnaire or answers gives empty tables, which say so. ValueError: a campaign.
    Raises UnknownColumn for a class or a question that is asked for and not there.
    """
    if dossier.is_campaign:
        raise ValueError("A survey is of one cluster: take `only(dossier, cluster)`.")
    form = dossier.questionnaire or Questionnaire()
    title = ", ".join(dossier.tables["cluster"]["name"].to_list())
    titled = replace(form, title=form.title or title)
    return survey(answers_of(dossier, titled), titled, frame_of_dossier(dossier, asked), wishes)


def frame_of_dossier(dossier: Dossier, asked: Asked) -> Frame:
    """Return those asked: the members on the day with their kind, size and province, or the number given."""
    readings = readings_of(dossier.tables, asked, dossier.questionnaire)
    members = eager(readings.base(MEMBERS)).select(ID, *CLASSES)
    sizes = eager(readings.base(EMPLOYERS)).select(ID, "size")
    members = members.join(sizes, on=ID, how="left", maintain_order="left")
    frame = frame_of(members, invited=(asked.invited or {}).get(dossier.clusters[0]))
    return Frame(size=frame.size, members=frame.members, classes=frame.classes, day=asked.as_of)


def answers_of(dossier: Dossier, form: Questionnaire) -> Answers:
    """Return the answers of a dossier as those of a file: each question by its name, choices by theirs.

    Where the form has no question in the table, rows that fill in nothing else are no answers either.
    """
    rows = dossier.tables.get("responses")
    if rows is None:
        rows = empty_table("responses")
    there = [question.name for question in form.questions if column_of(question, rows.columns) is not None]
    if not asked_questions(form, there):
        rows = answers_among(form, rows)
    absent = [column for column in KEYS if column not in rows.columns]
    frame = rows.select(
        *(pl.col(name) for name in KEYS if name not in absent),
        *(pl.lit(None, pl.Date if name == "submitted_on" else pl.String).alias(name) for name in absent),
    ).select(KEYS)
    columns, lacking, used = [], [], set(KEYS)
    faults: list[Fault] = []
    unread: dict[str, tuple[int, ...]] = {}
    for question in form.questions:
        column = column_of(question, rows.columns)
        if column is None:
            lacking.append(question.name)
            continue
        if column in KEYS:
            continue
        used.add(column)
        written = rows[column].cast(pl.String)
        if question.type in NUMBERS:
            values, doubtful = read_measures(question, written, rows["_row"], faults)
            numbered = rows["_row"].filter(written.str.contains(NUMBER).fill_null(value=False)).to_list()
            unread[question.name] = tuple(sorted(set(numbered).intersection(doubtful)))
        else:
            values = _read(question, written)
        columns.append(values.alias(question.name))
    extra = [name for name in rows.columns if name not in used and name != "cluster_id"]
    return Answers(
        frame.with_columns(columns),
        absent=tuple(lacking),
        extra=tuple(extra),
        faults=tuple(faults),
        unread=unread,
    )


def _read(question: Question, written: pl.Series) -> pl.Series:
    """Return the answers to one question in its type; each different one is read once."""
    if question.type == "date":
        return written.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    if not question.choices:
        return written
    several = question.type in LISTS
    known: dict[str, list[str]] = {}
    for answer in written.drop_nulls().unique():
        picked = chosen(question, answer)
        known[answer] = [answer] if picked is None else [choice.name for choice in picked]
    if several:
        return pl.Series([known.get(answer) for answer in written], dtype=pl.List(pl.String))
    return written.replace({answer: names[0] for answer, names in known.items() if names})
