"""The chapter Effets of a report, and its findings as data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from grappe.analysis.figures.results import FRICTIONLESS, harmless
from grappe.analysis.language.catalogues import N_, Language
from grappe.analysis.registry.dossiers.effects import Effects
from grappe.analysis.report.document import Block, Box, Chapter, Paragraph, Run
from grappe.analysis.report.effects_chapter import TITLE, effects_blocks, effects_record
from grappe.analysis.report.typography import said

NUMBER = 9
"""After the eight of the authority's outline."""
FILE = "effects.csv"


def effects_chapter(found: Effects | None, language: Language) -> tuple[Chapter, ...]:
    """Return the chapter; none where no register was asked."""
    if found is None:
        return ()
    blocks: list[Block]
    if found.verdict is None:
        words = said(
            N_(
                "Le registre n’a pas de comptes annuels, de {first} à {last}, d’entreprises de ces activités et de ce lieu : rien ne peut être comparé."
            ),
            language,
            first=str(found.drawn.group.first_year),
            last=str(found.drawn.group.year),
        )
        title = said(N_("Effets non identifiables"), language)
        blocks = [Box(role="note", title=title, paragraphs=(Paragraph(runs=(Run(words),)),))]
    else:
        blocks = effects_blocks(found.verdict, found.drawn, found.study, language)
    return (Chapter(number=NUMBER, title=said(TITLE, language), blocks=tuple(blocks)),)


def write_effects(folder: Path, found: Effects | None, language: Language) -> list[dict[str, Any]]:
    """Write the findings beside the figures, where there are any; return what describes them in a package."""
    if found is None or found.verdict is None:
        return []
    table = effects_record(found.verdict, language)
    harmless(table).write_csv(folder / FILE)
    fields = [
        {"name": name, "type": FRICTIONLESS.get(dtype, "boolean" if str(dtype) == "Boolean" else "integer")}
        for name, dtype in table.schema.items()
    ]
    return [
        {"name": "effects", "path": FILE, "format": "csv", "encoding": "utf-8", "schema": {"fields": fields}}
    ]
