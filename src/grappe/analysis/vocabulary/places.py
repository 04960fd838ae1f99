"""Belgian places: postal codes, localities, municipalities, provinces, regions, and their shapes.

Provinces are keyed by NUTS 2 (`BE33` is Liège, `BE10` is Brussels, which has none and stands for itself),
regions by NUTS 1 (`BE3`). Places are those of 2025: Zwijndrecht (2070) has been in East Flanders since then.
Source: Statbel and GeoNames (`sources`).
"""

from __future__ import annotations

import json
from functools import cache
from types import MappingProxyType
from typing import Any

import polars as pl

from grappe.analysis.vocabulary import packaged
from grappe.analysis.vocabulary.labels import nearest_label
from grappe.analysis.vocabulary.unknown import UnknownCodeError

# What a municipality calls itself: the language of its first letter (Brussels, FN, is read in French).
_OFFICIAL = MappingProxyType({"F": "fr", "N": "nl", "D": "de"})


def postal_codes() -> pl.DataFrame:
    """Return one row per postal code (text of four digits).

    postal_code, locality (its main one, as the postal list writes it), locality_fr, locality_nl, nis_2018,
    nis_2019, nis_2025 (the municipality on 1 January of that year), arrondissement (NIS), province (NUTS 2),
    region (NUTS 1), lat, lon (WGS 84, degrees), coord_source (`geonames`, `geonames_mean_localities`,
    `municipality_centroid`), special, organisation.

    A special code belongs to an organisation, not to a place: it has no locality, no municipality and no
    point. Its province is filled where all ordinary codes that share its first two digits lie in one
    province, its region likewise. Codes created after 2013 are missing: a code that is not here
    is not thereby false.
    """
    return packaged.table("postal_codes")


def localities() -> pl.DataFrame:
    """Return one row per postal code and locality, special codes left out.

    The columns of `postal_codes` without special and organisation, and is_municipality: the locality bears
    the name of its municipality of 2018. Only then do locality_fr and locality_nl differ; elsewhere both
    repeat the list, which is in one language.
    """
    return packaged.table("localities")


def municipalities() -> pl.DataFrame:
    """Return one row per municipality of 2025.

    nis_2025, nis_2019 and nis_2018 (lists: those it was merged from), label_fr, label_nl, label_de,
    official_language (F, N, D; FN in Brussels), arrondissement (NIS), province, region,
    lat, lon, population_2020 (persons), area_km2. The source has no English names, and French names of the
    Flemish municipalities merged since 2019 repeat the Dutch one.
    """
    return packaged.table("municipalities")


def nis_changes() -> pl.DataFrame:
    """Return one row per municipality of 2018: its NIS code in 2018, 2019 and 2025, and its names."""
    return packaged.table("nis_changes")


def arrondissements() -> pl.DataFrame:
    """Return one row per arrondissement: nis, label_fr, label_nl, province (NUTS 2)."""
    return packaged.table("arrondissements")


def provinces() -> pl.DataFrame:
    """Return one row per province, Brussels included.

    code (NUTS 2), label_fr, label_nl, label_de, label_en, nis, region (NUTS 1), lat, lon (of a point in it).
    """
    return packaged.table("provinces")


def regions() -> pl.DataFrame:
    """Return one row per region: code (NUTS 1), nis, label_fr, label_nl, label_de, label_en."""
    return packaged.table("regions")


@cache
def _row(table: str, key: str, code: str) -> MappingProxyType[str, Any]:
    found = packaged.table(table).filter(pl.col(key) == code)
    if found.is_empty():
        raise UnknownCodeError(code, f"the {table} of Belgium")
    return MappingProxyType(found.row(0, named=True))


def province_label(code: str, language: str) -> str:
    """Return the name of a province by its NUTS 2 code.

    UnknownCodeError: no such province. ValueError: no such language.
    """
    return nearest_label(_row("provinces", "code", code), language)


def region_label(code: str, language: str) -> str:
    """Return the name of a region by its NUTS 1 code.

    UnknownCodeError: no such region. ValueError: no such language.
    """
    return nearest_label(_row("regions", "code", code), language)


def municipality_label(nis: str, language: str) -> str:
    """Return the name of a municipality by its NIS code of 2025; in English, the name that it gives itself.

    UnknownCodeError: no such municipality in 2025. ValueError: no such language.
    """
    row = _row("municipalities", "nis_2025", nis)
    return nearest_label(row, _OFFICIAL[row["official_language"][0]] if language == "en" else language)


@cache
def _shapes() -> str:
    return (packaged.data() / "provinces.geojson").read_text(encoding="utf-8")


def province_shapes() -> dict[str, Any]:
    """Return the shapes of the provinces, Brussels included: a GeoJSON FeatureCollection, the caller's own.

    Longitude and latitude in WGS 84, simplified (for maps, not for measures). `id` and `properties.nuts2` are
    the NUTS 2 code; names come from `provinces`. Outer rings turn counterclockwise (RFC 7946); a spherical
    projection of Vega wants them the other way, or fills the rest of the world.
    """
    shapes: dict[str, Any] = json.loads(_shapes())
    return shapes
