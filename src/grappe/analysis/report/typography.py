"""French typography for our own words; what others wrote stays as they wrote it."""

from __future__ import annotations

import re

from grappe.analysis.language.catalogues import Language, say
from grappe.analysis.language.numbers import NARROW

BEFORE = re.compile(r"[ \u00a0](?=[:;!?%»])")
AFTER = re.compile(r"(?<=«)[ \u00a0]")


def typeset(words: str, language: Language) -> str:
    """Put narrow no-break spaces where French wants them; other languages are left as they are."""
    if language != "fr":
        return words
    return AFTER.sub(NARROW, BEFORE.sub(NARROW, words))


def said(message: str, language: Language, /, **values: object) -> str:
    """Translate a marked sentence and set it; the values are left as they are."""
    if not values:
        return typeset(say(message, language), language)
    return typeset(say(message, language), language).format(**values)


def agreed(one: str, many: str, count: float, language: Language, /, **values: object) -> str:
    """Say one of two marked sentences as `count` wants: French takes the singular below two."""
    singular = abs(count) < 2 if language == "fr" else abs(count) == 1
    return said(one if singular else many, language, **values)
