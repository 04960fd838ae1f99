"""From the acts about one organisation to what it was on each day: a member or not, and which."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from grappe.analysis.language.catalogues import N_
from grappe.apps.members.rules.refusals import RegisterRefusal
from grappe.apps.members.rules.timeline import Told, in_force

BEGINS = ("admitted", "received")
"""Admitted by the cluster; received by a transfer or a merger."""
CHANGES = ("category_changed",)
ENDS = ("resigned", "excluded", "struck_off", "transferred", "merged", "dissolved", "left")
"""Gone of its own will; sent away; taken off for want of what the statutes ask; its place given to another
organisation; taken over by another; gone out of existence; gone, and what was brought in does not say how."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What one act tells of a membership. category: the number of one of the cluster's categories."""

    act: str
    category: int | None = None
    kind: str = ""
    """`enterprise`, `research`, `education` or `association_public`."""
    founding: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A membership as it was from a day to a day (excluded; None: still), and the act that made it so."""

    since: dt.date
    until: dt.date | None
    act: int
    category: int
    kind: str
    founding: bool
    joined_on: dt.date
    """The day on which the membership began of which this is a part."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A membership from its first day to its last (excluded), whatever its category in between."""

    joined_on: dt.date
    left_on: dt.date | None
    last: Span
    """As it was at its end, or is."""


class AlreadyMember(RegisterRefusal):
    """Admitted twice."""

    sentence: ClassVar[str] = N_(
        "{name} est déjà membre le {day}. Enregistrez d’abord sa sortie, ou corrigez l’acte qui l’a fait entrer."
    )


class NotAMember(RegisterRefusal):
    """Gone, or changed, without being there."""

    sentence: ClassVar[str] = N_(
        "{name} n’est pas membre le {day} : aucun acte ne peut y mettre fin ni changer sa catégorie. "
        "Vérifiez le jour, ou enregistrez d’abord son admission."
    )


class NothingChanges(RegisterRefusal):
    """A change into the same."""

    sentence: ClassVar[str] = N_(
        "{name} est déjà de cette catégorie le {day} : choisissez-en une autre, ou un autre jour."
    )


def spans_of(acts: Iterable[Told[Tie]], *, name: str, known: dt.datetime | None = None) -> list[Span]:
    """Return what one organisation was, from its first day on, as known at an instant (None: now).

    A membership that begins and ends on one day leaves no span. Raises a RegisterRefusal where the acts do
    not follow from one another; `name` is the organisation, for its sentence.
    """
    spans: list[Span] = []
    now: Span | None = None
    for told, tie in in_force(acts, known):
        if tie.act in BEGINS:
            if now is not None:
                raise AlreadyMember(name=name, day=told.on)
            now = Span(told.on, None, told.number, _category(tie), tie.kind, tie.founding, joined_on=told.on)
            continue
        if now is None:
            raise NotAMember(name=name, day=told.on)
        if told.on > now.since:
            spans.append(Span(now.since, told.on, *_rest(now)))
        if tie.act in ENDS:
            now = None
            continue
        if (tie.category, tie.kind) == (now.category, now.kind):
            raise NothingChanges(name=name, day=told.on)
        now = Span(told.on, None, told.number, _category(tie), tie.kind, now.founding, now.joined_on)
    return spans if now is None else [*spans, now]


def spells_of(spans: Iterable[Span]) -> list[Spell]:
    """Return the memberships that spans are parts of, in order."""
    spells: list[Spell] = []
    for span in spans:
        if spells and spells[-1].joined_on == span.joined_on and spells[-1].left_on == span.since:
            spells.pop()
        spells.append(Spell(span.joined_on, span.until, span))
    return spells


def _category(tie: Tie) -> int:
    if tie.category is None:
        raise ValueError(f"an act {tie.act} names a category")
    return tie.category


def _rest(span: Span) -> tuple[int, int, str, bool, dt.date]:
    return span.act, span.category, span.kind, span.founding, span.joined_on
