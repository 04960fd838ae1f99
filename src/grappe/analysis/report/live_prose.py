"""Sentences with figures in them, as runs: text, and numbers that lead to their papers."""

from __future__ import annotations

import re

from grappe.analysis.figures.catalogue import named
from grappe.analysis.figures.prose import PLACE
from grappe.analysis.report.document import Paragraph, Run
from grappe.analysis.report.lines import Lines


def live(text: str, lines: Lines) -> tuple[Run, ...]:
    """Split a text at its `{figures}` and put the values of the day in their places."""
    runs: list[Run] = []
    end = 0
    for match in PLACE.finditer(text):
        runs.append(Run(text[end : match.start()]))
        runs.append(_figure(match, lines))
        end = match.end()
    runs.append(Run(text[end:]))
    return tuple(run for run in runs if run.text)


def _figure(match: re.Match[str], lines: Lines) -> Run:
    figure, key = named(match["name"]) or (match["name"], None)
    line = lines.get(figure, key or "")
    if line is None:
        # The figure exists (the dossier was checked), this class of it does not: nothing is known of it.
        return Run("–")
    return lines.run(line, int(match["decimals"]) if match["decimals"] else None)


def paragraph(text: str, lines: Lines) -> Paragraph:
    """Return one paragraph of live prose."""
    return Paragraph(runs=live(text, lines))
