"""A survey's files and its page."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from tests.analysis.survey.build import listed, question, read

from grappe.analysis.survey.files import write_survey
from grappe.analysis.survey.survey import Survey

MEMBERS = listed(("m1", "enterprise"), ("m2", "enterprise"), ("m3", "research"))
QUESTIONS = [
    question("q", role="impact:exports"),
    question("s", "select_multiple"),
    question("n", "integer"),
    question("t", "text"),
    question("d", "date"),
]
ROWS = [
    {"member": "m1", "q": "good", "s": ["good"], "n": 3.0, "t": "<b>Bien</b> & =1+1"},
    {"member": "m2", "q": "bad", "s": [], "n": 4.5, "t": "=cmd()"},
]


@pytest.fixture
def found() -> Survey:
    """A small survey with everything in it."""
    return read(QUESTIONS, ROWS, members=MEMBERS, by=["kind"], weight_by=["kind"])


def test_csv_and_json_say_the_same(found: Survey, tmp_path: Path) -> None:
    write_survey(tmp_path, found)

    told = json.loads((tmp_path / "survey.json").read_text(encoding="utf-8"))
    for name, rows in told.items():
        if name == "about":
            continue
        with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            read_back = list(csv.DictReader(file))
        assert [list(row) for row in read_back] == [list(row) for row in rows]
    assert told["about"]["answers"] == 2
    assert told["about"]["weights"] == "not_available"


def test_no_number_is_missing_without_its_sentence(found: Survey, tmp_path: Path) -> None:
    write_survey(tmp_path, found)
    told = json.loads((tmp_path / "survey.json").read_text(encoding="utf-8"))

    assert [row for row in told["tables"] if row["share"] is None and not row["missing"]] == []
    assert [
        row
        for row in told["tables"]
        if row["weighted_share"] is None and row["share"] is not None and not row["weighted_missing"]
    ] == []
    assert [row for row in told["frame"] if row["p_value"] is None and not row["missing"]] == []
    assert [row for row in told["crosstabs"] if row["share"] is None and not row["missing"]] == []
    assert "non concerné" in next(row["missing"] for row in told["tables"] if row["answer"] == "na").lower()


def test_no_text_is_run_by_a_spreadsheet_nor_by_a_browser(found: Survey, tmp_path: Path) -> None:
    write_survey(tmp_path, found)

    assert "'=cmd()" in (tmp_path / "verbatims.csv").read_text(encoding="utf-8")
    page = (tmp_path / "survey.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;Bien&lt;/b&gt; &amp; =1+1" in page
    assert "<b>Bien" not in page


def test_the_page_asks_nothing_of_anyone(found: Survey, tmp_path: Path) -> None:
    write_survey(tmp_path, found)

    page = (tmp_path / "survey.html").read_text(encoding="utf-8")
    assert re.findall(r"(?:src|href)=\"(?!#)[^\"]*\"|url\(|@import|<script", page) == []


def test_the_page_speaks_the_language_asked(tmp_path: Path) -> None:
    write_survey(tmp_path, read(QUESTIONS, ROWS, members=MEMBERS, language="fr"))

    page = (tmp_path / "survey.html").read_text(encoding="utf-8")
    assert '<html lang="fr">' in page
    assert "2 réponses de 3 personnes interrogées, soit 67\u202f%." in page


def test_two_writings_give_the_same_bytes(found: Survey, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_survey(tmp_path / name, found)

    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()
