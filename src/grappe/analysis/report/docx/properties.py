"""What a document says of itself: its title, who signs, of what day."""

from __future__ import annotations

import datetime as dt

from grappe.analysis.report.document import Document
from grappe.analysis.report.docx.namespaces import OFFICE, PACKAGE
from grappe.analysis.report.docx.runs import escaped, text
from grappe.analysis.report.docx.styles import LOCALES

CORE = f"{PACKAGE}/metadata/core-properties"
DUBLIN = "http://purl.org/dc/elements/1.1/"
STORE = "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"
"""Word's own name for the core properties of a document."""


def core_part(doc: Document, day: dt.date) -> str:
    """Return the properties of a document as XML; its dates are those of the reference day."""
    at = f"{day.isoformat()}T00:00:00Z"
    return (
        f'<cp:coreProperties xmlns:cp="{CORE}" xmlns:dc="{DUBLIN}" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(doc.title)}</dc:title><dc:subject>{escaped(doc.lead)}</dc:subject>"
        f"<dc:creator>{escaped(doc.author)}</dc:creator>"
        f"<cp:lastModifiedBy>{escaped(doc.author)}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{at}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{at}</dcterms:modified>'
        f"<dc:language>{LOCALES[doc.language]}</dc:language></cp:coreProperties>"
    )


def app_part() -> str:
    """Return what made the document, as XML."""
    return f'<Properties xmlns="{OFFICE}/extended-properties"><Application>Grappe</Application></Properties>'


def title_control(title: str) -> str:
    """Return the title as Word keeps it in step: written anew in one place, it changes in all."""
    prefixes = f"xmlns:ns0='{DUBLIN}' xmlns:ns1='{CORE}'"
    return (
        '<w:sdt><w:sdtPr><w:alias w:val="Title"/><w:tag w:val="title"/>'
        f'<w:dataBinding w:prefixMappings="{prefixes}" w:xpath="/ns1:coreProperties[1]/ns0:title[1]" '
        f'w:storeItemID="{STORE}"/><w:text/></w:sdtPr><w:sdtContent>{text(title)}</w:sdtContent></w:sdt>'
    )
