"""The words that surround a number in each language, and texts made easy to search."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from grappe.analysis.language.catalogues import Language

READ: tuple[Language, ...] = ("fr", "en", "nl")
"""The languages whose sentences are read."""


class _Folded(dict[int, str]):
    """One letter for one letter: lower case, no accent, a straight apostrophe; spaces are spaces."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = letter.lower()
        if len(plain) != 1:
            plain = letter
        parts = unicodedata.normalize("NFD", plain)
        if len(parts) > 1 and all(unicodedata.combining(part) for part in parts[1:]):
            plain = parts[0]
        if plain in "’ʼ‘":
            plain = "'"
        elif plain in "‐‑":
            plain = "-"
        elif plain in "*_":
            plain = " "
        elif plain.isspace():
            plain = " " if letter not in "\u00a0\u202f\u2009" else "\u00a0"
        self[code] = plain
        return plain


_FOLDED = _Folded()


def folded(words: str) -> str:
    """Return words of the same length, each letter where it was, as the word lists are written."""
    return words.translate(_FOLDED)


@cache
def written() -> dict[str, Any]:
    """Return the word lists by language."""
    return tomllib.loads((files(__package__) / "data" / "words.toml").read_text(encoding="utf-8"))


def words(language: Language) -> dict[str, Any]:
    """Return the word lists of a language; those of French for one that is not read."""
    found: dict[str, Any] = written()[language if language in READ else "fr"]
    return found


def one_of(phrases: Iterable[str]) -> str:
    """Return a pattern for any of several phrases, the longest first; any space or hyphen stands for one."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(phrase).replace(r"\ ", r"[\s-]{1,3}") for phrase in longest_first) + ")"


@cache
def any_of(language: Language, name: str) -> str:
    """Return a pattern for any phrase of one list of a language."""
    return one_of(words(language)[name])


@cache
def _stop_words() -> dict[str, tuple[Language, ...]]:
    lists = {language: frozenset(words(language)["stop"]) for language in READ}
    every = frozenset[str]().union(*lists.values())
    return {word: tuple(language for language in READ if word in lists[language]) for word in every}


def language_of(text: str) -> Language:
    """Return the language that most of the little words of a text are of; French when none tells."""
    counts = dict.fromkeys(READ, 0)
    known = _stop_words()
    for word in re.findall(r"[a-z]+", folded(text)):
        for language in known.get(word, ()):
            counts[language] += 1
    return max(READ, key=lambda language: counts[language])
