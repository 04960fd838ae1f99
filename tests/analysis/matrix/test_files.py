"""What is written can be read by a person, by a program, and back by the dossier."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from tests.analysis.figures.build import asked_on, dossier_of, member
from tests.analysis.matrix.test_triangulation import (
    DOCUMENTS,
    INTERVIEWS,
    MEMBERS,
    QUESTION,
    codings,
    matrix_of,
)

from grappe.analysis.dossier.reading import read_dossier
from grappe.analysis.figures.engine import evaluate
from grappe.analysis.figures.labels import labelled
from grappe.analysis.matrix.files import OURS, write_matrices
from grappe.analysis.matrix.questions import proposed, questions_of
from grappe.analysis.matrix.triangulation import matrices
from grappe.cli.main import grappe

HOSTILE = '<script>alert("x")</script>'
QUOTE = "Nous l’avons dit."


def write_dossier(folder: Path) -> Path:
    folder.mkdir()
    (folder / "cluster.csv").write_text("cluster_id,name\nc,Le cluster\n", encoding="utf-8")
    (folder / "members.csv").write_text(
        "member_id,name,kind,joined_on\na,A,enterprise,2008-01-01\nb,B,enterprise,2008-01-01\n",
        encoding="utf-8",
    )
    (folder / "interviews.csv").write_text("interview_id,member_ids\ni1,a\ni2,b\n", encoding="utf-8")
    (folder / "codings.csv").write_text(
        f"interview_id,chapter,theme,stance,quote,coder\ni1,3,masse,positive,{QUOTE},x\ni1,3,masse,negative,,y\n",
        encoding="utf-8",
    )
    return folder


def run(*words: object) -> None:
    answer = CliRunner().invoke(grappe, [str(word) for word in words])
    assert answer.exit_code == 0, answer.output


def test_the_command_writes_four_files_and_the_workbook_goes_back_in_the_dossier(tmp_path: Path) -> None:
    dossier, out = write_dossier(tmp_path / "dossier"), tmp_path / "out"
    run("matrix", dossier, "--out", out, "--as-of", "2010-03-01")
    assert sorted(path.name for path in out.iterdir()) == sorted(OURS)
    before = questions_of(read_dossier(dossier), "c", "fr")

    (dossier / "matrix.xlsx").write_bytes((out / "matrix.xlsx").read_bytes())
    read = read_dossier(dossier)

    assert "matrix" in read.tables
    assert questions_of(read, "c", "fr") == before


def test_a_dossiers_own_matrix_is_the_one_that_is_answered(tmp_path: Path) -> None:
    dossier = write_dossier(tmp_path / "dossier")
    (dossier / "matrix.csv").write_text(
        "question_id,criterion,chapter,question,figures,answer,strength\n"
        "K1,impact,3,Et alors ?,members.total;members.by_kind[enterprise],Deux.,weak\n",
        encoding="utf-8",
    )

    run("matrix", dossier, "--out", tmp_path / "out", "--as-of", "2010-03-01")
    with (tmp_path / "out" / "matrix.csv").open(encoding="utf-8", newline="") as lines:
        (row,) = csv.DictReader(lines)

    assert (row["question_id"], row["criterion"], row["answer"], row["strength"]) == (
        "K1",
        "Impact",
        "Deux.",
        "Faible",
    )
    assert (row["sources"], row["coverage"]) == ("2", "Deux sources")
    assert QUOTE in row["interviews"]


def test_the_json_tells_the_coders_apart_and_how_they_disagree(tmp_path: Path) -> None:
    run("matrix", write_dossier(tmp_path / "dossier"), "--out", tmp_path / "out", "--as-of", "2010-03-01")
    (told,) = json.loads((tmp_path / "out" / "matrix.json").read_text(encoding="utf-8"))

    assert told["coders"]["share"] == 0
    assert [one["stances"] for one in told["coders"]["disagreements"]] == [{"x": "positive", "y": "negative"}]
    assert [(one["chapter"], one["theme"], one["disputed"]) for one in told["themes"]] == [(3, "masse", 1)]


@pytest.mark.parametrize("name", [name for name in OURS if name != "matrix.xlsx"])
def test_no_file_shows_what_few_people_said_when_small_groups_are_hidden(tmp_path: Path, name: str) -> None:
    dossier = write_dossier(tmp_path / "dossier")
    run("matrix", dossier, "--out", tmp_path / "open", "--as-of", "2010-03-01")
    run("matrix", dossier, "--out", tmp_path / "hidden", "--as-of", "2010-03-01", "--suppress-below", "3")

    assert QUOTE in (tmp_path / "open" / name).read_text(encoding="utf-8")
    assert QUOTE not in (tmp_path / "hidden" / name).read_text(encoding="utf-8")
    assert '"i1"' not in (tmp_path / "hidden" / name).read_text(encoding="utf-8")


def test_hostile_words_stay_words_on_the_page_and_in_the_table(tmp_path: Path) -> None:
    question = {**QUESTION, "question": HOSTILE, "judgement": "=1+1", "answer": "=2+2"}
    dossier = dossier_of(
        members=MEMBERS,
        matrix=[question],
        documents=[{**DOCUMENTS[0], "title": HOSTILE}],
        interviews=INTERVIEWS,
        codings=[{**row, "quote": HOSTILE} for row in codings("mixed")],
    )

    write_matrices(tmp_path, [matrix_of(dossier)], "fr")

    page = (tmp_path / "matrix.html").read_text(encoding="utf-8")
    assert page.count("&lt;script&gt;") == 3
    assert "<script" not in page
    with (tmp_path / "matrix.csv").open(encoding="utf-8", newline="") as lines:
        (row,) = csv.DictReader(lines)
    assert (row["judgement"], row["answer"]) == ("'=1+1", "'=2+2")


def test_the_figures_that_an_answer_names_are_printed_but_in_the_workbook(tmp_path: Path) -> None:
    answer = "{members.total} membres, {finance.result[1999]} euros, {peer.p_value[fte]}."
    dossier = dossier_of(members=MEMBERS, matrix=[{**QUESTION, "answer": answer}])

    write_matrices(tmp_path, [matrix_of(dossier)], "fr")

    printed = "5 membres, non disponible euros, non disponible."
    with (tmp_path / "matrix.csv").open(encoding="utf-8", newline="") as lines:
        assert [row["answer"] for row in csv.DictReader(lines)] == [printed]
    (told,) = json.loads((tmp_path / "matrix.json").read_text(encoding="utf-8"))
    assert [question["answer"] for question in told["questions"]] == [printed]
    assert printed in (tmp_path / "matrix.html").read_text(encoding="utf-8")
    head, row = load_workbook(tmp_path / "matrix.xlsx").active.iter_rows(values_only=True)
    assert row[head.index("answer")] == answer


def test_what_a_matrix_names_wrongly_is_told(tmp_path: Path) -> None:
    dossier = write_dossier(tmp_path / "dossier")
    (dossier / "matrix.csv").write_text(
        "question_id,question,figures,themes,answer\nK1,Et alors ?,members.by_kind[nobody],mases,{members.totl}\n",
        encoding="utf-8",
    )
    words = ["matrix", str(dossier), "--out", str(tmp_path / "out"), "--as-of", "2010-03-01"]

    refused = CliRunner().invoke(grappe, words)
    (dossier / "matrix.csv").write_text(
        (dossier / "matrix.csv")
        .read_text(encoding="utf-8")
        .replace("totl", "total")
        .replace("nobody", "enterprise"),
        encoding="utf-8",
    )
    warned = CliRunner().invoke(grappe, words)

    assert refused.exit_code == 10
    assert "matrix, ligne 2, colonne answer : le chiffre « members.totl »" in refused.stderr
    assert (
        "« members.by_kind[nobody] » : ce chiffre n’a pas cette classe. Classes connues : e" in refused.stderr
    )
    assert warned.exit_code == 0
    assert "Vouliez-vous dire « masse » ?" in warned.stderr


def test_a_figure_of_which_the_results_have_nothing_is_said_in_every_file(tmp_path: Path) -> None:
    dossier = dossier_of(members=MEMBERS, matrix=[{**QUESTION, "figures": ["finance.result[1999]"]}])

    write_matrices(tmp_path, [matrix_of(dossier)], "fr")

    for name in ("matrix.html", "matrix.csv"):
        assert "finance.result[1999] : aucun résultat" in (tmp_path / name).read_text(encoding="utf-8")
    assert '"finance.result[1999]"' in (tmp_path / "matrix.json").read_text(encoding="utf-8")


def test_many_figures_of_one_question_are_a_click_away_and_all_on_the_page(tmp_path: Path) -> None:
    names = ["members.by_kind", "members.total", "members.joined", "employment.size_class"]
    accounts = [{"member_id": name, "year": 2008, "fte": 4.0} for name in "abcde"]
    dossier = dossier_of(members=MEMBERS, matrix=[{**QUESTION, "figures": names}], accounts=accounts)
    (row,) = matrix_of(dossier).rows

    write_matrices(tmp_path, [matrix_of(dossier)], "fr")

    page = (tmp_path / "matrix.html").read_text(encoding="utf-8")
    opened, _, folded = page.partition("<details>")
    assert (opened.count('class="figure'), folded.count('class="figure')) == (8, len(row.figures) - 8)
    assert f"Et {len(row.figures) - 8} autres chiffres" in folded


def test_a_campaign_has_a_workbook_that_says_which_cluster(tmp_path: Path) -> None:
    clusters = [{"cluster_id": name, "name": f"Cluster {name}"} for name in ("c", "d")]
    own = {**QUESTION, "cluster_id": "d"}
    dossier = dossier_of(
        cluster=clusters, members=[member("a"), {**member("b"), "cluster_id": "d"}], matrix=[own]
    )
    results = labelled(evaluate(dossier, asked_on(dossier)), dossier, "fr")

    write_matrices(tmp_path, matrices(dossier, results, language="fr"), "fr")

    rows = list(load_workbook(tmp_path / "matrix.xlsx").active.iter_rows(values_only=True))
    assert rows[0][:2] == ("cluster_id", "question_id")
    assert [row[:2] for row in rows[1:]] == [*(("c", q.id) for q in proposed("fr")), ("d", "q")]
    assert (tmp_path / "matrix.html").read_text(encoding="utf-8").count('class="cluster"') == 2
