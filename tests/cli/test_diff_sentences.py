"""`grappe diff` names the sentences that a changed line of a spreadsheet moves, and no other."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from grappe.cli.main import grappe

FOUND = ("f07.1", "f08.1", "f09.1", "f09.2", "f10.1", "f13.1")
"""The sentences of TWIST that rest on the number, the province or the jobs of the enterprise m02."""


def changed(folder: Path, out: Path, table: str, key: str, column: str, value: str) -> Path:
    """A copy of a dossier in which one cell of the first row of a key is changed."""
    shutil.copytree(folder, out)
    with (out / table).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    row = next(row for row in rows if key in row.values())
    assert row[column] != value
    row[column] = value
    with (out / table).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return out


def without_findings(folder: Path, out: Path) -> Path:
    """A copy of a dossier that leaves every chapter to the rules."""
    shutil.copytree(folder, out)
    (out / "findings.csv").unlink()
    for table in ("comments.csv", "matrix.csv"):
        (out / table).unlink(missing_ok=True)
    package = json.loads((out / "datapackage.json").read_text("utf-8"))
    gone = ("findings", "comments", "matrix")
    package["resources"] = [one for one in package["resources"] if one["name"] not in gone]
    (out / "datapackage.json").write_text(json.dumps(package), "utf-8")
    return out


def moved(old: Path, new: Path) -> dict[str, dict[str, Any]]:
    told = CliRunner().invoke(grappe, ["diff", str(old), str(new), "--json"])
    assert told.exit_code == 0, told.output
    return {one["name"]: one for one in json.loads(told.stdout) if one["what"] == "sentence"}


def test_one_member_of_another_kind_moves_exactly_the_sentences_that_count_it(
    twist_folder: Path, tmp_path: Path
) -> None:
    new = changed(twist_folder, tmp_path / "new", "members.csv", "m02", "kind", "research")

    sentences = moved(twist_folder, new)

    assert tuple(sentences) == FOUND
    assert {one["change"] for one in sentences.values()} == {"moved"}
    assert "dont 36 entreprises" in sentences["f07.1"]["before"]
    assert "dont 35 entreprises" in sentences["f07.1"]["after"]
    assert sentences["f13.1"]["kind"] == "recommendation"
    assert sentences["f13.1"]["figures"] == ["employment.n"]


def test_the_sentences_are_told_old_and_new(twist_folder: Path, tmp_path: Path) -> None:
    new = changed(twist_folder, tmp_path / "new", "members.csv", "m02", "kind", "research")

    lines = CliRunner().invoke(grappe, ["diff", str(twist_folder), str(new)]).output.splitlines()

    place = lines.index("f09.2  Constat, chapitre 3")
    assert lines[place + 1 : place + 3] == [
        "  − Le total de l’emploi connu est de 498.",
        "  + Le total de l’emploi connu est de 478.",
    ]
    assert "6 phrases ont changé." in lines


def test_one_changed_answer_moves_the_sentences_of_its_question(twist_folder: Path, tmp_path: Path) -> None:
    with (twist_folder / "responses.csv").open(encoding="utf-8", newline="") as file:
        row = next(row for row in csv.DictReader(file) if row["advantage"] == "major")
    new = changed(twist_folder, tmp_path / "new", "responses.csv", row["response_id"], "advantage", "minor")

    sentences = moved(twist_folder, new)

    assert tuple(sentences) == ("summary.advantage.share.1", "f23.1")
    assert (sentences["f23.1"]["before"][:12], sentences["f23.1"]["after"][:12]) == (
        "Enfin, 83\u202f% ",
        "Enfin, 79\u202f% ",
    )


def test_a_majority_that_the_answers_no_longer_allow_goes_and_its_plain_sentence_comes(
    twist_folder: Path, tmp_path: Path
) -> None:
    old = without_findings(twist_folder, tmp_path / "old")
    new = tmp_path / "new"
    shutil.copytree(old, new)
    with (new / "responses.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in [row for row in rows if row["advantage"] == "major"][:9]:
        row["advantage"] = "minor"
    with (new / "responses.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)

    sentences = moved(old, new)

    assert "summary.advantage.share.1" in sentences
    changes = {name: one["change"] for name, one in sentences.items() if one["kind"] != "summary"}
    assert changes["advantage_majority"] == "disappeared"
    assert changes["advantage"] == "appeared"
    assert "permet de parler d’une majorité" in sentences["advantage_majority"]["before"]
    assert {one["kind"] for one in sentences.values()} == {"draft", "summary"}
    assert {name.partition("+")[0] for name in changes} == {"advantage", "advantage_majority"}


def test_other_words_with_the_same_numbers_are_told_as_such(twist_folder: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    shutil.copytree(twist_folder, new)
    findings = new / "findings.csv"
    words = findings.read_text("utf-8")
    findings.write_text(
        words.replace("Le total de l’emploi connu est", "L’emploi connu est au total"), "utf-8"
    )

    sentences = moved(twist_folder, new)

    assert {name: one["change"] for name, one in sentences.items()} == {"f09.2": "reworded"}
    assert sentences["f09.2"]["figures"] == []


def test_results_and_dossiers_are_compared_alike(twist_folder: Path, tmp_path: Path) -> None:
    new = changed(twist_folder, tmp_path / "new", "members.csv", "m02", "kind", "research")
    out = tmp_path / "out"
    CliRunner().invoke(grappe, ["evaluate", str(twist_folder), "--out", str(out)])

    assert tuple(moved(out, new)) == FOUND

    package = json.loads((out / "datapackage.json").read_text("utf-8"))
    (described,) = [one for one in package["resources"] if one["name"] == "sentences"]
    with (out / "sentences.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["sentence_id"]: row for row in csv.DictReader(file)}
    assert [field["name"] for field in described["schema"]["fields"]] == list(rows["f09.2"])
    assert rows["f09.2"]["text"] == "Le total de l’emploi connu est de {employment.total|0}."
    assert rows["f09.2"]["printed"] == "Le total de l’emploi connu est de 498."
    assert rows["f09.2"]["figures"] == "employment.total=498.0"

    (out / "sentences.json").write_text("{", "utf-8")
    told = CliRunner().invoke(grappe, ["diff", str(out), str(new)])
    assert (told.exit_code, "sentences.json" in told.output) == (11, True)


@pytest.mark.parametrize("language", ["en"])
def test_an_older_result_or_another_language_is_said_and_figures_are_compared(
    twist_folder: Path, tmp_path: Path, language: str
) -> None:
    out, other = tmp_path / "out", tmp_path / "other"
    CliRunner().invoke(grappe, ["evaluate", str(twist_folder), "--out", str(out)])
    CliRunner().invoke(grappe, ["evaluate", str(twist_folder), "--out", str(other), "--language", language])

    told = CliRunner().invoke(grappe, ["diff", str(out), str(other)])
    assert "ne sont pas dans la même langue" in told.stderr
    (other / "sentences.json").unlink()
    told = CliRunner().invoke(grappe, ["diff", str(out), str(other)])
    assert "n’a pas de phrases à comparer" in told.stderr
    assert told.stdout == "Aucun chiffre n’a bougé.\n"


def test_a_changed_ledger_moves_what_the_chapter_says_of_the_years_to_come(
    twist_folder: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new"
    shutil.copytree(twist_folder, new)
    ledger = new / "ledger.csv"
    words = ledger.read_text("utf-8")
    assert "2011,fees,15000,forecast,maintien" in words
    ledger.write_text(
        words.replace("2011,fees,15000,forecast,maintien", "2011,fees,9000,forecast,maintien"), "utf-8"
    )

    sentences = moved(twist_folder, new)

    lasting, needed = sentences["outlook.maintien.reserves"], sentences["outlook.maintien.needed"]
    assert ("jusqu’en 2011" in lasting["before"], "jusqu’en 2010" in lasting["after"]) == (True, True)
    assert ("29\u202f639" in needed["before"], "31\u202f139" in needed["after"]) == (True, True)
    assert (lasting["change"], lasting["kind"], lasting["chapter"]) == ("moved", "outlook", 8)


def test_a_member_who_left_moves_the_point_of_the_summary(twist_folder: Path, tmp_path: Path) -> None:
    new = changed(twist_folder, tmp_path / "new", "members.csv", "m05", "left_on", "2010-02-15")

    point = moved(twist_folder, new)["summary.members.joined.1"]

    assert ("sorties : 6" in plain(point["before"]), "sorties : 7" in plain(point["after"])) == (True, True)
    assert (point["change"], point["figures"]) == ("moved", ["members.left"])


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def test_sentences_come_first_and_figures_printed_as_before_are_only_counted(
    twist_folder: Path, tmp_path: Path
) -> None:
    new = changed(twist_folder, tmp_path / "new", "members.csv", "m05", "left_on", "2010-02-15")

    told = plain(CliRunner().invoke(grappe, ["diff", str(twist_folder), str(new)]).output)
    everything = plain(CliRunner().invoke(grappe, ["diff", str(twist_folder), str(new), "--all"]).output)

    assert told.index("La synthèse, chapitre 3") < told.index("members.total  Membres")
    assert "0 points" not in told
    assert "advantage.share" not in told
    assert "density=" not in told
    assert "nodes=" not in told
    assert "chiffres s’impriment comme avant" in told.splitlines()[-1]
    assert "advantage.share  " in everything
    assert "comme avant" not in everything
