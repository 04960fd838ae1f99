"""Reports made for the tests, and what their readers read."""

from __future__ import annotations

import datetime as dt
import html
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import polars as pl
from pypdf import PdfReader
from tests.analysis.report.word_file import WordFile

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.reading import read_dossier
from grappe.analysis.figures.asked import Asked, asked_of
from grappe.analysis.figures.engine import evaluate
from grappe.analysis.figures.labels import labelled
from grappe.analysis.figures.suppression import suppressed
from grappe.analysis.language.catalogues import Language
from grappe.analysis.report.around import ALONE, Around
from grappe.analysis.report.house.style import GRAPPE_STYLE, HouseStyle
from grappe.analysis.report.write import write_reports

TODAY = dt.date(2010, 5, 31)


@dataclass(frozen=True)
class Reports:
    """What was asked, and the three renderings of the answer."""

    dossier: Dossier
    asked: Asked
    results: pl.DataFrame
    page: Path
    paper: Path
    draft: Path
    heard: tuple[str, ...]

    @property
    def source(self) -> str:
        """The HTML as it is written."""
        return self.page.read_text("utf-8")

    @property
    def page_text(self) -> str:
        """What a reader of the page reads, pictures and notes' numbers left out."""
        return read(self.source)

    @property
    def page_text_without_charts(self) -> str:
        """The same, without the tables behind the charts."""
        return read(re.sub(r'<details class="data">.*?</details>', " ", self.source, flags=re.DOTALL))

    @property
    def paper_text(self) -> str:
        """What a reader of the PDF reads, in its order."""
        return "\n".join(self._pages)

    @property
    def paper_text_without_feet(self) -> str:
        """The same, without the title and the number at the foot of each page."""
        title = re.search(r"<title>(.*?)</title>", self.source)
        assert title is not None
        foot = re.compile(rf"{re.escape(html.unescape(title[1]))}\s*\d+\s*$")
        return "\n".join(foot.sub("", page) for page in self._pages)

    @property
    def draft_text(self) -> str:
        """What a reader of the DOCX reads, in its order; numbers that Word counts are left out."""
        return "\n".join(self.written.texts())

    @property
    def draft_text_without_charts(self) -> str:
        """The same, without the annex of the numbers behind the charts."""
        return "\n".join(self.written.texts(leave_out=("_chart_data", "_papers")))

    @property
    def written(self) -> WordFile:
        """The DOCX as Word opens it."""
        return WordFile(self.draft.read_bytes())

    @property
    def _pages(self) -> list[str]:
        return [page.extract_text() for page in PdfReader(BytesIO(self.paper.read_bytes())).pages]


def read(source: str) -> str:
    """Return the words of a page."""
    body = source.partition("<body>")[2]
    body = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", body, flags=re.DOTALL)
    body = re.sub(r'<sup class="n">.*?</sup>', " ", body)
    return html.unescape(re.sub(r"<[^>]+>", " ", body))


def made(
    folder: Path,
    out: Path,
    language: Language = "fr",
    *,
    below: int = 0,
    house: HouseStyle = GRAPPE_STYLE,
    around: Around = ALONE,
) -> Reports:
    """Evaluate a dossier and write its reports."""
    dossier = read_dossier(folder)
    asked = asked_of(dossier, today=TODAY)
    results = labelled(suppressed(evaluate(dossier, asked), below), dossier, language)
    heard: list[str] = []
    out.mkdir(parents=True, exist_ok=True)
    files = write_reports(
        out, dossier, asked, results, language, house=house, around=around, tell=heard.append
    )
    return Reports(dossier, asked, results, *files, tuple(heard))


def members(count: int, name: str = "Membre") -> list[dict[str, object]]:
    """Rows of so many members, of all kinds in turn."""
    kinds = ("enterprise", "research", "education", "association_public")
    return [
        {"member_id": f"m{n}", "name": f"{name} {n}", "kind": kinds[n % 4], "joined_on": "2008-01-01"}
        for n in range(count)
    ]
