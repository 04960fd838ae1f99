"""The list of those who were asked, from any file that has ids."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from grappe.analysis.dossier.faults import DossierRefused, Unreadable
from grappe.analysis.survey.frame import frame_of
from grappe.analysis.survey.members_file import read_members


def written(folder: Path, name: str, words: str) -> Path:
    file = folder / name
    file.write_text(words, encoding="utf-8")
    return file


def test_the_contracts_table_is_read_and_typed(twist_folder: Path) -> None:
    members, _ = read_members(twist_folder / "members.csv")

    assert members.schema["joined_on"] == pl.Date
    assert frame_of(members, day=dt.date(2010, 3, 1)).size == 57


def test_a_fault_in_the_contracts_table_is_refused(tmp_path: Path) -> None:
    words = "member_id,name,kind,joined_on\nm1,Un,entreprize,2009-01-01\n"

    with pytest.raises(DossierRefused) as refused:
        read_members(written(tmp_path, "m.csv", words))

    assert "Vouliez-vous dire « enterprise » ?" in refused.value.sentences()[0]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_any_list_with_ids_is_enough_and_its_columns_are_classes(tmp_path: Path, mark: str) -> None:
    lines = [["Liste des inscrits", "", ""], ["", "", ""], ["Secteur", "ID", "Taille"]]
    lines += [
        ["bois", "a", "petite"],
        ["métal", "b", "grande"],
        ["bois", "c", ""],
        ["", "", ""],
        ["métal", "d", "petite"],
    ]
    file = written(tmp_path, "liste.csv", "\n".join(mark.join(line) for line in lines))

    frame = frame_of(read_members(file)[0])

    assert frame.size == 4
    assert frame.classes == ("Secteur", "Taille")
    assert frame.members is not None
    assert frame.members["Taille"].to_list() == ["petite", "grande", None, "petite"]


def test_parquet_ids_may_be_numbers(tmp_path: Path) -> None:
    file = tmp_path / "m.parquet"
    pl.DataFrame({"id": [1.0, 2.0], "zone": ["a", "b"]}).write_parquet(file)

    assert read_members(file)[0]["member_id"].to_list() == ["1", "2"]


@pytest.mark.parametrize("words", ["name,kind\nUn,enterprise\n", "\n\n"])
def test_a_list_without_ids_is_refused(tmp_path: Path, words: str) -> None:
    with pytest.raises(DossierRefused):
        read_members(written(tmp_path, "m.csv", words))


def test_a_file_that_is_not_there_or_no_table_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        read_members(tmp_path / "absent.csv")
    with pytest.raises(Unreadable):
        read_members(written(tmp_path, "m.pdf", "x"))
