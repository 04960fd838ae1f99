"""Whether an organisation fulfils the conditions of a category, from its places and from what was found.

The statutes ask of an effective member an establishment in the region, with at least one person full time or
a self-employed person in main activity. They ask no place of an adherent one, whose voice is consultative.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from grappe.analysis.language.catalogues import N_
from grappe.analysis.vocabulary.places import postal_codes

Criterion = Literal["place_in_region", "person_at_work"]
Answer = Literal["met", "not_met", "unknown"]

PLACE, PERSON = "place_in_region", "person_at_work"
CRITERIA: dict[str, str] = {
    PLACE: N_("Un établissement dans la région"),
    PERSON: N_("Une personne à temps plein, ou un indépendant à titre principal, dans cet établissement"),
}
"""What each condition is, French to be said."""
FULL_TIME = Decimal(1)
"""The equivalent of one person full time."""
BELGIUM = "BE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One establishment as it declared it; ends are excluded, an open or unknown end is None."""

    postal_code: str
    country: str = BELGIUM
    fte: Decimal | None = None
    self_employed_main: bool = False
    since: dt.date | None = None
    until: dt.date | None = None

    def open_on(self, day: dt.date) -> bool:
        """Tell whether it is there on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What somebody found on a condition: it counts before what the organisation declared."""

    criterion: str
    answer: str
    as_of: dt.date
    words: str
    number: int = 0
    """That of the evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How one condition stands: since what was seen on `as_of`; `why` is French to be said.

    `evidence` is the number of what somebody found, None where the declared places alone tell.
    """

    criterion: str
    answer: Answer
    as_of: dt.date
    why: str
    place: str = ""
    """The postal code that tells."""
    evidence: int | None = None


def criteria_of(*, in_region: bool) -> tuple[str, ...]:
    """Return the conditions of a category: of place and person, or none."""
    return (PLACE, PERSON) if in_region else ()


def judged(
    *, in_region: bool, region: str, places: Iterable[Place], found: Iterable[Found], day: dt.date
) -> tuple[Verdict, ...]:
    """Return how each condition of a category stands on a day, in their order.

    region: NUTS 1 of the cluster, `BE3`. found: in the order in which it was judged; the last one counts.
    """
    last = {one.criterion: one for one in found}
    declared = _declared(region, [place for place in places if place.open_on(day)], day)
    return tuple(
        _by_evidence(last[criterion]) if criterion in last else declared[criterion]
        for criterion in criteria_of(in_region=in_region)
    )


def is_eligible(verdicts: Iterable[Verdict]) -> bool:
    """Tell whether every condition is met: one that nobody can tell is not."""
    return all(one.answer == "met" for one in verdicts)


@cache
def _regions() -> dict[str, str | None]:
    return dict(postal_codes().select("postal_code", "region").iter_rows())


def region_of(postal_code: str, country: str) -> str | None:
    """Return the region (NUTS 1) of a place, the country of one abroad, None where nobody can tell."""
    if country and country != BELGIUM:
        return country
    return _regions().get(postal_code.strip())


def _by_evidence(one: Found) -> Verdict:
    answers: dict[str, Answer] = {"met": "met", "not_met": "not_met", "unknown": "unknown"}
    return Verdict(
        criterion=one.criterion,
        answer=answers[one.answer],
        as_of=one.as_of,
        why=one.words,
        evidence=one.number,
    )


def _declared(region: str, places: list[Place], day: dt.date) -> dict[str, Verdict]:
    if not region:
        why = N_("La région du cluster n’est pas dite : complétez sa fiche.")
        return {
            name: Verdict(criterion=name, answer="unknown", as_of=day, why=why) for name in (PLACE, PERSON)
        }
    if not places:
        why = N_("Aucun établissement n’est déclaré à ce jour.")
        return {
            name: Verdict(criterion=name, answer="unknown", as_of=day, why=why) for name in (PLACE, PERSON)
        }
    where = [(place, region_of(place.postal_code, place.country)) for place in places]
    inside = [place for place, found in where if found == region]
    lost = [place for place, found in where if found is None]
    return {PLACE: _place(inside, lost, day), PERSON: _person(inside, lost, day)}


def _place(inside: list[Place], lost: list[Place], day: dt.date) -> Verdict:
    if inside:
        return Verdict(
            criterion=PLACE,
            answer="met",
            as_of=day,
            why=N_("Établissement déclaré à {place}."),
            place=inside[0].postal_code,
        )
    if lost:
        return Verdict(
            criterion=PLACE,
            answer="unknown",
            as_of=day,
            why=N_("Le code postal « {place} » n’est dans aucune liste : vérifiez-le."),
            place=lost[0].postal_code,
        )
    why = N_("Tous les établissements déclarés sont hors de la région.")
    return Verdict(criterion=PLACE, answer="not_met", as_of=day, why=why)


def _person(inside: list[Place], lost: list[Place], day: dt.date) -> Verdict:
    for place in inside:
        full_time = place.fte is not None and place.fte >= FULL_TIME
        if full_time or place.self_employed_main:
            return Verdict(
                criterion=PERSON,
                answer="met",
                as_of=day,
                why=N_("Un équivalent temps plein ou plus est déclaré à {place}.")
                if full_time
                else N_("Un indépendant à titre principal est déclaré à {place}."),
                place=place.postal_code,
            )
    untold = next((place for place in inside if place.fte is None), None)
    if untold is not None:
        return Verdict(
            criterion=PERSON,
            answer="unknown",
            as_of=day,
            why=N_("L’emploi à {place} n’est pas déclaré."),
            place=untold.postal_code,
        )
    if lost:
        why = N_("On ne sait pas où est l’établissement « {place} ».")
        return Verdict(criterion=PERSON, answer="unknown", as_of=day, why=why, place=lost[0].postal_code)
    why = (
        N_("Moins d’un équivalent temps plein est déclaré dans chaque établissement de la région.")
        if inside
        else N_("Aucun établissement déclaré dans la région, donc personne qui y travaille.")
    )
    return Verdict(criterion=PERSON, answer="not_met", as_of=day, why=why)
