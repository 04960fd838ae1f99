"""A full extract becomes a store: typed, checked, with companies, places and activities to ask about."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb
import polars as pl
import pytest
from tests.analysis.registry.small_extract import ANNEX, BAKER, BANK, FULL, STUDIO, enterprise, full, zipped

from grappe.analysis.registry.build import build
from grappe.analysis.registry.catalogue import read_catalogue
from grappe.analysis.registry.current import current
from grappe.analysis.registry.layout import TABLES
from grappe.analysis.registry.refusals import RegistryMissing

SAMPLE = Path(__file__).parents[4] / "shared" / "reference" / "kbo_bce"


def plain(number: str) -> int:
    return int(number.replace(".", ""))


def layer_of(store: Path, table: str) -> pl.DataFrame:
    query = current([store / read_catalogue(store).layers[-1].name], table)
    return duckdb.sql(str(query)).pl()


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "zip"])
def test_every_row_of_an_extract_is_in_the_store_with_its_type(tmp_path: Path, *, packed: bool) -> None:
    extract = full(tmp_path / "extract")
    store = tmp_path / "store"
    build(zipped(extract) if packed else extract, store)

    (layer,) = read_catalogue(store).layers
    assert (layer.kind, layer.number, layer.snapshot) == ("full", 127, dt.date(2024, 8, 30))
    assert layer.rows == {table.name: len(FULL[table.name]) for table in TABLES}
    assert layer.set_aside == ()
    studio = layer_of(store, "enterprise").row(by_predicate=pl.col("enterprise") == plain(STUDIO), named=True)
    assert studio["started_on"] == dt.date(2003, 2, 1)
    assert studio["form_cac"] is None
    assert 'Studio "Meuse"' in layer_of(store, "denomination")["name"].to_list()
    assert sorted(file.name for file in store.iterdir()) == ["catalogue.json", "extract-0127-full", "lock"]


def test_a_company_is_where_its_seat_is_and_a_natural_person_where_the_shop_is(tmp_path: Path) -> None:
    build(full(tmp_path / "extract"), tmp_path / "store")

    companies = {
        row["enterprise"]: row for row in layer_of(tmp_path / "store", "company").iter_rows(named=True)
    }
    studio, baker, bank = (companies[plain(number)] for number in (STUDIO, BAKER, BANK))
    assert (studio["name"], studio["postal_code"], studio["place_of"]) == ('Studio "Meuse"', "4000", "seat")
    assert (baker["name"], baker["postal_code"], baker["place_of"]) == (
        "Dupont, Anne",
        "5000",
        "establishment",
    )
    assert (bank["postal_code"], bank["country"]) == ("75008", "France")
    assert [one["establishments"] for one in (studio, baker, bank)] == [1, 1, 0]


def test_the_main_activities_are_those_of_the_first_group_that_names_any(tmp_path: Path) -> None:
    build(full(tmp_path / "extract"), tmp_path / "store")

    found = layer_of(tmp_path / "store", "main_activity").rows()
    assert found == [
        ("2003", "92111", plain(STUDIO), "001", "enterprise"),
        # What a natural person does is written under the shop.
        ("2008", "10712", plain(BAKER), "003", "establishment"),
        # 006 before 001: the studio's programming does not count; the bank's two activities do.
        ("2008", "59111", plain(STUDIO), "006", "enterprise"),
        ("2008", "59111", plain(BANK), "001", "enterprise"),
        ("2008", "62010", plain(BANK), "001", "enterprise"),
    ]


def test_columns_may_come_in_another_order_and_one_too_many(tmp_path: Path) -> None:
    extract = full(tmp_path / "extract")
    (extract / "establishment.csv").write_text(
        f'"EnterpriseNumber","Colour","EstablishmentNumber","StartDate"\r\n"{STUDIO}","red","{ANNEX}",01-01-2005\r\n',
        "utf-8",
    )
    build(extract, tmp_path / "store")

    layer = read_catalogue(tmp_path / "store").layers[-1]
    assert layer.unknown_columns == {"establishment": ("Colour",)}
    assert layer_of(tmp_path / "store", "establishment").rows() == [
        (plain(ANNEX), dt.date(2005, 1, 1), plain(STUDIO))
    ]


def test_the_earlier_days_stay_when_a_later_extract_comes(tmp_path: Path) -> None:
    store = tmp_path / "store"
    build(full(tmp_path / "first"), store)
    fewer = {**FULL, "enterprise": FULL["enterprise"][:1]}
    build(full(tmp_path / "second", fewer, number=131, day="29-11-2024"), store)

    catalogue = read_catalogue(store)
    assert [layer.number for layer in catalogue.on()] == [131]
    assert [layer.number for layer in catalogue.on(dt.date(2024, 10, 1))] == [127]
    with pytest.raises(RegistryMissing) as refused:
        catalogue.on(dt.date(2023, 1, 1))
    assert "ne se reconstruit pas" in refused.value.sentences()[0]


def test_nace_codes_of_a_version_that_the_extract_does_not_list_are_looked_up_in_ours(tmp_path: Path) -> None:
    rows = {
        **FULL,
        "activity": [[STUDIO, "001", "2025", "59111", "MAIN"], [STUDIO, "001", "2025", "00000", "MAIN"]],
    }
    build(full(tmp_path / "extract", rows), tmp_path / "store")

    (apart,) = read_catalogue(tmp_path / "store").layers[-1].set_aside
    assert (apart.table, apart.reason, apart.count) == ("activity", "nace", 1)
    assert layer_of(tmp_path / "store", "activity")["nace"].to_list() == ["59111"]


@pytest.mark.skipif(not SAMPLE.is_dir(), reason="the reference data is not beside the repository")
def test_a_real_extract_cut_to_its_first_rows_is_read_whole(tmp_path: Path) -> None:
    build(SAMPLE, tmp_path / "store")

    layer = read_catalogue(tmp_path / "store").layers[-1]
    assert layer.rows == {
        "code": 14_948,
        "enterprise": 9_999,
        "establishment": 9_999,
        "branch": 7_355,
        "denomination": 3_512,
        "address": 10_984,
        "activity": 9_999,
    }
    assert layer.set_aside == ()
    assert layer.absent == ("contact.csv",)
    # Counted apart, with nothing of ours: the enterprises of the file that state a main activity in 2008.
    raw = pl.read_csv(SAMPLE / "activity.csv", infer_schema=False)
    known = pl.read_csv(SAMPLE / "enterprise.csv", infer_schema=False)["EnterpriseNumber"].implode()
    stated = raw.filter(
        (pl.col("NaceVersion") == "2008")
        & (pl.col("Classification") == "MAIN")
        & pl.col("EntityNumber").is_in(known)
    )
    ours = layer_of(tmp_path / "store", "main_activity").filter(pl.col("version") == "2008")
    assert ours["enterprise"].n_unique() == stated["EntityNumber"].n_unique() > 1_000
    first = stated.group_by("EntityNumber").agg(
        pl.col("NaceCode").filter(pl.col("ActivityGroup") == pl.col("ActivityGroup").max()).unique().len()
    )
    assert len(ours) == first["NaceCode"].sum()


def test_numbers_are_checked_modulo_97(tmp_path: Path) -> None:
    wrong = enterprise(4000009)[:-1] + "0"
    rows = {
        **FULL,
        "enterprise": [
            *FULL["enterprise"],
            [wrong, "AC", "000", "2", "610", "", "01-01-2000"],
            ["0400.1", "AC", "000", "2", "610", "", "01-01-2000"],
            [STUDIO, "AC", "050", "2", "610", "", "01-01-2000"],
            [enterprise(4000010), "AC", "000", "2", "610", "", "31-02-2000"],
        ],
    }
    build(full(tmp_path / "extract", rows), tmp_path / "store")

    layer = read_catalogue(tmp_path / "store").layers[-1]
    found = {apart.reason: (apart.count, apart.examples[0]) for apart in layer.set_aside}
    assert found == {
        "modulo97": (1, f"{wrong},AC,000,2,610,,01-01-2000"),
        "number": (1, "0400.1,AC,000,2,610,,01-01-2000"),
        "twice": (1, found["twice"][1]),
        "date": (1, f"{enterprise(4000010)},AC,000,2,610,,31-02-2000"),
    }
    assert layer.rows["enterprise"] == 3
    aside = pl.read_parquet(tmp_path / "store" / layer.name / "enterprise.set_aside.parquet")
    assert sorted(aside["reason"].to_list()) == ["date", "modulo97", "number", "twice"]
    (kept,) = layer_of(tmp_path / "store", "enterprise").filter(pl.col("enterprise") == plain(STUDIO)).rows()
    assert "000" in kept, "the first of two stays"
