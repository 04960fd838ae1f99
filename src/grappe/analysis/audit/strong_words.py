"""Words that claim more than a number does, and what they need to be true: `data/strong_words.toml`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class StrongWord:
    """A family of words: the share that it says is exceeded (1: reached), or that it compares, or swears."""

    name: str
    above: Fraction | None = None
    comparison: bool = False
    certain: bool = False
    of_what: str = ""
    """`unsaid`: the whole of which it speaks is left open."""

    @property
    def means_all(self) -> bool:
        """It speaks of everybody."""
        return self.above == 1


@dataclass(frozen=True, slots=True)
class Used:
    """A strong word as a sentence has it."""

    word: StrongWord
    phrase: str


def used_in(sentence: str) -> list[Used]:
    """Return the strong words of a sentence as it writes them, one of each family."""
    plain, places = _plain(sentence)
    found = []
    for word, pattern in _patterns():
        match = pattern.search(plain)
        if match:
            written = sentence[places[match.start()] : places[match.end() - 1] + 1]
            found.append(Used(word, " ".join(written.replace("*", "").split())))
    return found


@cache
def _patterns() -> tuple[tuple[StrongWord, re.Pattern[str]], ...]:
    written = (files(__package__) / "data" / "strong_words.toml").read_text(encoding="utf-8")
    found = []
    for told in tomllib.loads(written)["words"]:
        phrases = sorted((_plain(p)[0] for key in ("fr", "en", "nl") for p in told.get(key, [])), key=len)
        above = Fraction(1) if told.get("all") else _share(told.get("above"))
        word = StrongWord(
            name=told["name"],
            above=above,
            comparison=bool(told.get("comparison")),
            certain=bool(told.get("certain")),
            of_what=told.get("of_what", ""),
        )
        longest_first = "|".join(re.escape(phrase) for phrase in reversed(phrases))
        found.append((word, re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)")))
    return tuple(found)


def _share(above: float | None) -> Fraction | None:
    return None if above is None else Fraction(str(above))


def _plain(words: str) -> tuple[str, list[int]]:
    """Return words without case, accents and marks of Markdown, and where each letter left stood.

    Spaces are made one and apostrophes straight, so that a line's end or a typist changes nothing.
    """
    letters: list[str] = []
    places: list[int] = []
    for place, written in enumerate(words):
        for letter in unicodedata.normalize("NFKD", written.casefold().replace("’", "'")):
            if unicodedata.combining(letter) or letter in "*_":
                continue
            plain = " " if letter.isspace() else letter
            if plain == " " and (not letters or letters[-1] == " "):
                continue
            letters.append(plain)
            places.append(place)
    return "".join(letters), places
