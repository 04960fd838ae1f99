"""Which number of a sentence another is part of: 9 members, of which 4 enterprises (of which 3 here)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from grappe.analysis.audit.reading.stated import Stated
from grappe.analysis.audit.reading.words import any_of, words
from grappe.analysis.language.catalogues import Language

FAR = 120
"""Characters between a count and the words that say it again as a share."""
NEAR = 40
"""Characters between a count and the parenthesis that holds it as a share."""

SHORT = 3
"""Letters of words too short to be told plural by their end."""
LIST_ENDS = re.compile(r":|\)\W")
BY_SEMICOLON = re.compile(r"(?:[^\d,;.()]|\([^()]{0,200}\)){0,300};")
"""What follows the first part of 57 members: 36 firms (30 of them here); 2 centres; 19 schools."""


@dataclass(frozen=True, slots=True)
class _Level:
    """A whole whose parts are being told."""

    whole: int
    depth: int
    """Parentheses around its parts."""
    listed: bool = False
    """Its parts follow "of which", so that shares are of it too."""
    by_semicolon: bool = False
    """Semicolons part its parts."""


def wholes_in(numbers: list[Stated], plain: str, language: Language) -> dict[int, int]:
    """Return, by place, the place of the number that each number of a folded sentence is part of.

    A list after "of which" or a colon lasts until its parenthesis closes, or the sentence ends. "Of the
    30 …, 5 …" makes the thirty the whole of the counts that follow.
    """
    found: dict[int, int] = {}
    levels: list[_Level] = []
    depth = 0
    last = 0
    lists = _lists(numbers, plain, language)
    for place, number in enumerate(numbers):
        between = plain[last : number.span[0]]
        levels, depth = _still_open(levels, depth, between)
        opened = _last_count(numbers, place, plain) if _opens(between, language) else None
        if opened is not None:
            levels.append(_Level(opened, depth, listed=True))
        elif place in lists:
            levels.append(
                _Level(place - 1, depth, by_semicolon=BY_SEMICOLON.match(plain, number.span[1]) is not None)
            )
        if levels and _is_part(number, numbers[levels[-1].whole], listed=levels[-1].listed):
            found[place] = levels[-1].whole
        if not levels and _is_among(numbers, place, between, language):
            levels.append(_Level(place, depth))
        last = number.span[1]
    for place, number in enumerate(numbers[:-1]):
        whole = numbers[place + 1]
        if number.base is not None and number.base == whole.value and _counts(whole):
            found.setdefault(place, place + 1)
    return {part: whole for part, whole in found.items() if found.get(whole) != part}


def _still_open(levels: list[_Level], depth: int, between: str) -> tuple[list[_Level], int]:
    """Return the wholes whose parts go on behind some words, and how deep in parentheses they end."""
    still = list(levels)
    for mark in between:
        depth += (mark == "(") - (mark == ")")
        while still and still[-1].depth > depth:
            still.pop()
    return [level for level in still if level.by_semicolon or ";" not in between], depth


def restated_in(
    numbers: list[Stated], plain: str, wholes: dict[int, int], language: Language
) -> dict[int, int]:
    """Return, by place, the count of a known whole that a share says again: 40 of the 84, i.e. 48 %."""
    found = {}
    for place, share in enumerate(numbers):
        if not place or share.statistic != "share" or share.in_letters:
            continue
        between = plain[numbers[place - 1].span[1] : share.span[0]]
        if not _restates(language).search(between):
            continue
        count = place - 1
        if count and numbers[count - 1].base is not None and wholes.get(count - 1) == count:
            count -= 1
        if _counts(numbers[count]) and (count in wholes or numbers[count].base is not None):
            found[place] = count
    return found


@cache
def _restates(language: Language) -> re.Pattern[str]:
    """The words right before the share, or its parenthesis a few words behind the count."""
    said = rf"(?<!\w){any_of(language, 'restates')}\s[^\d.;:()]{{0,40}}"
    return re.compile(
        rf"^[^;:]{{0,{FAR}}}?(?:[,(=]\s?|\s){said}$|^[^.,;:()]{{0,{NEAR}}}\(\s?(?:{said})?$|=\s?$"
    )


def _lists(numbers: list[Stated], plain: str, language: Language) -> set[int]:
    """Return the places of the first numbers of lists behind a colon, a dash, a parenthesis or `i.e.`.

    57 members: 36 firms and 21 schools. One number alone may be of anything, and 40 who met and 30 who
    travelled are no list: nouns follow the numbers of one.
    """
    found = set()
    for place in range(1, len(numbers) - 1):
        whole, first, second = numbers[place - 1 : place + 2]
        opened = _list_opens(language).fullmatch(plain[whole.span[1] : first.span[0]])
        between = plain[first.span[1] : second.span[0]]
        if not opened or not _counts(whole) or LIST_ENDS.search(between):
            continue
        # In parentheses stands a part of the first part.
        nouns = (first,) if "(" in between else (first, second)
        if all(part.statistic == "count" and part.value <= whole.value for part in (first, second)) and all(
            _counts_nouns(plain[part.span[1] : part.span[1] + FAR], language) for part in nouns
        ):
            found.add(place)
    return found


def _counts_nouns(behind: str, language: Language) -> bool:
    """Tell whether a plural follows a number within three words, before any verb or little word."""
    lists = words(language)
    following = re.match(r"(?:[\s-][^\W\d][\w'-]*){1,3}", behind)
    for word in following[0].split() if following else []:
        if word.endswith(tuple(lists["verb_ends"])):
            return False
        if len(word) > SHORT and word.endswith(tuple(lists["plural_ends"])):
            return True
        if word in lists["stop"] or word in lists["bare"]:
            return False
    return False


@cache
def _list_opens(language: Language) -> re.Pattern[str]:
    """What stands between a whole and the first of its parts."""
    opener = rf":|\(|\s[–—-]|(?<!\w){any_of(language, 'lists')}"
    return re.compile(rf"\s[^\d:;.()]{{1,60}}(?:{opener})\s{{0,3}}")


def _last_count(numbers: list[Stated], place: int, plain: str) -> int | None:
    """Return the place of the count that "of which" before a number speaks of.

    Past a parenthesis that has closed, a share that restates the count, 45 (38 %), and the whole of so many
    of so many: 29 of the 57 answered, of which 24 firms.
    """
    part = numbers[place]
    between = plain[numbers[place - 1].span[1] : part.span[0]] if place else ""
    end = part.span[0]
    if between.count(")") > between.count("("):
        end = plain.rfind("(", 0, numbers[place - 1].span[0])
    before = max((n for n in range(place) if numbers[n].span[1] <= end), default=-1)
    if before > 0 and numbers[before].statistic == "share":
        before -= 1
    if before > 0 and numbers[before - 1].base == numbers[before].value and "(" not in between:
        before -= part.value <= numbers[before - 1].value
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


def _is_among(numbers: list[Stated], place: int, between: str, language: Language) -> bool:
    """Tell whether a number is the whole that comes first; in 29 of the 57 it is only that of the 29."""
    whole = numbers[place]
    scored = place > 0 and numbers[place - 1].base == whole.value
    return _counts(whole) and not scored and _among(language).search(between) is not None


@cache
def _among(language: Language) -> re.Pattern[str]:
    """The whole that comes first: "Des 30 entreprises, 5 …", at the head of a sentence or clause."""
    return re.compile(rf"^[\W_]{{0,20}}{any_of(language, 'among')}\s$")
