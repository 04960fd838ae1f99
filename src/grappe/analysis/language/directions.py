"""Words written from right to left inside a sentence written from left to right."""

from __future__ import annotations

import re

LEFTWARD = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
"""Letters that are written from right to left: Hebrew, Arabic and their kin, as a class of a pattern."""
FOUND = re.compile(f"[{LEFTWARD}\u202a-\u202e]")
ISOLATE, END = "\u2068", "\u2069"
MARKS = re.compile("[\u202a-\u202e]")


def isolated(value: object) -> object:
    """Return a value that turns no neighbour round: a text with leftward letters stands apart.

    Marks that would turn what follows are left out (Unicode Standard Annex 9, 6.1).
    """
    if not isinstance(value, str) or value.isascii() or not FOUND.search(value):
        return value
    return f"{ISOLATE}{MARKS.sub('', value)}{END}"
