"""Partners on the map of Europe, and of the world where some are farther."""

from __future__ import annotations

import math
from collections.abc import Iterator

from grappe.analysis.language.catalogues import N_
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.charts.country_shapes import Map, europe, world
from grappe.analysis.report.charts.drawing import (
    INK,
    MIST,
    NOTE,
    PLACE,
    PLUM,
    SOFT,
    WHITE,
    Drawing,
    pictured,
    spoken,
)
from grappe.analysis.report.charts.marks import Layer, Rows, dots, rules, shapes, texts, tip
from grappe.analysis.report.charts.spots import Placed, Spot, placed
from grappe.analysis.report.charts.table_behind import table_behind
from grappe.analysis.report.lines import Line, Lines
from grappe.analysis.report.typography import agreed, said

WIDTH = 440.0
LARGEST, SMALLEST = 19.0, 9.0
"""Radius of circles, in pixels."""
LABEL, GAP = 11.5, 16.0
MANY, COVERED, POINT = 24, 1200.0, 4.0
"""Countries beyond which circles are smaller: the sum of the squares of their radii, and the least radius."""
CLEAR = 3.0
"""Pixels from a name to the circle of another country."""


def partners_chart(lines: Lines) -> Drawing | None:
    """Return the countries of the partners with their numbers; None where no map shows two of them."""
    shown = [line for line in lines.of("partners.by_country") if line.is_known and line.value]
    near = europe(WIDTH)
    in_europe = [line for line in shown if line.key in near.points]
    # The world is worked out only for those who are farther.
    others = [line for line in shown if line.key not in near.points]
    far = world(WIDTH) if others else near
    beyond = [line for line in others if line.key in far.points]
    if len(in_europe) + len(beyond) < 2:
        return None
    most = max(line.value or 0 for line in shown)
    layers: list[Layer] = []
    nameless: list[Line] = []
    top = 0.0
    if in_europe:
        layers += _drawn(near, in_europe, most, lines, "Europe", top, nameless)
        top += near.height
    if beyond:
        top += GAP if in_europe else 0.0
        layers += _drawn(far, beyond, most, lines, "world", top, nameless)
        top += far.height
    language = lines.language
    title = said(N_("Partenaires par pays"), language)
    if beyond and in_europe:
        subtitle = said(
            N_("Nombre de partenaires au jour de référence ; en haut l’Europe, en bas le reste du monde"),
            language,
        )
    else:
        subtitle = said(N_("Nombre de partenaires au jour de référence"), language)
    return Drawing(
        title=title,
        subtitle=subtitle,
        picture=pictured(layers, WIDTH, top),
        alt=spoken(title, [(line.name, lines.written(line)) for line in shown], language),
        table=table_behind(
            title,
            [said(N_("Pays"), language), said(N_("Partenaires"), language)],
            ((line.name, lines.written(line)) for line in shown),
        ),
        note=" ".join(
            _left_out(lines, [line for line in shown if line not in [*in_europe, *beyond]], nameless)
        ),
    )


def _drawn(
    map_: Map,
    shown: list[Line],
    most: float,
    lines: Lines,
    name: str,
    top: float,
    nameless: list[Line],
) -> list[Layer]:
    """Return a map with its circles, and add those that found no room for their names to `nameless`."""
    keys = {line.key for line in shown}
    features = [
        {
            "type": "Feature",
            "properties": {"fill": PLACE if code in keys else MIST},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [
                    [[(x, round(y + top, 1)) for x, y in ring] for ring in polygon] for polygon in polygons
                ],
            },
        }
        for code, polygons in map_.polygons.items()
    ]
    largest, smallest = LARGEST, SMALLEST
    if len(shown) > MANY:
        # All at once they cover no more than they may.
        whole = sum((line.value or 0) / most for line in shown)
        largest, smallest = min(LARGEST, math.sqrt(COVERED / whole)), POINT
    spots = []
    for line in shown:
        radius = max(largest * math.sqrt((line.value or 0) / most), smallest)
        # A circle too small for its number has it beside its name.
        words = line.name if radius >= SMALLEST else f"{line.name} {lines.written(line)}"
        spots.append(Spot(line.key, *map_.points[line.key], radius, words))
    told = {line.key: line for line in shown}
    found = placed(spots, LABEL, (map_.width, map_.height), clear=CLEAR)
    nameless += [told[one.spot.key] for one in found if one.name_at is None]
    return [
        shapes(features, f"countries of {name}", edge=WHITE, thick=0.7),
        *_circles(found, told, lines, name, top),
    ]


def _circles(
    found: list[Placed], told: dict[str, Line], lines: Lines, name: str, top: float
) -> Iterator[Layer]:
    leads: Rows = []
    circles: Rows = []
    numbers: Rows = []
    names: dict[str, Rows] = {"left": [], "center": [], "right": []}
    for one in found:
        line, y = told[one.spot.key], round(one.y + top, 1)
        written = lines.written(line)
        if one.has_moved:
            leads.append({"x": one.spot.x, "y": one.spot.y + top, "x2": one.x, "y2": y})
        circles.append(
            {
                "x": one.x,
                "y": y,
                "area": round(math.pi * one.spot.radius**2, 1),
                "tip": tip(
                    line.name,
                    agreed(
                        N_("{count} partenaire"),
                        N_("{count} partenaires"),
                        line.value or 0,
                        lines.language,
                        count=written,
                    ),
                ),
            }
        )
        if one.spot.radius >= SMALLEST:
            numbers.append({"x": one.x, "y": y, "text": written})
        if one.name_at:
            across, down, side = one.name_at
            names[side].append({"x": round(across, 1), "y": round(down + top, 1), "text": one.spot.name})
    yield rules(leads, f"leads of {name}", colour=SOFT)
    yield dots(circles, f"circles of {name}", colour=PLUM, stroke=WHITE, strokeWidth=1)
    yield texts(numbers, f"values of {name}", colour=WHITE, size=NOTE, bold=True, align="center")
    for side, rows in names.items():
        yield texts(rows, f"names of {name}, {side}", colour=INK, size=LABEL, align=side)


def _left_out(lines: Lines, off: list[Line], nameless: list[Line]) -> Iterator[str]:
    """Say what the map does not show."""
    language = lines.language
    if nameless:
        yield agreed(
            N_(
                "{count} pays n’a pas son nom sur la carte, faute de place ; la table du chapitre les donne tous."
            ),
            N_(
                "{count} pays n’ont pas leur nom sur la carte, faute de place ; la table du chapitre les donne tous."
            ),
            len(nameless),
            language,
            count=amount(len(nameless), "count", language),
        )
    if off:
        yield said(
            N_("Sans place sur cette carte : {countries}."),
            language,
            countries=", ".join(f"{line.name} ({lines.written(line)})" for line in off),
        )
    total = lines.known("partners.total")
    rest = (
        round((total.value or 0) - sum(line.value or 0 for line in lines.of("partners.by_country")))
        if total
        else 0
    )
    if rest > 0:
        yield agreed(
            N_("{count} partenaire, dont le pays n’est pas connu, n’est pas sur cette carte."),
            N_("{count} partenaires, dont le pays n’est pas connu, ne sont pas sur cette carte."),
            rest,
            language,
            count=amount(rest, "count", language),
        )
