"""Which organisations of a cluster one asks for, in which order: as a question of an address, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

STATES = ("member", "gone", "coming", "never")
"""On a day: a member; one that was; one whose membership is known to begin later; none of these."""
LACKS = ("identity", "activity", "site", "contact", "words")
"""What a profile may lack: an enterprise number, an activity, a site, a contact, what it does."""
ORDERS = ("name", "joined", "joined_last")
LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One question. Several values of one field are alternatives; several fields hold together."""

    words: str = ""
    states: tuple[str, ...] = ("member",)
    categories: tuple[str, ...] = ()
    """Codes of the cluster's categories."""
    kinds: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    """NUTS 2 codes; `other`: abroad, or a code that no province has."""
    lacks: tuple[str, ...] = ()
    joined_from: dt.date | None = None
    joined_to: dt.date | None = None
    order: str = "name"

    def without(self, facet: str) -> Wanted:
        """Return the same question without one of its fields."""
        told: dict[str, Any] = {facet: STATES if facet == "states" else ()}
        return replace(self, **told)

    def toggled(self, facet: str, value: str) -> Wanted:
        """Return the same question with one more value of a field, or one less."""
        held: tuple[str, ...] = getattr(self, facet)
        kept = tuple(one for one in held if one != value) if value in held else (*held, value)
        told: dict[str, Any] = {facet: kept}
        return replace(self, **told)

    @property
    def narrowed(self) -> bool:
        """Tell whether it asks for more than the members of the day."""
        return replace(self, order="name") != Wanted()


def _texts(allowed: Iterable[str] | None = None) -> Callable[[Sequence[str]], tuple[str, ...]]:
    known = None if allowed is None else set(allowed)

    def read(values: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one for one in values if one and (known is None or one in known)))

    return read


def _day(values: Sequence[str]) -> dt.date | None:
    with suppress(ValueError, IndexError):
        return dt.date.fromisoformat(values[-1])
    return None


PARAMETERS: Mapping[str, tuple[str, Callable[[Sequence[str]], Any]]] = {
    "words": ("q", lambda values: values[-1].strip()[:LONGEST]),
    "states": ("etat", _texts(STATES)),
    "categories": ("categorie", _texts()),
    "kinds": ("nature", _texts()),
    "provinces": ("province", _texts()),
    "lacks": ("manque", _texts(LACKS)),
    "joined_from": ("depuis", _day),
    "joined_to": ("jusque", _day),
    "order": ("tri", lambda values: values[-1] if values[-1] in ORDERS else "name"),
}
"""Of each field: its name in an address, and how it is read there."""


def read_wanted(question: Mapping[str, Sequence[str]]) -> Wanted:
    """Return what an address asks for: values by name. What means nothing counts as not asked."""
    told = {
        field: read(values) for field, (name, read) in PARAMETERS.items() if (values := question.get(name))
    }
    if told.get("states") == ():
        del told["states"]
    return Wanted(**told)


def written(wanted: Wanted) -> str:
    """Return the question as an address has it, without `?`; empty for the members of the day."""
    usual, told = Wanted(), []
    for field in fields(wanted):
        value = getattr(wanted, field.name)
        if value == getattr(usual, field.name):
            continue
        name = PARAMETERS[field.name][0]
        told += [(name, one) for one in (value if isinstance(value, tuple) else (value,))]
    return urlencode(told)
