"""`grappe check` tells every fault, to a person and to a program."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from grappe.cli.main import grappe


def check(*words: str | Path) -> Result:
    return CliRunner().invoke(grappe, ["check", *map(str, words)])


def test_the_example_is_good(twist_folder: Path) -> None:
    told = check(twist_folder)

    assert told.exit_code == 0
    assert told.output.splitlines()[-1].startswith("Le dossier est bon : ")


def test_a_figure_that_a_finding_misspells_is_a_fault_too(tmp_path: Path) -> None:
    (tmp_path / "cluster.csv").write_text("cluster_id,name\nc,Grappe\n")
    (tmp_path / "members.csv").write_text("member_id,name,kind,joined_on\nm1,Un,enterprise,2009-01-01\n")
    (tmp_path / "findings.csv").write_text("finding_id,text\nf1,{members.totl} membres\n")

    told = check(tmp_path)

    assert told.exit_code == 10
    assert "Vouliez-vous dire « members.total » ?" in told.output


def test_unknown_figures_are_told_together_with_the_other_faults(tmp_path: Path) -> None:
    (tmp_path / "cluster.csv").write_text("cluster_id,name\nc,Grappe\n")
    (tmp_path / "members.csv").write_text("member_id,name,kind,joined_on\nm1,Un,entreprize,2009-13-01\n")
    (tmp_path / "findings.csv").write_text("finding_id,text\nf1,{members.totl} membres\n")
    (tmp_path / "matrix.csv").write_text("question_id,chapter,figures\nq1,99,members.totl\n")

    told = CliRunner().invoke(grappe, ["check", "--json", str(tmp_path)])

    assert told.exit_code == 10
    assert [
        (row["table"], row["column"]) for row in json.loads(told.stdout) if row["severity"] == "fault"
    ] == [
        ("members", "kind"),
        ("members", "joined_on"),
        ("findings", "text"),
        ("matrix", "chapter"),
        ("matrix", "figures"),
    ]


def test_a_class_that_no_list_has_is_a_fault_that_names_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "cluster.csv").write_text("cluster_id,name\nc,Grappe\n")
    (tmp_path / "members.csv").write_text("member_id,name,kind,joined_on\nm1,Un,enterprise,2009-01-01\n")
    (tmp_path / "findings.csv").write_text("finding_id,text\nf1,{members.by_kind[entreprise]} entreprises\n")

    told = check(tmp_path)

    assert told.exit_code == 10
    assert "findings, ligne 2, colonne text : « members.by_kind[entreprise] »" in told.output
    assert "Vouliez-vous dire « enterprise » ?" in told.output


def test_a_program_reads_what_is_unreadable_as_well(tmp_path: Path) -> None:
    (tmp_path / "members.xlsx").write_bytes(b"no workbook")

    told = CliRunner().invoke(grappe, ["check", "--json", str(tmp_path)])

    assert told.exit_code == 11
    assert [(row["severity"], row["table"]) for row in json.loads(told.stdout)] == [
        ("unreadable", "members.xlsx")
    ]
