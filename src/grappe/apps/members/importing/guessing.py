"""Which field each column is: guessed from how it is headed, and from what it holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from rapidfuzz import fuzz, process

from grappe.analysis.dossier.codes import enterprise_number
from grappe.analysis.dossier.nearest import plain
from grappe.analysis.vocabulary import nace, places
from grappe.apps.members.importing.headings import field_of, headings

LIKE_ENOUGH = 88
"""Likeness (0 to 100) from which a heading is taken for another (`N° de BCE`, `N° BCE`: 93)."""
MOSTLY = 0.8
"""Share of the filled cells that must be of a kind for the column to be."""
LOOKED_AT = 300
Why = Literal["heading", "like", "values", "saved"]
EMAIL = re.compile(r"[^@\s;,]+@[^@\s;,]+\.[a-zA-Z]{2,}")
WEBSITE = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
ORDER: tuple[Why, ...] = ("heading", "values", "like")
"""Where two columns could be one field: the better reason has it, then the one further left."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What one column seems to be, and what says so."""

    position: int
    key: str
    why: Why


def guesses(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Guess]:
    """Return the field of each column that seems to be one, each field once, in the order of columns."""
    found = [
        guess
        for position, title in enumerate(titles)
        for guess in _of_column(position, title, [row[position] for row in rows[:LOOKED_AT]])
    ]
    found = _with_people(found)
    found.sort(key=lambda guess: (ORDER.index(guess.why), guess.position))
    taken: dict[str, Guess] = {}
    placed: set[int] = set()
    for guess in found:
        if guess.key not in taken and guess.position not in placed:
            taken[guess.key] = guess
            placed.add(guess.position)
    return sorted(taken.values(), key=lambda guess: guess.position)


def _with_people(found: list[Guess]) -> list[Guess]:
    """Read `Nom` beside `Prénom` as a person's, where another column names the organisation."""
    firsts = {guess.position for guess in found if guess.key == "contact_first_name"}
    names = [guess for guess in found if guess.key in ("name", "legal_name")]
    return [
        replace(guess, key="contact_last_name")
        if guess.key == "name" and firsts & {guess.position - 1, guess.position + 1} and len(names) > 1
        else guess
        for guess in found
    ]


def _of_column(position: int, title: str, cells: Sequence[str]) -> list[Guess]:
    named_by, written = field_of(title), plain(title)
    found = [Guess(position, named_by, "heading")] if named_by else []
    filled = [cell for cell in cells if cell]
    by_values = next((key for key, is_one in KINDS if filled and _mostly(filled, is_one)), None)
    if by_values is not None:
        named = found[0].key if found else None
        if named is None or (by_values == "enterprise_number" and named not in ("code", "enterprise_number")):
            # What passes modulo 97 is a number of the register, whatever heads it.
            found.insert(0, Guess(position, by_values, "heading" if named else "values"))
    if not found and len(written) > 4:
        near = process.extractOne(written, headings().keys(), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH)
        if near is not None:
            found.append(Guess(position, headings()[near[0]], "like"))
    return found


def _mostly(filled: Sequence[str], is_one: Callable[[str], bool]) -> bool:
    return sum(map(is_one, filled)) >= MOSTLY * len(filled)


def _is_number(cell: str) -> bool:
    return isinstance(enterprise_number(cell), str)


def _is_postal_code(cell: str) -> bool:
    return cell in _postal_codes()


@cache
def _postal_codes() -> frozenset[str]:
    return frozenset(places.postal_codes()["postal_code"])


def _is_nace(cell: str) -> bool:
    return "." in cell and any(nace.canonical(cell, version) for version in nace.VERSIONS)


KINDS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("enterprise_number", _is_number),
    ("email", lambda cell: EMAIL.fullmatch(cell) is not None),
    ("website", lambda cell: WEBSITE.fullmatch(cell) is not None),
    ("nace", _is_nace),
    ("postal_code", _is_postal_code),
)
"""What cells alone tell, asked in turn."""
