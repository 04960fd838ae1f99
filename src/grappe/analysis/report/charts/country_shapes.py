"""Countries in the pixels of a map of Europe, or of the world."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

from grappe.analysis.vocabulary.countries import country_shapes

Point = tuple[float, float]
Ring = list[Point]
NEAREST, NEAREST_OF_WORLD = 0.6, 1.0
"""Points of a border nearer than this, in pixels, are one."""
MIDDLE = (13.0, 52.0)
"""The longitude and latitude that the map of Europe is centred on."""


@dataclass(frozen=True, slots=True)
class Map:
    """The polygons of each country, cut at the edges, and the point of each that the map shows."""

    width: float
    height: float
    polygons: dict[str, list[list[Ring]]]
    points: dict[str, Point]


@cache
def europe(width: float) -> Map:
    """Return Europe, from Iceland to the Urals' foot and from Crete to the North Cape; areas are true."""
    return _map(_azimuthal, width, (-0.375, 0.335), (-0.29, 0.32), NEAREST)


@cache
def world(width: float) -> Map:
    """Return the world without Antarctica, in the Equal Earth projection."""
    return _map(_equal_earth, width, (-2.65, 2.75), (-0.96, 1.29), NEAREST_OF_WORLD)


def _map(
    project: Callable[[float, float], Point], width: float, across: Point, up: Point, nearest: float
) -> Map:
    """Project what lies in a window of the projection's own units: west and east, south and north."""
    scale = width / (across[1] - across[0])
    height = round((up[1] - up[0]) * scale, 1)

    def pixel(lon: float, lat: float) -> Point:
        x, y = project(lon, lat)
        return (x - across[0]) * scale, (up[1] - y) * scale

    polygons: dict[str, list[list[Ring]]] = {}
    points: dict[str, Point] = {}
    for feature in country_shapes():
        x, y = pixel(*feature["properties"]["point"])
        if 0 <= x <= width and 0 <= y <= height:
            points[feature["id"]] = (round(x, 1), round(y, 1))
        drawn = []
        for polygon in feature["geometry"]["coordinates"]:
            rings = [_within([pixel(lon, lat) for lon, lat in ring], width, height) for ring in polygon]
            rings = [thin for ring in rings if len(thin := _thinned(ring, nearest)) > 3]
            if rings:
                drawn.append(rings)
        if drawn:
            polygons[feature["id"]] = drawn
    return Map(width, height, polygons, points)


def _azimuthal(lon: float, lat: float) -> Point:
    """Project by Lambert's azimuthal equal-area projection; what is behind the earth goes far out."""
    phi, lam = math.radians(lat), math.radians(lon - MIDDLE[0])
    sin0, cos0 = math.sin(math.radians(MIDDLE[1])), math.cos(math.radians(MIDDLE[1]))
    depth = 1 + sin0 * math.sin(phi) + cos0 * math.cos(phi) * math.cos(lam)
    k = math.sqrt(2 / max(depth, 1e-3))
    return (
        k * math.cos(phi) * math.sin(lam),
        k * (cos0 * math.sin(phi) - sin0 * math.cos(phi) * math.cos(lam)),
    )


def _equal_earth(lon: float, lat: float) -> Point:
    """Project by Equal Earth (Šavrič, Patterson and Jenny 2019, IJGIS 33:454-465)."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    slope = 9 * a4 * t**8 + 7 * a3 * t**6 + 3 * a2 * t**2 + a1
    x = 2 * math.sqrt(3) * math.radians(lon) * math.cos(t) / (3 * slope)
    return x, t * (a1 + a2 * t**2 + t**6 * (a3 + a4 * t**2))


def _within(ring: Ring, width: float, height: float) -> Ring:
    """Cut a ring at the edges of the map (Sutherland and Hodgman)."""
    for axis, edge, sign in ((0, 0.0, 1), (0, width, -1), (1, 0.0, 1), (1, height, -1)):
        if all(sign * (point[axis] - edge) >= 0 for point in ring):
            continue
        ring = _cut(ring, partial(_beyond, axis=axis, edge=edge, sign=sign), axis, edge)
        if not ring:
            return []
    return ring


def _beyond(point: Point, *, axis: int, edge: float, sign: int) -> bool:
    return sign * (point[axis] - edge) < 0


def _cut(ring: Ring, is_out: Callable[[Point], bool], axis: int, edge: float) -> Ring:
    kept: Ring = []
    for before, point in zip([ring[-1], *ring[:-1]], ring, strict=True):
        if is_out(before) != is_out(point):
            part = (edge - before[axis]) / (point[axis] - before[axis])
            other = 1 - axis
            at = before[other] + part * (point[other] - before[other])
            kept.append((edge, at) if axis == 0 else (at, edge))
        if not is_out(point):
            kept.append(point)
    return kept


def _thinned(ring: Ring, nearest: float) -> Ring:
    kept: Ring = []
    for x, y in ring:
        if not kept or math.hypot(x - kept[-1][0], y - kept[-1][1]) >= nearest:
            kept.append((round(x, 1), round(y, 1)))
    if kept and kept[0] != kept[-1]:
        kept.append(kept[0])
    return kept
