from __future__ import annotations

from itertools import pairwise

import polars as pl
import pytest

from grappe.analysis.vocabulary import places
from grappe.analysis.vocabulary.unknown import UnknownCodeError

PROVINCES = ["BE10", "BE21", "BE22", "BE23", "BE24", "BE25", "BE31", "BE32", "BE33", "BE34", "BE35"]

# Degrees around Belgium: nothing of ours lies outside.
WEST, EAST, SOUTH, NORTH = 2.5, 6.45, 49.45, 51.55


def one(postal_code: str) -> dict[str, object]:
    return places.postal_codes().row(by_predicate=pl.col("postal_code") == postal_code, named=True)


def test_there_are_1146_postal_codes_and_44_of_organisations_each_once() -> None:
    codes = places.postal_codes()

    assert dict(codes.group_by("special").len().iter_rows()) == {False: 1146, True: 44}
    assert codes["postal_code"].n_unique() == codes.height
    assert codes["postal_code"].str.len_chars().unique().to_list() == [4]


def test_there_are_2721_localities_565_municipalities_43_arrondissements_and_3_regions() -> None:
    tables = (places.localities(), places.municipalities(), places.arrondissements(), places.regions())

    assert [table.height for table in tables] == [2721, 565, 43, 3]


def test_589_municipalities_became_581_then_565() -> None:
    changes = places.nis_changes()

    assert [changes[f"nis_{year}"].n_unique() for year in (2018, 2019, 2025)] == [589, 581, 565]


@pytest.mark.parametrize(
    ("postal_code", "province", "region"),
    [
        ("4000", "BE33", "BE3"),
        ("4700", "BE33", "BE3"),
        ("1300", "BE31", "BE3"),
        ("5000", "BE35", "BE3"),
        ("7000", "BE32", "BE3"),
        ("6000", "BE32", "BE3"),
        ("6600", "BE34", "BE3"),
        ("6700", "BE34", "BE3"),
        ("1000", "BE10", "BE1"),
        ("2000", "BE21", "BE2"),
        ("2070", "BE23", "BE2"),  # Zwijndrecht, since 2025
        ("3000", "BE24", "BE2"),
        ("3500", "BE22", "BE2"),
        ("8000", "BE25", "BE2"),
        ("9000", "BE23", "BE2"),
    ],
)
def test_a_well_known_postal_code_lies_in_its_province(postal_code: str, province: str, region: str) -> None:
    assert (one(postal_code)["province"], one(postal_code)["region"]) == (province, region)


def test_every_ordinary_code_is_placed() -> None:
    ordinary = places.postal_codes().filter(~pl.col("special")).drop("organisation")

    assert ordinary.null_count().sum_horizontal().item() == 0
    assert ordinary.filter(~pl.col("lon").is_between(WEST, EAST)).height == 0
    assert ordinary.filter(~pl.col("lat").is_between(SOUTH, NORTH)).height == 0


@pytest.mark.parametrize(
    ("postal_code", "organisation", "province", "region"),
    [
        ("5012", "Parlement Wallon", "BE35", "BE3"),
        ("2099", "Antwerpen X", None, "BE2"),  # 20.. lies in two provinces
        ("0612", "Sinterklaas", None, None),
    ],
)
def test_the_code_of_an_organisation_is_placed_only_as_far_as_it_can_be(
    postal_code: str, organisation: str, province: str | None, region: str | None
) -> None:
    row = one(postal_code)

    assert (row["organisation"], row["province"], row["region"]) == (organisation, province, region)
    assert (row["locality"], row["nis_2025"], row["lat"], row["lon"]) == (None, None, None, None)


def test_a_province_agrees_with_its_region_everywhere() -> None:
    for table in (places.postal_codes(), places.localities(), places.municipalities()):
        placed = table.filter(pl.col("province").is_not_null())
        assert placed.filter(pl.col("province").str.slice(0, 3) != pl.col("region")).height == 0


@pytest.mark.parametrize(
    ("postal_code", "written", "french", "dutch"),
    [
        ("1000", "Brussel", "Bruxelles", "Brussel"),
        ("1190", "Vorst", "Forest", "Vorst"),
        ("1210", "SINT-JOOST-TEN-NOODE", "Saint-Josse-ten-Noode", "Sint-Joost-ten-Node"),
        ("1348", "Louvain-La-Neuve", "Louvain-La-Neuve", "Louvain-La-Neuve"),
        ("4000", "Liège", "Liège", "Luik"),
        ("7850", "Edingen", "Enghien", "Edingen"),
    ],
)
def test_a_locality_has_its_french_and_its_dutch_name(
    postal_code: str, written: str, french: str, dutch: str
) -> None:
    row = one(postal_code)

    assert (row["locality"], row["locality_fr"], row["locality_nl"]) == (written, french, dutch)


def test_the_nis_codes_of_each_year_are_kept() -> None:
    bastogne = one("6600")

    assert [bastogne[f"nis_{year}"] for year in (2018, 2019, 2025)] == ["82003", "82003", "82039"]


def test_there_are_eleven_provinces_with_brussels_each_with_four_names_and_a_shape() -> None:
    table = places.provinces()
    shapes = places.province_shapes()

    assert table["code"].to_list() == PROVINCES
    assert table.null_count().sum_horizontal().item() == 0
    assert [feature["properties"]["nuts2"] for feature in shapes["features"]] == PROVINCES


def polygons() -> list[list[list[list[float]]]]:
    found: list[list[list[list[float]]]] = []
    for feature in places.province_shapes()["features"]:
        geometry = feature["geometry"]
        found += geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return found


def doubled_area(ring: list[list[float]]) -> float:
    return sum(one[0] * other[1] - other[0] * one[1] for one, other in pairwise(ring))


def test_the_rings_of_the_shapes_are_closed_and_write_no_point_twice_in_a_row() -> None:
    rings = [ring for polygon in polygons() for ring in polygon]

    assert [ring for ring in rings if ring[0] != ring[-1] or len(ring) < 4] == []
    assert [ring for ring in rings if any(one == other for one, other in pairwise(ring))] == []


def test_outer_rings_turn_counterclockwise_and_holes_clockwise() -> None:
    assert [polygon[0] for polygon in polygons() if doubled_area(polygon[0]) <= 0] == []
    assert [hole for polygon in polygons() for hole in polygon[1:] if doubled_area(hole) >= 0] == []


def test_the_shapes_that_one_caller_spoils_are_whole_for_the_next() -> None:
    places.province_shapes()["features"].clear()

    assert len(places.province_shapes()["features"]) == 11


@pytest.mark.parametrize(
    ("language", "name"), [("fr", "Liège"), ("nl", "Luik"), ("de", "Lüttich"), ("en", "Liège")]
)
def test_a_province_has_its_name_in_four_languages(language: str, name: str) -> None:
    assert places.province_label("BE33", language) == name


def test_regions_and_municipalities_have_names_too() -> None:
    assert places.region_label("BE3", "en") == "Walloon Region"
    assert places.region_label("BE3", "fr") == "Région wallonne"
    assert places.municipality_label("63023", "fr") == "Eupen"
    assert places.municipality_label("11002", "fr") == "Anvers"
    assert places.municipality_label("11002", "en") == "Antwerpen"


def test_an_unknown_place_or_language_is_refused() -> None:
    with pytest.raises(UnknownCodeError, match="no code 'BE3' in the provinces of Belgium"):
        places.province_label("BE3", "fr")
    with pytest.raises(ValueError, match="no labels in 'it'"):
        places.region_label("BE3", "it")
