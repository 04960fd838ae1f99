"""The table of contents."""

from __future__ import annotations

from grappe.analysis.report.docx.fields import link, page_of
from grappe.analysis.report.docx.press import Press
from grappe.analysis.report.docx.runs import TAB, paragraph, text


def set_contents(press: Press, titles: list[tuple[str, str, str]], *, breaks: bool) -> str:
    """Return the table of contents as a field that already shows its entries.

    titles: of each heading its number, its words, its anchor.
    """
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        r'<w:r><w:instrText xml:space="preserve"> TOC \o "1-1" \h \z \u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    lines = []
    for place, (number, words, anchor) in enumerate(titles):
        name = press.names[anchor]
        shown = (text(f"{number}\u2002", "Numeral") if number else "") + text(words) + TAB + page_of(name)
        lines.append(paragraph("TOC1", begin if place == 0 else "", link(name, shown)))
    lines.append(paragraph("CoverEnd", '<w:r><w:fldChar w:fldCharType="end"/></w:r>'))
    title = paragraph("TOCHeading", text(press.doc.words["contents"]), breaks=breaks)
    # Word offers to bring such a table up to date as soon as one clicks it.
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{title}{''.join(lines)}</w:sdtContent></w:sdt>"
    )
