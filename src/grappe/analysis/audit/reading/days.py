"""The year that each number of a sentence is of: 31 members in 2008, 57 in 2010."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from grappe.analysis.audit.reading.stated import Stated
from grappe.analysis.audit.reading.words import any_of
from grappe.analysis.language.catalogues import Language

LONG_AGO = 0
"""The year of what was so at the start, whenever that was."""
NOW = 9999
"""The year of what is said to be so today."""
BACK = 40
"""Characters before a year that tell what it dates."""


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    year: int


def years_of(
    numbers: list[Stated], plain: str, wholes: dict[int, int], language: Language
) -> list[int | None]:
    """Return, for each number of a folded sentence, the year that it is of; None when none is said.

    A year stands before its number, or right behind it; the numbers that follow share one that stands
    before, and parts share that of their whole. Left out: periods, and the years of laws and foundations.
    """
    marks = _marks(numbers, plain, language)
    if not marks:
        return [None] * len(numbers)
    years: list[int | None] = []
    shared: int | None = None
    free = list(marks)
    last = 0
    for place, number in enumerate(numbers):
        start, end = number.span
        following = numbers[place + 1].span[0] if place + 1 < len(numbers) else len(plain)
        leading = [mark for mark in free if last <= mark.start and mark.end <= start]
        trailing = [mark for mark in free if end <= mark.start and mark.end <= following]
        if ";" in plain[last:start]:
            shared = None
        own = shared
        if leading:
            own = leading[-1].year
            shared = None if own == LONG_AGO else own
        elif trailing and (place + 1 == len(numbers) or _touches(plain[end : trailing[0].start], language)):
            own = trailing[0].year
            free = [mark for mark in free if mark is not trailing[0]]
        elif place in wholes and wholes[place] < place:
            own = years[wholes[place]] if years[wholes[place]] is not None else own
        years.append(own)
        last = end
    for part, whole in wholes.items():
        if years[whole] is None and _is_dated_last(part, numbers, marks):
            years[whole] = years[part]
    return years


def _is_dated_last(part: int, numbers: list[Stated], marks: list[_Mark]) -> bool:
    """Tell whether a year behind a part dates the whole too: 31 members, of which 20 firms, in 2008."""
    return part + 1 == len(numbers) and any(mark.start >= numbers[part].span[1] for mark in marks)


def _touches(between: str, language: Language) -> bool:
    """Tell whether a year behind a number is of that number, and opens no clause of the next."""
    return not re.search(rf"[,;:.]|\s(?:{any_of(language, 'conjunctions')})\s", between)


def _marks(numbers: list[Stated], plain: str, language: Language) -> list[_Mark]:
    spans = [number.span for number in numbers]
    return [
        mark
        for mark in _dated(plain, language)
        if not any(start < mark.end and mark.start < end for start, end in spans)
    ]


def _dated(plain: str, language: Language) -> Iterator[_Mark]:
    pattern, another = _patterns(language)
    for match in pattern.finditer(plain):
        if match["year"]:
            if not another.search(plain[max(0, match.start() - BACK) : match.start()]):
                yield _Mark(match.start(), match.end(), int(match["year"]))
        elif match["then"] or match["now"]:
            yield _Mark(match.start(), match.end(), LONG_AGO if match["then"] else NOW)


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    year = r"(?:19|20)\d{2}"
    betweens, ands, tos = (any_of(language, name) for name in ("between", "and", "to"))
    period = (
        rf"(?<![\d.,]){year}\s?[-–/]\s?(?:{year}|\d{{2}})(?!\d)"
        rf"|(?<!\w){betweens}\s{year}\s(?:{ands}|{tos})\s{year}(?!\d)"
    )
    born, of = any_of(language, "born"), any_of(language, "born_of")
    founding = rf"{born}\s(?:[^,;:.()]{{0,30}}\s)?{of}(?=\s\d)"
    return (
        re.compile(
            rf"(?P<period>{period})|(?<![\d.,])(?P<year>{year})(?!\d|[.,]\d)"
            rf"|(?<!\w)(?:(?P<then>{founding}|{any_of(language, 'then')}|{any_of(language, 'moves')})|(?P<now>{any_of(language, 'now')}))(?!\w)"
        ),
        re.compile(rf"(?<!\w){any_of(language, 'dates_another')}(?!\w)[^,;:()]{{0,25}}$"),
    )
