"""The DOCX in another word processor than Word: it opens, whole, on as many pages as it should."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.analysis.report.made import Reports, made, members


def pages(draft: Path, folder: Path) -> list[str]:
    """What LibreOffice sets on each page."""
    home = f"-env:UserInstallation=file://{folder / 'home'}"
    subprocess.run(
        ["soffice", "--headless", home, "--convert-to", "pdf", "--outdir", folder, draft],
        check=True,
        capture_output=True,
        timeout=180,
    )
    paper = PdfReader(BytesIO((folder / f"{draft.stem}.pdf").read_bytes()))
    return [page.extract_text() for page in paper.pages]


@pytest.fixture(scope="module")
def set_by_libreoffice(twist: Reports, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The report on TWIST, page by page."""
    return pages(twist.draft, tmp_path_factory.mktemp("twist-office"))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_it_takes_about_as_many_pages_as_the_paper(set_by_libreoffice: list[str], twist: Reports) -> None:
    on_paper = len(PdfReader(BytesIO(twist.paper.read_bytes())).pages)

    assert on_paper * 0.8 < len(set_by_libreoffice) < on_paper * 1.5


def test_the_cover_is_one_page_and_the_others_bear_title_and_number(set_by_libreoffice: list[str]) -> None:
    cover, *others = set_by_libreoffice

    assert squeezed("Évaluation du cluster TWIST") in squeezed(cover)
    assert squeezed("du 1er mars 2008 au 28 février 2010") in squeezed(cover)
    feet = [squeezed(page) for page in others]
    title = squeezed("Évaluation du cluster TWIST")
    wrong = [n for n, page in enumerate(feet, 2) if f"{title}{n}" not in page and not page.endswith(str(n))]
    assert wrong == []
    assert all(title in page for page in feet)


def test_the_summary_is_one_page_in_letters_as_wide_as_any(set_by_libreoffice: list[str]) -> None:
    """Our fonts are not on this machine: those in their place are wider than Word's."""
    assert "La synthèse" in set_by_libreoffice[1]
    assert squeezed("Sur quoi cela repose") in squeezed(set_by_libreoffice[1])
    assert "L’essentiel" in set_by_libreoffice[2]


def test_every_sentence_is_set(set_by_libreoffice: list[str], twist: Reports) -> None:
    whole = squeezed(re.sub(r"\[\d+\]", "", "".join(set_by_libreoffice)))
    sentences = twist.written.styled("BodyText", "Conclusion", "Recommendation", "Heading1", "Caption")
    # A page may part a sentence, and then its foot stands within.
    lost = [one for one in sentences if squeezed(one)[:40] not in whole and squeezed(one)[-40:] not in whole]

    assert len(sentences) > 80
    assert [one for one in lost if not re.match("Graphique|Tableau", one)] == []


def test_a_cluster_with_a_long_name_and_two_tables_has_its_cover(
    dossier_of: Callable[..., Path], tmp_path: Path
) -> None:
    name = "Grappe " + "interprofessionnelle " * 5 + "d’ici"
    reports = made(dossier_of(cluster=[{"cluster_id": "c", "name": name}], members=members(6)), tmp_path)
    cover, summary, third, *_ = pages(reports.draft, tmp_path)

    assert len(name) > 115
    assert squeezed(name) in squeezed(cover)
    assert "Jour de référence" in cover
    assert "Projet de synthèse".upper() in summary
    assert "Sommaire" in third
