"""Which answers count: the last one of each member, and none that says nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

from grappe.analysis.dossier.forms.questionnaire import SILENT, Question, Questionnaire
from grappe.analysis.survey.answers import Answers
from grappe.analysis.survey.answers_places import RESERVED
from grappe.analysis.survey.frame import ID, Frame

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
    tied: int
    """Members whose last answers have one instant: the order of the rows tells which one counts."""
    anonymous: int
    """Answers that count and name no member."""
    unread: dict[str, int]
    """By question, answers that count and are no number, or no date, as its type wants."""
    complete: int
    """Answers that count and answer at least four questions of five."""

    @property
    def number(self) -> int:
        """How many answers count."""
        return self.frame.height


def asked_questions(form: Questionnaire, columns: list[str]) -> tuple[Question, ...]:
    """Return the questions outside repeats that a person answers and that have a column of their own."""
    own = set(columns) - {*RESERVED}
    return tuple(q for q in form.questions if not q.repeat and q.type not in SILENT and q.name in own)


def counted(answers: Answers, form: Questionnaire, frame: Frame) -> Counted:
    """Set aside the answers that say nothing, then all but the last one of each member.

    The last one is that of the latest instant (of the latest day, where no more is known), then of the lowest
    row, or of the highest in a file that has its newest answers first. Answers without a member all count.
    Where no question has a column, what says nothing cannot be told, and no answer is set aside for it.
    """
    whole = answers.frame
    names = [q.name for q in asked_questions(form, whole.columns)]
    schema = whole.schema
    said = [_is_said(name, schema[name], answers.unread.get(name, ())).cast(pl.Int32) for name in names]
    in_repeats = {
        key for rows in answers.repeats.values() for key in rows["response_id"].drop_nulls().to_list()
    }
    # On the keys alone: the answers themselves are copied once at most.
    instants = whole["submitted_on"] if answers.instants is None else answers.instants
    newest_first = answers.instants is not None and _is_newest_first(instants)
    rows = whole.select(
        *("_row", "response_id", ID),
        instants.alias("instant"),
        said=pl.sum_horizontal(said) if said else pl.lit(0),
    ).with_row_index("at")
    silent = pl.lit(bool(names or answers.repeats)) & (pl.col("said") == 0)
    silent &= ~pl.col("response_id").is_in(list(in_repeats)).fill_null(value=False)
    empty, rows = rows.filter(silent), rows.filter(~silent)
    named_rows = rows.filter(pl.col(ID).is_not_null()).sort(
        "instant", "_row", descending=[False, newest_first], nulls_last=False
    )
    last = named_rows.unique(ID, keep="last", maintain_order=True)
    at_once = named_rows.join(last.select(ID, "instant"), on=[ID, "instant"], nulls_equal=True)
    stays = pl.col(ID).is_null() | pl.col("at").is_in(last["at"].implode())
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
        tied=at_once.filter(pl.col(ID).is_duplicated())[ID].n_unique(),
        anonymous=rows[ID].null_count(),
        unread=_unread(answers, form, rows["_row"]),
        complete=rows.filter(pl.col("said") >= COMPLETE * len(names)).height if names else 0,
    )


def _unread(answers: Answers, form: Questionnaire, rows: pl.Series) -> dict[str, int]:
    """Count the unread among the answers that count; in a repeat, whose rows are others, all of them."""
    kept, repeated = set(rows.to_list()), {q.name for q in form.questions if q.repeat}
    return {
        name: len(unread) if name in repeated else len(kept.intersection(unread))
        for name, unread in answers.unread.items()
    }


def _is_newest_first(instants: pl.Series) -> bool:
    known = instants.drop_nulls()
    return known.is_sorted(descending=True) and known.n_unique() > 1


def _is_said(name: str, dtype: pl.DataType, unread: Collection[int]) -> pl.Expr:
    """Tell whether a question was answered; a list on which nothing was ticked says nothing by itself.

    unread: the rows whose answer could not be read, though there is one.
    """
    if isinstance(dtype, pl.List):
        return (pl.col(name).list.len() > 0).fill_null(value=False)
    said = pl.col(name).is_not_null()
    return said | pl.col("_row").is_in(list(unread)) if unread else said
