"""Which organisation a row is about: one of the book's, an earlier row's, or none yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from rapidfuzz import fuzz

from grappe.apps.members.importing.verdicts import How
from grappe.apps.members.rules.likeness import Keys

K = TypeVar("K")
ALIKE_BESIDE = 50
"""Likeness of names (0 to 100) under which a shared domain or address is chance: a group, a business park."""


@dataclass(frozen=True, slots=True)
class Found(Generic[K]):
    """What was found, and by what. several: how many it could be, where it is not one."""

    what: K | None = None
    how: How | None = None
    several: tuple[K, ...] = ()
    homonyms: tuple[K, ...] = ()
    """Of the same name, and of another number: not it."""


@dataclass(slots=True)
class Index(Generic[K]):
    """Organisations, found by what tells them apart."""

    keys: dict[K, Keys] = field(default_factory=dict)
    _by: dict[tuple[str, str], list[K]] = field(default_factory=lambda: defaultdict(list))

    def add(self, what: K, keys: Keys) -> None:
        """Have an organisation be found; one that is there already is found by more."""
        self.keys.setdefault(what, keys)
        for key in _ways(keys):
            if what not in self._by[key]:
                self._by[key].append(what)

    def find(self, keys: Keys) -> Found[K]:
        """Return the organisation that these keys are of: by number, then name, domain, address."""
        if keys.number and (same := self._at("number", keys.number)):
            return Found(same[0], How.NUMBER) if len(same) == 1 else Found(several=tuple(same))
        homonyms: list[K] = []
        for how, kind, names in (
            (How.NAME, "name", {keys.name, keys.legal_name}),
            (How.DOMAIN, "domain", keys.domains),
            (How.ADDRESS, "address", {keys.address}),
        ):
            there = list(dict.fromkeys(one for name in names if name for one in self._at(kind, name)))
            fitting = [one for one in there if not self._of_another_number(one, keys)]
            if how is How.NAME:
                homonyms = [one for one in there if one not in fitting]
            else:
                fitting = [one for one in fitting if self._alike(one, keys)]
            if len(fitting) == 1:
                return Found(fitting[0], how)
            if fitting:
                return Found(several=tuple(fitting))
        return Found(homonyms=tuple(homonyms))

    def is_called_otherwise(self, what: K, keys: Keys) -> bool:
        """Tell whether no name of an organisation looks like one of these; not so where either has none."""
        held = self.keys[what]
        theirs, told = {held.name, held.legal_name} - {""}, {keys.name, keys.legal_name} - {""}
        likeness = [fuzz.token_set_ratio(one, other) for one in theirs for other in told]
        return bool(likeness) and max(likeness) < ALIKE_BESIDE

    def _at(self, kind: str, key: str) -> list[K]:
        return self._by.get((kind, key), [])

    def _of_another_number(self, one: K, keys: Keys) -> bool:
        number = self.keys[one].number
        return bool(number and keys.number and number != keys.number)

    def _alike(self, one: K, keys: Keys) -> bool:
        name = self.keys[one].name
        return not (name and keys.name) or fuzz.token_set_ratio(name, keys.name) >= ALIKE_BESIDE


def _ways(keys: Keys) -> Iterable[tuple[str, str]]:
    if keys.number:
        yield "number", keys.number
    for name in {keys.name, keys.legal_name} - {""}:
        yield "name", name
    for domain in keys.domains:
        yield "domain", domain
    if keys.address:
        yield "address", keys.address
