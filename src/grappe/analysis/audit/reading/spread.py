"""The mean, the median, the quartiles and the extremes that one sentence gives of one thing."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import cache

from grappe.analysis.audit.reading.stated import Stated
from grappe.analysis.audit.reading.words import any_of, words
from grappe.analysis.language.catalogues import Language

SPREAD = ("mean", "median", "quantile")


def beside_means(numbers: list[Stated], plain: str, language: Language) -> list[Stated]:
    """Return the numbers of a folded sentence; beside a mean an extreme is a quantile, and units are shared.

    "The mean is 30 FTE, the median 9 and the maximum 120": 9 and 120 are FTE too.
    """
    if not any(number.statistic in SPREAD for number in numbers):
        return numbers
    told = [_extreme(numbers, place, plain, language) for place in range(len(numbers))]
    own = [place for place, number in enumerate(told) if number.statistic in SPREAD]
    named = [place for place in own if not _is_bare(told, place, plain, language)]
    # From 1 to 120 FTE, with a mean of 24.
    named = named or [place for place, number in enumerate(told) if number.unit in ("fte", "eur")]
    for place in own:
        if place not in named and named:
            earlier = [other for other in named if other < place]
            told[place] = replace(told[place], unit=told[earlier[-1] if earlier else named[0]].unit)
    return told


def _extreme(numbers: list[Stated], place: int, plain: str, language: Language) -> Stated:
    number = numbers[place]
    if number.statistic not in ("count", "total"):
        return number
    before = plain[numbers[place - 1].span[1] if place else 0 : number.span[0]]
    match = _extremes(language).search(before)
    if match is None:
        return number
    level = Fraction(words(language)["extremes"][match["extreme"]])
    # "Maximum" was read as a bound; 30 M€, whose digits are not those of its value, are rounded all the same.
    is_scaled = not number.decimals and re.sub(r"\D", "", number.words) not in ("", str(abs(number.value)))
    relation = "about" if is_scaled else "eq"
    return replace(number, statistic="quantile", level=level, relation=relation)


def _is_bare(numbers: list[Stated], place: int, plain: str, language: Language) -> bool:
    """Tell whether a number stands without what it counts."""
    number = numbers[place]
    if number.unit != "count":
        return False
    following = numbers[place + 1].span[0] if place + 1 < len(numbers) else len(plain)
    behind = plain[number.span[1] : following]
    return bool(re.match(rf"\s{{0,3}}(?:$|[,;:.()\]]|{any_of(language, 'bare')}(?!\w))", behind))


@cache
def _extremes(language: Language) -> re.Pattern[str]:
    """Find `the maximum` or `(max.` before a number; `a maximum of` bounds it, and is no extreme."""
    extreme = any_of(language, "extremes")
    articles = any_of(language, "the")
    return re.compile(
        rf"(?:(?<!\w){articles}\s|[,;:(]\s?)(?P<extreme>{extreme})(?!\w)(?:[\s:=]{{0,3}}[^\W\d]{{1,12}}){{0,3}}[\s:=']{{0,3}}$"
    )
