"""Annual accounts come into a store: read as they are given, judged, kept once, corrected by later ones."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import polars as pl
import pytest
from tests.analysis.registry.small_extract import STUDIO, full

from grappe.analysis.dossier.faults import Unreadable
from grappe.analysis.registry.accounts.filing import NotTaken
from grappe.analysis.registry.accounts.keeping import add_accounts
from grappe.analysis.registry.accounts.xbrl import read_instance
from grappe.analysis.registry.accounts.xbrl_filing import read_xbrl
from grappe.analysis.registry.build import build
from grappe.analysis.registry.catalogue import Accounts, read_catalogue
from grappe.analysis.registry.refusals import RegistryMissing

SAMPLE = Path(__file__).parents[4] / "shared" / "reference" / "nbb_annual_accounts"
MICRO, NPO = "filing_m87_micro_2026_cbso", "filing_npo_full_2016_pfs"
real = pytest.mark.skipif(not SAMPLE.is_dir(), reason="the real filings are not beside the repository")
NUMBER = STUDIO.replace(".", "")
SOUND = {
    "20/58": 100.0,
    "29/58": 100.0,
    "54/58": 100.0,
    "10/49": 100.0,
    "10/15": 40.0,
    "17/49": 60.0,
    "9900": 30.0,
}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    build(full(tmp_path / "extract"), tmp_path / "store")
    return tmp_path / "store"


def deposit(
    folder: Path,
    rubrics: dict[str, float],
    *,
    number: str = "2024-00000001",
    before: dict[str, float] | None = None,
    **said: object,
) -> Path:
    """A folder with a body and its reference, as the web service gives them."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [{"Code": code, "Period": "N", "Value": str(value)} for code, value in rubrics.items()]
    rows += [{"Code": code, "Period": "NM1", "Value": str(value)} for code, value in (before or {}).items()]
    (folder / f"{number}.json").write_text(json.dumps({"ReferenceNumber": number, "Rubrics": rows}), "utf-8")
    reference = {
        "ReferenceNumber": number,
        "EnterpriseNumber": NUMBER,
        "DepositDate": "2024-06-30",
        "ModelType": "m01-f",
        "ExerciseDates": {"startDate": "2023-01-01", "endDate": "2023-12-31"},
        **said,
    }
    (folder / f"{number}-references.json").write_text(json.dumps([reference]), "utf-8")
    return folder


def kept(store: Path, name: str = "accounts") -> pl.DataFrame:
    return pl.read_parquet(store / accounts(store).name / f"{name}.parquet", glob=False)


def accounts(store: Path) -> Accounts:
    found = read_catalogue(store).accounts
    assert found is not None
    return found


def reasons(store: Path) -> dict[str, int]:
    return {apart.reason: apart.count for apart in accounts(store).set_aside}


@real
def test_the_facts_of_the_real_micro_filing_are_read_each_in_its_year() -> None:
    (file,) = SAMPLE.glob(f"{MICRO}*.xbrl")
    filing = read_xbrl(file.name, file.read_bytes(), {})

    facts = pl.read_csv(SAMPLE / f"{MICRO}_facts.csv", infer_schema_length=0).filter(pl.col("rub_code") != "")
    for period, found in (("current", filing.rubrics), ("previous", filing.before)):
        rows = facts.filter(pl.col("period") == period).select("rub_code", "value").rows()
        assert found == {code.strip("()"): float(value) for code, value in rows}
    assert (filing.model, filing.started_on, filing.ended_on) == (
        "micro",
        dt.date(2022, 1, 1),
        dt.date(2022, 12, 31),
    )


@real
def test_the_facts_of_the_real_association_are_read_by_their_words() -> None:
    (file,) = SAMPLE.glob(f"{NPO}*.xbrl")
    read = read_instance(file.read_bytes())

    facts = pl.read_csv(SAMPLE / f"{NPO}_facts.csv", infer_schema_length=0).select(
        "concept", "context", "value"
    )
    assert sorted((one.name, one.context, one.value) for one in read.facts if one.unit) == sorted(
        row for row, unit in zip(facts.rows(), units(), strict=True) if unit
    )
    filing = read_xbrl(file.name, file.read_bytes(), {})
    assert (filing.model, filing.rubrics["70"], filing.before["70"]) == (
        "association_full",
        21726317,
        20363143,
    )


