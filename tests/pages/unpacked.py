"""The words of a file: of what is packed, folded, escaped or drawn in it too."""

from __future__ import annotations

import io
import json
import zipfile
from html import unescape

from pypdf import PdfReader


def words_in(content: bytes) -> str:
    """Return all that a file says: an archive's members (XLSX, DOCX, ZIP), a paper's text, a card's lines."""
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(f"{name}\n{words_in(archive.read(name))}" for name in archive.namelist())
    if content.startswith(b"%PDF-") and b"%%EOF" in content:
        paper = PdfReader(io.BytesIO(content))
        told = [page.extract_text() for page in paper.pages]
        return "\n".join([*told, str(paper.metadata)])
    text = content.decode("utf-8", "replace")
    if text.startswith("BEGIN:VCARD"):
        return text.replace("\r\n ", "")
    if text[:1] in ("{", "["):
        try:
            return text + json.dumps(json.loads(text), ensure_ascii=False)
        except ValueError:
            return text
    return text + unescape(text) if "&#" in text else text
