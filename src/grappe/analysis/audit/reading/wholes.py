"""Which number of a sentence another is part of: 9 members, of which 4 enterprises (of which 3 here)."""

from __future__ import annotations

import re
from functools import cache

from grappe.analysis.audit.reading.stated import Stated
from grappe.analysis.audit.reading.words import any_of
from grappe.analysis.language.catalogues import Language


def wholes_in(numbers: list[Stated], plain: str, language: Language) -> dict[int, int]:
    """Return, by place, the place of the number that each number of a folded sentence is part of.

    A list after "of which" lasts until its parenthesis closes, or the sentence ends. "Of the 30 …, 5 …"
    makes the thirty the whole of the counts that follow.
    """
    found: dict[int, int] = {}
    levels: list[tuple[int, int, bool]] = []
    depth = 0
    last = 0
    for place, number in enumerate(numbers):
        between = plain[last : number.span[0]]
        for mark in between:
            depth += (mark == "(") - (mark == ")")
            while levels and levels[-1][1] > depth:
                levels.pop()
        if ";" in between:
            levels.clear()
        opened = _last_count(numbers, place) if _opens(between, language) else None
        if opened is not None:
            levels.append((opened, depth, True))
        if levels and _is_part(number, numbers[levels[-1][0]], listed=levels[-1][2]):
            found[place] = levels[-1][0]
        if not levels and _counts(number) and _among(language).search(between):
            levels.append((place, depth, False))
        last = number.span[1]
    for place, number in enumerate(numbers[:-1]):
        whole = numbers[place + 1]
        if number.base is not None and number.base == whole.value and _counts(whole):
            found.setdefault(place, place + 1)
    return {part: whole for part, whole in found.items() if found.get(whole) != part}


def _last_count(numbers: list[Stated], place: int) -> int | None:
    """Return the place of the count before a number, past a share that may restate it: 45 (38 %)."""
    before = place - 1
    if before > 0 and numbers[before].statistic == "share":
        before -= 1
    return before if before >= 0 and _counts(numbers[before]) else None


def _counts(number: Stated) -> bool:
    return number.statistic == "count" and number.relation == "eq" and number.unit == "count"


def _is_part(number: Stated, whole: Stated, *, listed: bool) -> bool:
    """listed: after "of which", where a share is of that whole too; elsewhere it may be of anything."""
    if number.statistic == "share":
        return listed
    return number.statistic == "count" and number.value <= whole.value


def _opens(between: str, language: Language) -> bool:
    return bool(_parts(language).search(between))


@cache
def _parts(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(language, 'parts')}(?!\w)(?:\s[^\W\d]{{1,20}}){{0,2}}\s*$")


@cache
def _among(language: Language) -> re.Pattern[str]:
    """The whole that comes first: "Des 30 entreprises, 5 …", at the head of a sentence or clause."""
    return re.compile(rf"^[\W_]{{0,20}}{any_of(language, 'among')}\s$")
