"""Numbers and dates as a reader of the language expects them."""

from __future__ import annotations

import datetime as dt
import math
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from grappe.analysis.language.catalogues import Language

NARROW = "\u202f"
"""Narrow no-break space: between thousands, before % in French."""
NO_BREAK = "\u00a0"
MINUS = "\u2212"
THOUSAND = 1000
DECIMALS = {
    "count": 0,
    "share": 0,
    "fte": 1,
    "eur": 0,
    "days": 0,
    "years": 1,
    "year": 0,
    "index": 2,
    "p": 3,
    # Not a unit of the results: how a mean of counts is printed (`Figure.printed_in`).
    "mean": 1,
}
TRIMMED = ("fte", "years", "index", "count", "mean")
"""Units whose idle decimals go: 13 and not 13,0."""
PER_CENT_GAPS: dict[Language, str] = {"fr": NARROW, "en": "", "nl": NO_BREAK, "de": NO_BREAK}
LOCALES = {"fr": "fr_BE", "en": "en_GB", "nl": "nl_BE", "de": "de_BE"}


@lru_cache(maxsize=4096)
def decimal(value: float, language: Language, decimals: int = 0, *, trimmed: bool = False) -> str:
    """Write a number with its thousands apart: `1 234,5` in French, `1,234.5` in English."""
    pattern = "#,##0" + ("." + ("#" if trimmed else "0") * decimals if decimals else "")
    written = format_decimal(rounded(value, decimals) + 0.0, format=pattern, locale=LOCALES[language])
    if language != "en":
        separator = NARROW if language == "fr" else "."
        written = written.replace(NO_BREAK, separator).replace(NARROW, separator)
    return written.replace("-", MINUS)


def rounded(value: float, decimals: int = 0) -> float:
    """Round half away from zero, as a person does; a float's last bits must not decide (2.675 is below)."""
    return math.copysign(math.floor(abs(value) * 10**decimals + 0.5 + 1e-9) / 10**decimals, value)


def printed_number(value: float, unit: str, decimals: int | None = None) -> float:
    """Return the number that `amount` writes, for the words that agree with it: 51 for a share of 0.508."""
    if unit == "eur" and decimals is None:
        return float(round(value / THOUSAND) * THOUSAND)
    places = DECIMALS.get(unit, 2) if decimals is None else decimals
    return rounded(value * 100 if unit == "share" else value, places)


def amount(value: float | None, unit: str, language: Language, decimals: int | None = None) -> str:
    """Write a figure in its unit: shares as whole per cents, means to one decimal, money to the thousand.

    None is written as a dash: nothing is known.
    """
    if value is None:
        return "–"
    if unit == "year":
        return str(int(value))
    places = DECIMALS.get(unit, 2) if decimals is None else decimals
    if unit == "share":
        return _percent(value, language, places)
    if unit == "eur":
        return _euros(value, language, decimals)
    if unit == "p" and value < 0.001 and decimals is None:
        return f"<{NO_BREAK}{decimal(0.001, language, 3)}"
    return decimal(value, language, places, trimmed=decimals is None and unit in TRIMMED)


def _percent(value: float, language: Language, places: int) -> str:
    return f"{decimal(value * 100, language, places)}{PER_CENT_GAPS[language]}%"


def _euros(value: float, language: Language, decimals: int | None) -> str:
    """Write money to the thousand, or with the decimals asked for."""
    euros = value if decimals is not None else round(value / THOUSAND) * THOUSAND
    written = decimal(euros, language, decimals or 0)
    if language in ("fr", "de"):
        return f"{written}{NO_BREAK}€"
    sign, number = (MINUS, written[1:]) if written.startswith(MINUS) else ("", written)
    return f"{sign}€{number}" if language == "en" else f"€{NO_BREAK}{sign}{number}"


def bounds(low: float | None, high: float | None, unit: str, language: Language) -> str:
    """Write an interval: `70 – 91 %` in French, `70–91%` in English; empty without one."""
    if low is None or high is None:
        return ""
    places = 1 if unit in ("fte", "mean") else None
    first, last = amount(low, unit, language, places), amount(high, unit, language, places)
    if unit == "share":
        first = first.rstrip("%\u202f\u00a0")
    return f"{first}–{last}" if language == "en" else f"{first}{NO_BREAK}–{NO_BREAK}{last}"


def long_date(day: dt.date, language: Language) -> str:
    """Write a day in full: `1er mars 2010`, `1 March 2010`, `1. März 2010`."""
    pattern = "d. MMMM y" if language == "de" else "d MMMM y"
    written = format_date(day, pattern, locale=LOCALES[language])
    if language == "fr" and day.day == 1:
        return f"1er{written[1:]}"
    return written


def long_month(day: dt.date, language: Language) -> str:
    """Write the month of a day in full: `mars 2010`."""
    return format_date(day, "MMMM y", locale=LOCALES[language])
