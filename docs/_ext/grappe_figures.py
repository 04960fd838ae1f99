"""Writes the catalogue of figures from their declarations, when the documentation is built.

The page `reference/figures.md` holds a marker; the catalogue takes its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from grappe_tables import cell, in_english

from grappe.analysis.figures.catalogue import CHAPTERS, figures

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from grappe.analysis.figures.figure import Figure

PAGE = "reference/figures"
MARKER = "<!-- the catalogue of figures -->"
INTERVALS = {
    "proportion": "exact hypergeometric, or Wilson with finite population correction on request",
    "t": "Student's t, with finite population correction",
    "order_statistics": "order statistics, without any assumption on the distribution",
    None: "none",
}


def described(figure: Figure) -> Iterator[str]:
    """One figure: its meaning, its base, its expression."""
    needs = dict.fromkeys((*figure.base.needs, *figure.needs))
    yield f"### `{figure.name}`"
    yield ""
    yield f"**{cell(in_english(figure.label))}.** {cell(in_english(figure.definition))}"
    yield ""
    yield "| | |"
    yield "|---|---|"
    yield f"| unit | `{figure.unit}` |"
    yield f"| a row is | {cell(in_english(figure.base.about))} |"
    yield f"| source | {', '.join(f'`{table}`' for table in figure.base.tables)} |"
    if needs:
        asked = ", ".join("`" + need.rstrip("?") + "`" for need in needs)
        yield f"| needs | {asked} |"
    if figure.classes is not None:
        yield f"| classes | {', '.join(f'`{name}`' for name in figure.classes)} |"
    yield f"| value | `{cell(repr(figure.measure.value))}` |"
    yield f"| interval | {INTERVALS[figure.interval]} |"
    yield ""


def catalogue_in_markdown() -> str:
    """Every figure, chapter by chapter."""
    lines = []
    for chapter in (*CHAPTERS, 0):
        title = in_english(CHAPTERS[chapter]) if chapter else "All chapters"
        lines += [f"## {chapter or ''} {title}".replace("  ", " "), ""]
        for figure in figures().values():
            if figure.chapter == chapter:
                lines += described(figure)
    return "\n".join(lines)


def put_catalogue(_app: Sphinx, page: str, source: list[str]) -> None:
    """Put the catalogue where the page asks for it."""
    if page == PAGE:
        source[0] = source[0].replace(MARKER, catalogue_in_markdown())


def setup(app: Sphinx) -> dict[str, bool]:
    """Sphinx calls this."""
    app.connect("source-read", put_catalogue)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
