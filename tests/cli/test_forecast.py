"""`grappe forecast`, as a treasurer uses it."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grappe.cli.main import grappe

Asking = Callable[..., Result]


@pytest.fixture
def ask(twist_folder: Path) -> Asking:
    """Return a hand that asks about TWIST, or another dossier."""

    def asked(*arguments: str, dossier: Path = twist_folder) -> Result:
        return CliRunner().invoke(grappe, ["forecast", str(dossier), *arguments])

    return asked


@pytest.fixture
def copied(twist_folder: Path, tmp_path: Path) -> Path:
    """The example, to be changed."""
    return shutil.copytree(twist_folder, tmp_path / "dossier")


def plain(words: str) -> str:
    return " ".join(words.split())


def test_fees_up_by_a_tenth_and_commissions_of_twelve_thousand(ask: Asking) -> None:
    told = ask("--set", "fees=+10%", "--set", "commissions=12000", "--scenario", "maintien")

    words = plain(told.output)
    assert told.exit_code == 0
    # 47,500 − 13,026.58 + 1,450 + 12,000, then − 32,000 + 1,500 + 12,000, and so on.
    assert (
        words.count(
            "Réserves à la clôture 34 473 2 473 −25 027 −118 553 → devient 47 923 29 423 15 473 −64 453"
        )
        == 1
    )
    assert "Avant : Les réserves tiennent jusqu’en 2011 ; elles sont négatives fin 2012." in words
    assert "Après : Les réserves tiennent jusqu’en 2012 ; elles sont négatives fin 2013." in words
    assert "commissions »" not in words


def test_every_line_fits_a_hundred_columns(ask: Asking) -> None:
    told = ask("--set", "fees=+10%", "--set", "commissions=12000", "--tornado")

    assert max(map(len, told.output.splitlines())) <= 100


def test_what_is_printed_is_what_is_computed(ask: Asking) -> None:
    """Each amount of the table is the JSON's, rounded to the euro."""
    arguments = ("--set", "costs=-5%", "--scenario", "commissions")
    told = json.loads(ask(*arguments, "--json").output)
    words = plain(ask(*arguments).output)

    (scenario,) = told["scenarios"]
    for case, line in (("before", "reserves"), ("after", "reserves"), ("after", "result"), ("after", "cash")):
        for year in scenario[case]["years"]:
            assert f"{round(year[line]):,}".replace(",", " ").replace("-", "−") in words


def test_the_answer_as_data_says_before_after_and_what_is_needed(ask: Asking) -> None:
    told = json.loads(ask("--json").output)

    first = told["scenarios"][0]
    assert (first["scenario"], first["made_by_rule"]) == ("maintien", False)
    assert first["before"] == first["after"]
    assert first["after"]["reserves_last_until"] == 2011
    # 118,552.60 lacking after four years.
    assert first["needed"][0] == {"from": 2010, "until": 2013, "amount": 29_639}
    assert [one["line"] for one in first["tornado"]][:2] == ["costs", "eligible_costs"]


def test_the_ledger_s_subsidy_of_2007_is_set_against_the_law_s(ask: Asking) -> None:
    words = plain(ask().output)

    # 56,000 for the 184 days recognised.
    assert "2007 : subvention de 88 000 € au grand livre, 28 230 € selon le texte" in words


def test_an_assumed_renewal_is_said_and_brings_the_subsidy(ask: Asking) -> None:
    alone = json.loads(ask("--json").output)["scenarios"][0]["after"]["years"][-1]
    again = json.loads(ask("--json", "--renewed").output)["scenarios"][0]["after"]["years"][-1]
    given = json.loads(ask("--json", "--renewed-rate", "60%").output)["scenarios"][0]["after"]["years"][-1]

    # The third period begins on 1 July 2013: 184 days at 50 % of 160,000.
    assert again["subsidy"] - alone["subsidy"] == pytest.approx(80_000 * 184 / 365)
    assert given["subsidy"] - alone["subsidy"] == pytest.approx(96_000 * 184 / 365)
    assert "Hypothèse : la reconnaissance est renouvelée à partir du 01/07/2013" in plain(
        ask("--renewed").output
    )


