"""Files that are broken, hostile or odd, and runs that are killed: nothing lost, nothing half written."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.analysis.registry.small_extract import SHOP, STUDIO, full
from tests.analysis.registry.test_accounts import NUMBER, SOUND, accounts, deposit, kept, reasons
from tests.analysis.registry.test_accounts import store as store  # noqa: PLC0414 - a fixture

from grappe.analysis.dossier.faults import Unreadable
from grappe.analysis.registry.accounts.filing import NotTaken
from grappe.analysis.registry.accounts.keeping import add_accounts
from grappe.analysis.registry.accounts.portal_csv import is_portal
from grappe.analysis.registry.accounts.xbrl import read_instance
from grappe.analysis.registry.build import build
from grappe.analysis.registry.catalogue import read_catalogue

HEAD = (
    b'<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:m="http://www.nbb.be/dict/met" '
    b'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)
STOPS = {
    "while it is written": "keeping.copied = stop",
    "before it counts": "store.Writing.publish_accounts = stop",
    "between its folder and the catalogue": "store.written = stop",
}
KILLED = """
import os, signal, sys
from pathlib import Path
from grappe.analysis.registry import store
from grappe.analysis.registry.accounts import keeping
def stop(*_):
    os.kill(os.getpid(), signal.SIGKILL)
{stop}
keeping.add_accounts([Path(sys.argv[1])], Path(sys.argv[2]))
"""


def portal(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "portal.csv").write_bytes(text.encode("cp1252"))
    return folder / "portal.csv"


def plain(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "export.csv").write_text(text, "utf-8")
    return folder / "export.csv"


def test_a_fact_that_is_said_to_be_nil_is_no_amount() -> None:
    fact = b'<m:am1 contextRef="c" unitRef="u" xsi:nil="true"/><m:am1 contextRef="c" unitRef="u">5</m:am1>'

    assert [one.value for one in read_instance(HEAD + fact + b"</xbrl>").facts] == ["5"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        HEAD,
        b'<?xml version="1.0" encoding="no-such"?>' + HEAD + b"</xbrl>",
        b'<?xml version="1.0" encoding="utf-7"?>' + HEAD + b"</xbrl>",
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>',
        b"<x>" * 5000,
    ],
)
def test_an_instance_that_is_broken_or_hostile_is_set_aside(
    content: bytes, tmp_path: Path, store: Path
) -> None:
    (tmp_path / "one.xbrl").write_bytes(content)
    try:
        add_accounts([tmp_path / "one.xbrl"], store)
    except Unreadable:
        # XML of another kind is no accounts at all.
        assert content.startswith(b"<x>")
        return

    assert reasons(store) == {"broken": 1}


def test_an_entity_is_refused_before_it_is_opened() -> None:
    with pytest.raises(NotTaken) as told:
        read_instance(b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>')

    assert told.value.seen == "<!DOCTYPE>"


@pytest.mark.parametrize(
    "body",
    ["{", '{"Rubrics": [{"Code": null, "Period": "N", "Value": "1"}]}', '{"Rubrics": 5}', '{"Rubrics": [7]}'],
)
def test_a_body_that_is_broken_is_set_aside(body: str, tmp_path: Path, store: Path) -> None:
    folder = deposit(tmp_path / "one", SOUND)
    told = body.replace("{", '{"ReferenceNumber": "2024-00000001", ', 1) if len(body) > 1 else body
    (folder / "2024-00000001.json").write_text(told, "utf-8")
    add_accounts([folder], store)

    assert reasons(store) == {"broken": 1}


def test_a_company_that_filed_nothing_has_an_empty_list(tmp_path: Path, store: Path) -> None:
    folder = deposit(tmp_path / "one", SOUND)
    (folder / "none.json").write_text("[]", "utf-8")
    add_accounts([folder], store)

    assert (kept(store).height, reasons(store)) == (1, {})


def test_filings_in_the_folders_of_a_folder_are_read(tmp_path: Path, store: Path) -> None:
    deposit(tmp_path / "all" / "2024-06", SOUND)
    (tmp_path / "all" / ".hidden").mkdir()
    (tmp_path / "all" / ".hidden" / "x.png").write_bytes(b"png")
    add_accounts([tmp_path / "all"], store)

    assert kept(store)["reference"].to_list() == ["2024-00000001"]


def test_an_empty_folder_is_refused(tmp_path: Path, store: Path) -> None:
    (tmp_path / "none").mkdir()
    with pytest.raises(Unreadable, match="ne contient aucun fichier"):
        add_accounts([tmp_path / "none"], store)

    assert read_catalogue(store).accounts is None


def test_a_portal_file_that_a_spreadsheet_saved_again_is_read(tmp_path: Path, store: Path) -> None:
    said = {
        "Reference number": "2023-00000007",
        "Entity name": "Société",
        "Phone number": "1",
        "Entity number": STUDIO,
        "Accounting period end date": "31/12/2022",
        "Model code": "m01-f",
        "9900": "500,25",
        "6066A": "",
        "170/174": "7,5",
    }
    add_accounts([portal(tmp_path, "".join(f"{a};{b}\r\n" for a, b in said.items()))], store)

    (row,) = kept(store).iter_rows(named=True)
    assert (row["enterprise"], row["value_added"], row["year"]) == (int(NUMBER), 500.25, 2022)
    assert ("170/4", 7.5) in kept(store, "rubrics").select("rubric", "value").rows()


@pytest.mark.parametrize(
    ("rubrics", "said", "reason"),
    [
        (SOUND | {"9087": -1.0}, {}, "negative"),
        (SOUND, {"EnterpriseNumber": SHOP}, "number"),
        (SOUND, {"ExerciseDates": {"startDate": "0001-01-01", "endDate": "0001-12-31"}}, "year"),
        (SOUND, {"ExerciseDates": {"startDate": "2023-01-01", "endDate": "2203-12-31"}}, "year"),
        (SOUND, {"ExerciseDates": None}, "year"),
        (SOUND | {"70": 1e400}, {}, "value"),
    ],
)
def test_what_no_account_can_be_is_set_aside(
    store: Path, tmp_path: Path, rubrics: dict[str, float], said: dict[str, object], reason: str
) -> None:
    add_accounts([deposit(tmp_path / "one", rubrics, **said)], store)

    assert (reasons(store), kept(store).height) == ({reason: 1}, 0)


@pytest.mark.parametrize(
    "written", [f"BE {STUDIO}", f"TVA BE {STUDIO}", NUMBER[1:], f"be{NUMBER}", STUDIO.replace(".", " ")]
)
def test_an_enterprise_number_is_known_however_it_is_written(
    store: Path, tmp_path: Path, written: str
) -> None:
    add_accounts([deposit(tmp_path / "one", SOUND, EnterpriseNumber=written)], store)

    assert kept(store)["enterprise"].to_list() == [int(NUMBER)]


def test_a_year_of_eighteen_months_and_a_change_of_model_are_kept_as_they_are(
    store: Path, tmp_path: Path
) -> None:
    long = {"startDate": "2022-07-01", "endDate": "2023-12-31"}
    after = {"startDate": "2024-01-01", "endDate": "2024-12-31"}
    add_accounts([deposit(tmp_path / "one", SOUND, ExerciseDates=long)], store)
    add_accounts(
        [deposit(tmp_path / "two", SOUND, number="2025-00000001", ExerciseDates=after, ModelType="m87-f")],
        store,
    )

    assert kept(store).select("year", "model", "months").rows() == [
        (2023, "abridged", 18),
        (2024, "micro", 12),
    ]
    assert accounts(store).filings == {"abridged": {"2023": 1}, "micro": {"2024": 1}}


def test_an_older_filing_of_a_company_keeps_its_own_sums(store: Path, tmp_path: Path) -> None:
    old = {"startDate": "2014-01-01", "endDate": "2014-12-31"}
    results = {"62": 10.0, "9901": 20.0, "75": 5.0, "9902": 25.0, "66": 10.0, "9903": 15.0, "9904": 15.0}
    fixed = {"20": 10.0, "20/28": 40.0, "29/58": 60.0, "54/58": 60.0}
    add_accounts([deposit(tmp_path / "one", SOUND | results | fixed, ExerciseDates=old)], store)

    assert reasons(store) == {}
    assert kept(store).select("operating_profit", "profit", "value_added").rows() == [(20.0, 15.0, 30.0)]


def test_what_was_set_aside_of_another_file_of_the_same_name_stays(store: Path, tmp_path: Path) -> None:
    head = "BCE,year,turnover\n"
    add_accounts([plain(tmp_path / "a", f"{head}12,2020,5\n")], store)
    add_accounts([plain(tmp_path / "b", f"{head}{STUDIO},2021,5\n")], store)
    assert reasons(store) == {"number": 1}

    add_accounts([plain(tmp_path / "a", f"{head}{STUDIO},2020,5\n")], store)
    assert (reasons(store), kept(store)["year"].to_list()) == ({}, [2020, 2021])


def test_a_table_added_later_leaves_the_rubrics_of_others_unwritten(store: Path, tmp_path: Path) -> None:
    add_accounts([deposit(tmp_path / "one", SOUND, before={"9900": 25.0})], store)
    before = kept(store, "rubrics"), kept(store, "rubrics_before")
    add_accounts([plain(tmp_path / "b", f"BCE,year,turnover\n{STUDIO},2021,5\n")], store)

    file = store / accounts(store).name / "rubrics.parquet"
    assert file.stat().st_nlink > 1
    assert (kept(store, "rubrics").equals(before[0]), kept(store, "rubrics_before").equals(before[1])) == (
        True,
        True,
    )
    assert kept(store)["year"].to_list() == [2021, 2023]


def test_a_filing_that_a_table_corrects_keeps_its_rubrics_apart(store: Path, tmp_path: Path) -> None:
    add_accounts([deposit(tmp_path / "one", SOUND, DepositDate=None)], store)
    table = f"BCE,closing date,deposit date,turnover\n{STUDIO},2023-12-31,2024-09-01,5\n"
    add_accounts([plain(tmp_path / "b", table)], store)

    assert kept(store)["turnover"].to_list() == [5.0]
    assert (kept(store, "rubrics").height, kept(store, "corrected_rubrics").height) == (0, len(SOUND))


@pytest.mark.parametrize("stop", STOPS)
def test_a_run_that_is_killed_leaves_the_earlier_accounts_whole(
    stop: str, store: Path, tmp_path: Path
) -> None:
    add_accounts([deposit(tmp_path / "one", SOUND)], store)
    before = (store / "catalogue.json").read_bytes(), kept(store)
    late = deposit(
        tmp_path / "two", {**SOUND, "9900": 31.0}, number="2024-00000009", DepositDate="2024-09-01"
    )
    words = [sys.executable, "-c", KILLED.format(stop=STOPS[stop]), str(late), str(store)]
    ended = subprocess.run(words, check=False)

    assert ended.returncode == -9
    assert ((store / "catalogue.json").read_bytes(), kept(store).equals(before[1])) == (before[0], True)
    add_accounts([late], store)
    assert kept(store)["value_added"].to_list() == [31.0]
    assert len([*store.glob("accounts-*")]) == 2
    assert not (store / ".scratch").exists()


def test_a_currency_is_known_whatever_prefix_the_file_gives_its_list() -> None:
    unit = (
        b'<unit id="u"><measure xmlns:iso="http://www.xbrl.org/2003/iso4217">iso:USD</measure></unit>'
        b'<m:am1 contextRef="c" unitRef="u">5</m:am1>'
    )

    assert read_instance(HEAD + unit + b"</xbrl>").currencies == {"USD"}


def test_a_store_may_stand_in_a_folder_with_a_bracket_or_a_star_in_its_name(tmp_path: Path) -> None:
    place = tmp_path / "registre [2024] *"
    build(full(tmp_path / "extract"), place)
    add_accounts([deposit(tmp_path / "one", SOUND)], place)
    add_accounts([deposit(tmp_path / "two", SOUND, number="2024-00000002")], place)

    assert (kept(place)["reference"].to_list(), accounts(place).corrected) == (["2024-00000002"], 1)


@pytest.mark.parametrize("mark", ["\r", "\0", '"', "\ufeff"])
def test_a_mark_astray_in_the_first_line_makes_no_other_file_of_it(mark: str) -> None:
    assert not is_portal(f"BCE;Ann{mark}ée;CA\n{STUDIO};2021;5\n".encode())
    assert not is_portal(f"Reference{mark} number;x{mark}\n".encode())


def test_json_of_another_kind_is_no_accounts(store: Path, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(json.dumps({"a": 1}), "utf-8")
    with pytest.raises(Unreadable):
        add_accounts([tmp_path / "x.json"], store)

    assert read_catalogue(store).accounts is None
