"""Words as they are kept to be found, and as they are looked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

AT_MOST = 8
"""Words of a question that are read; nobody types more on purpose."""
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "’": " "})
# How words of French, English, Dutch and German end when there are several of a thing, or when it is hers:
# what is before is looked for as a beginning, so that one form finds the others.
ENDINGS = ("aux", "es", "en", "er", "s", "x", "e", "n")
JOINED = re.compile(r"\w+(?:-\w+)+|\d+(?:\.\d+)+")
DAY = re.compile(r"\b\d{1,2}\.\d{1,2}\.\d{4}\b")
DOTS = re.compile(r"(?<=\d)\.(?=\d)")
"""The dots of a number, as far as it is typed."""
COUNTRY = re.compile(r"\bBE[ .]?(?=[01]?\d{3})", re.IGNORECASE)
"""What may stand before an enterprise number."""
OF_OLD = re.compile(r"[2-9]\d{8}")
"""An enterprise number of nine digits: since 2005 a nought stands before."""
LEAST = 4
"""Letters that stay before an ending that is cut."""


def plain(text: str) -> str:
    """Return words without accents, capitals or signs: `Étalonnage, 3D` is `etalonnage 3d`."""
    parted = unicodedata.normalize("NFKD", text.casefold().translate(LIGATURES))
    bare = "".join(sign for sign in parted if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", " ", bare).strip()


def plain_text(texts: Iterable[str]) -> str:
    """Return the words of several texts as they are kept, each once, in their order.

    `post-production` is kept as three: whoever looks for it writes it in one word, or in two; and so is
    `0406.798.006`.
    """
    told = list(texts)
    whole = [re.sub("[-.]", "", joined) for text in told for joined in JOINED.findall(text)]
    return " ".join(dict.fromkeys(word for text in [*told, *whole] for word in plain(text).split()))


def beginnings(question: str) -> tuple[str, ...]:
    """Return what the words that one is after begin with.

    >>> beginnings("Journaux animés BE 0406.798")
    ('journa', 'anime', '0406798')
    """
    days = DAY.sub(lambda day: day[0].replace(".", " "), question)
    whole = DOTS.sub("", COUNTRY.sub("", days))
    return tuple(dict.fromkeys(_beginning(word) for word in plain(whole).split()))[:AT_MOST]


def _beginning(word: str) -> str:
    if not word.isalpha():  # a number or a code ends as it ends
        return f"0{word}" if OF_OLD.fullmatch(word) else word
    for ending in ENDINGS:
        left = word.removesuffix(ending)
        if left != word and len(left) >= LEAST:
            return f"{left}a" if ending == "aux" else left
    return word
