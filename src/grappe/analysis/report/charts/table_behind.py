"""The table behind a chart: the same numbers, for those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from grappe.analysis.report.document import Cell, Column, Row, Table


def table_behind(
    title: str,
    heads: Sequence[str],
    rows: Iterable[Iterable[Cell | str]],
    *,
    words: int = 1,
    wide: bool = False,
) -> Table:
    """Return the table under a chart's title; its first columns, as many as `words`, are no numbers."""
    return Table(
        caption=title,
        columns=tuple(Column(label=head, numeric=place >= words) for place, head in enumerate(heads)),
        rows=tuple(
            Row(cells=tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in row)) for row in rows
        ),
        wide=wide,
    )
