"""Words that claim more than a number does, and what they need to be true: `data/strong_words.toml`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

LANGUAGES = ("fr", "en", "nl", "de")


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


def used_in(sentence: str, language: str | None = None) -> list[Used]:
    """Return the strong words of a sentence as it writes them, one of each family.

    A word within a longer one says nothing by itself: `tous les membres` in `presque tous les membres`.
    language: fr, en, nl or de, to look for the words of one language only.
    """
    plain, places = _plain(sentence)
    found = [
        (match.start(), match.end(), rank, word)
        for rank, (word, patterns) in enumerate(_patterns())
        for key, pattern in patterns.items()
        if language is None or key == language
        for match in pattern.finditer(plain)
    ]
    kept: dict[int, tuple[int, int, StrongWord]] = {}
    taken: list[tuple[int, int]] = []
    for start, end, rank, word in sorted(found, key=lambda one: (one[0] - one[1], one[0])):
        if all(end <= other or start >= stop for other, stop in taken):
            taken.append((start, end))
            kept.setdefault(rank, (start, end, word))
    return [
        Used(word, " ".join(sentence[places[start] : places[end - 1] + 1].replace("*", "").split()))
        for _, (start, end, word) in sorted(kept.items())
    ]


@cache
def _patterns() -> tuple[tuple[StrongWord, dict[str, re.Pattern[str]]], ...]:
    written = (files(__package__) / "data" / "strong_words.toml").read_text(encoding="utf-8")
    found = []
    for told in tomllib.loads(written)["words"]:
        above = Fraction(1) if told.get("all") else _share(told.get("above"))
        word = StrongWord(
            name=told["name"],
            above=above,
            comparison=bool(told.get("comparison")),
            certain=bool(told.get("certain")),
            of_what=told.get("of_what", ""),
        )
        patterns = {}
        for key in LANGUAGES:
            phrases = sorted((_plain(phrase)[0] for phrase in told.get(key, [])), key=len, reverse=True)
            if phrases:
                patterns[key] = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)")
        found.append((word, patterns))
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
