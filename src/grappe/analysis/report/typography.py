"""French typography for our own words; what others wrote stays as they wrote it."""

from __future__ import annotations

import re

from grappe.analysis.language.agreement import is_one
from grappe.analysis.language.catalogues import Language, say
from grappe.analysis.language.directions import isolated
from grappe.analysis.language.numbers import NARROW

BEFORE = re.compile(r"[ \u00a0](?=[:;!?%»])")
AFTER = re.compile(r"(?<=«)[ \u00a0]")
FORGOTTEN = re.compile(
    r"(?<=\d)(?=%)|(?<=[^\W_]{2})(?<!&\w\w)(?<!&\w\w\w)(?<!&\w\w\w\w)(?=[:;!?](?:\s|$))|(?<=«)(?=\w)|(?<=[\w.!?…])(?=»)"
)
"""Before a high sign that ends a word (`&amp;` is no word, `10:30` and `://` go on), inside guillemets."""


def typeset(words: str, language: Language) -> str:
    """Put narrow no-break spaces where French wants them; other languages are left as they are."""
    if language != "fr":
        return words
    return AFTER.sub(NARROW, BEFORE.sub(NARROW, words))


FIGURE = "00"
"""Stands for a figure before words, whose spaces depend on it."""


def mended(words: str, language: Language, *, behind_figure: bool = False) -> str:
    """Return an evaluator's words with the spaces that their language wants; no letter of them changes.

    French: narrow no-break spaces before high signs and inside « », those forgotten put in.
    behind_figure: a figure, or the words that agree with it, is printed right before.
    """
    if language != "fr":
        return words
    before = FIGURE if behind_figure else ""
    return FORGOTTEN.sub(NARROW, typeset(before + words, language)).removeprefix(before)


def said(message: str, language: Language, /, **values: object) -> str:
    """Translate a marked sentence and set it; the values are left as they are."""
    if not values:
        return typeset(say(message, language), language)
    return typeset(say(message, language), language).format(**{k: isolated(v) for k, v in values.items()})


def agreed(one: str, many: str, count: float, language: Language, /, **values: object) -> str:
    """Say one of two marked sentences as `count` wants: French takes the singular below two."""
    return said(one if is_one(count, language) else many, language, **values)
