"""Surveys written in a test: what reading a form, its answers and a list of members would have given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from grappe.analysis.dossier.forms.questionnaire import LISTS, NUMBERS, Choice, Question, Questionnaire
from grappe.analysis.dossier.roles import read_role
from grappe.analysis.survey.answers import Answers
from grappe.analysis.survey.frame import Frame, frame_of
from grappe.analysis.survey.survey import Survey, survey
from grappe.analysis.survey.wishes import Wishes

OPINION = (
    Choice("good", {"fr": "Bien", "en": "Good"}, "yes"),
    Choice("bad", {"fr": "Mal", "en": "Bad"}),
    Choice("na", {"fr": "Non concerné", "en": "Not concerned"}, "na"),
)
TYPES = {**dict.fromkeys(LISTS, pl.List(pl.String)), **dict.fromkeys(NUMBERS, pl.Float64), "date": pl.Date}


def question(name: str, kind: str = "select_one", **more: Any) -> Question:
    """Return a question; one of a list has the three opinions unless it says otherwise."""
    choices = OPINION if kind.startswith("select") else ()
    role = more.pop("role", None)
    given = {
        "labels": {"fr": f"La question {name}"},
        "choices": choices,
        "role": None if role is None else read_role(role),
        **more,
    }
    return Question(name, kind, **given)


def answers(
    form: Questionnaire, rows: Iterable[Mapping[str, Any]], repeats: Mapping[str, Any] | None = None
) -> Answers:
    """Return answers from rows by question; `member` and `day` are optional."""
    rows = list(rows)
    frame = pl.DataFrame(
        {
            "_row": pl.Series([row.get("row", place) for place, row in enumerate(rows, 2)], dtype=pl.Int64),
            "response_id": pl.Series([f"r{place}" for place in range(1, len(rows) + 1)], dtype=pl.String),
            "member_id": pl.Series([row.get("member") for row in rows], dtype=pl.String),
            "submitted_on": pl.Series([row.get("day") for row in rows], dtype=pl.Date),
            **{
                q.name: pl.Series([row.get(q.name) for row in rows], dtype=TYPES.get(q.type, pl.String()))
                for q in form.questions
                if not q.repeat
            },
        }
    )
    return Answers(frame, repeats=repeats or {})


def listed(*members: tuple[str, str | None], **more: Sequence[Any]) -> pl.DataFrame:
    """Return a list of members with their kind."""
    return pl.DataFrame(
        {
            "member_id": pl.Series([member for member, _ in members], dtype=pl.String),
            "kind": pl.Series([kind for _, kind in members], dtype=pl.String),
            **more,
        }
    )


def read(
    questions: Iterable[Question],
    rows: Iterable[Mapping[str, Any]],
    *,
    members: pl.DataFrame | None = None,
    invited: int | None = None,
    repeats: Mapping[str, Any] | None = None,
    day: dt.date | None = None,
    **wishes: Any,
) -> Survey:
    """Return a survey tabulated."""
    form = Questionnaire(tuple(questions))
    frame: Frame = frame_of(members, invited=invited, day=day)
    return survey(answers(form, rows, repeats), form, frame, Wishes(**wishes))


def lines(found: Survey, table: str, **where: Any) -> list[dict[str, Any]]:
    """Return the lines of a table that say so."""
    return found.tables[table].filter(**where).to_dicts() if where else found.tables[table].to_dicts()


def line(found: Survey, table: str, **where: Any) -> dict[str, Any]:
    """Return the only line of a table that says so."""
    told = lines(found, table, **where)
    assert len(told) == 1, told
    return told[0]
