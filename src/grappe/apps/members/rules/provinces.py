"""From a postal code to a province, and from a province to its postal codes."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

import polars as pl

from grappe.analysis.vocabulary.places import postal_codes

OTHER = "other"
"""Abroad, or of no province that we know."""


@cache
def ranges() -> tuple[tuple[str, str, str], ...]:
    """Return first and last postal code of each stretch that lies in one province, and that province."""
    placed = postal_codes().filter(pl.col("province").is_not_null()).sort("postal_code")
    stretches: list[tuple[str, str, str]] = []
    for code, province in placed.select("postal_code", "province").iter_rows():
        if stretches and stretches[-1][2] == province:
            stretches[-1] = (stretches[-1][0], code, province)
        else:
            stretches.append((code, code, province))
    return tuple(stretches)


def province_of(postal_code: str, country: str) -> str:
    """Return the NUTS 2 code of a place, or OTHER."""
    if country == "BE" and len(postal_code) == 4:
        at = bisect_right([first for first, _, _ in ranges()], postal_code) - 1
        if at >= 0 and postal_code <= ranges()[at][1]:
            return ranges()[at][2]
    return OTHER


def locality_of(postal_code: str, country: str) -> str:
    """Return the main locality of a Belgian postal code, or nothing."""
    return _localities().get(postal_code, "") if country == "BE" else ""


@cache
def _localities() -> dict[str, str]:
    named = postal_codes().filter(pl.col("locality").is_not_null()).select("postal_code", "locality")
    return dict(named.iter_rows())
