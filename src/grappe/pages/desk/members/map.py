"""The sites of a member on a map of Belgium, drawn here: no other host is asked for a tile."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import polars as pl
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from grappe.analysis.vocabulary.places import postal_codes, province_shapes
from grappe.apps.members.models import Site

WIDTH = 420.0
NEAREST = 1.2
"""Points of a border nearer than this, in pixels, are one."""
PARALLEL = math.cos(math.radians(50.5))
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Ground:
    """The provinces in pixels, and what a longitude and a latitude become."""

    west: float
    north: float
    scale: float
    height: float
    paths: tuple[str, ...]

    def pixel(self, lon: float, lat: float) -> Point:
        return round((lon * PARALLEL - self.west) * self.scale, 1), round((self.north - lat) * self.scale, 1)

    def holds(self, point: Point) -> bool:
        return 0 <= point[0] <= WIDTH and 0 <= point[1] <= self.height


def drawn(sites: Iterable[Site], label: str) -> SafeString | None:
    """Return the map with a point for each site that lies on it; None where none does."""
    ground = _ground()
    points = [point for site in sites if (point := _point(ground, site)) is not None]
    if not points:
        return None
    shapes = format_html_join("", '<path d="{}"/>', ((path,) for path in ground.paths))
    spots = format_html_join("", '<circle cx="{}" cy="{}" r="6"/>', dict.fromkeys(points))
    return format_html(
        '<svg class="map" viewBox="-4 -4 {} {}" role="img" aria-label="{}"><g class="land">{}</g><g class="spots">{}</g></svg>',
        WIDTH + 8,
        round(ground.height + 8, 1),
        label,
        shapes,
        spots,
    )


def is_on_map(site: Site) -> bool:
    """Tell whether a site lies on the map."""
    return _point(_ground(), site) is not None


def _point(ground: _Ground, site: Site) -> Point | None:
    if site.latitude is not None and site.longitude is not None:
        place: Point | None = (float(site.longitude), float(site.latitude))
    else:
        place = _points().get(site.postal_code) if site.country == "BE" else None
    if place is None:
        return None
    point = ground.pixel(*place)
    return point if ground.holds(point) else None


@cache
def _points() -> dict[str, Point]:
    placed = postal_codes().filter(pl.col("lat").is_not_null())
    return {code: (lon, lat) for code, lon, lat in placed.select("postal_code", "lon", "lat").iter_rows()}


@cache
def _ground() -> _Ground:
    polygons = []
    for feature in province_shapes()["features"]:
        shape = feature["geometry"]
        polygons.append(shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]])
    every = [point for parts in polygons for polygon in parts for ring in polygon for point in ring]
    west, east = (bound(x * PARALLEL for x, _ in every) for bound in (min, max))
    south, north = (bound(y for _, y in every) for bound in (min, max))
    scale = WIDTH / (east - west)
    ground = _Ground(west, north, scale, (north - south) * scale, ())
    paths = tuple(
        mark_safe("".join(_ring(ground, ring) for polygon in parts for ring in polygon))  # noqa: S308 - numbers
        for parts in polygons
    )
    return _Ground(west, north, scale, ground.height, paths)


def _ring(ground: _Ground, ring: list[Point]) -> str:
    kept: list[Point] = []
    for lon, lat in ring:
        point = ground.pixel(lon, lat)
        if not kept or math.dist(point, kept[-1]) >= NEAREST:
            kept.append(point)
    return f"M{'L'.join(f'{x} {y}' for x, y in kept)}Z" if len(kept) > 2 else ""
