"""Which files an evaluation takes."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from grappe.analysis.dossier.faults import Unreadable
from grappe.apps.evaluation.rules.attachments import HELD, NotAttachable, judge, table_of


def book(folder: Path, *sheets: str) -> Path:
    made = openpyxl.Workbook()
    for name in sheets:
        made.create_sheet(name).append(["action_id"])
    made.save(folder / "book.xlsx")
    return folder / "book.xlsx"


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("actions.csv", "actions"),
        ("Actions.CSV", "actions"),
        ("project_members.parquet", "project_members"),
        ("questionnaire.lss", "questionnaire"),
        ("house.toml", ""),
        ("pictures/logo.svg", ""),
    ],
)
def test_a_file_is_taken_for_what_its_name_says(name: str, table: str, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"")

    judge(name, tmp_path / "x")

    assert table_of(name) == table


@pytest.mark.parametrize("table", sorted(HELD))
def test_a_table_that_the_platform_holds_is_refused_and_named(table: str, tmp_path: Path) -> None:
    with pytest.raises(NotAttachable) as refused:
        judge(f"{table}.csv", tmp_path)

    assert f"la table {table}" in refused.value.sentences("fr")[0]


@pytest.mark.parametrize(
    "name",
    [
        "activities.csv",
        "actions.exe",
        "datapackage.json",
        "../actions.csv",
        "/etc/actions.csv",
        "a/b/c/actions.csv",
        "plateforme/actions.csv",
        ".actions.csv",
        "a\\actions.csv",
        "actions\n.csv",
        "./actions.csv",
        "",
    ],
)
def test_what_is_no_table_or_no_plain_name_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(NotAttachable) as refused:
        judge(name, tmp_path)

    assert len(refused.value.sentences("fr")) == 1


def test_a_workbook_is_judged_by_its_sheets(tmp_path: Path) -> None:
    judge("tables.xlsx", book(tmp_path, "actions", "notes"))

    with pytest.raises(NotAttachable, match="a une feuille"):
        judge("tables.xlsx", book(tmp_path, "actions", "Members"))
    with pytest.raises(NotAttachable, match="aucune feuille"):
        judge("tables.xlsx", book(tmp_path, "notes"))


def test_a_workbook_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"not a zip")

    with pytest.raises(Unreadable):
        judge("x.xlsx", tmp_path / "x.xlsx")
