"""Postal codes and provinces: the stretches say what the table of places says."""

from __future__ import annotations

import polars as pl

from grappe.analysis.vocabulary.places import postal_codes
from grappe.apps.members.rules.provinces import OTHER, province_of


def test_every_postal_code_is_in_the_province_of_the_table() -> None:
    placed = postal_codes().filter(pl.col("province").is_not_null())

    assert {
        code: province
        for code, province in placed.select("postal_code", "province").iter_rows()
        if province_of(code, "BE") != province
    } == {}


def test_what_is_abroad_or_no_code_is_of_no_province() -> None:
    asked = [("4000", "FR"), ("75011", "BE"), ("", "BE"), ("0999", "BE"), ("9999", "BE")]

    assert [province_of(code, country) for code, country in asked] == [OTHER] * 5
