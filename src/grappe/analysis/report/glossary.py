"""The glossary: of the terms that a reader may not know, those that this report uses."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.report.document import Cell, Chapter, Column, Row, Section, Table
from grappe.analysis.report.glossary_terms import TERMS
from grappe.analysis.report.typography import said

ANCHOR = "glossary"
DRAWN = "svg"


def glossary_annex(parts: Iterable[Chapter | Section], language: Language) -> Section | None:
    """Return the terms that those parts of a report use, in the order of the alphabet; None without any."""
    words = "\n".join(text for part in parts for text in _texts(part))
    found = {
        said(term.name, language): said(term.meaning, language) for term in TERMS if term.seen.search(words)
    }
    if not found:
        return None
    table = Table(
        caption=said(N_("Les termes que ce rapport emploie"), language),
        columns=(
            Column(label=said(N_("Terme"), language), numeric=False, short=True),
            Column(label=said(N_("Sens"), language), numeric=False),
        ),
        rows=tuple(Row(cells=(Cell(name), Cell(found[name]))) for name in sorted(found, key=_alphabetical)),
    )
    return Section(anchor=ANCHOR, title=said(N_("Le glossaire"), language), blocks=(table,))


def _alphabetical(name: str) -> str:
    """Return a name as the alphabet orders it: letters without their accents, small ones like capitals."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter)
    ).casefold()


def _texts(told: object) -> Iterator[str]:
    """Yield every text of a part, pictures left out."""
    if isinstance(told, str):
        yield told
    elif is_dataclass(told):
        for field in fields(told):
            if field.name != DRAWN:
                yield from _texts(getattr(told, field.name))
    elif isinstance(told, tuple | list):
        for value in told:
            yield from _texts(value)
