"""Digits as each language writes them: 1 234,5 or 1.234,5 or 1,234.5."""

from __future__ import annotations

import re
from fractions import Fraction

from grappe.analysis.language.catalogues import Language

DIGITS = (
    r"\d{1,3}(?:[\s'](?=\d{3}(?!\d))\d{3})+(?:[.,]\d+)?"
    r"|\d{1,3}(?:\.\d{3}(?!\d))+(?:,\d+)?|\d{1,3}(?:,\d{3}(?!\d))+(?:\.\d+)?"
    r"|\d+(?:[.,]\d+)?|(?<=[\s=<>≤≥(\[+−-])\.\d+"
)
"""One number in digits; thousands in threes; English leaves out the nought of .45."""
LONGEST = 18
"""Digits beyond which a number is an identifier."""
_DECIMAL_POINT: dict[Language, str] = {"fr": ",", "en": ".", "nl": ",", "de": ","}


def number_of(digits: str, language: Language) -> tuple[Fraction, int] | None:
    """Return the value of digits and their decimals; None for what is no number of anything.

    With one mark before three digits the language decides: 1.234 is a thousand in French, not in English.
    """
    bare = re.sub(r"[\s']", "", digits)
    marks = re.sub(r"\d", "", bare)
    point = marks[-1] if marks else ""
    if len(marks) == len(set(marks)) == 1:
        head, tail = bare.split(marks)
        is_thousand = len(tail) == 3 and 0 < len(head) <= 3 and not head.startswith("0")
        point = "" if is_thousand and marks != _DECIMAL_POINT[language] else marks
    elif len(set(marks)) == 1:
        point = ""
    whole, _, decimals = bare.rpartition(point) if point else (bare, "", "")
    whole = re.sub(r"[.,]", "", whole)
    if len(whole) + len(decimals) > LONGEST:
        return None
    return Fraction(int(whole + decimals), 10 ** len(decimals)), len(decimals)
