"""Digits that count nothing: dates, years, addresses, references, marks of notes."""

from __future__ import annotations

import re
from functools import cache

from grappe.analysis.audit.reading.words import READ, folded, one_of, written

BLANK = " "
DIGIT = re.compile(r"\d")
BRACED = re.compile(r"\{[^{}]{0,200}\}")
TAGS = re.compile(r"<sup>\s*\d{1,3}\s*</sup>|<[a-zA-Z/!][^<>]{0,200}>|\[\^?\d{1,3}\](?!\()|[¹²³⁰⁴-⁹]+")
"""Marks of notes with their digits; other tags without their words."""
RAISED_ORDINAL = re.compile(r"\d{1,4}<sup>\s*[a-zA-Zèé]{1,5}\s*</sup>")
NUMBERING = re.compile(
    r"\s{0,20}(?:[#>|-]{1,6}\s{0,5})?(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]|\(\d{1,2}\))\s(?=\s{0,5}[^\s\d%])"
)
NAMED = re.compile(
    r"(?<=\S[ \u00a0])(?<![.!?:\d][ \u00a0])(?<!\der[ \u00a0])(?<!\d[stnrd][tdh][ \u00a0])[A-ZÉÈÀ][\w'’-]{0,30}[ \u00a0]\d{1,4}(?=\s{0,2}(?:[,;.)!?»”]|$))(?![.,]\d)"
)
"""A name that ends with a number, within a sentence: `Expo 58,`; not the month of a day."""
POSTCODE = re.compile(
    r"(?<![\w.,])(?:[BFLD]-)?\d{4,5}\s(?=[A-ZÉÈ][a-zA-Zéèêâ'-]{2,})(?!(?:PME|ETP|FTE|VTE|KMO|SME|EUR)\b)"
)


def without_names(sentence: str) -> str:
    """Return a sentence of the same length, folded, in which what counts nothing is blank.

    Ordinals, codes and the like, whose digits touch letters, are left: no number starts or ends there.
    """
    if not DIGIT.search(sentence):
        # Only digits name things.
        return BRACED.sub(_blank, folded(TAGS.sub(_blank, sentence)))
    marked = sentence
    for pattern in (RAISED_ORDINAL, TAGS, POSTCODE, NAMED):
        marked = pattern.sub(_blank, marked)
    plain = folded(marked)
    start = NUMBERING.match(plain)
    if start:
        plain = _blank(start) + plain[start.end() :]
    return _names().sub(_blank, plain)


def _blank(match: re.Match[str]) -> str:
    return BLANK * len(match[0])


@cache
def _names() -> re.Pattern[str]:
    lists = written()
    month = one_of(month for language in READ for month in lists[language]["months"])
    names = lists["names"]
    year = r"(?:19|20)\d{2}"
    patterns = (
        BRACED.pattern,
        r"(?:https?://|www\.)\S{1,500}",
        r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,200}",
        # Days and years.
        rf"\d{{1,2}}(?:er|st|nd|rd|th|e)?\s{{0,2}}(?:au|et|to|and|tot|en|-|–)\s{{0,2}}\d{{1,2}}(?:er|st|nd|rd|th|e)?\s(?:of\s)?{month}(?!\w)(?:,?\s\d{{4}})?",
        rf"(?<!\w)\d{{1,2}}(?:er|st|nd|rd|th|e)?\s(?:of\s)?{month}(?!\w)(?:,?\s\d{{4}})?",
        rf"(?<!\w){month}\s(?:\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?|\d{{4}})(?![\w%])",
        r"(?<![\w/.,-])\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})(?![\w/])",
        r"(?<![\w/.-])\d{4}-\d{1,2}(?:-\d{1,2})?(?![\w/])",
        rf"(?<![\w/.,-])\d{{1,2}}/{year}(?![\w/])",
        rf"(?<![\w/.,-]){year}\s?[-–/]\s?(?:{year}|\d{{2}})(?![\w/%])",
        r"(?<![\w.,])\d{1,2}\s?[h:]\s?\d{2}(?!\w)|(?<![\w.,])\d{1,2}\s?h(?!\w)",
        r"(?<!\d)24/7(?!\d)",
        # Telephones, numbers of enterprises, files and standards.
        r"(?<!\w)(?:telephone|tel|fax|gsm)\.?\s?:?\s?[\d\s./+()-]{6,25}",
        r"(?<![\w.,])(?:\+\d{1,3}|\(?0\d{1,3}\)?)(?:[\s./-]{1,2}\(?\d{1,3}\)?){2,6}(?!\w)",
        r"(?<![\w.,])\d{1,6}-(?:19|20)\d{2}(?!\w)",
        rf"(?<!\w){one_of(names['references'])}\s{{0,2}}[:.]?\s{{0,2}}[a-z]{{0,4}}[./-]?\d[\d./-]{{0,20}}(?:\s?(?:,|et|and|en|a|to|-|–)\s?\d{{1,4}}(?![\w%€])(?!\s?(?:%|€))){{0,9}}",
        # Formulas of statistics: p < 0.05, F(2, 30) = 4.1. The size of a sample (n) is a number of units.
        r"(?<![\w'])(?![any](?![²2]))(?:[a-zα-ω]|df|ddl|se|sd|or|rr|hr|et)[²2]?\s{0,3}(?:\([\d\s.,;]{1,20}\))?\s{0,3}[=<>≤≥]\s?[-−]?(?:\d[\d.,]{0,12}\d|[.,]?\d{1,12})(?![\w%€])(?!\s?[%€])",
        # Addresses.
        rf"(?<!\w){one_of(names['streets'])}\s[^\d.;:()%]{{1,40}}?\d{{1,4}}(?=\s?[a-z]?\s{{0,3}}(?:[,;)–-]|$)|\s{{1,3}}\d{{4,5}}\b)",
        rf"(?<!\w)[a-z-]{{0,30}}{one_of(names['street_ends'])}\s\d{{1,4}}(?!\w)",
    )
    return re.compile("|".join(f"(?:{_alone(pattern, n)})" for n, pattern in enumerate(patterns)))


def _alone(pattern: str, number: int) -> str:
    """Return a pattern whose one group has a name of its own, so that several stand side by side."""
    return pattern.replace("([/.-])", f"(?P<g{number}>[/.-])").replace(r"\1", f"(?P=g{number})")
