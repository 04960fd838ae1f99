"""Sentences with figures in them, as runs: text, and numbers that lead to their papers."""

from __future__ import annotations

from grappe.analysis.figures.places import Place, read_text
from grappe.analysis.figures.printing import number_and_words
from grappe.analysis.language.catalogues import Language
from grappe.analysis.report.document import Paragraph, Run
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.typography import mended
from grappe.analysis.report.withheld import shown_sentences


def live(text: str, lines: Lines, language: Language | None = None) -> tuple[Run, ...]:
    """Split a text at its `{figures}` and put the values of the day in their places.

    language: that of the text, whose spaces are mended and whose numbers are written its way; the
    evaluator's own when None. A sentence that would print a hidden number is withheld as a whole.
    """
    tongue = language or lines.prose
    runs: list[Run] = []
    is_behind = False
    for piece in read_text(shown_sentences(text, lines)).pieces:
        if isinstance(piece, str):
            runs.append(Run(mended(piece, tongue, behind_figure=is_behind)))
        else:
            runs += _figure(piece, lines, tongue)
        is_behind = not isinstance(piece, str)
    return _joined(runs)


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    """Return runs without empty ones, words that follow words in one."""
    found: list[Run] = []
    for run in runs:
        if found and not run.anchor and not found[-1].anchor:
            found[-1] = Run(found[-1].text + run.text)
        elif run.text:
            found.append(run)
    return tuple(found)


def _figure(place: Place, lines: Lines, language: Language) -> tuple[Run, Run]:
    """Return the number, which leads to its papers, and the words that agree with it."""
    line = lines.get(place.figure, place.key or "")
    number, words = number_and_words(place, lines.result(place.figure, place.key or ""), language)
    behind = Run(words if place.part == "name" else mended(words, language))
    if line is None:
        # The figure exists (the dossier was checked), this class of it has no line: none, or not known.
        return Run(mended(number, language)), behind
    # What the papers say beside the value needs no second note on paper.
    return Run(number, line.anchor, 0 if place.part else line.number), behind


def paragraph(text: str, lines: Lines, language: Language | None = None) -> Paragraph:
    """Return one paragraph of live prose."""
    tongue = language or lines.prose
    own = tongue if tongue != lines.language else ""
    return Paragraph(runs=live(text, lines, tongue), language=own)
