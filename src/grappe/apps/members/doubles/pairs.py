"""Which organisations look like one, and by what: on plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import combinations

from rapidfuzz import fuzz

from grappe.analysis.language.catalogues import N_
from grappe.apps.members.rules.likeness import Keys

NEARLY = 90
"""Likeness of names (0 to 100) from which one may be the other misspelt."""
ALIKE_BESIDE = 50
"""Likeness of names under which a shared domain or address is chance."""
CROWD = 12
"""More than so many at one domain or address: a business park, a group."""
FIRST = 4
"""Letters by which names are put together before each is held against each."""


class Why(Enum):
    """What makes two look like one, the surest first, as people read it."""

    NUMBER = N_("même numéro d’entreprise")
    NAME = N_("même nom")
    DOMAIN = N_("même domaine internet")
    ADDRESS = N_("même adresse")
    NEARLY = N_("noms presque pareils")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two organisations by number, the lower one first, and what makes them look like one."""

    first: int
    second: int
    why: tuple[Why, ...]


def pairs(keys: Mapping[int, Keys]) -> list[Pair]:
    """Return the pairs that look like one, the surest first; two with numbers of their own never do."""
    why: dict[tuple[int, int], list[Why]] = defaultdict(list)
    for reason, found in (
        (Why.NUMBER, _sharing(keys, lambda one: [one.number])),
        (Why.NAME, _sharing(keys, lambda one: {one.name, one.legal_name})),
        (Why.DOMAIN, _alike(keys, _sharing(keys, lambda one: one.domains, most=CROWD))),
        (Why.ADDRESS, _alike(keys, _sharing(keys, lambda one: [one.address], most=CROWD))),
        (Why.NEARLY, _nearly(keys)),
    ):
        for first, second in found:
            there = why[first, second]
            told = reason is Why.NEARLY and Why.NAME in there
            if not told and reason not in there and not _two_numbers(keys[first], keys[second]):
                there.append(reason)
    order = list(Why)
    made = [Pair(first, second, tuple(told)) for (first, second), told in why.items() if told]
    return sorted(made, key=lambda pair: (order.index(pair.why[0]), -len(pair.why), pair.first, pair.second))


def _two_numbers(one: Keys, other: Keys) -> bool:
    return bool(one.number and other.number and one.number != other.number)


def _sharing(
    keys: Mapping[int, Keys], by: Callable[[Keys], Iterable[str]], *, most: int = 0
) -> Iterator[tuple[int, int]]:
    there: dict[str, list[int]] = defaultdict(list)
    for number, one in sorted(keys.items()):
        for key in {*by(one)} - {""}:
            there[key].append(number)
    for numbers in there.values():
        if not most or len(numbers) <= most:
            yield from combinations(numbers, 2)


def _alike(keys: Mapping[int, Keys], found: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for first, second in found:
        if fuzz.token_set_ratio(keys[first].name, keys[second].name) >= ALIKE_BESIDE:
            yield first, second


def _nearly(keys: Mapping[int, Keys]) -> Iterator[tuple[int, int]]:
    """Hold against each other the names that begin alike: all of them would be millions."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, one in sorted(keys.items()):
        if len(one.name) > FIRST:
            blocks[one.name[:FIRST]].append(number)
    for numbers in blocks.values():
        for first, second in combinations(numbers, 2):
            here, there = keys[first].name, keys[second].name
            same_figures = _figures(here) == _figures(there)
            if same_figures and fuzz.ratio(here, there, score_cutoff=NEARLY):
                yield first, second


def _figures(name: str) -> str:
    """Return the figures of a name: `Studio 1` is not `Studio 2` misspelt."""
    return "".join(sign for sign in name if sign.isdigit())
