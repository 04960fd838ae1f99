"""Conclusions and recommendations gathered, and a signature that is never taken for granted."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.analysis.report.made import Reports, made, members, read

Hand = Callable[..., Path]
CLUSTER = [{"cluster_id": "c", "name": "Mini"}]
FINDINGS: list[dict[str, object]] = [
    {"finding_id": "a", "chapter": 5, "kind": "recommendation", "text": "Oser.", "strength": "", "evidence": ""},
    {"finding_id": "b", "chapter": 3, "kind": "conclusion", "text": "Ils sont {members.total}.", "strength": "strong",
     "evidence": "members.total"},
    {"finding_id": "c", "chapter": 3, "kind": "recommendation", "text": "Recruter.", "strength": "weak", "evidence": ""},
    {"finding_id": "d", "chapter": "", "kind": "conclusion", "text": "Sans chapitre.", "strength": "", "evidence": ""},
    {"finding_id": "e", "chapter": 3, "kind": "finding", "text": "Un constat.", "strength": "", "evidence": ""},
]  # fmt: skip


def section(reports: Reports, anchor: str) -> str:
    """The source of a section of the page, up to the next."""
    return reports.source.partition(f'id="{anchor}"')[2].partition("<section")[0]


def words(source: str) -> str:
    return " ".join(read(f"<body>{source}").split())


def test_each_is_numbered_by_chapter_with_its_evidence_and_its_strength(
    dossier_of: Hand, tmp_path: Path
) -> None:
    reports = made(dossier_of(cluster=CLUSTER, members=members(6), findings=FINDINGS), tmp_path / "o")
    boxes = {
        match[1]: words(match[0])
        for match in re.finditer(r'id="([cr]\d)">.*?</div>', section(reports, "closing"), re.DOTALL)
    }

    assert list(boxes) == ["c1", "c2", "r1", "r2"]
    assert "Ils sont 6 ." in boxes["c1"]
    assert "Force de l’appui : forte. Il repose sur : Membres" in boxes["c1"].replace("\u202f", " ")
    assert "Sans chapitre." in boxes["c2"]
    assert "Recruter. Force de l’appui : faible. Aucune preuve n’est citée." in boxes["r1"].replace(
        "\u202f", " "
    )
    assert "Oser. Aucune preuve n’est citée." in boxes["r2"]


def test_a_chapter_leads_to_its_conclusions_and_does_not_say_them_twice(
    dossier_of: Hand, tmp_path: Path
) -> None:
    reports = made(dossier_of(cluster=CLUSTER, members=members(6), findings=FINDINGS), tmp_path / "o")
    third = section(reports, "chapter-3")

    assert re.findall(r'<a href="#([cr]\d)">', third) == ["c1", "r1"]
    assert "Un constat." in third
    assert "Recruter." not in third


def test_nothing_concluded_is_said(dossier_of: Hand, tmp_path: Path) -> None:
    reports = made(dossier_of(cluster=CLUSTER, members=members(6)), tmp_path / "o")

    assert "n’a encore écrit ni conclusion ni recommandation" in section(reports, "closing")


FINAL: dict[str, object] = {
    "version_id": "v2",
    "stage": "final",
    "dated_on": "2010-05-31",
    "signed_by": "Anne",
    "signed_for": "le bureau",
    "comments_due_on": "",
}
SENT = FINAL | {"version_id": "v1", "stage": "sent_for_comment", "dated_on": "2010-05-03", "signed_by": ""}
SENT_UNTIL = SENT | {"comments_due_on": "2010-05-17"}


@pytest.mark.parametrize(
    ("versions", "status"),
    [
        ([], "Document de travail, non signé"),
        ([FINAL | {"stage": "draft", "signed_by": ""}], "Projet (31 mai 2010), non signé"),
        ([SENT], "Version envoyée pour commentaires (3 mai 2010), non signée"),
        (
            [SENT_UNTIL],
            "Version envoyée pour commentaires (3 mai 2010), attendus jusqu’au 17 mai 2010 ; non signée",
        ),
        ([FINAL, SENT], "Version finale (31 mai 2010), signée par Anne pour le bureau"),
        ([FINAL | {"signed_for": ""}], "Version finale (31 mai 2010), signée par Anne"),
        ([FINAL | {"signed_by": " "}], "Version finale (31 mai 2010), non signée"),
        ([FINAL | {"dated_on": ""}], "Version finale (sans date), signée par Anne pour le bureau"),
    ],
)
def test_the_cover_says_what_the_latest_version_is(
    dossier_of: Hand, tmp_path: Path, versions: list[dict[str, object]], status: str
) -> None:
    tables = {"versions": versions} if versions else {}
    reports = made(dossier_of(cluster=CLUSTER, members=members(6), **tables), tmp_path / "o")
    cover = re.search(r'<p class="status"[^>]*>(.*?)</p>', reports.source)

    assert cover is not None
    assert cover[1].replace("\u202f", " ") == status
    assert ("Signé par Anne" in reports.page_text) == ("signée par Anne" in status)
    assert ("Ce rapport n’est pas signé." in reports.page_text) == ("signée par Anne" not in status)


def test_a_signature_says_which_drafts_it_leaves_out(dossier_of: Hand, tmp_path: Path) -> None:
    reports = made(dossier_of(cluster=CLUSTER, members=members(6), versions=[FINAL]), tmp_path / "o")
    said = words(section(reports, "closing"))

    assert "Signé par Anne, pour le bureau, le 31 mai 2010." in said
    assert "et le projet de texte du chapitre 3." in said


def test_the_signature_of_a_report_without_drafts_speaks_of_none(twist: Reports) -> None:
    said = words(section(twist, "closing"))

    assert "Signé par Claire Damseaux (nom inventé)" in said
    assert "projet" not in said.partition("Signé par")[2]
