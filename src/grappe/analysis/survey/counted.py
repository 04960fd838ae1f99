"""Which answers count: the last one of each member, and none that says nothing."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from grappe.analysis.dossier.forms.questionnaire import SILENT, Question, Questionnaire
from grappe.analysis.survey.answers import Answers
from grappe.analysis.survey.frame import ID, Frame

SILENT_TYPES = (*SILENT, "calculate", "simserial", "subscriberid", "background-audio", "start-geopoint")
"""Types of rows of a form that nobody answers: shown, worked out, or noted by the device."""
COMPLETE = 0.8
"""Share of the questions from which an answer is called complete (AAPOR, Standard Definitions, 10th ed.)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The answers that count, with those that were set aside and why."""

    frame: pl.DataFrame
    """One row per answer that counts, in the order of the file: as `Answers.frame`."""
    repeats: dict[str, pl.DataFrame]
    """By repeat, the instances of the answers that count."""
    read: int
    """Answers in the file."""
    empty: pl.DataFrame
    """Answers in which no question was answered (_row, response_id, member_id)."""
    replaced: pl.DataFrame
    """Answers of a member who answered again later (the same columns)."""
    strangers: pl.DataFrame
    """Answers that count, of someone who is not among those asked (the same columns)."""
    anonymous: int
    """Answers that count and name no member."""
    complete: int
    """Answers that count and answer at least four questions of five."""

    @property
    def number(self) -> int:
        """How many answers count."""
        return self.frame.height


def asked_questions(form: Questionnaire, columns: list[str]) -> tuple[Question, ...]:
    """Return the questions outside repeats that a person answers and that have a column."""
    return tuple(
        q for q in form.questions if not q.repeat and q.type not in SILENT_TYPES and q.name in columns
    )


def counted(answers: Answers, form: Questionnaire, frame: Frame) -> Counted:
    """Set aside the answers that say nothing, then all but the last one of each member.

    The last one is that of the latest day, then of the lowest row; answers without a member all count.
    """
    whole = answers.frame
    names = [q.name for q in asked_questions(form, whole.columns)]
    schema = whole.schema
    said = [_is_said(name, schema[name]).cast(pl.Int32) for name in names]
    in_repeats = {
        key for rows in answers.repeats.values() for key in rows["response_id"].drop_nulls().to_list()
    }
    # On the keys alone: the answers themselves are copied once at most.
    rows = whole.select(
        "_row", "response_id", ID, "submitted_on", said=pl.sum_horizontal(said) if said else pl.lit(0)
    ).with_row_index("at")
    silent = (pl.col("said") == 0) & ~pl.col("response_id").is_in(list(in_repeats)).fill_null(value=False)
    empty, rows = rows.filter(silent), rows.filter(~silent)
    last = (
        rows.filter(pl.col(ID).is_not_null())
        .sort("submitted_on", "_row", nulls_last=False)
        .unique(ID, keep="last")["at"]
    )
    stays = pl.col(ID).is_null() | pl.col("at").is_in(last.implode())
    replaced, rows = rows.filter(~stays), rows.filter(stays)
    strangers = rows.clear()
    if frame.members is not None:
        strangers = rows.filter(pl.col(ID).is_not_null()).join(frame.members.select(ID), on=ID, how="anti")
    kept = whole if rows.height == whole.height else whole[rows["at"]]
    named = ("_row", "response_id", ID)
    return Counted(
        frame=kept,
        repeats={
            name: instances.filter(pl.col("response_id").is_in(rows["response_id"].implode()))
            for name, instances in answers.repeats.items()
        },
        read=whole.height,
        empty=empty.select(named),
        replaced=replaced.select(named),
        strangers=strangers.select(named),
        anonymous=rows[ID].null_count(),
        complete=rows.filter(pl.col("said") >= COMPLETE * len(names)).height if names else 0,
    )


def _is_said(name: str, dtype: pl.DataType) -> pl.Expr:
    """Tell whether a question was answered; a list on which nothing was ticked says nothing by itself."""
    if isinstance(dtype, pl.List):
        return (pl.col(name).list.len() > 0).fill_null(value=False)
    return pl.col(name).is_not_null()
