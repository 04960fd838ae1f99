"""How wide each column of a table is: numbers take what they need, names take the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grappe.analysis.report.docx.look import TWIPS

LETTERS = (
    ("ilj.,;:'’|!\u00a0\u202f ", 0.29),
    ("rtf()[]-–/", 0.38),
    ("0123456789%€+−=<>", 0.64),
    ("mwMW—…", 0.9),
    ("ABCDEFGHIJKLNOPQRSTUVXYZÀÂÉÈÊÎÔÙÛÇ", 0.7),
)
"""How wide letters are, in their own height, as Inter draws them; the others take OTHER."""
OTHER = 0.57
WIDTHS = {letter: width for letters, width in LETTERS for letter in letters}
WORDS = re.compile(r"[ \u2011-]")
BOLD = 1.12
"""Values are bold, and a font that stands in for ours may be a little wider."""
APART = re.compile("[ \u00a0]–[ \u00a0]")
LONGEST_WORD = 9.0
"""Above which a word may be broken, in the height of the letters."""
LONGEST_NUMBER = 18.0
"""Above which even a number may take two lines."""
SHORTEST_NAME = 13.0
"""Of a line of names: names that are longer have at least that, or they would be read downwards."""
LONGEST_NAME = 45.0
"""Of a line of names: what is longer folds anyway."""
SHORT_HEAD = 9.5
"""Of a head that stands on one line where there is room."""
GAP = 180
"""Between columns: what Word leaves at the two sides of each, and a little, in twips."""

Column = tuple[str, bool, Sequence[str]]


def column_widths(
    columns: Sequence[Column], available: int, size: float, *, inset: int = 0
) -> tuple[list[int], bool]:
    """Return the width of each column in twips, and whether all their words fit.

    columns: of each, its head, whether it holds numbers, and its texts. size: of the letters, in points.
    inset: by how much the first column is set in, in twips. Together they take what is available.
    """
    least, most = [], []
    for head, numeric, texts in columns:
        low, high = _numbers(head, texts) if numeric else _names(head, texts)
        least.append(low * size * TWIPS + GAP)
        most.append(max(low, high) * size * TWIPS + GAP)
    least[0] += inset
    most[0] += inset
    shares = _shared(least, most, [not numeric for _, numeric, _ in columns], available)
    widths = [round(share) for share in shares]
    widths[0] += available - sum(widths)
    return widths, sum(least) <= available


def _numbers(head: str, texts: Sequence[str]) -> tuple[float, float]:
    """Return the least and the most that numbers want: an interval may be folded, and a head."""
    needed = BOLD * max((length(part) for text in texts for part in APART.split(text)), default=0)
    whole = max(map(length, texts), default=0)
    own = length(head)
    folded = own if own <= SHORT_HEAD else max(own / 3 + 2, SHORT_HEAD)
    return max(min(needed, LONGEST_NUMBER), _longest_word(head)), max(min(whole, LONGEST_NUMBER), folded)


def _names(head: str, texts: Sequence[str]) -> tuple[float, float]:
    word = max(map(_longest_word, (head, *texts)))
    line = max(map(length, (head, *texts)))
    return max(word, min(line, SHORTEST_NAME)), min(line, LONGEST_NAME)


def _longest_word(words: str) -> float:
    return min(max(map(length, WORDS.split(words))), LONGEST_WORD)


def length(words: str) -> float:
    """Return how long a text is on one line, in the height of its letters."""
    return sum(WIDTHS.get(letter, OTHER) for letter in words)


def _shared(least: list[float], most: list[float], named: list[bool], available: int) -> list[float]:
    lowest, highest = sum(least), sum(most)
    if lowest >= available:
        return [low * available / lowest for low in least]
    if highest >= available:
        return _cut(least, most, available)
    takers = named if any(named) else [True] * len(named)
    weight = sum(high for high, takes in zip(most, takers, strict=True) if takes)
    rest = available - highest
    return [high + (rest * high / weight if takes else 0) for high, takes in zip(most, takers, strict=True)]


def _cut(least: list[float], most: list[float], available: int) -> list[float]:
    """Cut the widest first: the others keep all that they want."""
    bottom, top = 0.0, max(most)
    for _ in range(40):
        level = (bottom + top) / 2
        if sum(_within(low, high, level) for low, high in zip(least, most, strict=True)) > available:
            top = level
        else:
            bottom = level
    return [_within(low, high, bottom) for low, high in zip(least, most, strict=True)]


def _within(low: float, high: float, level: float) -> float:
    return max(low, min(high, level))
