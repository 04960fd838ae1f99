"""Member enterprises on the map of the provinces."""

from __future__ import annotations

import math
from typing import Any

from grappe.analysis.language.catalogues import N_, say_many
from grappe.analysis.language.numbers import amount
from grappe.analysis.report.charts.clear_places import Box, meet
from grappe.analysis.report.charts.drawing import MIST, NOTE, PLACE, PLUM, WHITE, Drawing, pictured, spoken
from grappe.analysis.report.charts.letter_widths import width
from grappe.analysis.report.charts.marks import dots, texts, tip
from grappe.analysis.report.charts.marks import shapes as shapes_of
from grappe.analysis.report.charts.table_behind import table_behind
from grappe.analysis.report.document import Table
from grappe.analysis.report.lines import Line, Lines
from grappe.analysis.report.typography import said, typeset
from grappe.analysis.vocabulary import places

PARALLEL = math.cos(math.radians(50.6))
"""A degree of longitude over one of latitude in the middle of Belgium."""
MAP_WIDTH = 450
LARGEST, SMALLEST = 21, 10
"""Radius of circles, in pixels."""
LABEL = 11.5
BRUSSELS = "BE10"
BESIDE = {"BE10": "right", "BE24": "left"}
"""Provinces whose name stands rather beside the circle, on the side where there is room."""
PLACES = ("under", "left", "right", "over")
"""Where a name may stand about its circle: `left` is aligned left, thus on the right of it."""
NEAREST = 0.35
"""Points of a shape nearer than this, in pixels, are one."""

Point = tuple[float, float]


def provinces_chart(lines: Lines) -> Drawing | None:
    """Return the map, for Belgian data; None where no seat lies in Belgium."""
    shown = [line for line in lines.of("members.enterprises_by_province") if line.is_known and line.value]
    if len(shown) < 2:
        return None
    language = lines.language
    counts = {line.key: line for line in shown}
    shapes, points, height = _drawn(counts)
    most = max(line.value or 0 for line in shown)
    circles = _named(
        [_circle(points[key], line, most, lines) for key, line in counts.items() if key in points]
    )
    picture = [
        shapes_of(shapes, "provinces", edge=WHITE, thick=1.2),
        dots(circles, "circles", colour=PLUM),
        texts(
            [{"x": c["x"], "y": c["y"], "text": c["said"]} for c in circles],
            "values",
            colour=WHITE,
            size=NOTE,
            bold=True,
            align="center",
        ),
        *(
            texts(
                [{"x": c["at"], "y": c["height"], "text": c["name"]} for c in circles if c["side"] == side],
                f"names-{side}",
                size=LABEL,
                align=side,
            )
            for side in ("left", "center", "right")
        ),
    ]
    title = said(N_("Entreprises membres par province"), language)
    return Drawing(
        title=title,
        subtitle=said(N_("Nombre d’entreprises, au siège"), language),
        picture=pictured(picture, MAP_WIDTH, height),
        alt=spoken(title, [(line.name, lines.written(line)) for line in shown], language),
        table=_table(title, shown, lines),
        note=_left_out(lines),
    )


def _circle(point: Point, line: Line, most: float, lines: Lines) -> dict[str, Any]:
    """Return a circle, and where its name had best stand."""
    radius = max(LARGEST * math.sqrt((line.value or 0) / most), SMALLEST)
    x, y = point
    return {
        "x": x,
        "y": y,
        "radius": radius,
        "area": round(math.pi * radius**2, 1),
        "wanted": BESIDE.get(line.key, "under"),
        "said": lines.written(line),
        "tip": tip(
            line.name, lines.written(line), said(N_("Nombre d’entreprises, au siège"), lines.language)
        ),
        "name": said(N_("Bruxelles"), lines.language) if line.key == BRUSSELS else line.name,
    }


