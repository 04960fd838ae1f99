"""Words that follow a number: one or many, first or second."""

from __future__ import annotations

import re

from grappe.analysis.language.catalogues import Language

VOWEL = re.compile(r"[aeiouyàâæéèêëîïôœùûü]", re.IGNORECASE)


def is_one(count: float, language: Language) -> bool:
    """Tell whether a number takes the singular: below two in French, exactly one elsewhere."""
    return abs(count) < 2 if language == "fr" else abs(count) == 1


def ordinal(number: int, language: Language, *, feminine: bool = False) -> str:
    """Write a rank: 1er or 1re and 2e, 1st and 2nd, 1ste and 2de, `1.` in German."""
    match language:
        case "fr":
            if abs(number) == 1:
                return f"{number}re" if feminine else f"{number}er"
            return f"{number}e"
        case "en":
            tens, units = abs(number) % 100 // 10, abs(number) % 10
            return f"{number}{'th' if tens == 1 else {1: 'st', 2: 'nd', 3: 'rd'}.get(units, 'th')}"
        case "nl":
            rest = abs(number) % 100
            return f"{number}{'ste' if rest in (0, 1, 8) or rest >= 20 else 'de'}"
        case "de":
            return f"{number}."


def of_french(words: str) -> str:
    """Put the French *de* before words: `de membres`, `d’entreprises`; an h is left aspirated."""
    return f"d’{words}" if VOWEL.match(words) else f"de {words}"
