"""The right of reply is printed whole: what was sent, what was written on it, what was answered, and when."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path

from tests.analysis.report.made import Reports, made, members
from tests.analysis.report.test_closing import CLUSTER, SENT, section, words

Hand = Callable[..., Path]


def reports_on(dossier_of: Hand, out: Path, *comments: dict[str, object]) -> Reports:
    """The reports of a small cluster to which a version was sent."""
    tables = {"comments": list(comments)} if comments else {}
    return made(dossier_of(cluster=CLUSTER, members=members(6), versions=[SENT], **tables), out)


def comment(text: str, **more: object) -> dict[str, object]:
    row: dict[str, object] = {
        "comment_id": "k1", "version_id": "v1", "made_on": "2010-05-10", "author": "Le conseil", "chapter": "",
        "text": text, "answered_on": "", "answer": "", "outcome": "",
    }  # fmt: skip
    return row | more


def test_the_whole_exchange_is_in_both_renderings(twist: Reports) -> None:
    paper = " ".join(twist.paper_text.split())
    written = twist.dossier.tables["comments"]

    said = words(section(twist, "reply"))

    assert len(written) == 5
    assert [text for text in written["text"] if text not in said] == []
    assert [text for text in written["answer"] if text not in said] == []
    assert [text for text in written["text"] if "".join(text.split()) not in "".join(paper.split())] == []
    assert "5 commentaires ont été reçus. Accepté : 2 ; accepté en partie : 1" in said.replace("\u202f", " ")
    assert "Conseil d’administration du cluster, le 17 mai 2010" in said
    assert "Réponse de l’évaluateur, le 21 mai 2010" in said


def test_a_comment_leads_to_what_it_is_about(twist: Reports) -> None:
    source = section(twist, "reply")

    assert '<a href="#r1">R1</a>' in source
    assert '<a href="#c3">C3</a>' in source
    assert '<a href="#chapter-1">chapitre 1</a>' in source


def test_a_comment_is_text_whatever_is_in_it(dossier_of: Hand, tmp_path: Path) -> None:
    hostile = "<b>Non</b> {members.total} #panic() $x$ *a* _b_ @ref\nDeuxième ligne."
    reports = reports_on(dossier_of, tmp_path / "o", comment(hostile))

    assert html.escape(hostile.partition("\n")[0]) in section(reports, "reply")
    assert "".join(hostile.split()) in "".join(reports.paper_text.split())


def test_an_answer_that_did_not_come_is_said(dossier_of: Hand, tmp_path: Path) -> None:
    reports = reports_on(dossier_of, tmp_path / "o", comment("Et alors ?"))
    said = words(section(reports, "reply"))

    assert "1 commentaire a été reçu. 1 est resté sans réponse." in said
    assert "Et alors ? Sans réponse." in said


def test_a_version_that_nobody_commented_is_said(dossier_of: Hand, tmp_path: Path) -> None:
    sent = reports_on(dossier_of, tmp_path / "o")
    assert "Aucun commentaire n’a été reçu sur la version envoyée." in words(section(sent, "reply"))


def test_without_versions_there_is_no_right_of_reply(dossier_of: Hand, tmp_path: Path) -> None:
    reports = made(dossier_of(cluster=CLUSTER, members=members(6)), tmp_path / "o")

    assert 'id="reply"' not in reports.source
    assert "droit de réponse" not in reports.paper_text.lower()
