"""`grappe diff` says which figures moved, by how much, and because of which rows."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from grappe.cli.main import grappe


@pytest.fixture
def mended(twist_folder: Path, tmp_path: Path) -> Path:
    """The example with one cell changed: m15 employs 8 and not 5 in 2009."""
    folder = tmp_path / "mended"
    shutil.copytree(twist_folder, folder)
    accounts = folder / "accounts.csv"
    words = accounts.read_text(encoding="utf-8")
    assert words.count("m15,2009,2009-12-31,12,5,") == 1
    accounts.write_text(
        words.replace("m15,2009,2009-12-31,12,5,", "m15,2009,2009-12-31,12,8,"), encoding="utf-8"
    )
    return folder


def test_one_changed_cell_moves_the_figures_that_rest_on_it(twist_folder: Path, mended: Path) -> None:
    told = CliRunner().invoke(grappe, ["diff", str(twist_folder), str(mended), "--json"])

    moved = {movement["name"]: movement for movement in json.loads(told.output)}
    assert moved["employment.total"]["before"] == 498
    assert moved["employment.total"]["after"] == 501
    assert [row["row"] for row in moved["employment.total"]["rows"]] == ["m15"]
    assert "members.total" not in moved


def test_the_sentence_names_the_figure_the_step_and_the_cell(twist_folder: Path, mended: Path) -> None:
    told = CliRunner().invoke(grappe, ["diff", str(twist_folder), str(mended)]).output.splitlines()

    place = told.index("employment.total  Emploi total des entreprises membres")
    assert told[place + 1].strip() == "498 → 501  (+3)"
    assert told[place + 2].strip() == "~ m15  fte=5.0 → fte=8.0"


def test_the_same_dossier_twice_moves_nothing(twist_folder: Path) -> None:
    told = CliRunner().invoke(grappe, ["diff", str(twist_folder), str(twist_folder)])

    assert told.output == "Aucun chiffre n’a bougé.\n"


def test_a_member_who_left_is_named(twist_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "left"
    shutil.copytree(twist_folder, folder)
    members = folder / "members.csv"
    lines = members.read_text(encoding="utf-8").splitlines(keepends=True)
    place = next(n for n, line in enumerate(lines) if line.startswith("m02,"))
    cells = lines[place].split(",")
    cells[6] = "2010-02-01"
    lines[place] = ",".join(cells)
    members.write_text("".join(lines), encoding="utf-8")

    told = CliRunner().invoke(grappe, ["diff", str(twist_folder), str(folder), "--json"])

    moved = {movement["name"]: movement for movement in json.loads(told.output)}
    assert (moved["members.total"]["before"], moved["members.total"]["after"]) == (57, 56)
    assert [(row["row"], row["change"]) for row in moved["members.total"]["rows"]] == [("m02", "removed")]


def test_what_is_no_result_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "figures.json").write_text("{")

    told = CliRunner().invoke(grappe, ["diff", str(tmp_path), str(tmp_path)])

    assert told.exit_code == 11
    assert "ce n’est pas un résultat de Grappe" in told.output


def test_damaged_rows_beside_a_result_are_told(twist_folder: Path, tmp_path: Path) -> None:
    CliRunner().invoke(grappe, ["evaluate", str(twist_folder), "--out", str(tmp_path / "out")])
    (tmp_path / "out" / "rows.parquet").write_bytes(b"PAR1 and no more")

    told = CliRunner().invoke(grappe, ["diff", str(tmp_path / "out"), str(tmp_path / "out")])

    assert told.exit_code == 11
    assert "rows.parquet" in told.output


def test_a_comparison_with_peers_blames_only_the_rows_that_moved(twist_folder: Path, mended: Path) -> None:
    told = CliRunner().invoke(grappe, ["diff", str(twist_folder), str(mended), "--json"])

    moved = {movement["name"]: movement for movement in json.loads(told.output)}
    assert [row["row"] for row in moved["peer.p_value[fte]"]["rows"]] == ["m15"]


def test_an_interval_that_prints_otherwise_is_listed_with_both(twist_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "left"
    shutil.copytree(twist_folder, folder)
    members = folder / "members.csv"
    rows = members.read_text(encoding="utf-8").splitlines(keepends=True)
    place = next(n for n, line in enumerate(rows) if line.startswith("m02,"))
    cells = rows[place].split(",")
    cells[6] = "2009-12-31"
    rows[place] = ",".join(cells)
    members.write_text("".join(rows), encoding="utf-8")

    told = CliRunner().invoke(grappe, ["diff", str(twist_folder), str(folder)]).output
    moved = json.loads(CliRunner().invoke(grappe, ["diff", str(twist_folder), str(folder), "--json"]).output)

    only_ends = [
        one
        for one in moved
        if one["what"] == "figure"
        and one["unit"] == "share"
        and one["before"] == one["after"]
        and [round(end, 2) for end in one["interval_before"] if end is not None]
        != [round(end, 2) for end in one["interval_after"] if end is not None]
    ]
    assert only_ends
    lines = told.splitlines()
    for one in only_ends:
        place = next(n for n, line in enumerate(lines) if line.startswith(f"{one['name']}  "))
        assert "intervalle : " in lines[place + 1]
