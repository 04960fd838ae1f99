"""A report's words, out of a file of text, Markdown or HTML."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from grappe.analysis.dossier.faults import Unreadable
from grappe.analysis.language.catalogues import N_

BLOCKS = {
    *("p", "div", "li", "ul", "ol", "br", "hr", "table", "tr", "section", "article", "header", "footer"),
    *("blockquote", "figcaption", "dt", "dd", "main", "aside", "body"),
}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
HIDDEN = {"script", "style", "head", "template"}


def text_of(path: Path) -> str:
    """Read a report: UTF-8 with or without its mark, UTF-16 with it, else cp1252; HTML without its tags.

    Unreadable: there is no such file, or it is no text.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Unreadable(str(path), N_("ce fichier n’existe pas. Vérifiez le chemin.")) from error
    text = _decoded(path.name, content)
    if path.suffix.lower() in (".html", ".htm"):
        words = _Words()
        words.feed(text)
        words.close()
        return "".join(words.found)
    return text


def _decoded(name: str, content: bytes) -> str:
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable(name, N_("ce n’est pas un texte. Enregistrez le rapport comme texte (.txt, UTF-8)."))


class _Words(HTMLParser):
    """What a page says: one line for each block, headings marked as in Markdown, no marks of notes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._hidden = 0
        self._raised = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in HIDDEN:
            self._hidden += 1
        elif tag in HEADINGS:
            self.found.append("\n\n# ")
        elif tag in BLOCKS:
            self.found.append("\n\n")
        elif tag in ("td", "th"):
            self.found.append(" ")
        self._raised = tag == "sup"

    def handle_endtag(self, tag: str) -> None:
        if tag in HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in HEADINGS or tag in BLOCKS:
            self.found.append("\n\n")
        self._raised = False

    def handle_data(self, data: str) -> None:
        if not self._hidden and not (self._raised and data.strip().isdigit()):
            before, behind = _edges(data)
            self.found.append(f"{before}{' '.join(data.split())}{behind}")


def _edges(data: str) -> tuple[str, str]:
    """Return the space before and behind words, which separates them from their neighbours."""
    return (" " if data[:1].isspace() else "", " " if data[-1:].isspace() else "")