def units() -> list[str]:
    return pl.read_csv(SAMPLE / f"{NPO}_facts.csv", infer_schema_length=0)["unit"].fill_null("").to_list()


@real
def test_the_two_real_filings_come_into_the_store_with_their_measures(store: Path) -> None:
    add_accounts(sorted(SAMPLE.glob("*.xbrl")), store)

    rows = {row["model"]: row for row in kept(store).iter_rows(named=True)}
    assert reasons(store) == {}
    assert (rows["micro"]["value_added"], rows["micro"]["fte"], rows["micro"]["months"]) == (
        48786.15,
        None,
        12,
    )
    npo = rows["association_full"]
    assert (npo["value_added"], npo["fte"], npo["total_assets"]) == (21828644 - 9821541, 120.1, 127331481)
    assert npo["net_working_capital"] - npo["working_capital_need"] == npo["net_treasury"]
    assert not kept(store, "rubrics")["before"].any()
    assert kept(store, "rubrics_before")["before"].all()


def test_a_body_is_joined_with_its_reference_and_the_year_before_is_kept_apart(
    store: Path, tmp_path: Path
) -> None:
    add_accounts([deposit(tmp_path / "one", SOUND, before={"9900": 25.0})], store)

    (row,) = kept(store).iter_rows(named=True)
    assert (row["enterprise"], row["reference"], row["model"]) == (int(NUMBER), "2024-00000001", "abridged")
    assert (row["value_added"], row["equity"], row["deposited_on"]) == (30.0, 40.0, dt.date(2024, 6, 30))
    assert kept(store, "rubrics_before").select("rubric", "value").rows() == [("9900", 25.0)]
    assert ("9900", 30.0) in kept(store, "rubrics").select("rubric", "value").rows()


def test_a_body_without_its_reference_is_set_aside(store: Path, tmp_path: Path) -> None:
    folder = deposit(tmp_path / "one", SOUND)
    (folder / "2024-00000001-references.json").unlink()
    add_accounts([folder], store)

    assert reasons(store) == {"reference": 1}
    add_accounts([deposit(tmp_path / "one", SOUND)], store)
    assert (reasons(store), kept(store).height) == ({}, 1)


@pytest.mark.parametrize(
    ("rubrics", "said", "reason"),
    [
        ({**SOUND, "10/15": 45.0}, {}, "identity"),
        ({"20/58": -100.0}, {}, "negative"),
        (SOUND, {"Currency": "USD"}, "currency"),
        (SOUND, {"EnterpriseNumber": "0400000100"}, "modulo97"),
        (SOUND, {"EnterpriseNumber": "12"}, "number"),
        (SOUND, {"ModelType": "m200-f"}, "form"),
        (SOUND, {"ExerciseDates": {"startDate": "2023-12-31", "endDate": "2023-01-01"}}, "year"),
        ({}, {}, "empty"),
    ],
)
def test_a_filing_that_is_not_right_is_set_aside_with_its_reason(
    store: Path, tmp_path: Path, rubrics: dict[str, float], said: dict[str, object], reason: str
) -> None:
    add_accounts([deposit(tmp_path / "one", rubrics, **said)], store)

    (apart,) = accounts(store).set_aside
    assert (apart.reason, apart.count, kept(store).height) == (reason, 1, 0)
    assert apart.examples[0].startswith("2024-00000001.json")
    assert kept(store, "set_aside")["reason"].to_list() == [reason]


def test_the_same_files_twice_are_there_once(store: Path, tmp_path: Path) -> None:
    folder = deposit(tmp_path / "one", SOUND)
    add_accounts([folder], store)
    first = kept(store), kept(store, "rubrics")
    add_accounts([folder], store)

    assert kept(store).equals(first[0])
    assert kept(store, "rubrics").equals(first[1])
    assert accounts(store).corrected == 0


