"""A survey, read through: who answered, what they said, and what is odd about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from grappe.analysis.dossier.forms.questionnaire import Questionnaire
from grappe.analysis.language.catalogues import Language
from grappe.analysis.survey.answers import Answers
from grappe.analysis.survey.bounds import bounds
from grappe.analysis.survey.comparison import comparison
from grappe.analysis.survey.counted import Counted, counted
from grappe.analysis.survey.crosstabs import classes_of, crosstabs
from grappe.analysis.survey.frame import Frame
from grappe.analysis.survey.oddities import oddities
from grappe.analysis.survey.questions import questions
from grappe.analysis.survey.response import response
from grappe.analysis.survey.suppression import suppressed
from grappe.analysis.survey.tables import tabulated
from grappe.analysis.survey.verbatims import verbatims
from grappe.analysis.survey.weighted import with_weighted_means, with_weighted_shares
from grappe.analysis.survey.weighting import Weighting, weighted_by
from grappe.analysis.survey.wishes import Wishes


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The tables of a survey, and what they rest on."""

    title: str
    language: Language
    tables: Mapping[str, pl.DataFrame]
    """`tables`, `questions`, `response`, `frame`, `bounds`, `crosstabs`, `verbatims`, `audit`, and `weights`
    when there are any. A column `missing` holds a code of `lacking.REASONS`."""
    read: int
    """Answers in the file."""
    number: int
    """Answers that count."""
    complete: int
    """Of those, the ones that fill in four questions of five."""
    asked: int | None
    """Those who were asked; None: not known."""
    day: dt.date | None
    """The day of the members' list; None: all of it."""
    last: dt.date | None
    """The day of the last answer; None: not known."""
    wishes: Wishes
    weighting: Weighting | None = None


def survey(answers: Answers, form: Questionnaire, frame: Frame, wishes: Wishes) -> Survey:
    """Tabulate a survey: every question on its own base, beside those who were asked.

    Raises UnknownColumn for a class or a question that is asked for and not there.
    """
    language = wishes.language
    counts = counted(answers, form, frame)
    found = tabulated(counts, form, frame, language)
    by = [classes_of(name, found, counts, frame, language) for name in dict.fromkeys(wishes.by)]
    weighting = (
        weighted_by(list(dict.fromkeys(wishes.weight_by)), counts, frame, language)
        if wishes.weight_by
        else None
    )
    shares, lines = found.tables, questions(found, counts, frame)
    if weighting is not None:
        shares = with_weighted_shares(shares, found, counts, weighting, language)
        lines = with_weighted_means(lines, found, counts, weighting, language)
    tables = {
        "tables": shares,
        "questions": lines,
        "response": response(counts, frame, language),
        "frame": comparison(counts, frame, language),
        "bounds": bounds(found, frame),
        "crosstabs": crosstabs(found, counts, by),
        "verbatims": verbatims(found, counts, frame),
        "audit": oddities(answers, found, counts, frame, weighting, wishes),
    }
    if weighting is not None and weighting.design is not None:
        tables["weights"] = weighting.table(counts)
    return Survey(
        title=form.title,
        language=language,
        tables=suppressed(tables, wishes.suppress_below),
        read=counts.read,
        number=counts.number,
        complete=counts.complete,
        asked=frame.size,
        day=frame.day,
        last=_last_day(counts),
        wishes=wishes,
        weighting=weighting,
    )


def _last_day(counts: Counted) -> dt.date | None:
    day = counts.frame["submitted_on"].max()
    return day if isinstance(day, dt.date) else None
