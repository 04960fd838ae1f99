"""Sentences in the reader's language.

The source strings are French, because French is what people read first here (docs/adr/0002).
"""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path
from typing import Literal

from grappe.analysis.language.directions import isolated

Language = Literal["fr", "en", "nl", "de"]
LANGUAGES: tuple[Language, ...] = ("fr", "en", "nl", "de")
"""The languages that Grappe speaks, the first one first."""
FOLDER = Path(__file__).parent / "locale"


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Mark a French sentence for translation without translating it yet."""
    return message


@cache
def catalogue(language: Language) -> gettext.NullTranslations:
    """Return the translations of a language; French is the source and needs none."""
    if language == "fr":
        return gettext.NullTranslations()
    return gettext.translation("grappe", FOLDER, [language])


def say(message: str, language: Language, /, **values: object) -> str:
    """Translate a marked sentence, then put the values into its `{names}`."""
    sentence = catalogue(language).gettext(message) if message else ""
    return (
        sentence.format(**{name: isolated(value) for name, value in values.items()}) if values else sentence
    )


def say_many(one: str, many: str, count: int, language: Language, /, **values: object) -> str:
    """Translate a sentence that agrees with `count`; French takes the singular for 0 and 1."""
    if language == "fr":
        sentence = one if abs(count) < 2 else many
    else:
        sentence = catalogue(language).ngettext(one, many, count)
    return sentence.format(count=count, **values)
