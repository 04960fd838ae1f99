"""Where accounts lie in their file: peers together, and a question reads no less than it must."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import narwhals as nw
import polars as pl
import pytest
from polars.testing import assert_frame_equal
from tests.analysis.registry.engines.made_store import made_store

from grappe.analysis.registry import accounts_file
from grappe.analysis.registry.accounts.keeping import add_accounts
from grappe.analysis.registry.accounts_file import ACCOUNTS, BLOCKS
from grappe.analysis.registry.catalogue import read_catalogue
from grappe.analysis.registry.current import rows_file
from grappe.analysis.registry.engines import fitting
from grappe.analysis.registry.engines.opening import opened
from grappe.analysis.registry.peers.asking import ask
from grappe.analysis.registry.peers.group import group_of
from grappe.analysis.registry.peers.population import companies
from grappe.analysis.registry.refusals import RegistryMissing, TooLittle
from grappe.analysis.registry.register import Register
from grappe.analysis.vocabulary import places

ROWS = 100
"""Of a block here, where a store has a few thousand accounts."""
GROUP = group_of(codes=["47"], region="BE3", year=2023, years=5)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(accounts_file, "GROUP", ROWS)
        yield made_store(tmp_path_factory.mktemp("blocks"))


def folder(store: Path) -> Path:
    found = read_catalogue(store).accounts
    assert found is not None
    return store / found.name


def test_the_accounts_of_a_company_lie_all_in_the_block_that_is_said(store: Path) -> None:
    accounts, blocks = (pl.read_parquet(folder(store) / name) for name in (ACCOUNTS, BLOCKS))

    assert_frame_equal(
        accounts.select("enterprise", "block").unique().sort("enterprise"), blocks.sort("enterprise")
    )
    assert blocks["enterprise"].is_unique().all()
    assert accounts["block"].is_sorted()
    assert accounts["block"].n_unique() > 20
    # A company is not cut in two: a block may end a few rows late, and none is much longer than said.
    assert accounts["block"].value_counts()["count"].max() < 1.2 * ROWS


def test_peers_lie_together(store: Path) -> None:
    """A block is of one region, but where two meet; a single activity lies in the order of its code."""
    blocks = pl.read_parquet(folder(store) / BLOCKS)
    with opened("polars") as engine:
        register = Register(store, engine)
        seats = engine.rows(register.table("company")).select("enterprise", "postal_code")
        main = engine.rows(register.table("main_activity"))
    region = blocks.join(seats, on="enterprise").join(
        places.postal_codes().select("postal_code", "region"), on="postal_code"
    )
    regions = region.group_by("block").agg(pl.col("region").n_unique())
    assert (regions["region"] > 1).sum() <= 3
    version = (
        main.join(blocks, on="enterprise")
        .group_by("version")
        .agg(of=pl.col("enterprise").n_unique())
        .sort("of")["version"][-1]
    )
    single = (
        main.filter(pl.col("version") == version)
        .group_by("enterprise")
        .agg(pl.col("nace").first(), several=pl.len() > 1)
        .filter(~pl.col("several"))
        .join(region, on="enterprise")
    )
    for (_,), one in single.group_by("region"):
        assert one.sort("nace", "enterprise")["block"].is_sorted()


@pytest.mark.parametrize("name", ["duckdb", "polars"])
def test_a_question_reads_all_accounts_of_its_companies_and_few_of_the_others(store: Path, name: str) -> None:
    with opened(name) as engine:
        register = Register(store, engine)
        found = engine.kept(companies(register, GROUP))
        everything = engine.rows(register.accounts())
        near = engine.rows(register.accounts(near=found))
        own = engine.rows(found)["enterprise"]

    kept = ("enterprise", "ended_on")
    assert own.len() > 20
    assert_frame_equal(
        near.filter(pl.col("enterprise").is_in(own.implode())).sort(kept),
        everything.filter(pl.col("enterprise").is_in(own.implode())).sort(kept),
    )
    assert 0 < near.height < everything.height / 2


@pytest.mark.parametrize("name", ["duckdb", "polars"])
def test_nobody_has_no_accounts(store: Path, name: str) -> None:
    with opened(name) as engine:
        nobody = engine.table(pl.DataFrame({"enterprise": [1]}))

        assert engine.rows(Register(store, engine).accounts(near=nobody)).is_empty()


def test_who_has_moved_since_is_found_where_it_lies(store: Path, tmp_path: Path) -> None:
    """The order is of the day on which accounts came: the answer is of the register as it is."""
    copy = tmp_path / "store"
    shutil.copytree(store, copy)
    with opened("polars") as engine:
        register = Register(copy, engine)
        before = ask(register, GROUP)
        codes = engine.rows(register.table("main_activity"))
        layer = copy / register.layers[0].name
    file = rows_file(layer, "main_activity")
    far = codes.filter(~pl.col("nace").str.starts_with("47"))["enterprise"].unique().to_list()
    moved = pl.read_parquet(file).with_columns(
        nace=pl.when(pl.col("enterprise").is_in(far[::2])).then(pl.lit("47110")).otherwise("nace")
    )
    moved.sort("version", pl.col("nace").str.len_chars(), "nace", "enterprise").write_parquet(file)
    with opened("duckdb") as engine:
        register = Register(copy, engine)
        after = ask(register, GROUP)
        there = engine.rows(companies(register, GROUP).filter(~nw.col("is_natural"), ~nw.col("is_ending")))
        rows = engine.rows(register.accounts())

    counted = rows.filter(
        pl.col("enterprise").is_in(there["enterprise"].implode()),
        pl.col("year") == GROUP.year,
        pl.col("is_last_of_year"),
        (pl.col("months") == 12).fill_null(value=True),
    )
    assert after.companies > before.companies
    assert {one.year: one.accounts for one in after.years}[GROUP.year] == counted.height


def test_only_the_last_of_two_financial_years_that_end_in_one_is_marked(store: Path) -> None:
    accounts = pl.read_parquet(folder(store) / ACCOUNTS)
    last = pl.col("ended_on") == pl.col("ended_on").max().over("enterprise", "year")

    assert accounts.filter(last != pl.col("is_last_of_year")).is_empty()
    assert not accounts["is_last_of_year"].all()


def test_accounts_added_later_take_their_place_in_the_order(store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "store"
    shutil.copytree(store, copy)
    before = pl.read_parquet(folder(copy) / ACCOUNTS)
    number = before["enterprise"][0]
    (tmp_path / "more.csv").write_text(
        f"enterprise_number,ended_on,fte\n{number:010d},2020-03-31,3\n{number:010d},2018-12-31,3\n", "utf-8"
    )
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(accounts_file, "GROUP", ROWS)
        add_accounts([tmp_path / "more.csv"], copy)
    after = pl.read_parquet(folder(copy) / ACCOUNTS)

    assert after.height == before.height + 2
    assert after["block"].is_sorted()
    own = after.filter(pl.col("enterprise") == number)
    assert own["block"].n_unique() == 1
    march = own.filter(pl.col("ended_on").dt.month() == 3)
    assert march["is_last_of_year"].to_list() == [own.filter(pl.col("year") == 2020).height == 1]


def test_a_store_without_its_blocks_is_refused(store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "store"
    shutil.copytree(store, copy)
    (folder(copy) / BLOCKS).unlink()

    with pytest.raises(RegistryMissing) as told:
        read_catalogue(copy)
    assert BLOCKS in told.value.sentences("fr")[0]


def test_where_nobody_says_the_memory_chooses_the_engine(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fitting.fitting(store, memory="1MB") == "polars"
    monkeypatch.setattr(fitting, "TIMES", 1000)
    assert fitting.fitting(store, memory="1MB") == "duckdb"
    assert fitting.fitting(store, memory="3GB") == "polars"


def test_a_nought_has_no_sign(tmp_path: Path, store: Path) -> None:
    copy = tmp_path / "store"
    shutil.copytree(store, copy)
    number = pl.read_parquet(folder(copy) / ACCOUNTS)["enterprise"][0]
    (tmp_path / "more.csv").write_text(
        f"enterprise_number,ended_on,fte,turnover\n{number:010d},2015-12-31,3,-0\n", "utf-8"
    )
    add_accounts([tmp_path / "more.csv"], copy)
    own = pl.read_parquet(folder(copy) / ACCOUNTS).filter(enterprise=number, year=2015)

    assert str(own["turnover"].item()) == "0.0"


def test_a_full_disk_is_said_to_be_full(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "store"
    shutil.copytree(store, copy)
    before = (copy / "catalogue.json").read_bytes()

    def full(*_: object) -> None:
        raise duckdb.IOException(f'Async write failed {{"errno":"{errno.ENOSPC}"}}')

    monkeypatch.setattr(accounts_file, "copied", full)
    (tmp_path / "more.csv").write_text("enterprise_number,ended_on,fte\n0200065765,2015-12-31,3\n", "utf-8")

    with pytest.raises(TooLittle) as told:
        add_accounts([tmp_path / "more.csv"], copy)
    assert "plein" in told.value.sentences("fr")[0]
    assert (copy / "catalogue.json").read_bytes() == before
