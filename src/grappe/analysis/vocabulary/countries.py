"""Countries: ISO 3166 alpha-2 codes and their names, from the Unicode CLDR through Babel."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from babel import Locale

from grappe.analysis.vocabulary import packaged

HOME = "BE"
OTHER_FORMS = {"UK": "GB", "EL": "GR"}
"""What people and the Commission write for two countries that ISO names otherwise."""


@cache
def country_names(language: str) -> dict[str, str]:
    """Return code to name in a language, without the regions that CLDR lists beside countries."""
    territories = Locale.parse(language).territories
    return {
        code: name
        for code, name in territories.items()
        if len(code) == 2 and code not in ("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ")
    }


def country_code(written: str) -> str | None:
    """Return the two-letter code of what was written; None when it is no code."""
    code = written.strip().upper()
    code = OTHER_FORMS.get(code, code)
    return code if code in country_names("en") else None


def country_name(code: str, language: str) -> str:
    """Return a country's name in a language, or the code itself when it is unknown."""
    return country_names(language).get(code, code)


@cache
def country_shapes() -> tuple[dict[str, Any], ...]:
    """Return the countries of a world map as GeoJSON features, read once: not to be changed.

    `id` is the two-letter code, `properties.point` a longitude and latitude well within the country. One too
    small to be drawn has its point and no polygon; outer rings turn clockwise, unlike RFC 7946.
    """
    shapes = json.loads((packaged.data() / "countries.geojson").read_text(encoding="utf-8"))
    return tuple(shapes["features"])
