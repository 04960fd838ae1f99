"""The report as DOCX: from the same document as the page and the paper, the same words and numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from grappe.analysis.report.document import Block, Chapter, Chart, Document, Section
from grappe.analysis.report.docx.charts import set_chart, set_numbers
from grappe.analysis.report.docx.contents import set_contents
from grappe.analysis.report.docx.cover import set_cover
from grappe.analysis.report.docx.glances import set_glances
from grappe.analysis.report.docx.look import Look
from grappe.analysis.report.docx.namespaces import DECLARED
from grappe.analysis.report.docx.package import packed
from grappe.analysis.report.docx.pages import foot_part, text_section
from grappe.analysis.report.docx.papers import set_papers
from grappe.analysis.report.docx.press import Press
from grappe.analysis.report.docx.properties import app_part, core_part
from grappe.analysis.report.docx.prose import set_box, set_bullets, set_heading, set_lacking, set_paragraph
from grappe.analysis.report.docx.runs import is_leftward, paragraph, text
from grappe.analysis.report.docx.settings import fonts_part, numbering_part, settings_part
from grappe.analysis.report.docx.styles import styles_part
from grappe.analysis.report.docx.summary import set_summary, summary_size
from grappe.analysis.report.docx.tables import set_table
from grappe.analysis.report.docx.theme import theme_part
from grappe.analysis.report.docx.words import words

DATA = "chart-data"


def as_docx(doc: Document, day: dt.date) -> bytes:
    """Return the DOCX of a document. `day` dates it: the same document gives the same bytes."""
    press = Press(doc=doc, look=Look.of(doc.style), words=words(doc.language))
    body = "".join(_parts(press))
    written = f"<w:document {DECLARED}><w:body>{body}{text_section()}</w:body></w:document>"
    parts = {
        "word/document.xml": written,
        "word/styles.xml": styles_part(press.look, doc.language, summary=summary_size(doc.summary)),
        "word/settings.xml": settings_part(doc.language),
        "word/fontTable.xml": fonts_part(press.look),
        "word/numbering.xml": numbering_part(press.look),
        "word/footer.xml": foot_part(doc.title),
        "word/theme.xml": theme_part(press.look),
        "docProps/core.xml": core_part(doc, day),
        "docProps/app.xml": app_part(),
    }
    return packed(parts, press.printed())


def _parts(press: Press) -> Iterable[str]:
    doc = press.doc
    charts = [one for part in _chapters_and_sections(doc) for one in part.blocks if isinstance(one, Chart)]
    yield set_cover(press)
    if doc.summary:
        yield set_summary(doc.summary, press)
    yield set_glances(press, breaks=doc.summary is not None)
    yield set_contents(press, _titles(press, charts), breaks=doc.summary is not None and not doc.glances)
    for place, chapter in enumerate(doc.chapters):
        title = text(str(chapter.number), "Numeral") + text(f"\u2002{chapter.title}")
        yield paragraph("Heading1", press.anchored(chapter.anchor, title), breaks=place == 0)
        yield _blocks(chapter.blocks, press)
    if doc.closing:
        yield _section(doc.closing, press, breaks=True)
    for place, annex in enumerate(doc.annexes):
        yield _section(annex, press, breaks=place == 0)
    if charts:
        yield paragraph("Heading1", press.anchored(DATA, text(press.words[DATA])), breaks=True)
        yield paragraph("BodyText", text(press.words["chart-data-lead"]))
        yield set_numbers(charts, press)
    yield set_papers(press)


def _chapters_and_sections(doc: Document) -> list[Chapter | Section]:
    return [
        *([doc.summary] if doc.summary else []),
        *doc.chapters,
        *([doc.closing] if doc.closing else []),
        *doc.annexes,
    ]


def _titles(press: Press, charts: list[Chart]) -> list[tuple[str, str, str]]:
    doc = press.doc
    found = [
        (str(part.number) if isinstance(part, Chapter) else "", part.title, part.anchor)
        for part in _chapters_and_sections(doc)
    ]
    if charts:
        found.append(("", press.words[DATA], DATA))
    return [*found, ("", doc.words["papers"], "papers")]


def _section(it: Section, press: Press, *, breaks: bool = False) -> str:
    title = press.anchored(it.anchor, text(it.title))
    return paragraph("Heading1", title, breaks=breaks, leftward=is_leftward(it.title)) + _blocks(
        it.blocks, press
    )


def _blocks(blocks: Iterable[Block], press: Press) -> str:
    return "".join(_block(it, press) for it in blocks)


def _block(it: Block, press: Press) -> str:
    match it.kind:
        case "paragraph":
            told = set_paragraph(it, press)
        case "heading":
            told = set_heading(it)
        case "bullets":
            told = set_bullets(it, press)
        case "box":
            told = set_box(it, press)
        case "table":
            told = set_table(it, press)
        case "chart":
            told = set_chart(it, press)
        case "lacking":
            told = set_lacking(it, press)
    return told
