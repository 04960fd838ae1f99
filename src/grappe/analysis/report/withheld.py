"""Sentences whose number may not be shown: one is withheld as a whole, and that is said in its place."""

from __future__ import annotations

import re

from grappe.analysis.audit.reading.sentences import sentences_of
from grappe.analysis.figures.places import Place, read_text
from grappe.analysis.language.catalogues import N_, say
from grappe.analysis.report.lines import Lines

IN_BRACES = re.compile(r"\{[^{}]*\}")
WITHHELD = N_("Une phrase n’est pas montrée ici : un de ses nombres porte sur un groupe trop petit.")


def shown_sentences(text: str, lines: Lines) -> str:
    """Return a text without the sentences that would print a hidden number; those in a row are said once.

    A number left out of its sentence would leave words that say nothing, or that give it away.
    """
    if not _hides(text, lines):
        return text
    words = say(WITHHELD, lines.language)
    # A sentence may begin with a figure: digits in the place of braces let it be seen.
    masked = IN_BRACES.sub(lambda found: "0" * len(found[0]), text)
    kept: list[str] = []
    end, follows = 0, False
    for sentence in sentences_of(masked):
        start = masked.find(sentence, end)
        if start < 0:
            return words  # It runs over several lines: what stands around it is not known.
        own = text[start : start + len(sentence)]
        hidden = _hides(own, lines)
        if not (hidden and follows):
            kept += [text[end:start], words if hidden else own]
        end, follows = start + len(sentence), hidden
    kept.append(text[end:])
    # What is no sentence, as a heading, may name a hidden figure too.
    return words if any(_hides(piece, lines) for piece in kept) else "".join(kept)


def _hides(text: str, lines: Lines) -> bool:
    return any(_is_hidden(place, lines) for place in read_text(text).places)


def _is_hidden(place: Place, lines: Lines) -> bool:
    """Tell whether a place would print a number that is hidden; the name of a class is none."""
    line = lines.get(place.figure, place.key or "")
    return place.part != "name" and line is not None and line.is_hidden
