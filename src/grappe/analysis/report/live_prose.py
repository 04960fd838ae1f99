"""Sentences with figures in them, as runs: text, and numbers that lead to their papers."""

from __future__ import annotations

from grappe.analysis.figures.places import Place, read_text
from grappe.analysis.figures.printing import NOTHING, printed
from grappe.analysis.language.catalogues import Language
from grappe.analysis.report.document import Paragraph, Run
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.typography import mended


def live(text: str, lines: Lines, language: Language | None = None) -> tuple[Run, ...]:
    """Split a text at its `{figures}` and put the values of the day in their places.

    language: that of the text, whose spaces are mended and whose numbers are written its way; the
    evaluator's own when None.
    """
    tongue = language or lines.prose
    runs = [
        Run(mended(piece, tongue)) if isinstance(piece, str) else _figure(piece, lines, tongue)
        for piece in read_text(text).pieces
    ]
    return tuple(run for run in runs if run.text)


def _figure(place: Place, lines: Lines, language: Language) -> Run:
    line = lines.get(place.figure, place.key or "")
    if line is None:
        # The figure exists (the dossier was checked), this class of it does not: nothing is known of it.
        return Run(mended(printed(place, NOTHING, language), language))
    return Run(mended(printed(place, line.result, language), language), line.anchor, line.number)


def paragraph(text: str, lines: Lines, language: Language | None = None) -> Paragraph:
    """Return one paragraph of live prose."""
    return Paragraph(runs=live(text, lines, language))