def test_the_later_of_two_filings_corrects_the_earlier_whatever_the_order_and_both_are_told(
    store: Path, tmp_path: Path
) -> None:
    add_accounts(
        [
            deposit(
                tmp_path / "late", {**SOUND, "9900": 31.0}, number="2024-00000009", DepositDate="2024-09-01"
            )
        ],
        store,
    )
    add_accounts([deposit(tmp_path / "early", SOUND)], store)

    assert kept(store)["value_added"].to_list() == [31.0]
    assert kept(store, "corrected")["value_added"].to_list() == [30.0]
    assert accounts(store).corrections == (f"{NUMBER} 2023-12-31 : 2024-00000001 → 2024-00000009",)
    assert kept(store, "rubrics")["filing"].n_unique() == 1


def test_the_portal_writes_codes_without_their_slash(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "portal.csv"
    said = {
        "Reference number": "2023-00000007",
        "Entity name": "Studio",
        "Enterprise number": STUDIO,
        "Accounting period start date": "2022-01-01",
        "Accounting period end date": "2022-12-31",
        "Model code": "m02-f",
        "7076A": "500",
        "61": "200",
        "9087": "2.5",
    }
    file.write_text("".join(f'"{label}","{value}"\n' for label, value in said.items()), "utf-8")
    add_accounts([file], store)

    (row,) = kept(store).iter_rows(named=True)
    assert (row["model"], row["value_added"], row["value_added_per_fte"]) == ("full", 300.0, 120.0)
    assert "70/76A" in kept(store, "rubrics")["rubric"]


def test_the_columns_of_a_plain_table_are_guessed_and_remembered_by_name(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "export.csv"
    file.write_text(
        f"Numéro BCE;Année;Chiffre d’affaires (milliers EUR);ETP;Ma colonne\n{STUDIO};2021;1.234,5;12,5;7\n",
        "utf-8",
    )
    add_accounts([file], store, mapping="bel", columns={"Ma colonne": "equity"})

    (row,) = kept(store).iter_rows(named=True)
    assert (row["year"], row["turnover"], row["fte"], row["equity"]) == (2021, 1234500.0, 12.5, 7.0)
    assert (row["model"], row["months"]) == (None, None)
    assert accounts(store).mappings["bel"]["Ma colonne"] == "equity"
    file.write_text(file.read_text("utf-8").replace("2021", "2022"), "utf-8")
    add_accounts([file], store, mapping="bel")
    assert kept(store)["equity"].to_list() == [7.0, 7.0]


def test_a_table_in_which_nothing_is_known_is_refused_with_its_columns_and_the_store_is_as_it_was(
    store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("colour,shape\nred,round\n", "utf-8")
    with pytest.raises(Unreadable) as told:
        add_accounts([file], store)

    assert "colour, shape" in told.value.sentences()[0]
    assert read_catalogue(store).accounts is None


def test_a_filing_of_another_form_and_a_broken_one_are_set_aside(store: Path, tmp_path: Path) -> None:
    head = '<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:l="http://www.xbrl.org/2003/linkbase" xmlns:x="http://www.w3.org/1999/xlink">'
    other = f'{head}<l:schemaRef x:href="http://www.nbb.be/be/fr/cbso/fws/23.0/mod/m02/m02-f.xsd"/></xbrl>'
    (tmp_path / "other.xbrl").write_text(other, "utf-8")
    (tmp_path / "cut.xbrl").write_text(other[:-9], "utf-8")
    add_accounts([tmp_path / "other.xbrl", tmp_path / "cut.xbrl"], store)

    assert reasons(store) == {"form": 1, "broken": 1}


def test_no_entity_of_an_instance_is_ever_resolved() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'
    with pytest.raises(NotTaken) as told:
        read_instance(bomb)

    assert told.value.reason == "broken"


def test_an_extract_built_later_leaves_the_accounts_where_they_are(store: Path, tmp_path: Path) -> None:
    add_accounts([deposit(tmp_path / "one", SOUND)], store)
    add_accounts([deposit(tmp_path / "one", SOUND)], store)
    with pytest.raises(RegistryMissing):
        build(full(tmp_path / "again"), store)

    assert kept(store).height == 1
    assert sorted(one.name for one in store.glob("accounts-*")) == ["accounts-0002"]


def test_there_must_be_a_store(tmp_path: Path) -> None:
    with pytest.raises(RegistryMissing):
        add_accounts([deposit(tmp_path / "one", SOUND)], tmp_path / "nowhere")
