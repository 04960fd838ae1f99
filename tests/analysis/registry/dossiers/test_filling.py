"""What a register makes of a dossier's sector, peers and prospects; each figure worked out by hand."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from tests.analysis.registry.dossiers.known_dossier import made_dossier
from tests.analysis.registry.peers.known_group import BIG, ODD, PEERS, SILENT, number
from tests.analysis.registry.small_extract import enterprise, full

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.from_registry import BORROWED, PROSPECTS, SCOPE, TAILS
from grappe.analysis.dossier.reading import read_dossier
from grappe.analysis.figures.asked import asked_of
from grappe.analysis.figures.engine import evaluate
from grappe.analysis.registry.build import build
from grappe.analysis.registry.dossiers.filling import filled
from grappe.analysis.registry.dossiers.reading import Read
from grappe.analysis.registry.dossiers.tables import tables_of
from grappe.analysis.registry.dossiers.wanted import wanted
from grappe.analysis.registry.refusals import RegistryMissing

DAY = dt.date(2024, 12, 31)
Values = Mapping[tuple[str, str], tuple[float | None, int, int]]


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    return read_dossier(made_dossier(tmp_path / "dossier"))


def values(dossier: Dossier, day: dt.date = DAY) -> Values:
    found = evaluate(dossier, asked_of(dossier, day, today=day))
    return {
        (row["figure"], row["key"] or ""): (row["value"], row["n_used"], row["n_eligible"])
        for row in found.iter_rows(named=True)
    }


def test_the_register_tells_how_much_of_the_sector_the_members_are(
    dossier: Dossier, known_store: Path
) -> None:
    told = values(filled(dossier, [DAY], known_store)[DAY])
    # Twelve legal persons of Liège, one of them bankrupt, and a natural person of Namur.
    assert told["sector.companies", "59.11"][0] == 13
    assert told["sector.companies", "62.01"][0] == 1
    # By the dossier's own classes: m1 to m4, and m5.
    assert told["sector.members", "59.11"][0] == 4
    assert told["sector.share", "59.11"] == (pytest.approx(4 / 13), 13, 13)


def test_prospects_are_the_companies_of_the_scope_whose_number_is_no_members(
    dossier: Dossier, known_store: Path
) -> None:
    one = filled(dossier, [DAY], known_store)[DAY]
    # Fourteen, less m1, m2 and m3, who is in the scope by its activity in the register.
    assert values(one)["prospects.count", ""][0] == 11
    listed = one.tables[PROSPECTS]
    # Neither the natural person nor the bankrupt company; the one that would bring the most jobs first.
    assert listed["enterprise"].to_list() == [enterprise(n) for n in (BIG, *PEERS, ODD, SILENT)]
    assert listed["jobs"].to_list() == [300.0, *[10.0] * 6, None, None]


def test_members_are_compared_with_the_companies_of_their_class_and_region(
    dossier: Dossier, known_store: Path
) -> None:
    told = values(filled(dossier, [DAY], known_store)[DAY])
    # 121, 242 … 726 and 9000 thousand: nine companies, less the silent one and the one of fifteen months.
    assert told["peer.companies", "turnover"] == (7, 7, 9)
    # m3 has 1 thousand in the store, m1 363, equal to the third peer; m2 500 in the dossier.
    assert told["peer.percentile_median", "turnover"] == (pytest.approx(2.5 / 7), 3, 4)
    # Only m2 is above 484.
    assert told["peer.members_above_median", "turnover"] == (1, 3, 4)
    # Of the 21 differences the eleventh: -241 thousand.
    others = [121, 242, 363, 484, 605, 726, 9000]
    differences = sorted(own - other for own in (1, 363, 500) for other in others)
    assert told["peer.hodges_lehmann", "turnover"][0] == pytest.approx(1000 * differences[10])


def test_employment_rests_on_the_dossiers_own_accounts_all_the_same(
    dossier: Dossier, known_store: Path
) -> None:
    told = values(filled(dossier, [DAY], known_store)[DAY])
    assert told["employment.total", ""] == (8, 1, 5)


def test_members_of_a_dossier_without_accounts_are_compared_by_those_of_the_store(
    dossier: Dossier, known_store: Path
) -> None:
    bare = replace(dossier, tables={k: v for k, v in dossier.tables.items() if k != "accounts"})
    one = filled(bare, [DAY], known_store)[DAY]
    # m2 has 810 thousand there.
    assert values(one)["peer.members_above_median", "turnover"] == (1, 3, 4)
    assert one.tables[BORROWED]["member_id"].unique().sort().to_list() == ["m1", "m2", "m3"]


def test_what_was_left_out_and_who_is_not_where_the_dossier_says_is_counted(
    dossier: Dossier, known_store: Path
) -> None:
    told = filled(dossier, [DAY], known_store)[DAY].registry
    assert told is not None
    assert (told.number, told.day, told.is_later, told.unused) == (127, dt.date(2024, 8, 30), False, ())
    own = told.clusters["c"]
    assert (own.companies, own.natural, own.ending, own.in_scope) == (14, 1, 1, 3)
    assert (own.members, own.unnumbered, own.unknown, own.borrowed) == (5, 1, 1, 2)
    assert own.elsewhere == (("Membre m3", "59.114", "62.01"),)
    # m1 and m2 make films in the register too, and m3 is of m5's class there.
    assert own.among_peers == 3
    # Three years of fifteen months.
    assert (own.peers, own.other_lengths, own.earlier, own.tails) == (9, 3, 0, 0)


def test_before_the_first_extract_the_oldest_serves_and_is_called_later(
    dossier: Dossier, known_store: Path
) -> None:
    day = dt.date(2023, 3, 1)
    one = filled(dossier, [day, DAY], known_store)
    told = one[day].registry
    assert told is not None
    assert (told.day, told.as_of, told.is_later) == (dt.date(2024, 8, 30), day, True)
    last = one[DAY].registry
    assert last is not None
    assert (last.is_later, last.later_for, told.later_for) == (False, (day,), ())
    # The year of the sector is not that of the reference day: none is made up.
    assert one[day].tables["sector"]["year"].to_list() == [None, None]
    assert one[DAY].tables["sector"]["year"].to_list() == [2024, 2024]
    assert values(one[day], day)["sector.companies", "59.11"][0] == 13
    # Before 2023, the accounts of 2022: 110, 220 … and 9000; of the members 200, 900 and 1, in the store.
    assert values(one[day], day)["peer.members_above_median", "turnover"] == (1, 3, 4)


def test_on_the_last_day_of_a_year_members_and_peers_are_both_of_that_year(
    dossier: Dossier, known_store: Path
) -> None:
    last = dt.date(2023, 12, 31)
    both = filled(dossier, [last, DAY], known_store)
    then, later = values(both[last], last), values(both[DAY], DAY)
    # Nobody closed any accounts in 2024: a year later, the comparison is the same.
    for figure in ("peer.hodges_lehmann", "peer.percentile_median", "peer.members_above_median"):
        assert then[figure, "turnover"] == later[figure, "turnover"]


def test_each_day_has_the_register_of_its_time(dossier: Dossier, known_store: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(known_store, store)
    build(full(tmp_path / "next", number=140, day="30-06-2025"), store)
    days = [DAY, dt.date(2025, 12, 31)]
    found = filled(dossier, days, store)
    told = [found[day].registry for day in days]
    assert [(one.number, one.day.year) for one in told if one is not None] == [(127, 2024), (140, 2025)]
    # The later extract is the small one: one company that makes films.
    assert values(found[days[1]], days[1])["sector.companies", "59.11"][0] == 1


def test_a_dossiers_own_tables_give_way_and_are_named(dossier: Dossier, known_store: Path) -> None:
    own = pl.DataFrame({"cluster_id": ["c"], "nace": ["59.11"], "nace_version": ["2008"], "companies": [999]})
    one = filled(replace(dossier, tables={**dossier.tables, "sector": own}), [DAY], known_store)[DAY]
    assert one.registry is not None
    assert one.registry.unused == ("sector",)
    assert values(one)["sector.companies", "59.11"][0] == 13


def test_peers_are_of_the_classes_of_member_enterprises_that_the_scope_holds(dossier: Dossier) -> None:
    def asked(codes: list[str], kind: str = "enterprise") -> list[str]:
        members = dossier.tables["members"].with_columns(
            kind=pl.when(pl.col("member_id") == "m5").then(pl.lit(kind)).otherwise("kind")
        )
        cluster = dossier.tables["cluster"].with_columns(scope_nace=pl.Series([codes]))
        return (
            wanted(replace(dossier, tables={"cluster": cluster, "members": members}))
            .classes["start"]
            .to_list()
        )

    assert asked(["59.11", "62.01"]) == ["5911", "6201"]
    # The class that holds the code, the class that a division or a section holds.
    assert (asked(["59.111"]), asked(["62"]), asked(["J"])) == (["5911"], ["6201"], ["5911", "6201"])
    # A scope in which no member is leaves them all; a school is compared with nobody.
    assert asked(["01"]) == ["5911", "6201"]
    assert asked(["59.11", "62.01"], kind="education") == ["5911"]


def test_accounts_that_tell_nothing_give_way_to_those_of_the_store(
    dossier: Dossier, known_store: Path
) -> None:
    for silent in (
        dossier.tables["accounts"].select("cluster_id", "member_id", "year"),
        dossier.tables["accounts"].with_columns(
            pl.lit(None, pl.Float64).alias(n) for n in ("fte", "turnover", "value_added")
        ),
    ):
        one = filled(replace(dossier, tables={**dossier.tables, "accounts": silent}), [DAY], known_store)[DAY]
        assert one.tables[BORROWED]["member_id"].unique().sort().to_list() == ["m1", "m2", "m3"]


def test_accounts_older_than_those_of_the_peers_are_not_compared(dossier: Dossier, known_store: Path) -> None:
    old = dossier.tables["accounts"].with_columns(
        year=pl.lit(2020, pl.Int64), closed_on=pl.lit(dt.date(2020, 12, 31))
    )
    one = filled(replace(dossier, tables={**dossier.tables, "accounts": old}), [DAY], known_store)[DAY]
    # m2 has 810 thousand in the store.
    assert one.tables[BORROWED]["member_id"].unique().sort().to_list() == ["m1", "m2", "m3"]
    assert values(one)["peer.members_above_median", "turnover"] == (1, 3, 4)


def test_without_accounts_the_sector_comes_and_the_comparison_says_what_it_lacks(
    dossier: Dossier, tmp_path: Path
) -> None:
    build(full(tmp_path / "extract"), tmp_path / "store")
    one = filled(dossier, [DAY], tmp_path / "store")[DAY]
    found = evaluate(one, asked_of(one, DAY, today=DAY))
    assert values(one)["sector.companies", "59.11"][0] == 1
    peers = found.filter(pl.col("figure").str.starts_with("peer."))
    assert set(peers["missing"]) == {"registry_accounts"}


def test_the_papers_name_the_register_in_the_place_of_the_tables(dossier: Dossier, known_store: Path) -> None:
    one = filled(dossier, [DAY], known_store)[DAY]
    found = evaluate(one, asked_of(one, DAY, today=DAY))
    sources = dict(found.select("figure", "source").iter_rows())
    register = "registry 127 2024-08-30"
    assert sources["sector.companies"] == register
    assert sources["sector.share"] == f"{register};members"
    assert sources["peer.members_above_median"] == f"{register};accounts;members"
    assert sources["employment.total"] == "members;accounts"


def test_a_company_whose_ratio_is_an_extreme_of_its_year_is_not_compared_by_an_earlier_one(
    dossier: Dossier,
) -> None:
    numbers = list(range(1, 41))
    population = pl.DataFrame(
        {
            "enterprise": numbers, "version": "2008", "start": "5911", "nace": "59111", "name": "", "postal_code": "4000",
            "province": "BE33", "region": "BE3", "started_on": None, "is_natural": False, "is_ending": False,
        },
    )  # fmt: skip
    told = pl.DataFrame(
        [(n, year, value, 1.0) for n in numbers for year, value in ((2022, 20.0), (2023, float(n)))],
        schema=("enterprise", "year", "value_added", "fte"),
        orient="row",
    )
    others = ("turnover", "gross_margin", "operating_profit", "net_profit", "total_assets", "equity")
    accounts = told.with_columns(
        pl.lit(None, pl.Float64).alias(name) for name in others
    ).with_columns(
        ended_on=pl.date("year", 12, 31), months=12, left_out=pl.lit(None, pl.String)
    )  # fmt: skip
    members = pl.DataFrame(schema={"enterprise": pl.Int64, "version": pl.String, "nace": pl.String})
    made = tables_of(
        Read(population, accounts, members),
        wanted(dossier),
        dossier,
        register_day=DAY,
        day=DAY,
        neutral=False,
    )
    # The quantiles at 3 and 97 % of 1 to 40 are 2.17 and 38.83.
    cut = sorted(int(row[-2:]) for row in made.tables[TAILS]["row"])
    assert (cut, set(made.tables[TAILS]["year"])) == ([1, 2, 39, 40], {2023})
    told_of = values(replace(dossier, tables={**dossier.tables, **made.tables}))
    assert told_of["peer.companies", "value_added_per_fte"] == (36, 36, 40)
    assert told_of["peer.companies", "value_added"] == (40, 40, 40)


def test_neutral_peers_cannot_be_recognised(dossier: Dossier, known_store: Path) -> None:
    peers = filled(dossier, [DAY], known_store, neutral=True)[DAY].tables["peers"]
    assert set(peers["peer_id"]) == {f"p{turn:06d}" for turn in range(1, 10)}
    assert peers["postal_code"].drop_nulls().to_list() == []
    named = filled(dossier, [DAY], known_store)[DAY].tables["peers"]
    assert enterprise(BIG) in named["peer_id"].to_list()
    assert number(BIG) == int(enterprise(BIG).replace(".", ""))


def test_a_campaign_asks_once_and_each_cluster_finds_what_it_would_find_alone(
    dossier: Dossier, known_store: Path
) -> None:
    def twice(name: str, frame: pl.DataFrame) -> pl.DataFrame:
        other = frame.with_columns(cluster_id=pl.lit("d"))
        if name == "members":
            other = other.filter(pl.col("member_id") == "m1")
        return pl.concat([frame, other])

    both = replace(dossier, tables={name: twice(name, frame) for name, frame in dossier.tables.items()})
    one = filled(both, [DAY], known_store)[DAY]
    alone = filled(dossier, [DAY], known_store)[DAY]
    assert one.registry is not None
    assert alone.registry is not None
    assert one.registry.clusters["c"] == alone.registry.clusters["c"]
    for name in ("sector", "peers", SCOPE, PROSPECTS, BORROWED):
        own = one.tables[name].filter(pl.col("cluster_id") == "c").drop("_row", strict=False)
        assert own.equals(alone.tables[name].drop("_row", strict=False)), name
    # Alone in its cluster, m1 leaves m2 and m3 among those who are no members.
    assert one.tables[SCOPE].filter(pl.col("cluster_id") == "d")["prospects_all"].to_list() == [13.0, 13.0]


def test_no_store_is_code_13(dossier: Dossier, tmp_path: Path) -> None:
    with pytest.raises(RegistryMissing) as refused:
        filled(dossier, [DAY], tmp_path / "nothing")
    assert refused.value.exit_code == 13
