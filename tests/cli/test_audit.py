"""`grappe audit`, as the reader of a report uses it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grappe.cli.main import grappe

HEADER = "claim_id,statistic,value,unit,of,base,quote,figure\n"


def audit(*words: str | Path) -> Result:
    return CliRunner().invoke(grappe, ["audit", *map(str, words)])


def claims(folder: Path, rows: str, name: str = "claims.csv") -> Path:
    path = folder / name
    path.write_text(HEADER + rows, encoding="utf-8")
    return path


def test_contradictions_end_with_code_12_and_a_sentence(tmp_path: Path) -> None:
    told = audit(claims(tmp_path, "a,share,84,percent,,29,,\n"))

    assert told.exit_code == 12
    assert "24/29 = 83" in told.stdout
    assert "impossibles : 1 ; peu vraisemblables : 0 ; non étayés : 0 ; cohérents : 0." in told.stdout


def test_what_is_consistent_is_shown_when_asked_and_ends_well(tmp_path: Path) -> None:
    path = claims(tmp_path, "a,share,83,percent,,29,,\n")

    quiet, full = audit(path), audit(path, "--all")

    assert (quiet.exit_code, full.exit_code) == (0, 0)
    assert "24/29" not in quiet.stdout
    assert "24/29" in full.stdout


def test_the_files_hold_the_same_rows_and_no_formula(tmp_path: Path) -> None:
    path = claims(tmp_path, "=a,share,84,percent,,29,,\n")

    told = audit(path, "--out", tmp_path / "out", "--json")

    rows = json.loads((tmp_path / "out" / "audit.json").read_text("utf-8"))
    with (tmp_path / "out" / "audit.csv").open(encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file))
    assert json.loads(told.stdout) == rows
    assert list(written[0]) == ["cluster_id", "check", "claim_ids", "verdict", "found", "sentence"]
    assert (rows[0]["claim_ids"], written[0]["claim_ids"]) == ("=a", "'=a")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("a,shar,84,percent,,29,,\n", "« shar » n’est pas admis"),
        ("a,share,many,percent,,29,,\n", "many"),
        ("a,count,3,count,b,,,\n", "« b » n’est pas dans la table claims"),
        ("a,count,3,count,,,,members.totl\n", "Vouliez-vous dire « members.total » ?"),
        ("a,count,3,count,,,,\na,count,4,count,,,,\n", "est déjà à la ligne 2"),
    ],
)
def test_a_table_with_faults_is_refused_with_their_places(tmp_path: Path, rows: str, told: str) -> None:
    refused = audit(claims(tmp_path, rows))

    assert refused.exit_code == 10
    assert told in refused.stderr


@pytest.mark.parametrize("name", ["report.pdf", "report.docx", "absent.csv", "claims.ods"])
def test_what_cannot_be_read_is_said_with_what_to_do(tmp_path: Path, name: str) -> None:
    if not name.startswith("absent"):
        (tmp_path / name).write_bytes(b"%PDF-1.4")

    refused = audit(tmp_path / name)

    assert refused.exit_code == 11
    assert name in refused.stderr


def test_a_claim_is_worked_out_again_from_a_dossier(twist_folder: Path, tmp_path: Path) -> None:
    right = claims(tmp_path, "a,count,57,count,,,,members.total\n")
    wrong = claims(tmp_path, "a,count,58,count,,,,members.total\n", "wrong.csv")

    told, refused = audit(right, "--dossier", twist_folder, "--all"), audit(wrong, "--dossier", twist_folder)

    assert (told.exit_code, refused.exit_code) == (0, 12)
    assert "57 : le dossier donne 57." in told.stdout
    assert "58 : le dossier donne 57, et non ce nombre." in refused.stdout


def test_the_example_contradicts_itself_in_two_languages(twist_folder: Path) -> None:
    french, english = audit(twist_folder), audit(twist_folder, "--language", "en")

    assert (french.exit_code, english.exit_code) == (12, 12)
    assert "seuls 24 ou 26 les donnent toutes" in french.stdout
    assert "only 24 or 26 give them all" in english.stdout


def test_a_text_becomes_rows_to_correct_and_then_verdicts(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("L’enquête a reçu 29 réponses. Pour 84 % des 29 répondants, c’est un atout.\n", "utf-8")

    proposed = audit(report)
    (tmp_path / "claims.csv").write_text(proposed.stdout, "utf-8")
    judged = audit(tmp_path / "claims.csv")

    rows = list(csv.DictReader(io.StringIO(proposed.stdout)))
    assert proposed.exit_code == 0
    assert {("count", "29"), ("share", "84")} <= {(row["statistic"], row["value"]) for row in rows}
    assert judged.exit_code == 12


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ([], "1 row proposed"),
        (["--language", "fr"], "1 ligne proposée"),
        (["--language", "en"], "1 row proposed"),
    ],
)
def test_a_report_is_answered_in_its_language_unless_another_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: list[str], sentence: str
) -> None:
    monkeypatch.delenv("GRAPPE_LANGUAGE", raising=False)
    report = tmp_path / "report.txt"
    report.write_text("The cluster has brought together 57 of the members.\n", "utf-8")

    assert sentence in audit(report, *asked).stderr


def test_a_campaigns_claims_say_of_which_cluster_they_are(tmp_path: Path, twist_folder: Path) -> None:
    campaign = twist_folder.parent / "campaign"

    refused = audit(claims(tmp_path, "a,count,57,count,,,,members.total\n"), "--dossier", campaign)

    assert refused.exit_code == 10
    assert "cluster_id" in refused.stderr
