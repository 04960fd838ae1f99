"""The questions of a survey beside the rows that answer them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from grappe.analysis.dossier.forms.questionnaire import (
    NUMBERS,
    SELECTS,
    SILENT,
    Choice,
    Question,
    Questionnaire,
)
from grappe.analysis.survey.answers_places import RESERVED
from grappe.analysis.survey.counted import Counted

BLOCK = 100
"""Columns counted in one go: enough for all cores, few enough for the memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A question that a person answers, in its place in the form."""

    place: int
    question: Question
    label: str
    group: str
    """The titles of the groups that it stands in, outermost first; empty outside groups."""
    has_column: bool

    @property
    def is_closed(self) -> bool:
        """Whether the answers are names of a list: counted one by one."""
        return self.has_column and (self.question.type in SELECTS or self.is_ranked)

    @property
    def is_ranked(self) -> bool:
        """Whether the answers are choices in an order of preference."""
        return self.question.type == "rank"

    @property
    def is_number(self) -> bool:
        """Whether the answers are numbers."""
        return self.question.type in NUMBERS

    @property
    def is_share(self) -> bool:
        """Whether there is a share of favourable answers: the form says which are."""
        return self.question.type in SELECTS and any(c.positive == "yes" for c in self.question.choices)

    @property
    def lacks_positive(self) -> bool:
        """Whether a share is asked for, by the role, of a question whose form calls no answer favourable."""
        role = self.question.role
        return role is not None and role.is_share and not self.is_share


def items_of(form: Questionnaire, counts: Counted, language: str) -> list[Item]:
    """Return the questions that a person answers, in the order of the form: not who they are, nor when."""
    items = []
    for place, question in enumerate(form.questions):
        if question.type in SILENT or question.name in RESERVED:
            continue
        rows = counts.frame if not question.repeat else counts.repeats.get(question.repeat)
        titles = [_title(form, name, language) for name in question.groups if name in form.group_labels]
        items.append(
            Item(
                place=place,
                question=question,
                label=question.words(language),
                group=" / ".join(title for title in titles if title),
                has_column=rows is not None and question.name in rows.columns,
            )
        )
    return items


def _title(form: Questionnaire, group: str, language: str) -> str:
    titles = form.group_labels[group]
    return titles.get(language) or next(iter(titles.values()), "")


def choice_label(choice: Choice, language: str) -> str:
    """Return a choice's words in a language, or the nearest that it has."""
    return choice.labels.get(language) or next(iter(choice.labels.values()), choice.name)


def rows_by_repeat(items: list[Item], counts: Counted) -> Iterator[tuple[str, pl.DataFrame, list[Item]]]:
    """Yield the rows outside repeats, then those of each repeat, with the questions that they answer.

    Questions come in blocks, so that no more than a block's answers are worked on at once.
    """
    repeats = ["", *dict.fromkeys(i.question.repeat for i in items if i.question.repeat)]
    for repeat in repeats:
        own = [i for i in items if i.question.repeat == repeat and i.has_column]
        rows = counts.repeats[repeat] if repeat and own else counts.frame
        for first in range(0, len(own), BLOCK):
            yield repeat, rows, own[first : first + BLOCK]