def test_files_are_written_whole_and_hold_both_cases(ask: Asking, tmp_path: Path) -> None:
    out = tmp_path / "out"
    told = ask("--set", "fees=+10%", "--out", str(out))

    assert told.exit_code == 0
    with (out / "forecast.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if (row["scenario"], row["year"]) == ("maintien", "2010")]
    fees = {row["case"]: float(row["amount"]) for row in rows if row["line"] == "fees"}
    assert fees["before"] == 14_500
    assert fees["after"] == pytest.approx(15_950)
    assert json.loads((out / "forecast.json").read_text("utf-8"))["cluster_id"] == "twist"


def test_the_page_says_what_the_terminal_says_and_speaks_of_no_papers(ask: Asking, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ask("--set", "fees=+10%", "--set", "commissions=12000", "--scenario", "maintien", "--out", str(out))

    source = (out / "forecast.html").read_text("utf-8")
    words = plain(re.sub(r"<[^>]+>", " ", source.partition("<body>")[2]))
    assert "Avec ces changements : fees=+10%, commissions=12000" in words
    assert (
        "Réserves à la clôture 34 473 € 2 473 € −25 027 € −118 553 € devient 47 923 € 29 423 € 15 473 € −64 453 €"
        in words
    )
    assert '<a href="#papers"' not in source
    assert "http" not in re.sub(r"http://www\.w3\.org/[^\"]*", "", source.partition("<body>")[2])


def test_the_dossier_itself_is_never_written_over(ask: Asking, copied: Path) -> None:
    assert ask("--out", str(copied), dossier=copied).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--set", "feez=+10%"], "« feez » n’est pas une ligne du grand livre. Vouliez-vous dire « fees » ?"),
        (["--set", "fees"], "une ligne, « = » et une valeur"),
        (["--scenario", "maintient"], "Vouliez-vous dire « maintien » ?"),
        (["--renewed-rate", "150%"], "n’est pas une part"),
    ],
)
def test_what_cannot_be_read_ends_with_two_and_a_sentence(
    ask: Asking, arguments: list[str], words: str
) -> None:
    told = ask(*arguments)

    assert told.exit_code == 2
    assert words in told.output
    assert "Traceback" not in told.output


def test_a_dossier_without_ledger_says_so_and_ends_well(ask: Asking, copied: Path) -> None:
    (copied / "ledger.csv").unlink()
    package = json.loads((copied / "datapackage.json").read_text("utf-8"))
    package["resources"] = [one for one in package["resources"] if one["name"] != "ledger"]
    (copied / "datapackage.json").write_text(json.dumps(package), "utf-8")

    told = ask(dossier=copied)

    assert told.exit_code == 0
    assert "Le dossier n’a pas de grand livre : il n’y a rien à projeter." in told.output


def test_a_ledger_without_forecast_is_projected_by_a_rule_that_is_said(ask: Asking, copied: Path) -> None:
    ledger = copied / "ledger.csv"
    kept = [line for line in ledger.read_text("utf-8").splitlines() if ",forecast," not in line]
    ledger.write_text("\n".join(kept) + "\n", "utf-8")

    told = ask(dossier=copied)

    words = " ".join(told.output.split())
    assert "Projection « reconduction », faite par une règle" in words
    assert "cette projection n’est pas la sienne" in words


def test_a_campaign_asks_which_cluster(ask: Asking, twist_folder: Path) -> None:
    campaign = twist_folder.parent / "campaign"

    refused, told = ask(dossier=campaign), ask("--cluster", "c00001", "--json", dossier=campaign)

    assert refused.exit_code == 2
    assert "Dites lequel des clusters du dossier" in refused.output
    assert json.loads(told.output)["cluster_id"] == "c00001"


def test_english_is_english(ask: Asking) -> None:
    told = ask("--language", "en", "--set", "fees=+10%", "--tornado")

    assert "Reserves" in told.output
    assert "Réserves" not in told.output
    assert "Avant" not in told.output
