"""What happened to a member, as people read it: a sentence an act, what it said before, who, when, why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from grappe.analysis.language.catalogues import N_, Language, say
from grappe.analysis.language.numbers import long_date
from grappe.apps.journal.authors import called_without_account
from grappe.apps.members.models.acts import Act
from grappe.apps.members.queries.member import Moment
from grappe.apps.people.models import Person
from grappe.pages.desk.entrance import Desk
from grappe.pages.members import words
from grappe.pages.members.told import details

APPLICANT = "system:adhesion"
"""Whoever applies has no account (see `pages/joining`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One act as it was told once."""

    on: dt.date
    title: str
    details: tuple[str, ...]
    recorded: str
    """By whom and when."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened, last told first."""

    anchor: str
    now: Told
    earlier: tuple[Told, ...]
    annulled: bool
    correct: str
    """The address where it is corrected; nothing where it cannot be."""
    annul: str


def anchor_of(book: str, number: int) -> str:
    """Return where an act stands in the page of its member."""
    return f"{book}-{number}"


def events(desk: Desk, code: str, moments: Iterable[Moment], *, settled: bool) -> tuple[Event, ...]:
    """Return what happened; settled: as it was known once, and no more to be corrected from here."""
    told = list(moments)
    names = authors((act for moment in told for act in (moment.act, *moment.earlier)), desk.language)
    may = desk.runs and not settled

    def address(name: str, moment: Moment) -> str:
        if not may or moment.annulled:
            return ""
        return desk.address(name, code=code, book=moment.book, act=moment.act.pk)

    return tuple(
        Event(
            anchor=anchor_of(moment.book, moment.act.pk),
            now=_told(moment.act, names, desk.language),
            earlier=tuple(_told(act, names, desk.language) for act in moment.earlier),
            annulled=moment.annulled,
            correct=address("correct_act", moment),
            annul=address("annul_act", moment),
        )
        for moment in told
    )


def authors(acts: Iterable[Act], language: Language) -> dict[str, str]:
    """Return how who recorded acts is called: `person:3` to a name, in one question."""
    named = {act.by for act in acts}
    numbers = [int(number) for by in named if (number := by.removeprefix("person:")).isdecimal()]
    people = {person.named: str(person) for person in Person.objects.filter(pk__in=numbers)}
    return {by: people.get(by) or _of_no_account(by, language) for by in named}


def _of_no_account(by: str, language: Language) -> str:
    if by == APPLICANT:
        return say(N_("la personne qui a posé sa candidature"), language)
    return called_without_account(by, language)


def _told(act: Any, names: Mapping[str, str], language: Language) -> Told:
    return Told(
        on=act.on,
        title=say(words.ACTS[act.kind], language),
        details=tuple(part for part in details(act, language) if part),
        recorded=say(
            N_("enregistré le {day} par {who}"),
            language,
            day=long_date(timezone.localtime(act.known_at).date(), language),
            who=names[act.by],
        ),
        reason=act.reason,
    )
