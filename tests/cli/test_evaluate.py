"""`grappe evaluate`: results whole or not at all, with the exit codes of the contract."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from grappe.cli.main import grappe

FILES = [
    "audit.csv",
    "audit.json",
    "datapackage.json",
    "figures.csv",
    "figures.json",
    "report.docx",
    "report.html",
    "report.pdf",
    "rows.parquet",
    "sentences.csv",
    "sentences.json",
]
SMALL_CLUSTER = "cluster_id,name\nc,Grappe\n"
SMALL_MEMBERS = "member_id,name,kind,joined_on\nm1,Un,enterprise,2009-01-01\nm2,Deux,research,2009-02-01\n"


def evaluate(*words: str | Path) -> Result:
    return CliRunner().invoke(grappe, ["evaluate", *map(str, words)])


def figures(folder: Path) -> dict[tuple[str, str, str], dict[str, Any]]:
    rows = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
    return {(row["as_of"], row["figure"], row["key"] or ""): row for row in rows}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "cluster.csv").write_text(SMALL_CLUSTER)
    (folder / "members.csv").write_text(SMALL_MEMBERS)
    return folder


def test_a_dossier_becomes_figures_and_a_report(twist_folder: Path, tmp_path: Path) -> None:
    told = evaluate(twist_folder, "--out", tmp_path / "out")

    assert told.exit_code == 0, told.output
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == FILES
    assert figures(tmp_path / "out")["2010-03-01", "members.total", ""]["value"] == 57


def test_the_audit_of_claims_and_findings_is_written_and_told(twist_folder: Path, tmp_path: Path) -> None:
    told = evaluate(twist_folder, "--out", tmp_path / "out")

    rows = json.loads((tmp_path / "out" / "audit.json").read_text(encoding="utf-8"))
    counts = Counter(row["verdict"] for row in rows)
    checks = {row["check"] for row in rows if row["claim_ids"].startswith("f")}
    assert (told.exit_code, counts["impossible"]) == (0, 4)
    assert {"coverage", "words"} <= checks
    assert f"Audit : impossibles : {counts['impossible']} ;" in told.stderr


def test_two_runs_write_the_same_bytes(twist_folder: Path, tmp_path: Path) -> None:
    evaluate(twist_folder, "--out", tmp_path / "one")
    evaluate(twist_folder, "--out", tmp_path / "two")

    for name in FILES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_a_refused_dossier_writes_nothing(small: Path, tmp_path: Path) -> None:
    (small / "members.csv").write_text(SMALL_MEMBERS.replace("enterprise", "entreprize"))

    told = evaluate(small, "--out", tmp_path / "out")

    assert told.exit_code == 10
    assert "Vouliez-vous dire « enterprise » ?" in told.output
    assert not (tmp_path / "out").exists()


def test_an_unreadable_file_has_its_own_code(small: Path, tmp_path: Path) -> None:
    (small / "accounts.xlsx").write_bytes(b"no workbook")

    told = evaluate(small, "--out", tmp_path / "out")

    assert told.exit_code == 11
    assert not (tmp_path / "out").exists()


def test_wrong_arguments_have_their_own_code(small: Path, tmp_path: Path) -> None:
    assert evaluate(small).exit_code == 2
    assert evaluate(small, "--out", tmp_path / "out", "--as-of", "31/02/2010").exit_code == 2
    assert evaluate(small, "--out", tmp_path / "out", "--language", "it").exit_code == 2


def test_several_days_give_a_series(small: Path, tmp_path: Path) -> None:
    told = evaluate(small, "--out", tmp_path / "out", "--as-of", "2009-01-15", "--as-of", "01/03/2010")

    assert told.exit_code == 0, told.output
    totals = {
        day: row["value"]
        for (day, name, _), row in figures(tmp_path / "out").items()
        if name == "members.total"
    }
    assert totals == {"2009-01-15": 1, "2010-03-01": 2}


def test_the_dossier_itself_is_never_written_over(small: Path) -> None:
    (small / "datapackage.json").write_text('{"name": "mine"}')

    told = evaluate(small, "--out", small)

    assert told.exit_code == 2
    assert (small / "datapackage.json").read_text() == '{"name": "mine"}'


def test_a_package_that_grappe_did_not_write_is_left_alone(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "theirs"
    out.mkdir()
    (out / "datapackage.json").write_text('{"name": "theirs"}')

    told = evaluate(small, "--out", out)

    assert told.exit_code == 2
    assert [file.name for file in out.iterdir()] == ["datapackage.json"]


def test_results_are_written_over_results(small: Path, tmp_path: Path) -> None:
    evaluate(small, "--out", tmp_path / "out", "--as-of", "2010-03-01")

    told = evaluate(small, "--out", tmp_path / "out", "--as-of", "2009-01-15")

    assert told.exit_code == 0, told.output
    assert figures(tmp_path / "out")["2009-01-15", "members.total", ""]["value"] == 1


def test_hidden_small_groups_keep_no_rows_beside_the_figures(twist_folder: Path, tmp_path: Path) -> None:
    told = evaluate(twist_folder, "--out", tmp_path / "out", "--suppress-below", "5")

    assert told.exit_code == 0, told.output
    hidden = figures(tmp_path / "out")["2010-03-01", "members.by_kind", "research"]
    assert (hidden["status"], hidden["value"], hidden["n_used"], hidden["rows"]) == (
        "suppressed",
        None,
        None,
        None,
    )
    assert not (tmp_path / "out" / "rows.parquet").exists()


def test_hiding_small_groups_takes_away_the_rows_of_an_earlier_run(
    twist_folder: Path, tmp_path: Path
) -> None:
    evaluate(twist_folder, "--out", tmp_path / "out")

    evaluate(twist_folder, "--out", tmp_path / "out", "--suppress-below", "5")

    assert not (tmp_path / "out" / "rows.parquet").exists()


def test_the_interval_of_wilson_is_given_on_request(twist_folder: Path, tmp_path: Path) -> None:
    evaluate(twist_folder, "--out", tmp_path / "out", "--interval", "wilson_fpc")

    row = figures(tmp_path / "out")["2010-03-01", "advantage.share", ""]
    assert row["method"] == "wilson_fpc"
    assert [round(row[end], 4) for end in ("low", "high")] == [0.7109, 0.9036]


def test_a_campaign_gives_one_report_and_with_each_one_per_cluster(tmp_path: Path) -> None:
    folder = tmp_path / "campaign"
    folder.mkdir()
    clusters = ("a", "b/../../b", "b_b", "B b", "..")
    (folder / "cluster.csv").write_text("cluster_id,name\n" + "".join(f"{c},Cluster {c}\n" for c in clusters))
    (folder / "members.csv").write_text(
        "cluster_id,member_id,name,kind,joined_on\n"
        + "".join(f"{c},m1,Un,enterprise,2009-01-01\n" for c in clusters)
    )

    told = evaluate(folder, "--out", tmp_path / "out", "--as-of", "2010-03-01", "--each")

    assert told.exit_code == 0, told.output
    folders = sorted(path.name for path in (tmp_path / "out").iterdir() if path.is_dir())
    assert folders == ["B_b-3", "a", "b_b", "b_b-2", "cluster"]
    assert {next(iter(figures(tmp_path / "out" / name).values()))["cluster_id"] for name in folders} == set(
        clusters
    )
    assert all((tmp_path / "out" / name / "report.html").is_file() for name in folders)
    assert (tmp_path / "out" / "report.html").is_file()


def test_what_comes_after_the_reference_day_does_not_count_on_it(twist_folder: Path, tmp_path: Path) -> None:
    told = evaluate(twist_folder, "--out", tmp_path / "out", "--as-of", "2009-03-01", "--as-of", "2010-03-01")

    found = figures(tmp_path / "out")
    assert (
        found["2009-03-01", "actions.total", ""]["value"] < found["2010-03-01", "actions.total", ""]["value"]
    )
    assert "2010-03-01" not in found["2009-03-01", "members.joined", ""]["as_of"]
    assert "après le 1er mars 2010" in told.output


def test_the_warnings_speak_of_the_day_that_is_asked(twist_folder: Path, tmp_path: Path) -> None:
    told = evaluate(twist_folder, "--out", tmp_path / "out", "--as-of", "2009-03-01")

    assert "après le 1er mars 2009" in told.output
    assert "après le 1er mars 2010" not in told.output


def test_a_slip_of_the_keyboard_is_a_fault_and_no_crash(small: Path, tmp_path: Path) -> None:
    (small / "accounts.csv").write_text("member_id,year,turnover,fte\nm1,2009,1e27,1\n")

    told = evaluate(small, "--out", tmp_path / "out")

    assert told.exit_code == 10
    assert "accounts, ligne 2, colonne turnover" in told.output


def test_nothing_but_results_goes_to_a_pipe(small: Path, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "grappe.cli.main",
        "evaluate",
        str(small),
        "--out",
        str(tmp_path / "out"),
        "--as-of",
        "2010-03-01",
    ]

    done = subprocess.run(command, capture_output=True, text=True, check=True)

    assert done.stderr == ""
    assert [Path(line).name for line in done.stdout.splitlines()] == FILES


def test_the_demo_ends_by_itself_without_a_terminal(tmp_path: Path) -> None:
    # In a program of its own: it starts the platform, with settings that are not those of the tests.
    folders = ["--out", str(tmp_path / "out"), "--data", str(tmp_path / "data")]
    told = subprocess.run(
        [sys.executable, "-m", "grappe.cli.main", "demo", *folders],
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 0, told.stderr
    assert "83\u202f%" in told.stdout
    assert str(tmp_path / "out" / "report.html") in told.stdout
    assert "57 membres" in told.stdout


def test_a_copy_of_the_example_elsewhere_gives_the_same_figures(twist_folder: Path, tmp_path: Path) -> None:
    shutil.make_archive(str(tmp_path / "twist"), "zip", twist_folder.parent, "twist")

    evaluate(twist_folder, "--out", tmp_path / "folder")
    evaluate(tmp_path / "twist.zip", "--out", tmp_path / "zip")

    assert (tmp_path / "zip" / "figures.csv").read_bytes() == (
        tmp_path / "folder" / "figures.csv"
    ).read_bytes()


def test_letters_that_no_font_has_are_told_not_only_to_a_terminal(small: Path, tmp_path: Path) -> None:
    (small / "cluster.csv").write_text("cluster_id,name\nc,Grappe 🍇\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "grappe.cli.main", "evaluate", small, "--out", tmp_path / "o"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert "⚠ Des lettres du dossier manquent aux polices de Grappe (un emoji" in done.stderr
