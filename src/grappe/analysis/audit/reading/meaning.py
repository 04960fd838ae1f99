"""How a sentence means its numbers: at least, about, a mean, a quantile, so many of so many."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from itertools import pairwise

from grappe.analysis.audit.reading.no_units import without_units
from grappe.analysis.audit.reading.spread import beside_means
from grappe.analysis.audit.reading.stated import Stated
from grappe.analysis.audit.reading.words import any_of, one_of, words
from grappe.analysis.language.catalogues import Language

AROUND = 45
"""Characters before or behind a number that say how it is meant."""
FAR = 120
"""Characters between a share and the size that it is said to lie under."""
SMALL = 10
"""Up to which so many of so many is a share, and counts nobody."""
SIGNS = {"<": "lt", "≤": "le", ">": "gt", "≥": "ge", "~": "about", "≈": "about", "±": "about"}
OPPOSITE = {"lt": "gt", "gt": "lt", "le": "ge", "ge": "le"}


def meant(numbers: list[Stated], plain: str, language: Language) -> list[Stated]:
    """Return the numbers of a folded sentence with relation, statistic, level and base."""
    told = [_related(number, plain, language) for number in numbers]
    told = _ranges(told, plain, language)
    told = _scored(told, plain, language)
    told = _with_statistics(told, plain, language)
    told = beside_means(told, plain, language)
    told = without_units(told, plain, language)
    told = _quantiles(told, plain, language)
    return _based(told, plain, language)


def _related(number: Stated, plain: str, language: Language) -> Stated:
    start, end = number.span
    before = plain[max(0, start - AROUND) : start]
    behind = plain[end : end + AROUND]
    match = _phrases(language).before.search(before)
    relation = _named(match) or SIGNS.get(before.rstrip()[-1:], "")
    if not relation:
        relation = _named(_phrases(language).after.match(behind))
    if not relation:
        relation = "ge" if behind.startswith("+") else number.relation
    value, decimals = number.value, number.decimals
    if relation == "about" and value.denominator != 1 and not decimals:
        value = Fraction(round(value))
    elif value.denominator != 1 and not decimals:
        value, decimals = Fraction(round(value * 100), 100), 2
    return replace(number, relation=relation, value=value, decimals=decimals)


@dataclass(frozen=True, slots=True)
class _Phrases:
    before: re.Pattern[str]
    after: re.Pattern[str]


@cache
def _phrases(language: Language) -> _Phrases:
    lists = words(language)
    little = {
        "fr": r"(?:les?\s|la\s|l'|de\s|d'|a\s|des\s)?",
        "en": r"(?:the\s|an?\s)?",
        "nl": r"(?:de\s|een\s)?",
    }
    before = "|".join(f"(?P<{name}>{one_of(told)})" for name, told in lists["before"].items())
    after = "|".join(f"(?P<{name}>{one_of(told)})" for name, told in lists["after"].items())
    gap = little[language]
    return _Phrases(
        re.compile(rf"(?<![\w-])(?:{before})\s{{0,3}}{gap}[€~]?\s?$"),
        re.compile(rf"\s{{0,3}}(?:[^\W\d]{{2,20}}\s)?(?:{after})(?!\w)(?!\s{{0,3}}\d)"),
    )


def _named(match: re.Match[str] | None) -> str:
    if match is None:
        return ""
    return next((name for name, words_found in match.groupdict().items() if words_found), "")


def _ranges(numbers: list[Stated], plain: str, language: Language) -> list[Stated]:
    """Give the two ends of a range their relations, and the first the unit that the second has."""
    told = list(numbers)
    for place, (low, high) in enumerate(pairwise(numbers)):
        between = plain[low.span[1] : high.span[0]]
        if len(between) > AROUND or low.value >= high.value:
            continue
        before = plain[max(0, low.span[0] - AROUND) : low.span[0]]
        if _moves(language).search(before):
            continue
        opened = re.search(
            rf"(?<!\w){any_of(language, 'between')}\s$", plain[max(0, low.span[0] - 12) : low.span[0]]
        )
        dash = re.fullmatch(r"\s?[-–]\s?", between)
        joined = re.fullmatch(rf"\s{any_of(language, 'to')}\s", between)
        joins = opened and re.fullmatch(rf"\s(?:[^\W\d]{{2,20}}\s)?{any_of(language, 'and')}\s", between)
        if not (dash or joined or joins):
            continue
        unit = high.unit if low.unit == "count" else low.unit
        told[place] = replace(told[place], relation="ge", unit=unit)
        told[place + 1] = replace(told[place + 1], relation="le")
    return told


@cache
def _moves(language: Language) -> re.Pattern[str]:
    """What makes of two numbers a change: went from, augmenté de."""
    moves, changes = any_of(language, "moves"), any_of(language, "changes")
    return re.compile(rf"(?<!\w)(?:{moves}|{changes}(?:\s(?:de|from|van))?)\s$")


def _scored(numbers: list[Stated], plain: str, language: Language) -> list[Stated]:
    """Turn so many of so many into a count with its base, or a share where the numbers are small."""
    told: list[Stated] = []
    pattern = _ratio(language)
    skipped = -1
    for place, number in enumerate(numbers):
        if place == skipped:
            continue
        whole = numbers[place + 1] if place + 1 < len(numbers) else None
        between = plain[number.span[1] : whole.span[0]] if whole is not None else ""
        fits = (
            whole is not None
            and number.unit in ("count", "fte")
            and whole.unit in ("count", "fte")
            and number.value <= whole.value
            and whole.value.denominator == 1
            and pattern.fullmatch(between)
        )
        if not fits or whole is None:
            told.append(number)
            continue
        if whole.value <= SMALL and not _definite(between):
            skipped = place + 1
            if not _is_score(number, plain, language):
                told.append(_share_of(number, whole, between))
            continue
        told.append(replace(number, base=int(whole.value)))
    return told


def _share_of(number: Stated, whole: Stated, between: str) -> Stated:
    return replace(
        number,
        span=(number.span[0], whole.span[1]),
        value=Fraction(round(100 * number.value / whole.value)),
        unit="percent",
        relation="about" if number.relation == "eq" else number.relation,
        words=f"{number.words}{between}{whole.words}",
        in_letters=True,
    )


def _definite(between: str) -> bool:
    """Tell whether a whole is one that exists (of the nine), and no manner of speaking (of nine)."""
    # Dutch says "op de vijf" of no five in particular.
    return bool(re.search(r"(?<!\w)(?:des|les|the|(?<!op )de|ces|these|deze)\s$", between))


@cache
def _ratio(language: Language) -> re.Pattern[str]:
    """Two numbers that touch (24 of 57), or a thing between them where no other reading is left."""
    return re.compile(
        rf"\s?/\s?|\s{any_of(language, 'ratio')}\s|\s(?:[^\W\d]{{2,25}}\s){{1,2}}{any_of(language, 'ratio_apart')}\s"
    )


def _is_score(number: Stated, plain: str, language: Language) -> bool:
    before = plain[max(0, number.span[0] - AROUND) : number.span[0]]
    return bool(re.search(rf"(?<!\w){any_of(language, 'score')}(?!\w)", before))


def _with_statistics(numbers: list[Stated], plain: str, language: Language) -> list[Stated]:
    told = []
    last = 0
    jobs = _is_employment(plain, language)
    for place, number in enumerate(numbers):
        following = numbers[place + 1].span[0] if place + 1 < len(numbers) else len(plain)
        before = plain[max(last, number.span[0] - 2 * AROUND) : number.span[0]]
        behind = re.split(r"[,;:.()]", plain[number.span[1] : min(following, number.span[1] + AROUND)])[0]
        told.append(_with_statistic(number, before, behind, language, jobs=jobs))
        last = number.span[1]
    return told


def _with_statistic(number: Stated, before: str, behind: str, language: Language, *, jobs: bool) -> Stated:
    """jobs: the sentence speaks of employment."""
    statistics = _statistics(language)
    named = [
        (match.end(), _named(match), match[0])
        for match in statistics.finditer(before)
        if _named(match) != "coefficient" or not re.search(r"[,;.()]", before[match.end() :])
    ]
    _, kind, phrase = max(named, default=(0, "", ""))
    if kind in ("", "total"):
        found = statistics.search(behind)
        if found is not None and _named(found) in ("mean", "median"):
            kind, phrase = _named(found), found[0]
    unit = _spoken_unit(number, before, behind, language, named=bool(kind)) if jobs else number.unit
    if kind == "coefficient":
        return replace(number, statistic="")
    if kind in ("mean", "median"):
        return replace(number, statistic=kind, unit=unit)
    if kind == "quartile" and unit != "percent":
        level = Fraction(str(words(language)["quartiles"][" ".join(re.split(r"[\s-]+", phrase))]))
        return replace(number, statistic="quantile", level=level, unit=unit)
    return replace(number, statistic=_by_unit(unit, behind, language), unit=unit)


def _spoken_unit(number: Stated, before: str, behind: str, language: Language, *, named: bool) -> str:
    """Return the unit of a number in a sentence on employment. named: it is a mean, a median, a total."""
    if number.unit != "count":
        return number.unit
    # What the number before counts (ETP) says nothing of this one.
    own = re.sub(rf"^\s{{0,3}}{any_of(language, 'jobs')}(?!\w)", "", before)
    is_of_jobs = _counts_people(behind, language) or (named and _is_employment(own, language))
    return "fte" if is_of_jobs else "count"


def _by_unit(unit: str, behind: str, language: Language) -> str:
    """Return the statistic of a number that no word names."""
    if unit not in ("fte", "eur", "count"):
        return "share" if unit == "percent" else ""
    # So many a year, or a member, are a mean: the years need not be alike.
    rates = ("rates", "each") if unit == "count" else ("each",)
    if any(re.search(rf"(?<!\w){any_of(language, name)}(?!\w)", behind) for name in rates):
        return "mean"
    return "count" if unit == "count" else "total"


@cache
def _statistics(language: Language) -> re.Pattern[str]:
    lists = words(language)
    kinds = "|".join(f"(?P<{name}>{one_of(lists[name])})" for name in ("median", "mean", "total"))
    return re.compile(
        rf"(?<!\w)(?:(?P<coefficient>{any_of(language, 'coefficients')})"
        rf"|(?P<quartile>{any_of(language, 'quartiles')})|{kinds})(?!\w)"
    )


def _counts_people(behind: str, language: Language) -> bool:
    return bool(re.match(rf"\s{{0,3}}{any_of(language, 'people')}(?!\w)", behind))


def _is_employment(sentence: str, language: Language) -> bool:
    return bool(_employment(language).search(sentence))


@cache
def _employment(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(language, 'employment')}(?!\w)")


def _quantiles(numbers: list[Stated], plain: str, language: Language) -> list[Stated]:
    """Read `75 % of the enterprises have fewer than 21 jobs` as a quantile too."""
    told = list(numbers)
    measure = re.compile(rf"(?<!\w){any_of(language, 'measure')}(?!\w)")
    for place, (share, size) in enumerate(pairwise(numbers)):
        between = plain[share.span[1] : size.span[0]]
        if share.statistic != "share" or not 0 < share.value < 100 or len(between) > FAR:
            continue
        if size.unit in ("percent", "") or size.relation not in OPPOSITE or re.search(r"[;,.()]", between):
            continue
        if not re.search(r"[^\W\d]{2}", between):
            continue
        if size.unit == "count" and not measure.search(between):
            continue
        level = share.value / 100
        if size.relation in ("gt", "ge"):
            level = 1 - level
        unit = "fte" if size.unit == "count" and _is_employment(between, language) else size.unit
        told[place + 1] = replace(size, statistic="quantile", level=level, unit=unit)
    return told


def _based(numbers: list[Stated], plain: str, language: Language) -> list[Stated]:
    """Give shares the base that stands right behind them: 46 % of the 24 answers, (n = 24)."""
    told = list(numbers)
    of = re.compile(rf"\s{{0,3}}{any_of(language, 'of')}\s")
    for place, (share, whole) in enumerate(pairwise(numbers)):
        between = plain[share.span[1] : whole.span[0]]
        if len(between) > FAR or whole.unit not in ("count", "fte") or whole.value.denominator != 1:
            continue
        of_so_many = share.unit == "percent" and of.fullmatch(between)
        is_n = share.base is None and re.search(r"(?<!\w)n\s{0,2}[=:]\s{0,2}$", between)
        if (of_so_many or is_n) and whole.value >= 0:
            told[place] = replace(share, base=int(whole.value))
    return told
