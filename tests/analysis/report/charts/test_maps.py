"""Partners on the map: each country at its place, none over another, what has no place said."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from tests.analysis.report.charts.drawn import Twist, boxes, fits, marks, names, study
from tests.analysis.report.made import members

from grappe.analysis.report.charts.clear_places import Box, meet
from grappe.analysis.report.charts.convert import converted
from grappe.analysis.report.charts.country_shapes import europe, world
from grappe.analysis.report.charts.partners import partners_chart
from grappe.analysis.report.charts.spots import Spot, placed
from grappe.analysis.report.lines import Lines
from grappe.analysis.vocabulary.countries import country_shapes

CLUSTER = [{"cluster_id": "c", "name": "C"}]


def _partners(dossier_of: Callable[..., Path], countries: list[str]) -> Lines:
    rows = [
        {"partner_id": f"p{n}", "name": "P", "kind": "cluster", "country": country, "since": "2009-01-01"}
        for n, country in enumerate(countries)
    ]
    return study(dossier_of(cluster=CLUSTER, members=members(5), partners=rows))[0]


def test_partners_stand_in_their_countries_with_areas_as_their_numbers(twist_study: Twist) -> None:
    drawing = partners_chart(twist_study[0])
    circles = {
        row["tip"].split("\n")[0].removeprefix("tip:"): row for row in marks(drawing, "circles of Europe")
    }

    assert set(circles) == {"Belgique", "France"}
    assert (circles["Belgique"]["x"], circles["Belgique"]["y"]) == europe(440).points["BE"]
    assert circles["Belgique"]["tip"].endswith("\n9 partenaires")
    assert circles["France"]["area"] / circles["Belgique"]["area"] == pytest.approx(3 / 9, abs=0.001)
    assert drawing is not None
    assert drawing.note == ""
    assert fits(drawing) == []


def test_partners_beyond_europe_have_the_world_below(dossier_of: Callable[..., Path]) -> None:
    drawing = partners_chart(_partners(dossier_of, ["BE", "BE", "US", "JP", "SG"]))
    far = marks(drawing, "circles of world")

    assert [row["tip"].split("\n")[0] for row in far] == ["tip:Japon", "tip:Singapour", "tip:États-Unis"]
    assert min(row["y"] for row in far) > europe(440).height
    assert drawing is not None
    assert drawing.picture["height"] == pytest.approx(europe(440).height + 16 + world(440).height)


def test_partners_of_other_continents_only_have_the_world_alone(dossier_of: Callable[..., Path]) -> None:
    drawing = partners_chart(_partners(dossier_of, ["US", "CA", "CA"]))

    assert drawing is not None
    assert {name.split(" of ")[1].split(",")[0] for name in names(drawing) if " of " in name} == {"world"}


def test_what_has_no_place_is_said(dossier_of: Callable[..., Path]) -> None:
    drawing = partners_chart(_partners(dossier_of, ["BE", "FR", "GP", "", ""]))

    assert drawing is not None
    assert drawing.note == (
        "Sans place sur cette carte\u202f: Guadeloupe (1). "
        "2 partenaires, dont le pays n’est pas connu, ne sont pas sur cette carte."
    )


@pytest.mark.parametrize("countries", [[], ["BE"], ["BE", "BE"], ["GP", "BE"]])
def test_one_country_is_no_map(dossier_of: Callable[..., Path], countries: list[str]) -> None:
    assert partners_chart(_partners(dossier_of, [*countries, ""])) is None


def test_all_of_europe_at_once_has_no_circle_over_another(dossier_of: Callable[..., Path]) -> None:
    everyone = sorted(europe(440).points)
    countries = [code for n, code in enumerate(everyone) for _ in range(1 + n % 4)]
    drawing = partners_chart(_partners(dossier_of, countries))
    circles = [
        (row["x"], row["y"], math.sqrt(row["area"] / math.pi)) for row in marks(drawing, "circles of Europe")
    ]

    assert len(circles) == len(everyone) > 40
    assert [
        (a, b) for a, b in combinations(circles, 2) if math.hypot(a[0] - b[0], a[1] - b[1]) < a[2] + b[2]
    ] == []
    assert drawing is not None
    assert fits(drawing) == []


@pytest.mark.parametrize("counts", [1, 4])
def test_sixty_countries_have_names_that_lie_on_no_name_and_touch_no_circle_but_their_own(
    dossier_of: Callable[..., Path], counts: int
) -> None:
    near, far = sorted(europe(440).points), sorted(set(world(440).points) - set(europe(440).points))
    chosen = [*near[:30], *far[::6]]
    drawing = partners_chart(
        _partners(dossier_of, [code for n, code in enumerate(chosen) for _ in range(1 + n % counts)])
    )
    assert drawing is not None
    words = [layer for layer in names(drawing) if layer.startswith(("names of Europe", "names of world"))]
    told = boxes(drawing, tuple(sorted(words)))
    circles = [
        (row["x"], row["y"], math.sqrt(row["area"] / math.pi))
        for part in ("Europe", "world")
        for row in marks(drawing, f"circles of {part}")
    ]
    nameless = len(circles) - len(told)

    assert len(circles) == len(chosen) > 55
    assert nameless < len(circles) / 3
    assert drawing.note.startswith(f"{nameless} pays n’ont pas leur nom sur la carte")
    assert [(a, b) for a, b in combinations(told, 2) if meet(a, b)] == []
    assert [box for box in told if len(_near(box, circles, gap=3)) > 1] == []
    assert fits(drawing) == []


def _near(box: Box, circles: list[tuple[float, float, float]], gap: float) -> list[tuple[float, float]]:
    """Return the circles that a box is nearer to than a gap."""
    return [
        (x, y)
        for x, y, r in circles
        if math.hypot(max(box[0] - x, x - box[2], 0), max(box[1] - y, y - box[3], 0)) < r + gap
    ]


def test_the_larger_keeps_its_point_and_the_smaller_makes_room() -> None:
    large, small = Spot("a", 50, 50, 20, "A"), Spot("b", 55, 50, 9, "B")
    first, second = placed([small, large], 12, (200, 200))

    assert (first.spot, first.x, first.y, first.has_moved) == (large, 50, 50, False)
    assert second.has_moved
    assert math.hypot(second.x - 50, second.y - 50) >= 30.5
    assert first.name_at is not None


def test_each_country_is_there_once_with_a_point() -> None:
    ids = [feature["id"] for feature in country_shapes()]

    assert len(ids) == len(set(ids)) > 230
    assert {"BE", "FR", "LU", "NL", "DE", "MT", "LI", "MC", "SG", "XK"} <= set(ids)
    assert [f["id"] for f in country_shapes() if len(f["properties"]["point"]) != 2] == []


def test_equal_earth_and_the_azimuthal_map_keep_areas() -> None:
    """France over Poland: 543,000 km2 (without Corsica and what is overseas) over 312,700."""

    def largest(polygons: list[list[list[tuple[float, float]]]]) -> float:
        rings = [polygon[0] for polygon in polygons]
        return max(abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2 for ring in rings)

    ratios = [
        largest(map_.polygons["FR"]) / largest(map_.polygons["PL"]) for map_ in (europe(440), world(2000))
    ]

    assert ratios == pytest.approx([543.0 / 312.7] * 2, rel=0.03)


def test_the_map_weighs_little(twist_study: Twist) -> None:
    drawing = partners_chart(twist_study[0])
    assert drawing is not None

    assert len(converted(drawing).svg) < 60_000
