"""What a room has to be found by words: a kind of things, and how they are looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from django.db.models import Count, Model, QuerySet, Window

from grappe.apps.search.excerpts import tells
from grappe.pages.desk.entrance import Desk, Right

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What each word begins with, as `apps/search` reads it, and which of the things found are shown."""

    begun: tuple[str, ...]
    first: int = 0
    most: int = 10

    @property
    def shown(self) -> slice:
        """The place of what is shown among all that is found."""
        return slice(self.first, self.first + self.most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing found. `texts` are searched and quoted; `below` is what it is, in the reader's language."""

    title: str
    address: str
    below: str = ""
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """How many things there are, and those that are shown."""

    count: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """One kind of things: its name in addresses, what people call it (French, to be said), who may.

    `find` asks as many statements for one thing as for thirty, and starts from the cluster of the desk.
    """

    name: str
    label: str
    find: Callable[[Desk, Question], Found]
    reads: Right = "reads"


def counted(every: QuerySet[M], question: Question) -> tuple[int, list[M]]:
    """Return how many things there are, and those that are shown, in their order: looked for once."""
    told = list(
        every.annotate(found_in_all=Window(Count("*"))).values_list("pk", "found_in_all")[question.shown]
    )
    numbers = [number for number, _ in told]
    beside = every.query.select_related
    found = every.model._default_manager.order_by()
    if isinstance(beside, dict):
        found = found.select_related(*beside)
    things = found.in_bulk(numbers)
    count = told[0][1] if told else every.count() if question.first else 0
    return count, [things[number] for number in numbers if number in things]


def among(things: Iterable[Hit], question: Question) -> Found:
    """Return what is found among a few things, gathered whole: tens of them, hundreds at most."""
    found = [one for one in things if tells((one.title, *one.texts), question.begun)]
    return Found(len(found), tuple(islice(found, question.first, question.first + question.most)))
