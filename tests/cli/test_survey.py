"""`grappe survey`: a form and its answers become tables and a page, or a sentence that says why not."""

from __future__ import annotations

import collections
import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from grappe.cli.main import grappe

FILES = [
    "audit.csv",
    "bounds.csv",
    "crosstabs.csv",
    "frame.csv",
    "questions.csv",
    "response.csv",
    "survey.html",
    "survey.json",
    "tables.csv",
    "verbatims.csv",
]
ANSWERS = "response_id,member_id,submitted_on,q,why\nr1,m1,2010-03-01,yes,Parce que\nr2,m2,2010-03-02,no,\n"
MEMBERS = "id,kind\nm1,enterprise\nm2,enterprise\nm3,research\n"


def survey(*words: str | Path) -> Result:
    return CliRunner().invoke(grappe, ["survey", *map(str, words)])


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def told(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "survey.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A small XLSForm."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "survey"
    for row in (("type", "name", "label"), ("select_one yn", "q", "Oui ?"), ("text", "why", "Pourquoi ?")):
        sheet.append(row)
    choices = book.create_sheet("choices")
    for row in (("list_name", "name", "label"), ("yn", "yes", "Oui"), ("yn", "no", "Non")):
        choices.append(row)
    file = tmp_path / "form.xlsx"
    book.save(file)
    return file


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """Two answers."""
    file = tmp_path / "answers.csv"
    file.write_text(ANSWERS, encoding="utf-8")
    return file


@pytest.fixture
def members(tmp_path: Path) -> Path:
    """A list of three."""
    file = tmp_path / "list.csv"
    file.write_text(MEMBERS, encoding="utf-8")
    return file


def test_a_form_and_its_answers_become_tables_and_a_page(form: Path, answers: Path, tmp_path: Path) -> None:
    ran = survey(form, answers, "--out", tmp_path / "out")

    assert ran.exit_code == 0, ran.output
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == FILES
    assert [(row["answer"], row["count"], row["n"]) for row in table(tmp_path / "out", "tables")] == [
        ("yes", "1", "2"),
        ("no", "1", "2"),
    ]
    assert table(tmp_path / "out", "verbatims")[0]["text"] == "Parce que"


def test_the_example_is_counted_as_a_plain_reading_does(twist_folder: Path, tmp_path: Path) -> None:
    responses = twist_folder / "responses.csv"
    ran = survey(
        twist_folder / "questionnaire.xlsx",
        responses,
        *("--members", twist_folder / "members.csv", "--as-of", "01/03/2010", "--out", tmp_path / "out"),
    )

    assert ran.exit_code == 0, ran.output
    with responses.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    counted = {
        (row["question"], row["answer"]): int(row["count"]) for row in table(tmp_path / "out", "tables")
    }
    plain = collections.Counter(
        (name, part)
        for row in rows
        for name, cell in row.items()
        if name in {question for question, _ in counted}
        for part in cell.split()
    )
    assert {key: count for key, count in counted.items() if count} == dict(plain)
    assert told(tmp_path / "out")["about"]["asked"] == 57


def test_a_list_of_members_gives_rates_weights_and_crossings(
    form: Path, answers: Path, members: Path, tmp_path: Path
) -> None:
    ran = survey(
        form,
        answers,
        "--members",
        members,
        "--by",
        "kind,q",
        "--weight-by",
        "kind",
        "--out",
        tmp_path / "out",
    )

    assert ran.exit_code == 0, ran.output
    assert [(row["class"], row["rate"]) for row in table(tmp_path / "out", "response")] == [
        ("", repr(2 / 3)),
        ("enterprise", "1.0"),
        ("research", "0.0"),
    ]
    assert "Acteurs de la recherche" in ran.stderr
    assert not (tmp_path / "out" / "weights.csv").exists()


def test_weights_are_a_file_when_there_are_any(
    form: Path, answers: Path, members: Path, tmp_path: Path
) -> None:
    members.write_text("id,side\nm1,a\nm2,b\nm3,b\n", encoding="utf-8")

    ran = survey(form, answers, "--members", members, "--weight-by", "side", "--out", tmp_path / "out")

    assert ran.exit_code == 0, ran.output
    assert [
        (row["response_id"], round(float(row["weight"]), 6)) for row in table(tmp_path / "out", "weights")
    ] == [
        ("r1", 1),
        ("r2", 2),
    ]


def test_weights_without_a_list_of_members_are_refused(form: Path, answers: Path, tmp_path: Path) -> None:
    ran = survey(form, answers, "--weight-by", "kind", "--out", tmp_path / "out")

    assert (ran.exit_code, (tmp_path / "out").exists()) == (2, False)
    assert "La pondération demande la liste des membres (--members)." in ran.stderr


def test_the_members_of_the_list_tell_which_column_names_them(
    form: Path, answers: Path, members: Path, tmp_path: Path
) -> None:
    answers.write_text(ANSWERS.replace("member_id", "Qui"), encoding="utf-8")

    ran = survey(form, answers, "--members", members, "--out", tmp_path / "out")

    assert ran.exit_code == 0, ran.output
    assert [row["answered"] for row in table(tmp_path / "out", "response")] == ["2", "2", "0"]
    assert "« Qui » en tient lieu" in ran.stderr


def test_a_dossier_is_read_whole(twist_folder: Path, tmp_path: Path) -> None:
    ran = survey("--dossier", twist_folder, "--out", tmp_path / "out")

    assert ran.exit_code == 0, ran.output
    assert told(tmp_path / "out")["about"]["answers"] == 29
    assert told(tmp_path / "out")["about"]["members_on"] == "2010-03-01"


def test_a_second_run_takes_the_place_of_the_first_and_keeps_the_rest(
    form: Path, answers: Path, members: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    survey(form, answers, "--members", members, "--weight-by", "kind", "--out", out)
    (out / "mine.txt").write_text("à moi", encoding="utf-8")

    assert survey(form, answers, "--out", out).exit_code == 0

    assert sorted(file.name for file in out.iterdir()) == sorted([*FILES, "mine.txt"])


@pytest.mark.parametrize("absent", ["form.xlsx", "answers.csv", "list.csv"])
def test_a_file_that_is_not_there_has_its_own_code(
    form: Path, answers: Path, members: Path, absent: str
) -> None:
    folder = form.parent
    (folder / absent).unlink()

    ran = survey(form, answers, "--members", members, "--out", folder / "out")

    assert (ran.exit_code, (folder / "out").exists()) == (11, False)
    assert "ce fichier n’existe pas" in ran.stderr or "ne peut être ouvert" in ran.stderr
    assert "ce dossier n’existe pas" not in ran.stderr


@pytest.mark.parametrize("broken", ["form.xlsx", "answers.csv", "list.csv"])
def test_a_file_of_no_kind_has_its_own_code(form: Path, answers: Path, members: Path, broken: str) -> None:
    folder = form.parent
    (folder / broken).write_bytes(b"\x00\x01\x02" * 100)

    ran = survey(form, answers, "--members", members, "--out", folder / "out")

    assert (ran.exit_code, (folder / "out").exists()) == (11, False)


def test_a_form_with_faults_is_refused(form: Path, answers: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(form)
    book["survey"]["A2"] = "select_one absent"
    book.save(form)

    ran = survey(form, answers, "--out", tmp_path / "out")

    assert (ran.exit_code, (tmp_path / "out").exists()) == (10, False)
    assert "Rien n’a été écrit : 1 faute à corriger." in ran.stderr


def test_a_list_without_ids_is_refused(form: Path, answers: Path, members: Path, tmp_path: Path) -> None:
    members.write_text("name,kind\nUn,enterprise\n", encoding="utf-8")

    ran = survey(form, answers, "--members", members, "--out", tmp_path / "out")

    assert ran.exit_code == 10
    assert "member_id" in ran.stderr


@pytest.mark.parametrize("option", ["--by", "--weight-by"])
def test_an_unknown_column_is_a_wrong_argument(form: Path, answers: Path, members: Path, option: str) -> None:
    ran = survey(form, answers, "--members", members, option, "knid", "--out", form.parent / "out")

    assert ran.exit_code == 2
    assert "Vouliez-vous dire « kind » ?" in ran.stderr


def test_wrong_arguments_have_their_own_code(
    form: Path, answers: Path, twist_folder: Path, tmp_path: Path
) -> None:
    out = ("--out", tmp_path / "out")
    for words in (
        (form, *out),
        out,
        (form, answers),
        (form, answers, "--dossier", twist_folder, *out),
        ("--dossier", twist_folder, "--invited", "3", *out),
        (form, answers, "--invited", "-1", *out),
        (form, answers, "--as-of", "31/02/2010", *out),
        (form, answers, "--out", form),
    ):
        assert survey(*words).exit_code == 2, words
    assert not (tmp_path / "out").exists()


def test_a_dossier_is_not_written_over(form: Path, answers: Path, tmp_path: Path) -> None:
    for name in ("cluster.csv", "members.csv"):
        (tmp_path / name).write_text("x\n", encoding="utf-8")

    assert survey(form, answers, "--out", tmp_path).exit_code == 2


def test_what_is_read_is_not_written_over(form: Path, answers: Path) -> None:
    renamed = answers.rename(answers.with_name("tables.csv"))

    ran = survey(form, renamed, "--out", form.parent)

    assert ran.exit_code == 2
    assert renamed.read_text(encoding="utf-8") == ANSWERS


def test_more_answers_than_invited_is_a_sentence(form: Path, answers: Path, tmp_path: Path) -> None:
    ran = survey(form, answers, "--invited", "1", "--out", tmp_path / "out")

    assert ran.exit_code == 0
    assert "Il y a plus de réponses (2) que de personnes interrogées (1)" in ran.stderr
    assert table(tmp_path / "out", "response")[0]["rate"] == ""
    assert table(tmp_path / "out", "response")[0]["missing"] != ""


def test_no_answers_at_all_is_a_sentence(form: Path, answers: Path, tmp_path: Path) -> None:
    answers.write_text(ANSWERS.splitlines()[0] + "\n", encoding="utf-8")

    ran = survey(form, answers, "--invited", "5", "--out", tmp_path / "out")

    assert ran.exit_code == 0, ran.output
    assert "Le fichier des réponses n’en contient aucune." in ran.stderr


def test_a_language_that_the_form_is_not_written_in_is_told_with_those_it_has(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "survey"
    for row in (("type", "name", "label::Nederlands (nl)"), ("text", "why", "Waarom?")):
        sheet.append(row)
    book.save(tmp_path / "form.xlsx")
    (tmp_path / "answers.csv").write_text("response_id,why\nr1,Daarom\n", encoding="utf-8")

    asked = survey(
        tmp_path / "form.xlsx", tmp_path / "answers.csv", "--out", tmp_path / "out", "--language", "fr"
    )
    silent = survey(tmp_path / "form.xlsx", tmp_path / "answers.csv", "--out", tmp_path / "out2")

    assert (asked.exit_code, silent.exit_code) == (0, 0)
    assert "n’est pas écrit dans la langue demandée (« fr »). Ses langues : nl." in asked.stderr
    assert "langue demandée" not in silent.stderr
    assert table(tmp_path / "out", "questions")[0]["label"] == "Waarom?"


def test_remarks_of_one_kind_are_one_line(form: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(form)
    for name in ("q2", "q3"):
        book["survey"].append(("select_one yn", name, f"Et {name} ?"))
    book.save(form)
    (tmp_path / "three.csv").write_text("response_id,q,q2,q3\nr1,ah,oh,eh\nr2,yes,no,yes\n", encoding="utf-8")

    ran = survey(form, tmp_path / "three.csv", "--out", tmp_path / "out")

    assert "⚠ 3 questions ont des réponses hors liste (q, q2, q3)." in ran.stderr
    assert ran.stderr.count("hors liste") == 1
    assert [
        row["question"] for row in table(tmp_path / "out", "audit") if row["check"] == "off_the_list"
    ] == [
        "q",
        "q2",
        "q3",
    ]
