"""From the acts about one organisation's people to who speaks for it on each day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from grappe.analysis.language.catalogues import N_
from grappe.apps.members.rules.refusals import RegisterRefusal
from grappe.apps.members.rules.timeline import Told, in_force

VOTER = "voter"


@dataclass(frozen=True, slots=True)
class Word:
    """What one act tells. person: a number; part: `reader`, `editor`, `voter`, empty where it ends."""

    person: int
    part: str


@dataclass(frozen=True, slots=True)
class Part:
    """A person's part from a day to a day (excluded; None: still), and the act that gave it."""

    since: dt.date
    until: dt.date | None
    act: int
    person: int
    part: str


class NotARepresentative(RegisterRefusal):
    """Ended without having begun."""

    sentence: ClassVar[str] = N_(
        "Cette personne ne représente pas {name} le {day} : il n’y a rien à terminer."
    )


class AlreadyThatPart(RegisterRefusal):
    """Appointed to what they are."""

    sentence: ClassVar[str] = N_("Cette personne a déjà ce rôle pour {name} le {day}.")


class TwoVoters(RegisterRefusal):
    """Two who would vote in one name."""

    sentence: ClassVar[str] = N_(
        "{name} a déjà une personne qui vote en son nom le {day} : terminez d’abord son rôle, ou donnez-lui-en un autre."
    )


def parts_of(acts: Iterable[Told[Word]], *, name: str, known: dt.datetime | None = None) -> list[Part]:
    """Return who spoke for one organisation, as known at an instant (None: now).

    Raises a RegisterRefusal where the acts do not follow from one another.
    """
    parts: list[Part] = []
    now: dict[int, Part] = {}
    for told, word in in_force(acts, known):
        held = now.pop(word.person, None)
        if not word.part and held is None:
            raise NotARepresentative(name=name, day=told.on)
        if held is not None:
            if held.part == word.part:
                raise AlreadyThatPart(name=name, day=told.on)
            if told.on > held.since:
                parts.append(Part(held.since, told.on, held.act, held.person, held.part))
        if word.part == VOTER and any(one.part == VOTER for one in now.values()):
            raise TwoVoters(name=name, day=told.on)
        if word.part:
            now[word.person] = Part(told.on, None, told.number, word.person, word.part)
    return [*parts, *now.values()]
