"""Build the shapes of the countries that a report's map draws, from the npm package `world-atlas`.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/build_countries.py package

The borders are those of Natural Earth (public domain), at 1:50 million, thinned arc by arc so that two
neighbours keep one border: finer in Europe, where a map of Europe shows them. An island too small to be seen
is left out; a country too small to be seen keeps its point.
"""

from __future__ import annotations

import argparse
import json
import math
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel.core import get_global

DATA = Path(__file__).resolve().parents[1] / "src" / "grappe" / "analysis" / "vocabulary" / "data"
EUROPE = (-28.0, 33.0, 48.0, 73.0)
"""West, south, east, north: where borders are kept finer."""
FINE, COARSE = 0.06, 0.3
"""Degrees that a point may lie off the thinned line."""
SEEN, SEEN_IN_EUROPE = 0.6, 0.03
"""Square degrees under which a polygon is left out."""
WITHOUT_NUMBER = {"Kosovo": "XK"}
"""Territories that Natural Earth draws without a number, and that have partners of their own."""

Point = tuple[float, float]


def arcs(atlas: dict[str, Any]) -> list[list[Point]]:
    """Return the arcs of a TopoJSON in degrees, thinned."""
    (across, down), (west, south) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    found = []
    for steps in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            points.append((x * across + west, y * down + south))
        is_near = any(EUROPE[0] <= lon <= EUROPE[2] and EUROPE[1] <= lat <= EUROPE[3] for lon, lat in points)
        found.append(
            [(round(lon, 2), round(lat, 2)) for lon, lat in thinned(points, FINE if is_near else COARSE)]
        )
    return found


def thinned(points: list[Point], most: float) -> list[Point]:
    """Return a line of fewer points (Douglas and Peucker); a closed one keeps its farthest point."""
    keep = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, place = 0.0, 0
        for k in range(first + 1, last):
            away = distance(points[k], points[first], points[last])
            if away > far:
                far, place = away, k
        if far > most:
            keep.add(place)
            waiting += [(first, place), (place, last)]
    return [points[k] for k in sorted(keep)]


def distance(point: Point, one: Point, other: Point) -> float:
    """Return how far a point lies from a segment; a degree of longitude shrinks towards the poles."""
    shrink = math.cos(math.radians(point[1]))
    (x, y), (a, b), (c, d) = ((p[0] * shrink, p[1]) for p in (point, one, other))
    length = (c - a) ** 2 + (d - b) ** 2
    part = 0.0 if not length else min(max(((x - a) * (c - a) + (y - b) * (d - b)) / length, 0.0), 1.0)
    return math.hypot(x - a - part * (c - a), y - b - part * (d - b))


def ring(numbers: list[int], lines: list[list[Point]]) -> list[Point]:
    """Return a ring as its points; a number below zero is an arc the other way round."""
    points: list[Point] = []
    for number in numbers:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        points += line[1:] if points else line
    return unbroken(points)


def unbroken(points: list[Point]) -> list[Point]:
    """Let a ring that crosses the 180th meridian go on beyond it: Chukotka stays with Siberia."""
    turns, told = 0.0, [points[0]]
    for (before, _), (lon, lat) in pairwise(points):
        turns -= 360.0 * round((lon - before) / 360.0)
        told.append((round(lon + turns, 2), lat))
    shift = 360.0 if min(lon for lon, _ in told) < -180.0 else 0.0
    return [(round(lon + shift, 2), lat) for lon, lat in told]


def area(points: list[Point]) -> float:
    """Return the square degrees of a ring, its sign that of its turn."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]], strict=True)) / 2


def middle(points: list[Point]) -> Point:
    """Return the point of a ring farthest from its border, among those of a grid within it."""
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    best, most = ((west + east) / 2, (south + north) / 2), -1.0
    for across in range(1, 24):
        for up in range(1, 24):
            at = (west + (east - west) * across / 24, south + (north - south) * up / 24)
            if not within(at, points):
                continue
            away = min(distance(at, a, b) for a, b in zip(points, [*points[1:], points[0]], strict=True))
            if away > most:
                best, most = at, away
    return round(best[0], 2), round(best[1], 2)


def within(at: Point, points: list[Point]) -> bool:
    """Tell whether a point lies in a ring."""
    inside = False
    for (a, b), (c, d) in zip(points, [*points[1:], points[0]], strict=True):
        if (b > at[1]) != (d > at[1]) and at[0] < a + (c - a) * (at[1] - b) / (d - b):
            inside = not inside
    return inside


def features(atlas: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the countries that have a code, each with its polygons and the point of the largest."""
    lines = arcs(atlas)
    aliases = get_global("territory_aliases")
    found = []
    for shape in atlas["objects"]["countries"]["geometries"]:
        code = WITHOUT_NUMBER.get(shape["properties"]["name"]) or next(
            iter(aliases.get(shape.get("id"), [])), None
        )
        # Each as the same kind: a list of polygons.
        parts = shape.get("arcs", [])
        parts = parts if shape["type"] == "MultiPolygon" else [parts]
        polygons = [[ring(numbers, lines) for numbers in polygon] for polygon in parts if polygon]
        # Antarctica has no one to be a partner, and no place on a map of the world that shows the rest.
        if code in (None, "AQ") or not polygons:
            continue
        largest = max(polygons, key=lambda polygon: abs(area(polygon[0])))
        point = middle(largest[0])
        near = EUROPE[0] <= point[0] <= EUROPE[2] and EUROPE[1] <= point[1] <= EUROPE[3]
        seen = [
            [one for one in polygon if len(one) >= 4]
            for polygon in polygons
            if abs(area(polygon[0])) >= (SEEN_IN_EUROPE if near else SEEN) and len(polygon[0]) >= 4
        ]
        found.append(
            {
                "type": "Feature",
                "id": code,
                "properties": {"point": point},
                "geometry": {"type": "MultiPolygon", "coordinates": seen},
            }
        )
    # Two shapes of one country (Australia and its reefs): the larger.
    found.sort(key=lambda feature: -sum(abs(area(part[0])) for part in feature["geometry"]["coordinates"]))
    whole = {feature["id"]: feature for feature in reversed(found)}
    return sorted(whole.values(), key=lambda feature: str(feature["id"]))


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("package", type=Path, help="the folder of the npm package world-atlas, 2.0.2")
    given = arguments.parse_args()
    atlas = json.loads((given.package / "countries-50m.json").read_text(encoding="utf-8"))
    told = {"type": "FeatureCollection", "features": features(atlas)}
    path = DATA / "countries.geojson"
    path.write_text(json.dumps(told, separators=(",", ":")), encoding="utf-8")
    print(path.stat().st_size, len(told["features"]), "now rebuild the vocabulary, for its fingerprints")
