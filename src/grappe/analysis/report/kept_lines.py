"""The lines of results that were kept, read again without the dossier that they were made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from grappe.analysis.figures.catalogue import figures
from grappe.analysis.figures.figure import Figure
from grappe.analysis.language.catalogues import Language, say
from grappe.analysis.report.lines import Line, line_of
from grappe.analysis.report.typography import typeset


def kept_lines(rows: Iterable[Mapping[str, Any]], *, written_in: Language, language: Language) -> list[Line]:
    """Return the rows of `figures.json` as lines, in their order.

    written_in: the language of their labels. A figure, and a class of a closed list, are called as the
    reader's language does; other classes as the results call them. A figure that the catalogue no longer has
    is left out.
    """
    catalogue = figures()
    found: list[Line] = []
    turns: dict[str, tuple[int, int]] = {}
    for row in rows:
        figure = catalogue.get(row["figure"])
        if figure is None:
            continue
        number, before = turns.get(figure.id, (len(turns) + 1, 0))
        turns[figure.id] = number, before + 1
        found.append(
            line_of(
                row,
                figure,
                label=typeset(say(figure.label, language), language),
                name=_class(figure, row, written_in, language),
                number=number,
                turn=before + 1,
            )
        )
    return found


def _class(figure: Figure, row: Mapping[str, Any], written_in: Language, language: Language) -> str:
    key = row["key"] or ""
    if not key:
        return ""
    if figure.classes is not None and key in figure.classes:
        return typeset(say(figure.classes[key], language), language)
    return str(row["label"] or key).removeprefix(f"{say(figure.label, written_in)} – ")