def _named(circles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give each name its place: where it had best stand, or about its circle where it lies on nothing."""
    taken: list[Box] = [
        (c["x"] - c["radius"], c["y"] - c["radius"], c["x"] + c["radius"], c["y"] + c["radius"])
        for c in circles
    ]
    told = {}
    # Those of crowded places first: the others have more room to give way.
    for c in sorted(circles, key=lambda c: c["wanted"] == "under"):
        ways = sorted(PLACES, key=lambda way: way != c["wanted"])
        found = [_stood(c, way) for way in ways]
        free = [(stands, box) for stands, box in found if not any(meet(box, other) for other in taken)]
        stands, box = (free or found)[0]
        taken.append(box)
        told[c["name"]] = {**c, **stands}
    return [told[c["name"]] for c in circles]


def _stood(circle: dict[str, Any], way: str) -> tuple[dict[str, Any], Box]:
    """Return where a name would stand about its circle, and the box of its letters."""
    far, wide = circle["radius"], width(circle["name"], LABEL)
    side = way if way in ("left", "right") else "center"
    x = circle["x"] + {"left": far + 4, "right": -far - 4, "center": 0}[side]
    y = circle["y"] + {"under": far + 9, "over": -far - 8}.get(way, 0)
    left = x - {"left": 0, "right": wide, "center": wide / 2}[side]
    is_out = left < 0 or left + wide > MAP_WIDTH
    box = (-math.inf, -math.inf, math.inf, math.inf) if is_out else (left, y - 7, left + wide, y + 7)
    return {"at": x, "height": y, "side": side}, box


def _left_out(lines: Lines) -> str:
    """Say what the map does not show."""
    own = lines.of("members.enterprises_by_province")
    if any(line.is_hidden for line in own):
        return said(N_("Les provinces de petits groupes sont masquées."), lines.language)
    firms = lines.known("members.by_kind", "enterprise")
    if firms is None or firms.value is None:
        return ""
    rest = round(firms.value - sum(line.value or 0 for line in own if line.is_known))
    if rest <= 0:
        return ""
    return typeset(
        say_many(
            N_(
                "{number} autre entreprise, à l’étranger ou sans code postal connu, n’est pas sur cette carte."
            ),
            N_(
                "{number} autres entreprises, à l’étranger ou sans code postal connu, ne sont pas sur cette carte."
            ),
            rest,
            lines.language,
            number=amount(rest, "count", lines.language),
        ),
        lines.language,
    )


def _drawn(counts: dict[str, Line]) -> tuple[list[dict[str, Any]], dict[str, Point], float]:
    """Return the shapes in pixels, a point in each province, and the map's height."""
    features = places.province_shapes()["features"]
    rings = [ring for feature in features for polygon in _polygons(feature) for ring in polygon]
    west = min(x for ring in rings for x, _ in ring) * PARALLEL
    east = max(x for ring in rings for x, _ in ring) * PARALLEL
    north = max(y for ring in rings for _, y in ring)
    south = min(y for ring in rings for _, y in ring)
    scale = MAP_WIDTH / (east - west)

    def pixel(lon: float, lat: float) -> Point:
        return round((lon * PARALLEL - west) * scale, 1), round((north - lat) * scale, 1)

    shapes = [
        {
            "type": "Feature",
            "properties": {"fill": PLACE if feature["id"] in counts else MIST},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [
                    [_thinned([pixel(x, y) for x, y in ring]) for ring in polygon]
                    for polygon in _polygons(feature)
                ],
            },
        }
        for feature in features
    ]
    points = {
        code: pixel(lon, lat)
        for code, lon, lat in places.provinces().select("code", "lon", "lat").iter_rows()
    }
    return shapes, points, (north - south) * scale


def _polygons(feature: dict[str, Any]) -> list[list[list[Point]]]:
    geometry = feature["geometry"]
    found: list[list[list[Point]]] = geometry["coordinates"]
    return found if geometry["type"] == "MultiPolygon" else [found]  # type: ignore[list-item]  # one polygon


def _thinned(ring: list[Point]) -> list[Point]:
    kept = [ring[0]]
    for point in ring[1:-1]:
        if math.dist(point, kept[-1]) >= NEAREST:
            kept.append(point)
    return [*kept, ring[-1]]


def _table(title: str, shown: list[Line], lines: Lines) -> Table:
    return table_behind(
        title,
        [said(N_("Province"), lines.language), said(N_("Entreprises"), lines.language)],
        ((line.name, lines.written(line)) for line in shown),
    )
