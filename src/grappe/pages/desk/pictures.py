"""Charts of the reports, drawn for a page of the desk: in its colours, by day and by night."""

from __future__ import annotations

import re

from django.utils.safestring import mark_safe

from grappe.analysis.report.charts import drawing
from grappe.analysis.report.charts.convert import converted
from grappe.pages.desk.told import Chart

TOKENS = {
    drawing.INK: "var(--ink)",
    drawing.SOFT: "var(--soft)",
    drawing.LINE: "var(--line)",
    drawing.PLUM: "var(--plum)",
    drawing.GRAPE: "var(--grape)",
    drawing.SPAN: "color-mix(in srgb, var(--grape) 34%, var(--card))",
    drawing.MIST: "var(--mist)",
    drawing.PLACE: "color-mix(in srgb, var(--grape) 20%, var(--card))",
    drawing.LIGHT: "color-mix(in srgb, var(--grape) 66%, var(--card))",
    drawing.LEAF: "var(--leaf)",
    drawing.OCHRE: "var(--ochre-mark)",
    drawing.WHITE: "var(--card)",
}
"""What the page calls each colour of the reports’ charts."""
COLOUR = re.compile(r'(fill|stroke)="(#[0-9A-Fa-f]{6})"')


def pictured(chart: drawing.Drawing) -> Chart:
    """Return a chart of the reports' kind as one of the desk's."""
    drawn = converted(chart)
    svg = COLOUR.sub(lambda found: f'{found[1]}="{TOKENS.get(found[2].upper(), found[2])}"', drawn.svg)
    return Chart(
        title=drawn.title,
        subtitle=drawn.subtitle,
        svg=mark_safe(svg),  # noqa: S308 - drawn by us; words in it were escaped by the converter
        columns=tuple(column.label for column in drawn.table.columns),
        rows=tuple(tuple(cell.text for cell in row.cells) for row in drawn.table.rows),
    )
