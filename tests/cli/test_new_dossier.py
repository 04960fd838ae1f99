"""`grappe new-dossier` as a person runs it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from grappe.cli.main import grappe


def run(*words: object) -> tuple[int, str, str]:
    ended = CliRunner().invoke(grappe, [str(word) for word in words])
    return ended.exit_code, ended.stdout, ended.stderr


def test_the_paths_and_the_next_step_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "mon cluster"

    code, told, _ = run("new-dossier", folder)

    names = ["datapackage.json", "dossier.xlsx", "questionnaire.xlsx", "LISEZ-MOI.txt"]
    assert code == 0
    assert told.splitlines() == [
        *(str(folder / name) for name in names),
        f"Remplissez les feuilles cluster et members de dossier.xlsx, puis lancez : grappe check {folder}",
    ]
    assert all((folder / name).is_file() for name in names)


def test_english_is_spoken_and_written(tmp_path: Path) -> None:
    code, told, _ = run("new-dossier", tmp_path / "new", "--language", "en")

    assert (code, told.splitlines()[-1].partition(",")[0]) == (
        0,
        "Fill in the sheets cluster and members of dossier.xlsx",
    )
    assert load_workbook(tmp_path / "new" / "dossier.xlsx").sheetnames[0] == "Guide"


def test_a_folder_in_use_ends_with_code_2(tmp_path: Path) -> None:
    (tmp_path / "dossier.xlsx").write_bytes(b"")

    code, told, why = run("new-dossier", tmp_path)

    assert (code, told) == (2, "")
    assert (
        why == f"« {tmp_path} » n’est pas vide : rien n’y a été écrit. Donnez le nom d’un nouveau dossier.\n"
    )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_check_says_what_to_fill_in_first_then_that_all_is_well(tmp_path: Path, language: str) -> None:
    folder = tmp_path / "new"
    run("new-dossier", folder, "--language", language)

    before, _, faults = run("check", folder)
    workbook = load_workbook(folder / "dossier.xlsx")
    workbook["cluster"].append(["C1", "Le Cluster"])
    workbook["members"].append(["M1", "Atelier", None, "enterprise", None, None, "01/03/2008"])
    workbook.save(folder / "dossier.xlsx")
    after, told, warned = run("check", folder)

    assert (before, [line.partition(" ")[0] for line in faults.splitlines()[:2]]) == (
        10,
        ["cluster", "members"],
    )
    assert (after, told, warned) == (0, "Le dossier est bon : 2 lignes dans 2 tables.\n", "")
