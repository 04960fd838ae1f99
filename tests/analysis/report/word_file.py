"""A DOCX taken apart: its parts, its paragraphs, its words."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from functools import cached_property
from io import BytesIO

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = {
    "w": W,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}
NOTES = {"NoteReference", "GlanceNote"}
COUNTED = ("SEQ", "PAGE", "PAGEREF")


def w(name: str) -> str:
    """The name of one of Word's own attributes or elements."""
    return f"{{{W}}}{name}"


class WordFile:
    """What the tests ask of a DOCX."""

    def __init__(self, content: bytes) -> None:
        """Open it, and read every part of it that is XML."""
        with zipfile.ZipFile(BytesIO(content)) as archive:
            self.files = {name: archive.read(name) for name in archive.namelist()}
        self.parts = {
            name: etree.fromstring(held)
            for name, held in self.files.items()
            if name.endswith((".xml", ".rels"))
        }

    @cached_property
    def document(self) -> etree._Element:
        """The text."""
        return self.parts["word/document.xml"]

    def find(self, path: str, part: str = "word/document.xml") -> list:
        """Find elements or attributes of a part."""
        return self.parts[part].xpath(path, namespaces=NAMES)

    def paragraphs(self, leave_out: tuple[str, str] | None = None) -> Iterator[etree._Element]:
        """The paragraphs in their order. `leave_out`: from the one that bears a mark until another's."""
        left_out = False
        for paragraph in self.find("//w:p"):
            marks = paragraph.xpath(".//w:bookmarkStart/@w:name", namespaces=NAMES)
            if leave_out:
                left_out = (left_out or leave_out[0] in marks) and leave_out[1] not in marks
            if not left_out:
                yield paragraph

    def texts(self, leave_out: tuple[str, str] | None = None) -> list[str]:
        """The words of each paragraph."""
        return [words_of(paragraph) for paragraph in self.paragraphs(leave_out)]

    def styled(self, *styles: str) -> list[str]:
        """The words of the paragraphs in some styles."""
        return [words_of(paragraph) for paragraph in self.paragraphs() if style_of(paragraph) in styles]


def style_of(paragraph: etree._Element) -> str:
    """The style of a paragraph."""
    return "".join(paragraph.xpath("w:pPr/w:pStyle/@w:val", namespaces=NAMES))


def words_of(element: etree._Element) -> str:
    """The words of an element, without the numbers of notes and those that Word counts."""
    if element.tag == w("fldSimple") and element.get(w("instr"), "").split()[0] in COUNTED:
        return ""
    if element.tag == w("r"):
        style = element.find("w:rPr/w:rStyle", NAMES)
        if style is not None and style.get(w("val")) in NOTES:
            return ""
    if element.tag == w("t"):
        return element.text or ""
    if element.tag in (w("br"), w("tab")):
        return "\n"
    return "".join(words_of(child) for child in element)
