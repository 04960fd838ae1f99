"""Results as files: whole, unrounded, harmless to a spreadsheet."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path

import frictionless
import polars as pl
import pytest

from grappe.analysis.audit.files import write_audit
from grappe.analysis.audit.verdict import Verdict
from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.whole import CannotWrite, written_whole
from grappe.analysis.figures.asked import Asked
from grappe.analysis.figures.engine import evaluate
from grappe.analysis.figures.labels import labelled
from grappe.analysis.figures.papers import RESULT
from grappe.analysis.figures.results import harmless, read_figures, write_figures, write_package

CONTRACT = "cluster_id,figure,key,value,unit,n_used,n_eligible,low,high,level,method,as_of,status,missing,source,rows,label"


@pytest.fixture(scope="module")
def results(twist: Dossier, twist_asked: Asked) -> pl.DataFrame:
    return labelled(evaluate(twist, twist_asked), twist, "fr")


def test_the_columns_are_those_of_the_contract(results: pl.DataFrame, tmp_path: Path) -> None:
    write_figures(tmp_path, results)

    assert (tmp_path / "figures.csv").read_text(encoding="utf-8").splitlines()[0] == CONTRACT


def test_csv_and_json_say_the_same_unrounded(results: pl.DataFrame, tmp_path: Path) -> None:
    write_figures(tmp_path, results)

    with (tmp_path / "figures.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    objects = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert len(rows) == len(objects) == len(results)
    assert [row["value"] and float(row["value"]) for row in rows] == [
        "" if row["value"] is None else row["value"] for row in objects
    ]
    assert next(row["value"] for row in objects if row["figure"] == "employment.mean") == 498 / 21


def test_what_is_written_is_read_back(results: pl.DataFrame, tmp_path: Path) -> None:
    write_figures(tmp_path, results)

    assert read_figures(tmp_path).equals(results.select((*RESULT, "label")))


def test_a_text_that_a_spreadsheet_would_run_is_kept_as_text(results: pl.DataFrame, tmp_path: Path) -> None:
    hostile = results.head(1).with_columns(key=pl.lit("=cmd|' /C calc'!A0"), rows=pl.lit("@SUM(A1)"))

    write_figures(tmp_path, hostile)

    with (tmp_path / "figures.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    assert (row["key"], row["rows"]) == ("'=cmd|' /C calc'!A0", "'@SUM(A1)")
    assert (
        json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))[0]["key"] == "=cmd|' /C calc'!A0"
    )


@pytest.mark.parametrize(
    "written", ["-32000", "-32 000,5", "+3.2", "- 7", "-1e+06", "-32\u202f000", "\u221212", "12"]
)
def test_a_signed_number_in_a_column_of_words_stays_a_number(written: str) -> None:
    assert harmless(pl.DataFrame({"found": [written]}))["found"].to_list() == [written]


@pytest.mark.parametrize(
    "written", ["-oth-", "-1-2", "+32 2 A1", "-A1", "- ", "-", "+1*2", "-1\n=2", "-2%x", "@1", "=1", "\t1"]
)
def test_a_sign_before_anything_else_is_guarded(written: str) -> None:
    assert harmless(pl.DataFrame({"found": [written]}))["found"].to_list() == [f"'{written}"]


def test_a_table_without_words_is_left_alone() -> None:
    table = pl.DataFrame({"value": [-1.5]})

    assert harmless(table).equals(table)


def test_a_loss_that_the_audit_found_is_a_number_in_its_csv(tmp_path: Path) -> None:
    loss = Verdict(
        cluster="c", check="recomputed", claims=(), verdict="consistent", found="-32000", sentence="-x"
    )

    write_audit(tmp_path, [loss])

    with (tmp_path / "audit.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["found"], row["sentence"]) == ("-32000", "'-x")


def test_the_package_is_what_the_standard_says(
    results: pl.DataFrame, twist: Dossier, twist_asked: Asked, tmp_path: Path
) -> None:
    write_figures(tmp_path, results)
    write_package(tmp_path, twist, twist_asked, {"language": "fr"}, [])

    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    settings = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))["grappe"]
    assert report.valid, report.flatten(["title", "message"])
    assert settings["as_of"] == dt.date(2010, 3, 1).isoformat()


def test_files_appear_whole_or_not_at_all(tmp_path: Path) -> None:
    folder = tmp_path / "results"
    folder.mkdir()
    (folder / "figures.csv").write_text("earlier")

    def interrupted() -> None:
        with written_whole(folder) as stage:
            (stage / "figures.csv").write_text("half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        interrupted()

    assert [file.name for file in folder.iterdir()] == ["figures.csv"]
    assert (folder / "figures.csv").read_text() == "earlier"


def test_when_one_file_cannot_take_its_place_all_the_earlier_ones_are_given_back(tmp_path: Path) -> None:
    folder = tmp_path / "results"
    (folder / "b").mkdir(parents=True)
    (folder / "a").write_text("earlier")
    (folder / "b" / "kept").write_text("someone's")

    def refused() -> None:
        with written_whole(folder, instead_of=("gone",)) as stage:
            (stage / "a").write_text("new")
            (stage / "b").write_text("a file cannot take the place of a folder")

    with pytest.raises(CannotWrite):
        refused()

    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*")) == ["a", "b", "b/kept"]
    assert (folder / "a").read_text() == "earlier"


def test_a_closed_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(CannotWrite), written_whole(tmp_path / "file" / "below"):
        pass
