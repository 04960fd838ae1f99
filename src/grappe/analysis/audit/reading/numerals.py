"""The numbers that a sentence states, and how it means each."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import islice

from grappe.analysis.audit.reading.digits import DIGITS, number_of
from grappe.analysis.audit.reading.meaning import meant
from grappe.analysis.audit.reading.names import without_names
from grappe.analysis.audit.reading.number_words import number_words
from grappe.analysis.audit.reading.stated import Stated
from grappe.analysis.audit.reading.units import Unit, unit_of
from grappe.analysis.audit.reading.words import READ, any_of, language_of, one_of, words
from grappe.analysis.language.catalogues import Language

MOST = 400
"""Numbers beyond which a sentence is a table that lost its lines; the rest is not read."""
FIRST_YEAR, LAST_YEAR = 1900, 2099
AMBIGUOUS = {"neuf": "fr"}
"""Numbers in letters that are other words too (new): only before a plural."""
PAIR = ("deux", "two", "twee")
"""After an article they name two things again, and count nothing."""


def numbers_in(sentence: str, language: Language | None = None) -> list[Stated]:
    """Return the numbers that a sentence states, in their order.

    Left out: dates, years, ordinals, addresses, references, numbering, what stands in braces. A share of
    a fraction in letters is in per cent, about. language: that of the sentence; told by its little words
    when None.
    """
    tongue = language if language in READ else language_of(sentence)
    plain = without_names(sentence)
    numbers: list[Stated] = []
    for match in islice(_pattern(tongue).finditer(plain), MOST):
        stated = _read(match, plain, tongue)
        # The hundred of "pour cent" belongs to the number before it.
        if stated is not None and not (numbers and stated.span[0] < numbers[-1].span[1]):
            numbers.append(replace(stated, words=_as_written(sentence, stated)))
    return meant(numbers, plain, tongue)


def _as_written(sentence: str, stated: Stated) -> str:
    start, end = stated.span
    return " ".join(sentence[start:end].replace("*", "").split())


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    lists = words(language)
    dozens = "|".join(re.escape(word) for word in lists["dozens"])
    article = {"fr": r"(?:une|un)\s", "en": r"an?\s", "nl": r"een\s"}[language]
    letters = one_of(number_words(language))
    return re.compile(
        rf"(?<![\w°#@])(?<![^\W\d][/.-])(?<!\d[.,])(?:(?P<dozen>{article}(?:{dozens}))(?!\w)"
        rf"|(?P<one_in>{any_of(language, 'one')}\s(?:[^\W\d]{{2,25}}\s)?{any_of(language, 'one_in')}\s"
        rf"(?P<many>{letters}|\d{{1,2}}))(?![\w-])"
        rf"|(?P<fraction>{any_of(language, 'fractions')})(?!\w)"
        rf"|(?P<letters>{letters})(?![\w-])"
        rf"|(?P<sign>(?<![%€])[-−+]\s?)?(?P<digits>{DIGITS})(?![\d]))"
    )


def _read(match: re.Match[str], plain: str, language: Language) -> Stated | None:
    start, end = match.span()
    lists = words(language)
    if match["dozen"]:
        value = lists["dozens"][match["dozen"].split()[-1]]
        return _counted(Fraction(value), 0, (start, end), plain, language, about=True)
    if match["one_in"]:
        return _one_in(match, language)
    if match["fraction"]:
        numerator, denominator = lists["fractions"][" ".join(re.split(r"[\s-]+", match["fraction"]))]
        return _fraction(match, Fraction(100 * numerator, denominator))
    if match["letters"]:
        value = number_words(language)[_spelled(match["letters"], language)]
        told = _counted(Fraction(value), 0, (start, end), plain, language, in_letters=True)
        return told if _counts_something(match, plain, language) else None
    return _in_digits(match, plain, language)


def _in_digits(match: re.Match[str], plain: str, language: Language) -> Stated | None:
    start, end = match.span()
    read = number_of(match["digits"], language)
    if read is None:
        return None
    value, decimals = read
    if match["sign"] and match["sign"][0] in "-−":
        value = -value
    unit = unit_of(plain, start, end, language)
    attached = end < len(plain) and plain[end].isalpha()
    if (attached or plain[end : end + 2].strip().startswith("°")) and (unit is None or unit.end <= end):
        return None
    is_year = FIRST_YEAR <= value <= LAST_YEAR and not decimals and match["digits"].isdigit()
    if is_year and not _follows_countable(plain, end, unit):
        return None
    return _counted(value, decimals, (start, end), plain, language)


def _one_in(match: re.Match[str], language: Language) -> Stated | None:
    many = match["many"]
    number = int(many) if many.isdigit() else number_words(language)[_spelled(many, language)]
    return _fraction(match, Fraction(100, number)) if number > 1 else None


def _fraction(match: re.Match[str], percent: Fraction) -> Stated:
    return Stated(
        words="",
        span=match.span(),
        value=percent,
        unit="percent",
        relation="about",
        statistic="share",
        in_letters=True,
    )


def _spelled(written: str, language: Language) -> str:
    """Return a number in letters as the list spells it, whatever its hyphens."""
    return _spellings(language)[re.sub(r"[\s-]+", " ", written)]


@cache
def _spellings(language: Language) -> dict[str, str]:
    return {word.replace("-", " "): word for word in number_words(language)}


def _counts_something(match: re.Match[str], plain: str, language: Language) -> bool:
    """Tell whether a number in letters stands before what it counts, or is a part of so many."""
    before = plain[max(0, match.start() - 12) : match.start()]
    if match["letters"] in PAIR and re.search(rf"(?<!\w){any_of(language, 'known')}\s$", before):
        return False
    following = re.match(r"\s{1,3}([^\W\d_]{2,40})", plain[match.end() : match.end() + 50])
    if following is None:
        # Three of five, or nothing that is counted.
        return bool(re.search(rf"(?<!\w){any_of(language, 'ratio')}\s$", before))
    if AMBIGUOUS.get(match["letters"]) == language:
        return following[1].endswith(("s", "x"))
    return True


def _follows_countable(plain: str, end: int, unit: Unit | None) -> bool:
    """Tell whether four digits that may be a year count something: a unit or a plural follows."""
    if unit is not None and unit.name != "":
        return True
    following = re.match(r"\s{1,3}([^\W\d_]{4,40})", plain[end : end + 50])
    return following is not None and following[1].endswith(("s", "x", "en"))


def _counted(
    value: Fraction,
    decimals: int,
    span: tuple[int, int],
    plain: str,
    language: Language,
    *,
    about: bool = False,
    in_letters: bool = False,
) -> Stated:
    start, end = span
    unit = unit_of(plain, start, end, language) or Unit(name="count", scale=Fraction(1), start=start, end=end)
    if unit.scale < 1:
        decimals += 1
    return Stated(
        words="",
        span=(min(start, unit.start), max(end, unit.end)),
        value=value * unit.scale,
        decimals=decimals if unit.scale <= 1 else 0,
        unit=unit.name,
        # 1,2 million is rounded to the hundred thousand.
        relation="about" if about or unit.scale > 1 else "eq",
        in_letters=in_letters,
    )
