"""What Word computes or follows by itself: links, cross-references, numbers of captions and of pages."""

from __future__ import annotations

from collections.abc import Sequence

from grappe.analysis.report.document import Run
from grappe.analysis.report.docx.press import Press
from grappe.analysis.report.docx.runs import in_language, text
from grappe.analysis.report.docx.styles import LOCALES

FIGURE, NOTE = "Figure", "NoteReference"


def computed(code: str, shown: str) -> str:
    """Return a field with what it shows until Word computes it."""
    return f'<w:fldSimple w:instr=" {code} ">{shown}</w:fldSimple>'


def link(name: str, inner: str) -> str:
    """Return a link to a mark."""
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{inner}</w:hyperlink>'


def page_of(name: str) -> str:
    """Return the number of a mark's page. Empty until Word knows it: none rather than a false one."""
    return computed(rf"PAGEREF {name} \h", "<w:r><w:t></w:t></w:r>")


def entry_name(number: int) -> str:
    """Return the mark on the number of an entry of the papers."""
    return f"_entry_{number}"


def entry_number(number: int, press: Press, style: str = NOTE) -> str:
    """Return the number of an entry of the papers, which follows that entry."""
    shown = text(str(number), style)
    if number not in press.entries:
        return shown
    return computed(rf"REF {entry_name(number)} \h \* MERGEFORMAT", shown)


def note(number: int, press: Press, style: str = NOTE) -> str:
    """Return the raised number of a note."""
    return text("[", style) + entry_number(number, press, style) + text("]", style)


def linked(words: str, anchor: str, press: Press, style: str = FIGURE) -> str:
    """Return a text that leads to its anchor, where there is one."""
    name = press.names.get(anchor)
    return link(name, text(words, style)) if name else text(words, "")


def run(it: Run, press: Press) -> str:
    """Return a piece of a sentence: a figure leads to its papers, and bears their number."""
    if it.language:
        return in_language(text(it.text), LOCALES[it.language])
    if not it.anchor:
        return text(it.text)
    if not it.number:
        return linked(it.text, it.anchor, press, "Hyperlink")
    return linked(it.text, it.anchor, press) + note(it.number, press)


def runs(pieces: Sequence[Run], press: Press) -> str:
    """Return a sentence."""
    return "".join(run(it, press) for it in pieces)


def spoken(pieces: Sequence[Run]) -> str:
    """Return the bare words of a sentence."""
    return "".join(it.text for it in pieces)


def numbered(series: str, press: Press, *, mark: str = "") -> tuple[str, int]:
    """Return the head of a caption, `Tableau 3`, and its number. `mark`: what others refer to it by."""
    number = press.counted(series)
    label = press.words[series]
    head = text(f"{label}\u00a0") + computed(rf"SEQ {label} \* ARABIC", text(str(number)))
    return press.marked(f"{mark}{number}" if mark else "", head), number
