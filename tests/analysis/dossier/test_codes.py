"""Codes are put in one plain form, each checked in its own country or version."""

from __future__ import annotations

import polars as pl
import pytest

from grappe.analysis.dossier.codes import checked_codes
from grappe.analysis.dossier.faults import Fault


def members(**columns: list[str | None]) -> pl.DataFrame:
    count = len(next(iter(columns.values())))
    base = {"_row": list(range(2, count + 2)), "cluster_id": ["c1"] * count}
    return pl.DataFrame(base | columns, schema_overrides=dict.fromkeys(columns, pl.String))


def checked(frame: pl.DataFrame, column: str, **more: pl.DataFrame) -> tuple[list[object], list[Fault]]:
    tables, faults = {"members": frame, **more}, list[Fault]()
    checked_codes(tables, faults)
    return tables["members"][column].to_list(), faults


@pytest.mark.parametrize(
    ("written", "country", "read"),
    [
        ("0123.456.749", None, "0123.456.749"),
        ("BE0123456749", "BE", "0123.456.749"),
        ("123456749", None, "0123.456.749"),
        ("123456749.0", None, "0123.456.749"),
        ("0123.456.748", None, None),
        ("12", None, None),
        ("123-FR", "FR", "123-FR"),
    ],
)
def test_an_enterprise_number_is_checked_when_it_is_belgian(
    written: str, country: str | None, read: str | None
) -> None:
    values, faults = checked(members(enterprise_number=[written], country=[country]), "enterprise_number")

    assert (values, len(faults)) == ([read], 0 if read else 1)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Belgique", "BE"),
        ("BELGIË", "BE"),
        ("allemagne", "DE"),
        ("Deutschland", "DE"),
        ("etats-unis", "US"),
        ("Netherlands", "NL"),
        ("be", "BE"),
        ("UK", "GB"),
        ("Frnce", None),
    ],
)
def test_a_country_is_read_by_its_code_or_its_name_in_any_of_our_languages(
    written: str, read: str | None
) -> None:
    values, faults = checked(members(country=[written]), "country")

    assert (values, len(faults)) == ([read], 0 if read else 1)


@pytest.mark.parametrize(("first", "second"), [("nace", "nace_version"), ("nace_version", "nace")])
def test_the_version_is_read_before_its_codes_wherever_it_stands(first: str, second: str) -> None:
    values = {"nace": ["5911", "59.11"], "nace_version": ["NACE-BEL 2008", "2010"]}

    codes, faults = checked(members(**{first: values[first], second: values[second]}), "nace")

    assert codes == ["59.11", "59.11"]
    assert [(f.row, f.column, f.value) for f in faults if f.severity == "fault"] == [
        (3, "nace_version", "2010")
    ]


def test_a_code_without_version_is_read_in_that_of_its_cluster_s_scope() -> None:
    scope = pl.DataFrame(
        {
            "_row": [2, 3],
            "cluster_id": ["c1", "c1"],
            "name": ["A", "A"],
            "scope_nace_version": ["2003", "2008"],
        }
    )

    codes, faults = checked(members(nace=["92.11"]), "nace", cluster=scope)

    assert (codes, [fault.severity for fault in faults]) == (["92.11"], ["warning"])


def test_a_column_of_the_file_s_own_does_not_disturb_the_codes() -> None:
    frame = members(
        nace=["5911"], nace_version=["2008"], _plain=["x"], scope_nace_version=["y"], written=["z"]
    )

    codes, faults = checked(frame, "nace")

    assert (codes, faults) == (["59.11"], [])


@pytest.mark.parametrize(
    ("written", "country", "read", "severity"),
    [
        ("4000", None, "4000", None),
        ("B-4000", None, "4000", None),
        ("4000.0", None, "4000", None),
        ("1111", "BE", "1111", "warning"),
        ("75001", None, "75001", "fault"),
        ("75001", "FR", "75001", None),
        ("4000 Liège", None, "4000 Liège", "fault"),
    ],
)
def test_a_postal_code_is_belgian_unless_its_country_says_otherwise(
    written: str, country: str | None, read: str, severity: str | None
) -> None:
    values, faults = checked(members(postal_code=[written], country=[country]), "postal_code")

    assert (values, [fault.severity for fault in faults]) == ([read], [severity] if severity else [])


def test_a_country_that_the_table_does_not_declare_is_not_asked() -> None:
    peers = members(postal_code=["4000"]).with_columns(country=pl.lit(32))
    tables, faults = {"peers": peers}, list[Fault]()

    checked_codes(tables, faults)

    assert (tables["peers"]["postal_code"].to_list(), faults) == (["4000"], [])
