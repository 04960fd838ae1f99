"""Did you mean …: the known name nearest to what was written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

LIKE_ENOUGH = 70
"""Likeness (0 to 100) from which a guess helps more than it misleads (`entreprize`, `enterprise`: 80)."""


@lru_cache(maxsize=4096)
def plain(words: str) -> str:
    """Return words without accents, case and punctuation, to compare them."""
    letters = unicodedata.normalize("NFKD", words.casefold())
    return "".join(c for c in letters if c.isalnum())


def nearest(written: str, known: Mapping[str, str] | Iterable[str]) -> str | None:
    """Return the known name most like `written`, by name or by label; None when none is like it."""
    names = known if isinstance(known, Mapping) else {name: name for name in known}
    forms = {plain(form): name for name, label in names.items() for form in (label, name) if plain(form)}
    found = process.extractOne(plain(written), forms.keys(), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH)
    return forms[found[0]] if found else None
