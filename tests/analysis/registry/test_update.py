"""The update of a day: what it takes away and brings, as one step, and the register of the days before."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import polars as pl
import pytest
from polars.testing import assert_frame_equal
from tests.analysis.registry import small_extract
from tests.analysis.registry.small_extract import (
    ANNEX,
    BAKER,
    BANK,
    FULL,
    SHOP,
    STUDIO,
    Rows,
    enterprise,
    establishment,
    full,
    zipped,
)

from grappe.analysis.registry import update as updating
from grappe.analysis.registry.build import build
from grappe.analysis.registry.catalogue import read_catalogue
from grappe.analysis.registry.companies import DERIVED
from grappe.analysis.registry.current import KEYS, current
from grappe.analysis.registry.refusals import RegistryMissing
from grappe.analysis.registry.update import update

NEW, STALL = enterprise(4000004), establishment(20000003)
GONE = {
    "enterprise": [BANK],
    "denomination": [BANK, STUDIO],
    "address": [BANK, STUDIO, SHOP],
    "activity": [BANK, SHOP],
}
BROUGHT: Rows = {
    "enterprise": [[NEW, "AC", "000", "2", "610", "", "01-09-2024"]],
    "establishment": [[STALL, "01-09-2024", BAKER]],
    "denomination": [[STUDIO, "1", "001", "Studio Ourthe"], [NEW, "1", "001", "Neuve"]],
    "address": [
        [STUDIO, "REGO", "", "", "6900", "", "Marche-en-Famenne", "", "", "", "", "", ""],
        [SHOP, "BAET", "", "", "1348", "", "Louvain-la-Neuve", "", "", "", "", "", ""],
        [NEW, "REGO", "", "", "7000", "", "Mons", "", "", "", "", "", ""],
    ],
    "activity": [[SHOP, "003", "2008", "62010", "MAIN"], [NEW, "001", "2008", "59111", "MAIN"]],
}


def after(gone: Mapping[str, Sequence[str]], brought: Rows, rows: Rows = FULL) -> Rows:
    """Return what a full extract of the day after would hold, worked out by hand on the rows."""
    keys = {
        name: next(p for p, c in enumerate(small_extract.table(name).columns) if c.kind == "number")
        for name in KEYS
        if name in FULL
    }
    changed = {}
    for name, known in rows.items():
        if name == "code":
            changed[name] = known
            continue
        lost = {*gone.get(name, ()), *(row[keys[name]] for row in brought.get(name, ()))}
        changed[name] = [*(row for row in known if row[keys[name]] not in lost), *brought.get(name, ())]
    return changed


def plain_number(dotted: str) -> int:
    return int(dotted.replace(".", ""))


def register(store: Path, table: str, day: dt.date | None = None) -> pl.DataFrame:
    layers = [store / layer.name for layer in read_catalogue(store).on(day)]
    found = duckdb.sql(str(current(layers, table))).pl()
    return found.sort(found.columns)


@pytest.mark.parametrize("table", [*KEYS, "code"])
def test_an_update_leaves_what_a_full_extract_of_that_day_would_say(tmp_path: Path, table: str) -> None:
    build(full(tmp_path / "first"), tmp_path / "store")
    update(zipped(small_extract.update(tmp_path / "update", gone=GONE, brought=BROUGHT)), tmp_path / "store")
    whole = after(GONE, BROUGHT)
    build(full(tmp_path / "second", whole, number=128, day="02-09-2024"), tmp_path / "witness")

    assert_frame_equal(register(tmp_path / "store", table), register(tmp_path / "witness", table))


def test_the_catalogue_counts_what_an_update_took_away_and_nothing_that_never_stood(tmp_path: Path) -> None:
    store = tmp_path / "store"
    build(full(tmp_path / "first"), store)
    told = update(small_extract.update(tmp_path / "u1", gone=GONE, brought=BROUGHT), store).layers[-1]

    assert read_catalogue(store).layers[-1] == told
    assert "code" not in told.gone
    for name, counted in told.gone.items():
        place = next(p for p, c in enumerate(small_extract.table(name).columns) if c.kind == "number")
        lost = {*GONE.get(name, ()), *(row[place] for row in BROUGHT.get(name, ()))}
        rows = [row[place] for row in FULL[name] if row[place] in lost]
        assert (name, counted.rows, counted.numbers) == (name, len(rows), len(set(rows)))
        assert told.rows[name] == len(BROUGHT.get(name, ()))
    # What the next one takes away is of what stands by then, and not of the full extract.
    lost_later = {"enterprise": [BANK, NEW], "address": [STUDIO]}
    later = small_extract.update(tmp_path / "u2", gone=lost_later, brought={}, number=129, day="03-09-2024")
    next_gone = update(later, store).layers[-1].gone
    assert (next_gone["enterprise"].rows, next_gone["enterprise"].numbers) == (1, 1)
    assert (next_gone["address"].rows, next_gone["address"].numbers) == (1, 1)
    assert (next_gone["activity"].rows, next_gone["activity"].numbers) == (0, 0)


def test_a_catalogue_from_before_that_was_counted_is_read(tmp_path: Path) -> None:
    store = tmp_path / "store"
    build(full(tmp_path / "first"), store)
    update(small_extract.update(tmp_path / "u1", gone=GONE, brought=BROUGHT), store)
    file = store / "catalogue.json"
    told = json.loads(file.read_text(encoding="utf-8"))
    for layer in told["layers"]:
        del layer["gone"]
    file.write_text(json.dumps(told), encoding="utf-8")

    known = read_catalogue(store).layers[-1]

    assert known.gone == {}
    assert known.rows["denomination"] == 2


def test_several_updates_are_heard_in_their_order(tmp_path: Path) -> None:
    store = tmp_path / "store"
    build(full(tmp_path / "first"), store)
    update(small_extract.update(tmp_path / "u1", gone=GONE, brought=BROUGHT), store)
    back: Rows = {"enterprise": [[BANK, "AC", "010", "2", "014", "", "30-06-2010"]]}
    lost = {"enterprise": [NEW], "activity": [NEW], "establishment": [ANNEX]}
    update(
        small_extract.update(tmp_path / "u2", gone=lost, brought=back, number=129, day="03-09-2024"), store
    )
    whole = after(lost, back, after(GONE, BROUGHT))
    build(full(tmp_path / "second", whole, number=129, day="03-09-2024"), tmp_path / "witness")

    for table in (*KEYS, *DERIVED):
        assert_frame_equal(register(store, table), register(tmp_path / "witness", table))
    last = read_catalogue(store).layers[-1].name
    since = duckdb.read_parquet(str(store / last / "company.gone.parquet")).pl()["enterprise"].to_list()
    # What is derived is told by the last update alone, of all that has moved since the full extract.
    assert {plain_number(one) for one in (STUDIO, BAKER, BANK, NEW)} == set(since)
    yesterday = set(register(store, "enterprise", dt.date(2024, 9, 2))["enterprise"].to_list())
    at_first = set(register(store, "enterprise", dt.date(2024, 8, 30))["enterprise"].to_list())
    plain = {number: plain_number(number) for number in (STUDIO, BAKER, BANK, NEW)}
    assert yesterday == {plain[STUDIO], plain[BAKER], plain[NEW]}
    assert at_first == {plain[STUDIO], plain[BAKER], plain[BANK]}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (127, "déjà dans le registre, qui en est au n° 127"),
        (126, "déjà dans le registre"),
        (130, "appliquez d’abord le n° 128"),
    ],
)
def test_an_update_that_does_not_follow_is_refused_and_nothing_moves(
    tmp_path: Path, number: int, words: str
) -> None:
    store = tmp_path / "store"
    build(full(tmp_path / "first"), store)
    before = {file: file.read_bytes() for file in store.rglob("*") if file.is_file()}
    extract = small_extract.update(tmp_path / "update", gone=GONE, brought=BROUGHT, number=number)
    with pytest.raises(RegistryMissing) as refused:
        update(extract, store)

    assert words in refused.value.sentences()[0]
    assert refused.value.exit_code == 13
    assert {file: file.read_bytes() for file in store.rglob("*") if file.is_file()} == before


def test_an_update_applied_twice_is_refused_the_second_time(tmp_path: Path) -> None:
    build(full(tmp_path / "first"), tmp_path / "store")
    extract = small_extract.update(tmp_path / "update", gone=GONE, brought=BROUGHT)
    update(extract, tmp_path / "store")
    with pytest.raises(RegistryMissing, match="déjà"):
        update(extract, tmp_path / "store")


def test_an_update_that_stops_half_way_leaves_the_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    build(full(tmp_path / "first"), store)
    before = register(store, "company")
    extract = small_extract.update(tmp_path / "update", gone=GONE, brought=BROUGHT)
    derived = updating._derived
    monkeypatch.setattr(updating, "_derived", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        update(extract, store)

    assert [layer.number for layer in read_catalogue(store).layers] == [127]
    assert_frame_equal(register(store, "company"), before)
    monkeypatch.setattr(updating, "_derived", derived)
    update(extract, store)
    assert [layer.number for layer in read_catalogue(store).layers] == [127, 128]


def test_what_a_killed_update_left_beside_the_catalogue_does_not_count_and_goes(tmp_path: Path) -> None:
    store = tmp_path / "store"
    build(full(tmp_path / "first"), store)
    (store / "extract-0128-update").mkdir()
    (store / "extract-0128-update" / "enterprise.parquet").write_bytes(b"half")
    (store / ".scratch" / "layer").mkdir(parents=True)
    update(small_extract.update(tmp_path / "update", gone=GONE, brought=BROUGHT), store)

    assert len(register(store, "enterprise")) == 3
    assert not (store / ".scratch").exists()


def test_a_full_extract_is_no_update_and_an_update_no_full_extract(tmp_path: Path) -> None:
    store = tmp_path / "store"
    build(full(tmp_path / "first"), store)
    with pytest.raises(RegistryMissing, match="extrait complet"):
        update(full(tmp_path / "second", number=128), store)
    with pytest.raises(RegistryMissing, match="mise à jour"):
        build(small_extract.update(tmp_path / "update", gone={}, brought={}), store)


def test_an_update_without_a_store_says_how_to_begin(tmp_path: Path) -> None:
    extract = small_extract.update(tmp_path / "update", gone={}, brought={})
    with pytest.raises(RegistryMissing) as refused:
        update(extract, tmp_path / "nowhere")

    assert "grappe registry build" in refused.value.sentences()[0]
    assert not (tmp_path / "nowhere").exists()
