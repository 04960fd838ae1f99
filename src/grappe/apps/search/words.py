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
JOINED = re.compile(r"\w+(?:-\w+)+")
IN_THREES = re.compile(r"(?<=\d)\.(?=\d{3}(?!\d))")
"""The dots of a number."""
LEAST = 4
"""Letters that stay before an ending that is cut."""


def plain(text: str) -> str:
    """Return words without accents, capitals or signs: `Étalonnage, 3D` is `etalonnage 3d`."""
    parted = unicodedata.normalize("NFKD", text.casefold().translate(LIGATURES))
    bare = "".join(sign for sign in parted if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", " ", bare).strip()


def plain_text(texts: Iterable[str]) -> str:
    """Return the words of several texts as they are kept, each once, in their order.

    `post-production` is kept as three: whoever looks for it writes it in one word, or in two.
    """
    told = list(texts)
    whole = [joined.replace("-", "") for text in told for joined in JOINED.findall(text)]
    return " ".join(dict.fromkeys(word for text in [*told, *whole] for word in plain(text).split()))


def beginnings(question: str) -> tuple[str, ...]:
    """Return what the words that one is after begin with.

    >>> beginnings("Journaux animés 0406.798.006")
    ('journa', 'anime', '0406798006')
    """
    whole = IN_THREES.sub("", question)
    return tuple(dict.fromkeys(_beginning(word) for word in plain(whole).split()))[:AT_MOST]


def _beginning(word: str) -> str:
    if not word.isalpha():  # a number or a code ends as it ends
        return word
    for ending in ENDINGS:
        left = word.removesuffix(ending)
        if left != word and len(left) >= LEAST:
            return f"{left}a" if ending == "aux" else left
    return word
