"""How wide words are in Inter: so that a chart folds a label, or moves it, without asking a renderer.

Widths are rounded up to a twentieth of the letter's size; a test holds them against the packaged font.
"""

from __future__ import annotations

import unicodedata

EM = {
    0.2: "’\u202f\u2009",
    0.25: "Iijl",
    0.3: " !,.:;·\u00a0'",
    0.35: "()/[\\]frt{|}",
    0.4: '"“”',
    0.45: "-1^_",
    0.5: "*?`s–",
    0.55: "7JLackvxyz«»•",
    0.6: "025689EFZbdeghnopqußø",
    0.65: "#$&+34<=>BKPRSTXY~€−×≤≥",
    0.7: "ADV",
    0.75: "CGHNOQUØΩ",
    0.8: "%w…",
    0.85: "m",
    0.9: "Mæ",
    0.95: "@W",
}
WIDTHS = {letter: width for width, letters in EM.items() for letter in letters}
BOLD = 1.06
"""The semi-bold letter over the regular one."""
OTHER, BROAD = 0.75, 1.25
"""A letter of another script; an ideogram or an emoji."""


def width(words: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line of words, in pixels."""
    return sum(map(_letter, words)) * size * (BOLD if bold else 1)


def folded(words: str, most: float, size: float, lines: int = 3) -> list[str]:
    """Fold words into lines of at most so many pixels; what exceeds the last is cut, with an ellipsis."""
    told, line = [], ""
    for word in words.split():
        for piece in _pieces(word, most, size):
            longer = f"{line} {piece}" if line else piece
            if width(longer, size) <= most:
                line = longer
            else:
                told.append(line)
                line = piece
    told.append(line)
    if len(told) > lines:
        last = told[lines - 1]
        while last and width(f"{last} …", size) > most:
            last = last.rpartition(" ")[0] or last[:-1]
        told = [*told[: lines - 1], f"{last} …"]
    return told


def _pieces(word: str, most: float, size: float) -> list[str]:
    """Cut a word that no line could hold."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, size) > most:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _letter(letter: str) -> float:
    if letter in WIDTHS:
        return WIDTHS[letter]
    if unicodedata.combining(letter) or letter in "\u200b\u200d\ufe0f":
        return 0
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain != letter:
        return _letter(plain)
    return BROAD if unicodedata.east_asian_width(letter) in "WF" else OTHER
