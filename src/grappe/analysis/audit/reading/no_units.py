"""Numbers that are of no units: changes, percentage points, levels of confidence and their intervals."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from grappe.analysis.audit.reading.stated import Stated
from grappe.analysis.audit.reading.words import any_of, one_of, words
from grappe.analysis.language.catalogues import Language

AROUND = 45
"""Characters before a percentage that make a change of it."""
OF_PEOPLE = re.compile(
    r"\s*%?\s*(?:of (?:the |our )?|des |de nos |van (?:de |onze )?)"
    r"(?:members|respondents|enterprises|companies|firms|membres|repondants|entreprises|leden|respondenten|ondernemingen)\b"
)
"""Whom a percentage over 100 would be of, were it a share: of a target or of another year it is none."""
ENDS = 3
"""A level of confidence and the two ends of its interval."""


def without_units(numbers: list[Stated], plain: str, language: Language) -> list[Stated]:
    """Return the numbers of a folded sentence; those that count nobody lose their statistic."""
    unsure = _unsure(numbers, plain, language)
    told = []
    for place, number in enumerate(numbers):
        before, behind = _beside(numbers, place, plain)
        lost = (
            place in unsure
            or (number.statistic == "share" and _is_change(number, plain, before, behind, language))
            or (number.statistic == "share" and number.value > 100 and not OF_PEOPLE.match(behind))
            or (number.statistic == "count" and number.value.denominator != 1)
            or _is_point(number, before, behind, language)
            or re.search(r"(?:±|\+/-)\s?$", before) is not None
        )
        told.append(replace(number, statistic="") if lost else number)
    return told


def _beside(numbers: list[Stated], place: int, plain: str) -> tuple[str, str]:
    """Return the words from the number before, and those up to the number behind."""
    start, end = numbers[place].span
    last = numbers[place - 1].span[1] if place else 0
    following = numbers[place + 1].span[0] if place + 1 < len(numbers) else len(plain)
    return plain[last:start], plain[end:following]


def _is_change(number: Stated, plain: str, before: str, behind: str, language: Language) -> bool:
    """Tell whether a percentage is a rise, a fall or a rate of subsidy, which is of nobody."""
    if plain[number.span[0]] in "+-−" or number.value < 0:
        return True
    changes = _changes(language)
    if changes.risen.match(behind):
        return True
    # From 12 to 15 % are two shares, whatever rose.
    if number.in_letters or changes.moves.search(before):
        return False
    return bool(changes.words.search(before[-AROUND:]))


def _is_point(number: Stated, before: str, behind: str, language: Language) -> bool:
    """Tell whether a number counts the points that a percentage moved by."""
    point = re.match(rf"[\s-]{{1,3}}{any_of(language, 'point')}(?!\w)", behind)
    if number.statistic != "count" or point is None:
        return False
    changes = _changes(language)
    beside = f"{before[-2 * AROUND :]} {behind[point.end() : AROUND]}"
    return bool(
        changes.words.search(beside)
        or changes.gaps.search(beside)
        or changes.risen.match(behind[point.end() :])
    )


class _Changes:
    """The patterns of one language for what changes a percentage."""

    def __init__(self, language: Language) -> None:
        self.words = re.compile(rf"(?<!\w){any_of(language, 'changes')}(?!\w)")
        self.gaps = re.compile(rf"(?<!\w){any_of(language, 'gaps')}(?!\w)")
        self.risen = re.compile(rf"\s{{0,3}}{any_of(language, 'risen')}(?!\w)")
        self.moves = re.compile(rf"(?<!\w){any_of(language, 'moves')}\s{{1,3}}$")


@cache
def _changes(language: Language) -> _Changes:
    return _Changes(language)


def _unsure(numbers: list[Stated], plain: str, language: Language) -> set[int]:
    """Return the places of levels of confidence and of the ends of their intervals."""
    named, joined, level = _intervals(language)
    found: set[int] = set()
    left = 0
    for place, number in enumerate(numbers):
        before, behind = _beside(numbers, place, plain)
        ranged = number.relation == "ge" and not re.search(r"[;.()]", before)
        if left and ranged:
            found.update((place, place + 1))
        bracketed = plain.rfind("[", 0, number.span[0]) > plain.rfind("]", 0, number.span[0])
        if left and (not joined.fullmatch(before) or ("," in before and not bracketed)):
            left = 0
        names = list(named.finditer(before))
        rest = before[names[-1].end() :] if names else ""
        if names and joined.fullmatch(rest):
            left = max(left, ENDS if number.unit == "percent" else ENDS - 1)
        elif names and number.relation == "ge" and not re.search(r"[;.()]", rest):
            left = ENDS - 1
        elif number.unit == "percent" and level.match(behind):
            left = ENDS
        if left:
            found.add(place)
            left -= 1
    return found


@cache
def _intervals(language: Language) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return patterns for the name of an interval, what joins its numbers, and its name behind a level."""
    name = any_of(language, "confidence")
    lists = words(language)
    joins = one_of({*lists["confidence"], *lists["between"], *lists["and"], *lists["to"], *lists["of"], "is"})
    return (
        re.compile(rf"(?<!\w){name}(?:\d{{2}}\s?%?)?(?![\w-])"),
        re.compile(rf"[\s\[(:,;–%=-]*(?:{joins}(?!\w)[\s\[(:,;–%=-]*){{0,6}}"),
        re.compile(rf"[\s-]{{0,2}}{name}(?![\w-])"),
    )
