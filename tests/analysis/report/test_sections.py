"""What stands around the chapters: the status, the summary, the closing, and the kinds of blocks in them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from io import BytesIO

from pypdf import PdfReader
from tests.analysis.report.made import read

from grappe.analysis.report.document import (
    Bullets,
    Cell,
    Chapter,
    Column,
    Document,
    Heading,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
)
from grappe.analysis.report.html import as_html
from grappe.analysis.report.interface import interface
from grappe.analysis.report.pdf import as_pdf


def _section(anchor: str, title: str, *items: str) -> Section:
    bullets = Bullets(items=tuple((Run(item),) for item in items))
    return Section(anchor=anchor, title=title, blocks=(Heading(text=f"Sous {title}"), bullets))


def _document() -> Document:
    return Document(
        language="fr",
        eyebrow="",
        title="Un rapport",
        author="",
        lead="",
        facts=(),
        status="Version du 2 mai",
        glances=(),
        summary=_section("summary", "En bref", "Ce qui va", "Ce qui manque"),
        chapters=(Chapter(number=1, title="Contexte", blocks=(Paragraph(runs=(Run("Le texte."),)),)),),
        closing=_section("closing", "Pour conclure", "Une <b>chose</b>"),
        papers=(),
        annexes=(_section("last", "Annexe", "Le reste"),),
        words=interface("fr"),
    )


def _in_order(words: str) -> list[str]:
    """Return what is read, in this order, after the contents."""
    found, at = [], 0
    for one in (
        "Ce qui va",
        "Ce qui manque",
        "Le texte.",
        "Sous Pour conclure",
        "Une <b>chose</b>",
        "Le reste",
    ):
        at = words.find(one, at)
        found += [one] if at >= 0 else []
    return found


def test_the_page_reads_summary_chapters_closing_annexes() -> None:
    words = read(as_html(_document().plain()))

    assert len(_in_order(words)) == 6
    assert "Une <b>chose</b>" in words


def test_the_paper_reads_in_the_same_order_under_its_status() -> None:
    told = as_pdf(_document().plain(), dt.date(2026, 1, 1), lambda _: None)
    pages = [page.extract_text() for page in PdfReader(BytesIO(told)).pages]

    assert "Version du 2 mai" in pages[0]
    assert "Ce qui va" in pages[1]
    assert len(_in_order(" ".join(pages))) == 6


def test_the_page_leads_to_each_section_and_shows_the_status() -> None:
    source = as_html(_document().plain())

    assert [one for one in ("summary", "closing", "last") if f'href="#{one}"' not in source] == []
    assert '<p class="status" dir="auto">Version du 2 mai</p>' in source
    assert "<h3" in source.partition('id="summary"')[2]


def test_a_long_word_with_a_note_is_parted_in_the_head_of_a_narrow_column() -> None:
    head = Column(label="Anwesenheit in den Verwaltungsratssitzungen", anchor="p1-1", number=1)
    cells = tuple(Cell(text) for text in ("Cluster", "1", "2", "3", "4", "5", "6"))
    table = Table(
        caption="Eine Tabelle",
        columns=(Column(label="Cluster", numeric=False), *[head] * 6),
        rows=(Row(cells=cells),),
        wide=True,
    )
    chapter = Chapter(number=1, title="Kontext", blocks=(table,))
    document = dataclasses.replace(_document(), language="de", chapters=(chapter,), words=interface("de"))

    paper = PdfReader(BytesIO(as_pdf(document.plain(), dt.date(2010, 3, 1), lambda _: None)))
    words = "\n".join(page.extract_text() for page in paper.pages)

    assert "Anwesenheit" in words
    assert "Verwaltungsratssitzungen" not in words
