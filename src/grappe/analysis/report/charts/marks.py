"""The kinds of mark that our charts are made of, each placed in pixels.

Altair writes each kind once; a chart puts its rows in. So the report's charts cost next to nothing to
specify, and a test reads where each mark stands.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt

from grappe.analysis.report.charts.drawing import INK, LEADING, LETTERS, TIP, WHITE
from grappe.analysis.report.charts.letter_widths import width

Rows = list[dict[str, Any]]
"""x, y (and x2, y2): pixels from the left and from the top. text, area, fill, shape: of each mark. tip: what
it answers to the pointer. series, order: which line a point belongs to, and its place on it."""
Layer = dict[str, Any]
CHANNELS: dict[str, Any] = {
    "x": alt.X("x:Q", scale=None, axis=None),
    "y": alt.Y("y:Q", scale=None, axis=None),
    "x2": alt.X2("x2:Q"),
    "y2": alt.Y2("y2:Q"),
    "text": alt.Text("text:N"),
    "area": alt.Size("area:Q", scale=None),
    "fill": alt.Fill("fill:N", scale=None),
    "shape": alt.Shape("shape:N", scale=None),
    "series": alt.Detail("series:N"),
    "order": alt.Order("order:Q"),
    "tip": alt.Description("tip:N"),
}
ENCODED = {"area": "size", "series": "detail", "tip": "description"}


def tip(label: str, value: str, *more: str) -> str:
    """Return what a mark answers to the pointer: whose it is, its value, and what that rests on."""
    return TIP + "\n".join([label.replace("\n", " "), value, *(words for words in more if words)])


def texts(
    rows: Rows,
    name: str = "",
    *,
    colour: str = INK,
    size: float = LETTERS,
    bold: bool = False,
    align: str = "left",
) -> Layer:
    """Return words, in the middle of their height; a line break starts a new line below."""
    look = {"color": colour, "fontSize": size, "align": align, "baseline": "middle"}
    return _layer("text", rows, name, **look, **({"fontWeight": 600} if bold else {}))


def plates(words: Layer) -> Layer:
    """Return what keeps the lines of a grid off words: a plate of the page's own colour behind each."""
    size, align = words["mark"]["fontSize"], words["mark"]["align"]
    bold = "fontWeight" in words["mark"]
    rows = []
    for row in words["data"]["values"]:
        told = row["text"].split("\n")
        wide = max(width(line, size, bold=bold) for line in told) + 6
        left = row["x"] + {"left": -3, "center": -wide / 2, "right": 3 - wide}[align]
        high = LEADING * len(told) + 1
        top = row["y"] - LEADING / 2 - 0.5
        rows.append({"x": round(left, 2), "x2": round(left + wide, 2), "y": top, "y2": top + high})
    return rects(rows, f"plates of {words.get('name', 'words')}", colour=WHITE, rounded=0)


def rects(rows: Rows, name: str = "", *, colour: str, rounded: float = 2, **more: Any) -> Layer:
    """Return rectangles from (x, y) to (x2, y2)."""
    return _layer("rect", rows, name, color=colour, cornerRadius=rounded, **more)


def rules(rows: Rows, name: str = "", *, colour: str, thick: float = 1, **more: Any) -> Layer:
    """Return straight lines from (x, y) to (x2, y2)."""
    return _layer("rule", rows, name, color=colour, strokeWidth=thick, **more)


def dots(rows: Rows, name: str = "", *, colour: str, **more: Any) -> Layer:
    """Return points; an area in square pixels is that of the point's square."""
    look = {"color": colour, "filled": True, "opacity": 1, **more}
    return _layer("point", rows, name, **look)


def lines(rows: Rows, name: str = "", *, colour: str, thick: float = 2, **more: Any) -> Layer:
    """Return lines through the points of each series, in their order."""
    rows = [{"order": place, **row} for place, row in enumerate(rows)]
    return _layer("line", rows, name, color=colour, strokeWidth=thick, **more)


def areas(rows: Rows, name: str = "", *, colour: str) -> Layer:
    """Return what lies between the points (x, y) and the height y2 of each."""
    return _layer("area", rows, name, color=colour)


def shapes(features: list[dict[str, Any]], name: str = "", *, edge: str, thick: float = 1) -> Layer:
    """Return GeoJSON features whose coordinates are pixels; each has its `fill`, and may have a `tip`."""
    told = _shapes(edge, thick, any("tip" in one["properties"] for one in features))
    return {**told, "name": name or "shapes", "data": {"values": features}}


def _layer(kind: str, rows: Rows, name: str, **look: Any) -> Layer:
    channels = tuple(channel for channel in CHANNELS if any(channel in row for row in rows[:1]))
    flat = tuple((key, tuple(v) if isinstance(v, list) else v) for key, v in sorted(look.items()))
    told = {**_written(kind, channels, flat), "data": {"values": rows}}
    return {**told, "name": name} if name else told


@cache
def _written(kind: str, channels: tuple[str, ...], look: tuple[tuple[str, Any], ...]) -> Layer:
    """Return what Altair writes of a kind of mark, its rows left out."""
    # Only what answers to the pointer describes itself; Vega would describe every mark.
    how = {key: list(v) if isinstance(v, tuple) else v for key, v in look}
    chart = getattr(_nothing(), f"mark_{kind}")(**how, **({} if "tip" in channels else {"aria": False}))
    told = chart.encode(**{ENCODED.get(channel, channel): CHANNELS[channel] for channel in channels})
    return _bare(told)


@cache
def _shapes(edge: str, thick: float, speaks: bool) -> Layer:  # noqa: FBT001  # part of the cache's key
    silent: dict[str, Any] = {} if speaks else {"aria": False}
    chart = _nothing().mark_geoshape(stroke=edge, strokeWidth=thick, **silent)
    chart = chart.encode(color=alt.Color("properties.fill:N", scale=None))
    if speaks:
        chart = chart.encode(description=alt.Description("properties.tip:N"))
    return _bare(chart.project(type="identity", scale=1, translate=[0, 0]))


def _nothing() -> alt.Chart:
    return alt.Chart(alt.NamedData(name="rows"))


def _bare(chart: alt.Chart) -> Layer:
    told: Layer = chart.to_dict(validate=False)
    return {key: part for key, part in told.items() if key in ("mark", "encoding", "projection")}
